import { AppError, toAppError } from '../../shared/contract/errors.ts';
import type { JobRecord } from '../db/repositories/job-repository.ts';
import type { StepRecord } from '../db/repositories/step-repository.ts';
import type { Clock } from '../platform/clock.ts';
import { retryDelayMs } from './backoff.ts';
import { failureOf, mayRetry, NEEDS_PERSON } from './job-failure.ts';
import { PostponeError } from './job-types.ts';
import type { JobContext, JobFailure, JobHandler } from './job-types.ts';
import { isHaltingFault } from './storage-faults.ts';
import { createStepRunner } from './step-runner.ts';
import { sleep, type Timers } from './timers.ts';
import { JobLostError, type Outcome, type Transitions } from './transitions.ts';

/** How long a handler may take to end after a stray error before its job is settled without it. */
const STRAY_GRACE_MS = 5_000;
/** How long a job waits for the system to open files again: half to one and a half of this. */
const HANDLES_WAIT_MS = 30_000;

/** One attempt of one job while it runs. */
export interface Execution {
  readonly record: JobRecord;
  readonly controller: AbortController;
  /** Set once the row must not be written any more: settled, lost, or given up by `stop`. */
  isClosed: boolean;
  /** First error that came out of the handler beside its promise. */
  stray: { error: unknown } | undefined;
}

/** Opens an attempt for a claimed row. */
export function openExecution(record: JobRecord): Execution {
  return { record, controller: new AbortController(), isClosed: false, stray: undefined };
}

/**
 * An error that nothing awaited ends the attempt: its work is in an unknown state. After a cancel or a stop such errors
 * are only the echo of the abort.
 */
export function addStrayError(execution: Execution, error: unknown): void {
  if (execution.controller.signal.aborted) return;
  execution.stray = { error };
  execution.controller.abort(toAppError(error));
}

export interface AttemptDeps {
  execution: Execution;
  handler: JobHandler<unknown, unknown>;
  finishedSteps: () => StepRecord[];
  transitions: Transitions;
  clock: Clock;
  timers: Timers;
  random: () => number;
  report: (fraction: number) => void;
  /** Runs the handler so that its stray errors can be traced to it. */
  scope: <T>(fn: () => T) => T;
  isStopping: () => boolean;
  onLogFailed: (error: unknown) => void;
  /** The disk failed under the handler's own rows: nothing may go on (F26). */
  onHaltingFault: (error: unknown) => void;
}

/** What a failure leads to: another attempt after a wait, or the end. */
export function outcomeOfFailure(
  handler: JobHandler<unknown, unknown>,
  record: Pick<JobRecord, 'attempts' | 'max_attempts'>,
  failure: JobFailure,
  random: () => number,
): Outcome {
  if (failure.code === 'cancelled') return { status: 'cancelled' };
  if (NEEDS_PERSON.has(failure.code)) return { status: 'needs-attention', error: failure };
  if (!mayRetry(handler.retry, failure, record.attempts, record.max_attempts)) {
    return { status: 'failed', error: failure };
  }
  return { status: 'retry', error: failure, delayMs: retryDelayMs(handler.retry.delaysMs, record.attempts, random()) };
}

function contextOf(deps: AttemptDeps): JobContext {
  const { execution, clock, transitions } = deps;
  const { record, controller } = execution;
  const { signal } = controller;
  const report = (fraction: number): void => {
    if (!execution.isClosed) deps.report(fraction);
  };
  const assertMayWrite = (): void => {
    if (execution.isClosed) throw new JobLostError(`job ${record.id} has ended`);
  };
  const step = createStepRunner({
    record,
    finished: deps.finishedSteps,
    transitions,
    clock,
    signal,
    report,
    assertMayWrite,
    assertOpen() {
      assertMayWrite();
      if (signal.aborted) throw new AppError('cancelled', 'the job was stopped before this step');
    },
    onLogFailed: deps.onLogFailed,
  });
  return {
    jobId: record.id,
    runId: record.run_id,
    projectId: record.project_id,
    attempt: record.attempts,
    signal,
    report,
    step,
  };
}

/** Ends with the handler, or a short time after a stray error where the handler hangs. */
async function untilEnded(deps: AttemptDeps, running: Promise<unknown>): Promise<unknown> {
  const { signal } = deps.execution.controller;
  const aborted = Promise.withResolvers<void>();
  const onAbort = (): void => aborted.resolve();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const early = await Promise.race([running.then((value) => ({ value })), aborted.promise]);
    if (early !== undefined) return early.value;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
  if (deps.execution.stray === undefined) return running;
  const grace = new AbortController();
  const strayEnd = sleep(deps.timers, STRAY_GRACE_MS, grace.signal).then(() =>
    Promise.reject(deps.execution.stray?.error),
  );
  // The race may be over before this one ends; its rejection is then nobody's.
  strayEnd.catch(() => undefined);
  try {
    return await Promise.race([running, strayEnd]);
  } finally {
    grace.abort();
  }
}

/**
 * Runs the handler once. Gives the outcome to settle, or undefined when the row stays as it is: the engine stops, or
 * another owner has the row. Never rejects.
 */
export async function runAttempt(deps: AttemptDeps): Promise<Outcome | undefined> {
  const { execution, handler } = deps;
  const { record, controller } = execution;
  try {
    // Stopped or cancelled between the claim and the first turn of the handler.
    if (controller.signal.aborted) throw toAppError(controller.signal.reason);
    const parsed = handler.input.safeParse(JSON.parse(record.input_json));
    if (!parsed.success) {
      const message = `the stored input of ${record.kind} does not fit: ${parsed.error.message}`;
      return { status: 'failed', error: { code: 'invalid-input', message, details: { kind: record.kind } } };
    }
    const context = contextOf(deps);
    const running = deps.scope(async () => handler.run(context, parsed.data));
    const result = await untilEnded(deps, running);
    if (execution.stray !== undefined) throw execution.stray.error;
    return { status: 'succeeded', result };
  } catch (error) {
    if (execution.isClosed || error instanceof JobLostError) return undefined;
    const fault = execution.stray === undefined ? error : execution.stray.error;
    if (isHaltingFault(fault)) {
      deps.onHaltingFault(fault);
      return undefined;
    }
    if (execution.stray !== undefined) {
      return outcomeOfFailure(handler, record, failureOf(execution.stray.error), deps.random);
    }
    // What a handler throws after the abort of a stop says nothing about the job: recovery owns it (4.1).
    if (deps.isStopping() && controller.signal.aborted) return undefined;
    if (controller.signal.aborted) return { status: 'cancelled' };
    if (error instanceof PostponeError) return { status: 'postponed', error: error.failure, untilMs: error.untilMs };
    const failure = failureOf(error);
    if (failure.code === 'too-many-files') {
      // Whatever it worked on, the job has not failed: it waits for room, and not all jobs come back at once (F68).
      const waitMs = HANDLES_WAIT_MS * (0.5 + deps.random());
      return { status: 'postponed', error: failure, untilMs: Math.round(deps.clock.nowMs() + waitMs) };
    }
    return outcomeOfFailure(handler, record, failure, deps.random);
  }
}
