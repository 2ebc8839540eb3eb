import type { ShotRow } from '../db/repositories/shot-repository.ts';
import type { GenerationDeps } from './generation-deps.ts';
import type { KeyframeOrder, KeyframeSlot } from './keyframe-request.ts';
import { insertMadeAsset } from './made-file.ts';
import type { MadeFile } from './made-file.ts';
import { assetFacts } from './make-file.ts';

/** Stores a keyframe that was made: its asset, unless the shelf has it already, and its take. Runs in the step's transaction. */
export function keepKeyframe(
  deps: Pick<GenerationDeps, 'repos' | 'clock' | 'addTake'>,
  made: MadeFile,
  place: { shot: ShotRow; slot: KeyframeSlot; variation: number },
  order: KeyframeOrder,
  by: { runId: string | null; jobId: string; isChosen: boolean },
): void {
  const { shot, slot, variation } = place;
  const { provider, wanted, requestHash, pictureHash } = order;
  if (deps.repos.assets.find(made.assetId) === undefined) {
    insertMadeAsset(deps, made, assetFacts(made, `${shot.description.slice(0, 80)} (${slot})`));
  }
  const { prompt, seed, widthPx, heightPx } = wanted;
  deps.addTake(
    {
      ...{ shotId: shot.id, slot, variation, assetId: made.assetId, provider: provider.model.id, requestHash },
      request: { prompt, seed, widthPx, heightPx, pictureHash },
      costMicroUsd: made.costMicroUsd,
      runId: by.runId,
      jobId: by.jobId,
      scores: made.flags.length === 0 ? {} : { flags: made.flags },
      personId: null,
    },
    { isChosen: by.isChosen },
  );
}
