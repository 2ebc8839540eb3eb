import type { JobRecord } from '../db/repositories/job-repository.ts';
import type { JobFailure, JobHandler } from './job-types.ts';

/** Crashes in a row without a finished step, after which a job is put aside instead of crashing the next start too. */
export const DEFAULT_RECOVERY_LIMIT = 10;

/** What happens at start to a row that a dead process left `running`. */
export type RecoveryDecision =
  | { action: 'cancel' }
  | { action: 'put-aside'; error: JobFailure }
  | { action: 'fail'; error: JobFailure }
  | { action: 'resume' }
  | { action: 'restart' };

type Handled = Pick<JobHandler<unknown, unknown>, 'version' | 'recovery'>;

/** A job of a kind, or of a version, that this program does not know: kept for the program that does. */
export function unknownKindFailure(kind: string, version: number): JobFailure {
  return {
    code: 'not-possible-now',
    message: `no handler for ${kind} version ${version}`,
    details: { reason: 'unknown-kind', kind, version },
  };
}

/** True when the handler can run a row of this version: its own or an older one. */
export function canHandle(handler: Pick<Handled, 'version'> | undefined, version: number): boolean {
  return handler !== undefined && version <= handler.version;
}

/**
 * The rules in their order: a wish to cancel wins; an unknown kind waits for a person and is not deleted; too many
 * crashes in a row put the job aside; else the handler's own recovery.
 */
export function decideRecovery(
  record: Pick<JobRecord, 'kind' | 'version' | 'cancel_requested' | 'recoveries'>,
  handler: Handled | undefined,
  recoveryLimit: number,
): RecoveryDecision {
  if (record.cancel_requested === 1) return { action: 'cancel' };
  if (handler === undefined || !canHandle(handler, record.version)) {
    return { action: 'put-aside', error: unknownKindFailure(record.kind, record.version) };
  }
  if (record.recoveries >= recoveryLimit) {
    const details = { reason: 'recovery-limit', crashes: record.recoveries + 1 };
    const message = `the program ended ${record.recoveries + 1} times while this job ran`;
    return { action: 'put-aside', error: { code: 'internal', message, details } };
  }
  if (handler.recovery === 'abandon') {
    const message = 'the program ended while this job ran, and it cannot go on';
    return { action: 'fail', error: { code: 'not-possible-now', message, details: { reason: 'abandoned' } } };
  }
  return { action: handler.recovery };
}
