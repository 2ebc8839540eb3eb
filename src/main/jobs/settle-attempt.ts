import { toAppError } from '../../shared/contract/errors.ts';
import type { Logger } from '../platform/logger.ts';
import { outcomeOfFailure, type Execution } from './execution.ts';
import { failureOf } from './job-failure.ts';
import type { JobFailure, JobHandler } from './job-types.ts';
import { isHaltingFault, isPassingFault } from './storage-faults.ts';
import { sleep, type Timers } from './timers.ts';
import { JobLostError, type Outcome, type Transitions } from './transitions.ts';

const SETTLE_RETRY_MS: readonly number[] = [200, 1_000, 5_000];

/** Calls the handler's hook with the words of its interface. */
export function callOnSettled(
  handler: JobHandler<unknown, unknown> | undefined,
  job: { id: string; run_id: string | null },
  outcome: Outcome,
): void {
  if (outcome.status !== 'succeeded' && outcome.status !== 'failed' && outcome.status !== 'cancelled') return;
  handler?.onSettled?.({
    jobId: job.id,
    runId: job.run_id,
    status: outcome.status,
    result: outcome.status === 'succeeded' ? outcome.result : null,
    error: outcome.status === 'failed' ? outcome.error : null,
  });
}

function hookFailure(error: unknown): JobFailure {
  const failure = failureOf(error);
  return { ...failure, details: { ...failure.details, reason: 'settle-hook-failed' } };
}

/**
 * Stores the end of an attempt. A full disk is waited out; a hook that throws turns success into failure, and failure
 * into `needs-attention`, since the hook's room would otherwise never hear of it.
 * Gives what was stored, or undefined when the row is not this engine's any more. Never rejects.
 */
export async function settleAttempt(
  deps: {
    execution: Execution;
    handler: JobHandler<unknown, unknown>;
    transitions: Transitions;
    timers: Timers;
    random: () => number;
    stopSignal: AbortSignal;
    log: Logger;
  },
  first: Outcome,
): Promise<Outcome | undefined> {
  const { execution, handler, transitions, log } = deps;
  const { record } = execution;
  let outcome = first;
  let faults = 0;
  for (;;) {
    if (execution.isClosed) return undefined;
    try {
      return transitions.settle(record, outcome, (final) => callOnSettled(handler, record, final));
    } catch (error) {
      // A halting fault has closed every attempt already (transitions.ts).
      if (error instanceof JobLostError || isHaltingFault(error)) return undefined;
      const message = toAppError(error).message;
      if (isPassingFault(error)) {
        log.warn('jobs.settle-waits', { jobId: record.id, message });
        const delayMs = SETTLE_RETRY_MS[Math.min(faults, SETTLE_RETRY_MS.length - 1)] ?? 1_000;
        faults += 1;
        await sleep(deps.timers, delayMs, deps.stopSignal);
        if (deps.stopSignal.aborted) return undefined;
        continue;
      }
      log.error('jobs.settle-hook-failed', { jobId: record.id, status: outcome.status, message });
      if (outcome.status === 'succeeded') {
        outcome = outcomeOfFailure(handler, record, failureOf(error), deps.random);
        if (outcome.status === 'cancelled') outcome = { status: 'failed', error: hookFailure(error) };
      } else {
        outcome = { status: 'needs-attention', error: hookFailure(error) };
      }
    }
  }
}
