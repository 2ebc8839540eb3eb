import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError, toAppError } from '../../shared/contract/errors.ts';
import type { JobRecord } from '../db/repositories/job-repository.ts';
import type { StepRepository } from '../db/repositories/step-repository.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { addStrayError, openExecution, runAttempt, type Execution } from './execution.ts';
import type { JobEvents } from './job-events.ts';
import type { JobHandler } from './job-types.ts';
import type { Lanes } from './lanes.ts';
import type { ProgressBoard } from './progress.ts';
import { settleAttempt } from './settle-attempt.ts';
import { sleep, type Timers } from './timers.ts';
import type { Outcome, Transitions } from './transitions.ts';

interface SupervisorDeps {
  clock: Clock;
  timers: Timers;
  log: Logger;
  random: () => number;
  transitions: Transitions;
  steps: StepRepository;
  lanes: Lanes;
  events: JobEvents;
  progress: ProgressBoard;
  /** An attempt has ended, a place is free. */
  onEnded: () => void;
  onHaltingFault: (error: unknown) => void;
}

/** Keeps the attempts that run in this process. */
export interface Supervisor {
  count(): number;
  /** Starts the attempt of a claimed row and returns at once. */
  begin(record: JobRecord, handler: JobHandler<unknown, unknown>): void;
  /** Aborts the signal of a running job, if it runs here. */
  cancel(jobId: string): void;
  takeStrayError(error: unknown): boolean;
  /** Aborts everything and waits up to `graceMs`; what still runs then can write nothing any more. */
  stop(graceMs: number): Promise<void>;
  /** Aborts everything and forbids every write at once. */
  drop(reason: unknown): void;
  /** Allows new attempts after `stop`. */
  open(): void;
}

const EVENT_OF_OUTCOME = {
  succeeded: 'succeeded',
  failed: 'failed',
  retry: 'retrying',
  postponed: 'postponed',
  cancelled: 'cancelled',
  'needs-attention': 'needs-attention',
} as const satisfies Record<Outcome['status'], string>;

/** Runs attempts side by side; a failure in one never reaches another. */
export function createSupervisor(deps: SupervisorDeps): Supervisor {
  const running = new Map<string, { execution: Execution; done: Promise<void> }>();
  const scope = new AsyncLocalStorage<Execution>();
  let stopping = new AbortController();

  const announce = (record: JobRecord, outcome: Outcome): void => {
    const value = outcome.status === 'succeeded' ? 1 : (deps.progress.find(record.id) ?? record.progress);
    deps.events.emit(record, EVENT_OF_OUTCOME[outcome.status], value);
    if (outcome.status === 'succeeded' || outcome.status === 'cancelled') return;
    deps.log.warn('jobs.attempt-failed', {
      jobId: record.id,
      kind: record.kind,
      attempt: record.attempts,
      status: outcome.status,
      code: outcome.error.code,
      message: outcome.error.message,
    });
  };

  const attempt = async (execution: Execution, handler: JobHandler<unknown, unknown>): Promise<void> => {
    const { record } = execution;
    const outcome = await runAttempt({
      ...deps,
      execution,
      handler,
      finishedSteps: () => deps.steps.listByJob(record.id),
      report: (fraction) => deps.progress.report(record.id, fraction),
      scope: (fn) => scope.run(execution, fn),
      isStopping: () => stopping.signal.aborted,
      onLogFailed: (error) =>
        deps.log.warn('jobs.step-log-failed', { jobId: record.id, message: toAppError(error).message }),
    });
    if (outcome === undefined) return;
    const stored = await settleAttempt({ ...deps, execution, handler, stopSignal: stopping.signal }, outcome);
    if (stored === undefined) return;
    execution.isClosed = true;
    announce(record, stored);
  };

  const end = (execution: Execution): void => {
    const { record } = execution;
    execution.isClosed = true;
    if (running.get(record.id)?.execution !== execution) return;
    running.delete(record.id);
    deps.progress.close(record.id);
    deps.lanes.leave(record.lane);
    deps.onEnded();
  };

  return {
    count: () => running.size,
    begin(record, handler) {
      const execution = openExecution(record);
      deps.lanes.enter(record.lane);
      deps.progress.open(record.id, record.progress);
      // The handler starts in a later turn of the loop: `done` is known before it can end.
      const done = new Promise<void>((resolve) => setImmediate(resolve))
        .then(() => attempt(execution, handler))
        .catch((error: unknown) => {
          deps.log.error('jobs.attempt-broke', { jobId: record.id, message: toAppError(error).message });
        })
        .finally(() => end(execution));
      running.set(record.id, { execution, done });
    },
    cancel(jobId) {
      running.get(jobId)?.execution.controller.abort(new AppError('cancelled', 'the job was cancelled'));
    },
    takeStrayError(error) {
      const execution = scope.getStore();
      if (execution === undefined) return false;
      deps.log.error('jobs.stray-error', { jobId: execution.record.id, message: toAppError(error).message });
      addStrayError(execution, error);
      return true;
    },
    async stop(graceMs) {
      stopping.abort();
      const reason = new AppError('cancelled', 'the program stops', { reason: 'stop' });
      for (const { execution } of running.values()) execution.controller.abort(reason);
      const ended = new AbortController();
      const all = Promise.all([...running.values()].map(({ done }) => done)).then(() => ended.abort());
      await Promise.race([all, sleep(deps.timers, graceMs, ended.signal)]);
      ended.abort();
      for (const { execution } of running.values()) end(execution);
    },
    drop(reason) {
      stopping.abort();
      for (const { execution } of running.values()) {
        execution.isClosed = true;
        execution.controller.abort(reason);
      }
    },
    open() {
      stopping = new AbortController();
    },
  };
}
