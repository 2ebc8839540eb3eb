import { z } from 'zod';
import { madeOf } from '../calls/fetch-output.ts';
import type { WantedOutput } from '../calls/verify-output.ts';
import { segmentFrames } from '../../shared/model/frame-time.ts';
import { slotSchema } from '../../shared/model/shot-terms.ts';
import type { Slot } from '../../shared/model/shot-terms.ts';
import type { PaidCallRow } from '../db/repositories/paid-call-repository.ts';
import { conformBought } from './conform-bought.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { insertMadeAsset } from './made-file.ts';
import type { MadeFile } from './made-file.ts';
import { assetFacts } from './make-file.ts';
import type { Made } from './make-file.ts';

/**
 * What a closed call made, as its job would have stored it: a clip in the form of its project. One whose project is not in
 * this library stays as it came. Throws what `conformBought` throws.
 */
export async function readClosed(
  deps: Pick<GenerationDeps, 'repos' | 'store' | 'tools' | 'clock'>,
  call: PaidCallRow & { sha256: string },
  signal: AbortSignal,
): Promise<Made> {
  const { sha256, bytes, mime, flags, chargedMicroUsd, projectId } = call;
  const found = madeOf(call);
  const made = {
    ...{ sha256, bytes: bytes ?? 0, mime: mime ?? 'image/png', flags, costMicroUsd: chargedMicroUsd ?? 0 },
    ...{ widthPx: found?.widthPx ?? null, heightPx: found?.heightPx ?? null },
    durationMs: found?.durationSeconds == null ? null : Math.round(found.durationSeconds * 1_000),
  };
  const project = projectId === null ? undefined : deps.repos.projects.find(projectId);
  if (!made.mime.startsWith('video/') || project === undefined) return made;
  const { widthPx, heightPx } = call.request['wanted'] as WantedOutput;
  const { fps } = project;
  return conformBought(deps, made, { widthPx, heightPx, fps, durationFrames: segmentFrames(fps) }, signal);
}

const placeSchema = z.object({ slot: slotSchema.optional(), variation: z.int().min(1).optional() });

/** Where a call's job would have put its file. Jobs of segments name no slot; one that is not known here says nothing. */
function placeOf(isVideo: boolean, input: unknown): { slot: Slot; variation: number } {
  const { slot = 'start', variation = 1 } = placeSchema.safeParse(input).data ?? {};
  return { slot: isVideo ? 'segment' : slot, variation };
}

const promptOf = ({ request }: PaidCallRow): string | undefined =>
  typeof request['prompt'] === 'string' ? request['prompt'] : undefined;

/**
 * Puts what a closed call made on the shot's shelf of takes, chosen by nobody; without a shot it is an asset alone. Runs in
 * the transaction of the step. `input`: that of the call's job, where it is known.
 */
export function keepClosed(
  deps: Pick<GenerationDeps, 'repos' | 'clock' | 'addTake'>,
  call: PaidCallRow,
  made: MadeFile,
  input: unknown,
): void {
  const shot = call.shotId === null ? undefined : deps.repos.shots.find(call.shotId);
  const { slot, variation } = placeOf(made.mime.startsWith('video/'), input);
  const words = shot?.description ?? promptOf(call) ?? call.model;
  insertMadeAsset(deps, made, assetFacts(made, `${words.slice(0, 80)} (${slot})`));
  if (shot === undefined) return;
  deps.addTake(
    {
      ...{ shotId: shot.id, slot, variation, assetId: made.assetId, provider: call.model },
      ...{ requestHash: call.requestHash, request: { cancelled: true }, costMicroUsd: made.costMicroUsd },
      ...{ runId: call.runId, jobId: call.jobId, personId: null },
      scores: made.flags.length === 0 ? {} : { flags: made.flags },
    },
    { isChosen: false },
  );
}
