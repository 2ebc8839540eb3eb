import { runStageSchema, stateOfStage } from '../../shared/model/run-terms.ts';
import type { RunStage, RunState } from '../../shared/model/run-terms.ts';
import type { RunRow } from '../db/repositories/run-repository.ts';
import type { PurchaseItem } from '../../shared/model/money.ts';
import { boardSizeOf } from './board-size.ts';
import { purchasesOfBoard, totalMicroUsd } from './estimate.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { optionsOf } from './situation.ts';

/** How a run's rows change: stage by stage, with its project's status. Every function runs in the caller's transaction. */
export function createRunRows(
  deps: Pick<GenerationDeps, 'repos' | 'engine' | 'clock' | 'imageProviders' | 'videoProviders'>,
) {
  const { repos, engine, clock } = deps;

  const closeStage = (run: RunRow, outcome: string): void => {
    const open = repos.runStages.list(run.id).findLast(({ finishedAtMs }) => finishedAtMs === null);
    if (open !== undefined) repos.runStages.finish(run.id, open.ordinal, outcome, clock.nowMs());
  };

  const setState = (run: RunRow, change: Partial<RunRow>): RunRow => {
    const next: RunRow = { ...run, ...change, updatedAtMs: clock.nowMs() };
    repos.runs.update(next);
    if (next.state !== run.state) repos.projects.setStatus(run.projectId, next.state, clock.nowMs());
    return next;
  };

  const toStage = (run: RunRow, stage: RunStage, outcome: string): RunRow => {
    if (run.stage === stage) return run;
    closeStage(run, outcome);
    repos.runStages.start(run.id, stage, clock.nowMs());
    const estimate = stage === 'FINANCIAL' ? { estimateMicroUsd: totalMicroUsd(purchasesOf(run)) } : {};
    return setState(run, { stage, state: stateOfStage(stage), ...estimate });
  };

  /** What the board buys with the providers that the run chose. */
  const purchasesOf = (run: RunRow): PurchaseItem[] => {
    const { imageProvider, videoProvider, qualities } = optionsOf(run);
    const image = deps.imageProviders.get(imageProvider);
    const video = deps.videoProviders.get(videoProvider);
    if (image === undefined || video === undefined) return [];
    const shots = repos.shots.listPlaces(run.projectId).length;
    const board = boardSizeOf(repos.projects.get(run.projectId), shots, qualities);
    return purchasesOfBoard(board, image.model, video.model);
  };

  const end = (run: RunRow, state: RunState, failedParts: readonly string[]): RunRow => {
    closeStage(run, state === 'completed' ? 'done' : state);
    const stage: RunStage = state === 'completed' ? 'COMPLETE' : runStageSchema.parse(run.stage);
    if (state === 'completed') {
      const ordinal = repos.runStages.start(run.id, 'COMPLETE', clock.nowMs());
      repos.runStages.finish(run.id, ordinal, 'done', clock.nowMs());
    }
    const error = state === 'completed' ? null : firstFailure(run, failedParts);
    return setState(run, { stage, state, error, finishedAtMs: clock.nowMs() });
  };

  /** Why a run ended short: the first failed job's own error, or the gate's verdict on the parts. */
  const firstFailure = (run: RunRow, failedParts: readonly string[]): RunRow['error'] => {
    const failed = engine.listByRun(run.id).find(({ status, error }) => status === 'failed' && error !== null)?.error;
    if (failed)
      return {
        code: failed.code,
        message: failed.message,
        details: { ...failed.details, failedParts: [...failedParts] },
      };
    return {
      code: 'gate-failed',
      message: 'segments did not pass the technical gate',
      details: { what: String(failedParts.length), id: run.id, checks: '', failedParts: [...failedParts] },
    };
  };

  return { closeStage, setState, toStage, end, purchasesOf };
}

/** A cancelled run goes on in the stage it was in; a run whose segments failed makes those again. */
export function stageAgain(run: RunRow): RunStage {
  const stage = runStageSchema.parse(run.stage);
  return stage === 'QA_TECH' || stage === 'QA_SEMANTIC' || stage === 'COMPLETE' ? 'RENDER' : stage;
}
