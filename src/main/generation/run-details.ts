import type { RunDetails, RunItem, Work } from '../../shared/contract/jobs.ts';
import { ITEM_KINDS } from '../../shared/contract/jobs.ts';
import { runStageSchema } from '../../shared/model/run-terms.ts';
import { slotSchema } from '../../shared/model/shot-terms.ts';
import type { TakeRow } from '../db/repositories/take-repository.ts';
import type { JobRow } from '../jobs/job-types.ts';
import { placesOfShots } from './board-files.ts';
import type { ShotPlace } from './board-files.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { gateOf, optionsOf, shotsInOrder } from './situation.ts';

/** What the input of an item may say about its place. */
interface ItemInput {
  shotId?: string;
  slot?: string;
  variation?: number;
  round?: number;
}

/** The state word of an item. Pure. */
export function itemStateOf(
  job: Pick<JobRow, 'status' | 'attempts'>,
  { isPaused, isStalled }: { isPaused: boolean; isStalled: boolean },
): RunItem['state'] {
  if (isStalled) return 'stalled';
  switch (job.status) {
    case 'queued':
    case 'waiting':
      if (isPaused) return 'paused';
      return job.attempts > 0 ? 'retrying' : 'queued';
    case 'running':
      return 'running';
    case 'needs-attention':
      return 'interrupted';
    case 'succeeded':
      return 'done';
    case 'failed':
      return 'failed';
    case 'cancelled':
      return 'cancelled';
  }
}

function kindOf(kind: string): RunItem['kind'] {
  return ITEM_KINDS.find((known) => known === kind) ?? 'other';
}

const microUsd = (take: TakeRow | undefined): number => take?.costMicroUsd ?? 0;

/** A run with its items in the film's order, the gates' values and the time line. Throws AppError `not-found`. */
export function createRunDetails(deps: Pick<GenerationDeps, 'repos' | 'engine' | 'isStalled'>) {
  const { repos, engine } = deps;

  const itemOf = (
    job: JobRow,
    context: {
      places: ReadonlyMap<string, ShotPlace>;
      takes: ReadonlyMap<string, TakeRow>;
      paused: ReadonlySet<string>;
    },
  ): RunItem => {
    const input = job.input as ItemInput;
    const place = input.shotId === undefined ? undefined : context.places.get(input.shotId);
    const take = context.takes.get(job.id);
    const state = itemStateOf(job, { isPaused: context.paused.has(job.lane), isStalled: deps.isStalled(job) });
    return {
      jobId: job.id,
      kind: kindOf(job.kind),
      scene: place?.scene ?? null,
      shot: place?.number ?? null,
      title: place?.shot.description ?? '',
      slot: slotSchema.safeParse(job.kind === 'make-segment' ? 'segment' : input.slot).data ?? null,
      variation: input.variation ?? null,
      round: input.round ?? null,
      state,
      attempts: job.attempts,
      maxAttempts: job.maxAttempts,
      fraction: state === 'done' ? 1 : job.progress,
      etaMs: state === 'running' ? engine.eta(job.id).remainingMs : null,
      costMicroUsd: microUsd(take),
      assetId: take?.assetId ?? null,
      provider: take?.provider ?? null,
      error: job.error === null ? null : { code: job.error.code, details: { ...job.error.details } },
      gate: take === undefined ? null : (gateOf(take) ?? null),
      createdAtMs: job.createdAtMs,
      startedAtMs: job.startedAtMs,
      finishedAtMs: job.finishedAtMs,
    };
  };

  return (work: Extract<Work, { kind: 'run' }>): RunDetails => {
    const run = repos.runs.get(work.id);
    const shots = shotsInOrder(deps, run.projectId);
    const places = new Map(placesOfShots(shots).map((place) => [place.shot.id, place]));
    const takes = new Map<string, TakeRow>();
    for (const { id } of shots) {
      for (const take of repos.takes.listOfShot(id)) {
        if (take.runId === run.id && take.jobId !== null) takes.set(take.jobId, take);
      }
    }
    const paused = new Set(engine.pausedLanes());
    const options = optionsOf(run);
    return {
      work,
      items: engine
        .listByRun(run.id)
        .map((job) => itemOf(job, { places, takes, paused }))
        .sort(byPlace),
      timeline: repos.runStages.list(run.id).map(({ stage, startedAtMs, finishedAtMs, outcome }) => ({
        stage: runStageSchema.parse(stage),
        startedAtMs,
        finishedAtMs,
        outcome,
      })),
      films: repos.exports
        .list(run.projectId)
        .filter(({ runId }) => runId === run.id)
        .map(({ id, runId, variation, format, quality, bytes, durationMs, createdAtMs }) => ({
          ...{ id, runId, variation, format, quality, bytes, durationMs, createdAtMs },
        })),
      providers: { image: options.imageProvider, video: options.videoProvider, planner: options.planner },
    };
  };
}

const ORDER: readonly RunItem['kind'][] = [...ITEM_KINDS];

/** By kind in the order of the stages, then by place in the film. */
function byPlace(a: RunItem, b: RunItem): number {
  const slot = (item: RunItem): number => (item.slot === 'end' ? 1 : 0);
  return (
    ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
    (a.scene ?? 0) - (b.scene ?? 0) ||
    (a.shot ?? 0) - (b.shot ?? 0) ||
    (a.variation ?? 0) - (b.variation ?? 0) ||
    slot(a) - slot(b) ||
    (a.jobId < b.jobId ? -1 : 1)
  );
}
