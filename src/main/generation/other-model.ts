import { MAKES } from '../calls/call-needs.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { pixelSize } from '../../shared/model/picture-size.ts';
import type { ApprovalRow } from '../db/repositories/approval-repository.ts';
import type { RunRow } from '../db/repositories/run-repository.ts';
import type { TakeRow } from '../db/repositories/take-repository.ts';
import type { JobRow } from '../jobs/job-types.ts';
import type { ProviderChoice } from '../providers/port.ts';
import { assertSeenPrice } from '../money/seen-price.ts';
import { approvedSegmentMicroUsd } from './approved-price.ts';
import { segmentQuality } from './board-size.ts';
import { callMicroUsd, segmentWish } from './estimate.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { imageProviderOf, keyframeMicroUsd } from './keyframe-request.ts';
import type { RedrawInput } from './redraw-keyframe-job.ts';
import { optionsOf } from './situation.ts';

/** Pieces of work that a person gives to another model than their run has: what was agreed to holds for these alone. */

/** The film maker of that id. Throws AppError `provider-unknown`. */
function videoProviderOf(deps: Pick<GenerationDeps, 'videoProviders'>, id: string): ProviderChoice {
  const provider = deps.videoProviders.get(id);
  if (provider !== undefined) return provider;
  const known = [...deps.videoProviders.keys()].join(', ');
  throw new AppError('provider-unknown', `no video provider ${id}`, { id, what: 'segments', known });
}

/** Who draws a keyframe of a run, and the price of one that somebody said yes to, micro-dollars. */
export function makerOfKeyframe(run: RunRow, jobId: string): { id: string; approvedMicroUsd: number | null } {
  const { otherModels, imageProvider, keyframeMicroUsd: usual } = optionsOf(run);
  const other = otherModels?.[jobId];
  return other === undefined
    ? { id: imageProvider, approvedMicroUsd: usual }
    : { id: other.model, approvedMicroUsd: other.microUsd };
}

/** Who makes a segment of a run, and the price of one that was approved, micro-dollars. Throws AppError `provider-unknown`. */
export function makerOfSegment(
  deps: Pick<GenerationDeps, 'repos' | 'videoProviders'>,
  run: RunRow,
  jobId: string,
): { id: string; provider: ProviderChoice; approvedMicroUsd: number | null } {
  const { otherModels, videoProvider } = optionsOf(run);
  const other = otherModels?.[jobId];
  const id = other?.model ?? videoProvider;
  const approvedMicroUsd = other === undefined ? approvedSegmentMicroUsd(deps, run.projectId) : other.microUsd;
  return { id, provider: videoProviderOf(deps, id), approvedMicroUsd };
}

/** The other model that a person gave a take's piece to, under the run of a yes; undefined where nobody did. */
export function agreedModelOf(
  deps: Pick<GenerationDeps, 'repos'>,
  approval: Pick<ApprovalRow, 'runId'> | undefined,
  { runId, jobId }: Pick<TakeRow, 'runId' | 'jobId'>,
): string | undefined {
  if (runId === null || jobId === null || approval?.runId !== runId) return undefined;
  const run = deps.repos.runs.find(runId);
  return run === undefined ? undefined : optionsOf(run).otherModels?.[jobId]?.model;
}

/** Price of one piece of a job with that model, micro-dollars; null: nobody has named one. Throws AppError `provider-unknown`. */
function pieceMicroUsd(deps: GenerationDeps, job: JobRow, kind: 'image' | 'video', model: string): number | null {
  const projectId = job.projectId ?? '';
  if (kind === 'image') return keyframeMicroUsd(deps, projectId, model);
  const run = deps.repos.runs.get(job.runId ?? '');
  const frame = pixelSize(deps.repos.projects.get(projectId).ratio, segmentQuality(optionsOf(run).qualities));
  return callMicroUsd(videoProviderOf(deps, model).model, segmentWish(frame));
}

export interface OtherModelWish {
  jobIds: readonly string[];
  model: string;
  /** What the button said that one piece costs. */
  seenMicroUsd: number;
}

export interface OtherModel {
  /**
   * Lets work that waits for a person go on with another model, at the price that was seen. Gives how many pieces went on.
   * Throws AppError `not-possible-now` for work that does not wait, `provider-unknown`, `price-unknown`, `price-changed`.
   */
  useOtherModel(wish: OtherModelWish): number;
}

/** Binds the choice of another model to one library. */
export function createOtherModel(deps: GenerationDeps): OtherModel {
  const { engine, repos } = deps;
  const refused = (job: JobRow): AppError =>
    new AppError('not-possible-now', `job ${job.id} waits for no other model`, { what: 'retry', state: job.status });

  const goOn = (job: JobRow, wish: OtherModelWish): void => {
    const kind = MAKES[job.kind];
    if (job.status !== 'needs-attention' || kind === undefined) throw refused(job);
    const { model } = kind === 'image' ? imageProviderOf(deps, wish.model) : videoProviderOf(deps, wish.model);
    if (!model.local) assertSeenPrice(wish.model, wish.seenMicroUsd, pieceMicroUsd(deps, job, kind, wish.model));
    const microUsd = model.local ? null : wish.seenMicroUsd;
    deps.leaveModel(job.id);
    if (job.runId === null) {
      // A picture that was asked for by itself names its model in its own order: it is ordered anew.
      const input = job.input as RedrawInput;
      engine.cancel(job.id);
      engine.enqueue({
        kind: job.kind,
        input: {
          ...{ ...input, providerId: wish.model, approvedMicroUsd: microUsd, askedAtMs: deps.clock.nowMs() },
          chosenTakeId: repos.takes.findChosen(input.shotId, input.slot, input.variation)?.id ?? null,
        },
        priority: job.priority,
        ...(job.projectId === null ? {} : { projectId: job.projectId }),
      });
      return;
    }
    const run = repos.runs.get(job.runId);
    if (run.finishedAtMs !== null) throw refused(job);
    const options = optionsOf(run);
    const otherModels = { ...options.otherModels, [job.id]: { model: wish.model, microUsd } };
    repos.runs.update({ ...run, options: { ...options, otherModels }, updatedAtMs: deps.clock.nowMs() });
    engine.retry(job.id);
  };

  return {
    useOtherModel(wish) {
      const jobIds = [...new Set(wish.jobIds)];
      deps.db.write(() => {
        for (const id of jobIds) goOn(engine.get(id), wish);
      }, 'other-model.use');
      return jobIds.length;
    },
  };
}
