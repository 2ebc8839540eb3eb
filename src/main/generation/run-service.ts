import { AppError } from '../../shared/contract/errors.ts';
import { runStateSchema, stateOfStage, TERMINAL_STATES } from '../../shared/model/run-terms.ts';
import type { RunOptions, RunStage } from '../../shared/model/run-terms.ts';
import type { RunRow } from '../db/repositories/run-repository.ts';
import { needsPerson } from '../jobs/job-failure.ts';
import { totalMicroUsd } from './estimate.ts';
import { optionsWithTerms, pricedOptions } from './agreed-options.ts';
import type { ApprovalTerms } from './agreed-options.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { nextActions } from './next-actions.ts';
import type { RunAction } from './next-actions.ts';
import { createRunApproval, ENDED_SHORT } from './run-approval.ts';
import { createRunRows, stageAgain } from './run-rows.ts';
import { createRunViewer } from './run-view.ts';
import type { RunView } from './run-view.ts';
import { isApprovalWhole, jobsOfRun, optionsOf, readSituation } from './situation.ts';

/** This room takes a brief through the stages of a run: plan, keyframes, approval, segments, checks, film. */

export interface RunEvent {
  runId: string;
  projectId: string;
  type: 'stage' | 'progress' | 'rest';
}

export interface RunService {
  /** Makes a run of a stored project and begins. A project has one open run at a time (`not-possible-now`). */
  start(projectId: string, options: RunOptions): string;
  /**
   * A person's yes; `not-possible-now` unless the run waits for it, and for a project in the trash. A run that stopped
   * because the price has moved waits for it too (F58).
   */
  approve(runId: string, terms?: ApprovalTerms): void;
  cancel(runId: string): void;
  /**
   * Failed work again; finished steps, takes and exports are kept. `not-possible-now` for a run that has not failed or
   * that a newer one of its project has followed.
   */
  retry(runId: string): void;
  /** Another folder for the files of a run that has none of its own yet, or has moved. */
  setOutFolder(runId: string, folder: string): void;
  /** Goes on with every open run: at start, after a crash. Gives how many there were. */
  recover(): number;
  view(runId: string): RunView;
  /** Resolves when the run waits for approval or has ended. */
  rest(runId: string): Promise<RunView>;
  onEvent(listener: (event: RunEvent) => void): () => void;
  /** Written by jobs when they enter the stage that their step belongs to. */
  enterStage(runId: string, stage: RunStage): void;
}

const ENDS: ReadonlySet<string> = new Set(['succeeded', 'failed', 'cancelled', 'needs-attention']);
const AFTER_APPROVAL: ReadonlySet<RunStage> = new Set(['RENDER', 'QA_TECH', 'QA_SEMANTIC', 'FINALIZE', 'COMPLETE']);

export function createRunService(deps: GenerationDeps): RunService {
  const { repos, engine, clock } = deps;
  const listeners = new Set<(event: RunEvent) => void>();
  const emit = (run: Pick<RunRow, 'id' | 'projectId'>, type: RunEvent['type']): void => {
    for (const listener of listeners) {
      try {
        listener({ runId: run.id, projectId: run.projectId, type });
      } catch (error) {
        deps.log.error('run.listener', { error });
      }
    }
  };

  const onEvent = (listener: (event: RunEvent) => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  const { closeStage, setState, toStage, end, purchasesOf } = createRunRows(deps);

  const { approveNow, approveByItself, waitsForPrice } = createRunApproval({ ...deps, purchasesOf });

  const enqueue = (run: RunRow, action: Extract<RunAction, { do: 'enqueue' }>): void => {
    const { do: _do, kind, ...input } = action;
    engine.enqueue({
      kind,
      input: { runId: run.id, projectId: run.projectId, ...input },
      runId: run.id,
      projectId: run.projectId,
      priority: run.priority,
      dedupeKey: `${run.id}:${kind}:${action.part}`,
    });
  };

  /**
   * Applies what follows from the rows until only waiting is left. One transaction for each turn, not waited for on the
   * disk: what a power cut takes back follows from the same rows at the next start.
   */
  const advance = (runId: string): void => {
    for (let again = true; again;) {
      const before = repos.runs.get(runId);
      if (before.finishedAtMs !== null) break;
      again = deps.db.writeHint(() => {
        let run = before;
        let moved = false;
        for (const action of nextActions(readSituation(deps, run))) {
          if (action.do === 'enqueue') enqueue(run, action);
          else if (action.do === 'approve') {
            const refused = approveByItself(run);
            if (refused === null) run = toStage(setState(run, { error: null }), 'RENDER', 'approved');
            else run = setState(run, { state: 'storyboard_complete', error: refused });
            moved = refused === null;
          } else if (action.do === 'wait-for-approval') run = setState(run, { state: 'storyboard_complete' });
          else if (action.do === 'stage') {
            run = toStage(run, action.stage, action.outcome);
            moved = true;
          } else run = end(run, action.state, action.failedParts);
        }
        return moved;
      }, 'run.advance');
      const after = repos.runs.get(runId);
      if (after.stage !== before.stage || after.state !== before.state) emit(after, 'stage');
      if (isAtRest(after)) emit(after, 'rest');
    }
  };

  /** Nothing goes on by itself: a payment, a key, a price or a budget waits for a person. */
  const waitsForPerson = (run: RunRow): boolean => {
    const jobs = engine.listByRun(run.id);
    const isMoving = jobs.some(({ status }) => status === 'queued' || status === 'running' || status === 'waiting');
    return !isMoving && jobs.some((job) => needsPerson(job));
  };
  const isAtRest = (run: RunRow): boolean =>
    run.finishedAtMs !== null || run.state === 'storyboard_complete' || waitsForPerson(run);

  const advanceSafely = (runId: string): void => {
    try {
      advance(runId);
    } catch (error) {
      deps.log.error('run.advance', { runId, error });
    }
  };

  engine.onEvent((event) => {
    if (event.runId === null) return;
    if (event.type === 'progress' || event.type === 'started')
      emit({ id: event.runId, projectId: event.projectId ?? '' }, 'progress');
    else if (ENDS.has(event.type)) {
      const { runId } = event;
      // After the engine's own transaction: the run's next step must see the settled row.
      queueMicrotask(() => advanceSafely(runId));
    }
  });

  const inUse = (projectId: string, what: string): void => {
    if (repos.projects.get(projectId).trashedAtMs !== null)
      throw new AppError('not-possible-now', 'the project is in the trash', { what, state: 'trashed' });
  };

  const view = createRunViewer(deps);

  return {
    start(projectId, options) {
      const runId = deps.newId();
      deps.db.write(() => {
        const latest = repos.runs.findLatest(projectId);
        if (latest !== undefined && latest.finishedAtMs === null) {
          throw new AppError('not-possible-now', `run ${latest.id} of this project is still open`, {
            what: 'generate',
            state: latest.state,
          });
        }
        const nowMs = clock.nowMs();
        const { ratio } = repos.projects.get(projectId);
        repos.runs.insert({
          id: runId,
          projectId,
          stage: 'INIT',
          state: 'pending',
          options: pricedOptions(deps, ratio, options),
          error: null,
          estimateMicroUsd: 0,
          actualMicroUsd: 0,
          priority: 0,
          createdAtMs: nowMs,
          updatedAtMs: nowMs,
          finishedAtMs: null,
        });
        repos.runStages.start(runId, 'INIT', nowMs);
        repos.projects.setStatus(projectId, 'pending', nowMs);
      }, 'run.start');
      advance(runId);
      return runId;
    },
    approve(runId, terms = {}) {
      const run = repos.runs.get(runId);
      inUse(run.projectId, 'approve');
      if (run.state !== 'storyboard_complete' && !waitsForPrice(run))
        throw new AppError('not-possible-now', 'the run does not wait for approval', {
          what: 'approve',
          state: run.state,
        });
      deps.db.write(() => {
        // Shots may have come or gone while it waited: what is paid for is what is there.
        const agreed = setState(run, { options: optionsWithTerms(deps, optionsOf(run), terms) });
        approveNow(setState(agreed, { estimateMicroUsd: totalMicroUsd(purchasesOf(agreed)) }), deps.ownerId);
      }, 'run.approve');
      advance(runId);
    },
    cancel(runId) {
      const run = repos.runs.get(runId);
      if (TERMINAL_STATES.has(runStateSchema.parse(run.state))) return;
      deps.db.write(() => {
        closeStage(run, 'cancelled');
        setState(run, {
          state: 'cancelled',
          finishedAtMs: clock.nowMs(),
          error: { code: 'cancelled', message: 'cancelled', details: {} },
        });
      }, 'run.cancel');
      engine.cancelRun(runId);
      emit(run, 'stage');
      emit(run, 'rest');
    },
    retry(runId) {
      const run = repos.runs.get(runId);
      const state = runStateSchema.parse(run.state);
      inUse(run.projectId, 'retry');
      if (state === 'completed' || run.finishedAtMs === null)
        throw new AppError('not-possible-now', 'nothing of this run has failed', { what: 'retry', state });
      deps.db.write(() => {
        // A project goes on with its newest run only: an older one would work beside it, on a board that is not its own.
        const latest = repos.runs.findLatest(run.projectId);
        if (latest !== undefined && latest.id !== runId)
          throw new AppError('not-possible-now', `run ${latest.id} has followed this one`, {
            what: 'retry',
            state: latest.state,
            latestRunId: latest.id,
          });
        const failed = jobsOfRun(deps, run).filter(({ status }) => ENDED_SHORT.has(status));
        const kinds = new Set(failed.map(({ kind }) => kind));
        const wanted: RunStage =
          kinds.has('plan-board') || repos.projects.get(run.projectId).plan === null
            ? 'INPUT_SANITIZER'
            : kinds.has('draw-keyframe')
              ? 'VISUAL'
              : kinds.size === 1 && kinds.has('finish-film')
                ? 'FINALIZE'
                : stageAgain(run);
        // What was approved is not what is there now: the board is completed and asked for again.
        const isLapsed = AFTER_APPROVAL.has(wanted) && !isApprovalWhole(deps, run);
        const stage = isLapsed ? 'VISUAL' : wanted;
        for (const { id, kind } of failed)
          if (!isLapsed || (kind !== 'make-segment' && kind !== 'finish-film')) engine.retry(id);
        repos.runStages.start(runId, stage, clock.nowMs());
        const options = optionsOf(run);
        // A person asks again: a segment that failed its gate twice gets two more rounds; one that costs money gets one.
        const roundsMore = deps.videoProviders.get(options.videoProvider)?.model.local === false ? 1 : 2;
        setState(run, {
          stage,
          state: stateOfStage(stage),
          error: null,
          finishedAtMs: null,
          options: { ...options, renderRounds: options.renderRounds + roundsMore },
        });
      }, 'run.retry');
      advance(runId);
    },
    recover() {
      const open = repos.runs.listOpen();
      for (const { id } of open) advanceSafely(id);
      return open.length;
    },
    view,
    rest(runId) {
      return new Promise((resolve) => {
        const stop = { off: (): void => {} };
        const look = (): void => {
          if (!isAtRest(repos.runs.get(runId))) return;
          stop.off();
          resolve(view(runId));
        };
        stop.off = onEvent((event) => {
          if (event.runId === runId && event.type === 'rest') look();
        });
        look();
      });
    },
    onEvent,
    setOutFolder(runId, folder) {
      deps.db.write(() => {
        const run = repos.runs.get(runId);
        setState(run, { options: { ...optionsOf(run), outFolder: folder } });
      }, 'run.set-out-folder');
    },
    enterStage(runId, stage) {
      deps.db.writeHint(() => toStage(repos.runs.get(runId), stage, 'done'), 'run.stage');
      emit(repos.runs.get(runId), 'stage');
    },
  };
}
