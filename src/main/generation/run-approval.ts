import { AppError } from '../../shared/contract/errors.ts';
import { pixelSize } from '../../shared/model/picture-size.ts';
import type { PurchaseItem } from '../../shared/model/money.ts';
import type { RunRow } from '../db/repositories/run-repository.ts';
import { NEEDS_PERSON } from '../jobs/job-failure.ts';
import type { JobStatus } from '../jobs/job-types.ts';
import { shotApprovalHash } from '../projects/approval-hash.ts';
import { filesOfPicture } from '../projects/picture-files.ts';
import { boardApprovalHash } from './board-hash.ts';
import { segmentQuality } from './board-size.ts';
import { assertPriced, callMicroUsd, priceDateOf, segmentWish } from './estimate.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { jobsOfRun, optionsOf, shotsInOrder } from './situation.ts';

/** A job that a person may want again. */
export const ENDED_SHORT: ReadonlySet<JobStatus> = new Set(['failed', 'cancelled', 'needs-attention']);

/** The yes to a board: what it binds, what it may cost, and when a run stopped because that is not enough any more. */
export function createRunApproval(
  deps: Pick<GenerationDeps, 'repos' | 'engine' | 'clock' | 'videoProviders' | 'assertBudget' | 'newId' | 'ownerId'> & {
    /** What the board buys with the providers that the run chose. */
    purchasesOf(run: RunRow): PurchaseItem[];
  },
) {
  const { repos, engine, clock, purchasesOf } = deps;

  /**
   * Stores a yes: per shot its words, pictures and maker, for the board its sum and the day of its rates. Inside the caller's
   * transaction. Throws AppError `price-unknown`, `budget-exceeded`.
   */
  const approveNow = (run: RunRow, personId: string): void => {
    const options = optionsOf(run);
    const project = repos.projects.get(run.projectId);
    const chosen = repos.takes.listChosen(run.projectId);
    const shots = shotsInOrder(deps, run.projectId).map((shot) => {
      const keyframes = chosen.filter(({ shotId, slot }) => shotId === shot.id && (slot === 'start' || slot === 'end'));
      const files = filesOfPicture(repos, project.id, shot.picture);
      return [shot.id, shotApprovalHash(shot, keyframes, options.videoProvider, files)] as const;
    });
    const purchases = purchasesOf(run);
    assertPriced(purchases);
    const priceDate = priceDateOf(purchases);
    const video = deps.videoProviders.get(options.videoProvider);
    const frame = pixelSize(project.ratio, segmentQuality(options.qualities));
    const segmentMicroUsd = video === undefined ? null : callMicroUsd(video.model, segmentWish(frame));
    // Segments that stand under the yes before are there; everything else is bought after this one.
    const before = repos.approvals.findLatest(project.id);
    const standing = shots.filter(([id, hash]) => before?.shots[id] === hash).map(([id]) => id);
    const made = chosen.filter(({ shotId, slot }) => slot === 'segment' && standing.includes(shotId)).length;
    const wanted = shots.length * project.brief.variations - made;
    deps.assertBudget(project.id, wanted * (segmentMicroUsd ?? 0));
    repos.approvals.insert({
      id: deps.newId(),
      projectId: project.id,
      runId: run.id,
      boardHash: boardApprovalHash(shots, run.estimateMicroUsd, priceDate),
      shots: Object.fromEntries(shots),
      estimateMicroUsd: run.estimateMicroUsd,
      priceDate,
      allowance: {
        rounds: options.allowance?.rounds ?? 0,
        microUsd: options.allowance?.microUsd ?? 0,
        segmentMicroUsd,
      },
      personId,
      createdAtMs: clock.nowMs(),
    });
    // Segments that ended short under an earlier yes of the same words; what is bound anew gets a job of its own.
    for (const { id, kind, status } of jobsOfRun(deps, run))
      if (kind === 'make-segment' && ENDED_SHORT.has(status)) engine.retry(id);
  };

  return {
    approveNow,
    /** A yes that the start has said already. Gives why it cannot be given: money that only a person can grant. */
    approveByItself(run: RunRow): RunRow['error'] {
      try {
        approveNow(run, deps.ownerId);
        return null;
      } catch (error) {
        if (!(error instanceof AppError) || !NEEDS_PERSON.has(error.code)) throw error;
        return { code: error.code, message: error.message, details: { ...error.details } };
      }
    },
    /** A segment was not bought because it does not cost what the yes said. */
    waitsForPrice: (run: RunRow): boolean =>
      run.finishedAtMs === null &&
      jobsOfRun(deps, run).some(
        ({ kind, status, error }) =>
          kind === 'make-segment' && status === 'needs-attention' && error?.code === 'price-changed',
      ),
  };
}
