import type { ErrorCode, ErrorDetails } from '../../shared/contract/errors.ts';
import { runStageSchema, runStateSchema } from '../../shared/model/run-terms.ts';
import type { RunStage, RunState } from '../../shared/model/run-terms.ts';
import type { RunRow } from '../db/repositories/run-repository.ts';
import type { ShotPlace } from '../db/repositories/shot-repository.ts';
import { needsPerson } from '../jobs/job-failure.ts';
import type { JobRow } from '../jobs/job-types.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { runEtaMs, runFraction } from './run-progress.ts';

/** What every door shows of a run. */
export interface RunView {
  runId: string;
  projectId: string;
  stage: RunStage;
  state: RunState;
  /** 0…1 */
  fraction: number;
  currentScene: number | null;
  scenes: number;
  etaMs: number | null;
  estimateMicroUsd: number;
  actualMicroUsd: number;
  /** Besides: what ended without anybody knowing whether it was charged, or still may have been. */
  uncertainMicroUsd: number;
  error: { code: ErrorCode; details: ErrorDetails } | null;
  failedParts: string[];
  createdAtMs: number;
  updatedAtMs: number;
  finishedAtMs: number | null;
}

/** Reads a run's rows as the view that doors show. */
export function createRunViewer(
  deps: Pick<GenerationDeps, 'repos' | 'engine' | 'clock' | 'isStalled'>,
): (runId: string) => RunView {
  const { repos, engine, clock } = deps;
  const view = (runId: string): RunView => {
    const run = repos.runs.get(runId);
    const stage = runStageSchema.parse(run.stage);
    const jobs = engine.listByRun(runId);
    const shots = repos.shots.listPlaces(run.projectId);
    const kind =
      stage === 'VISUAL'
        ? 'draw-keyframe'
        : stage === 'RENDER'
          ? 'make-segment'
          : stage === 'FINALIZE'
            ? 'finish-film'
            : '';
    const working = jobs.filter((job) => job.kind === kind);
    const fraction =
      run.state === 'completed'
        ? 1
        : runFraction(
            stage,
            working.map((job) => (job.status === 'succeeded' ? 1 : job.progress)),
          );
    const question = openQuestion(jobs);
    const failedParts = run.error?.details.failedParts;
    return {
      runId,
      projectId: run.projectId,
      stage,
      state: isRunStalled(run, jobs, deps.isStalled) ? 'stalled' : runStateSchema.parse(run.state),
      fraction,
      currentScene: currentScene(working, shots),
      scenes: new Set(shots.map(({ sceneId }) => sceneId)).size,
      // Nobody can say how long a person takes to answer.
      etaMs:
        run.finishedAtMs !== null || run.state === 'storyboard_complete' || question !== null
          ? null
          : runEtaMs(fraction, workedMs(run)),
      estimateMicroUsd: run.estimateMicroUsd,
      actualMicroUsd: run.actualMicroUsd,
      uncertainMicroUsd: repos.ledger.uncertainOfRun(runId),
      // What waits for a person is named although the run is not over.
      error:
        run.error === null
          ? question
          : { code: run.error.code as ErrorCode, details: run.error.details as ErrorDetails },
      failedParts: Array.isArray(failedParts) ? failedParts.map(String) : [],
      createdAtMs: run.createdAtMs,
      updatedAtMs: run.updatedAtMs,
      finishedAtMs: run.finishedAtMs,
    };
  };

  /** Scene, counted from 1, of the first job that works now. */
  const currentScene = (working: readonly JobRow[], shots: readonly ShotPlace[]): number | null => {
    const shotId = (working.find(({ status }) => status === 'running')?.input as { shotId?: string } | undefined)
      ?.shotId;
    const sceneId = shots.find(({ id }) => id === shotId)?.sceneId;
    if (sceneId === undefined) return null;
    return [...new Set(shots.map((shot) => shot.sceneId))].indexOf(sceneId) + 1;
  };

  const workedMs = (run: RunRow): number =>
    repos.runStages
      .list(run.id)
      .filter(({ stage }) => stage !== 'FINANCIAL')
      .reduce((sum, { startedAtMs, finishedAtMs }) => sum + (finishedAtMs ?? clock.nowMs()) - startedAtMs, 0);
  return view;
}

/**
 * R7.2: a run whose work is under way and shows no progress for 15 minutes. It is a word about now, so it is not stored:
 * the first progress takes it back. A run that waits for a person never is; what merely waits behind others does not count.
 */
function isRunStalled(
  run: Pick<RunRow, 'state' | 'finishedAtMs'>,
  jobs: readonly JobRow[],
  isStalled: (job: JobRow) => boolean,
): boolean {
  if (run.finishedAtMs !== null || run.state === 'storyboard_complete') return false;
  const underWay = jobs.filter(
    ({ status, startedAtMs }) =>
      status === 'running' || status === 'waiting' || (status === 'queued' && startedAtMs !== null),
  );
  return underWay.length > 0 && underWay.every(isStalled);
}

function openQuestion(jobs: readonly JobRow[]): RunView['error'] {
  const error = jobs.find((job) => needsPerson(job))?.error ?? null;
  return error === null ? null : { code: error.code, details: error.details };
}
