import type { LibraryDb } from '../db/open.ts';
import type { JobClaimRepository } from '../db/repositories/job-claim-repository.ts';
import type { JobRecord, JobRepository } from '../db/repositories/job-repository.ts';
import type { StepRepository } from '../db/repositories/step-repository.ts';
import { toAppError } from '../../shared/contract/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { MAX_RETRY_DELAY_MS } from './backoff.ts';
import type { JobEvent, JobHandler } from './job-types.ts';
import type { KillPoint } from './kill-points.ts';
import { decideRecovery } from './recovery.ts';
import { callOnSettled } from './settle-attempt.ts';
import { settleRecordOf, type Outcome } from './transitions.ts';

interface RecoverDeps {
  db: LibraryDb;
  clock: Clock;
  log: Logger;
  jobs: JobRepository;
  claims: JobClaimRepository;
  steps: StepRepository;
  handlerOf: (kind: string) => JobHandler<unknown, unknown> | undefined;
  assertHeld: () => void;
  recoveryLimit: number;
  killPoint: KillPoint;
}

export interface Recovered {
  record: JobRecord;
  type: JobEvent['type'];
}

/** Applies the decision for one row; runs inside the transaction of all. */
function recoverRow(deps: RecoverDeps, record: JobRecord): Recovered {
  const handler = deps.handlerOf(record.kind);
  const nowMs = deps.clock.nowMs();
  const end = (outcome: Outcome, type: JobEvent['type']): Recovered => {
    deps.claims.settle(record.id, record.owner, settleRecordOf(outcome, record, nowMs));
    callOnSettled(handler, record, outcome);
    return { record, type };
  };
  const decision = decideRecovery(record, handler, deps.recoveryLimit);
  switch (decision.action) {
    case 'cancel':
      return end({ status: 'cancelled' }, 'cancelled');
    case 'fail':
      return end({ status: 'failed', error: decision.error }, 'failed');
    case 'put-aside':
      return end({ status: 'needs-attention', error: decision.error }, 'needs-attention');
    case 'restart':
      deps.steps.removeByJob(record.id);
      break;
    case 'resume':
      break;
  }
  deps.claims.recover(record.id, nowMs, record.owner);
  return { record, type: 'queued' };
}

/**
 * Takes over every row that a dead process left `running`, all in one transaction, so that a crash in the middle
 * changes nothing. A row whose hook throws is put aside and does not hold up the others. Work that waits in the queue is
 * not touched: 10,000 waiting rows cost nothing here (F76).
 */
export function recoverRows(deps: RecoverDeps): Recovered[] {
  const { db, claims, clock, killPoint } = deps;
  const recovered = db.write(() => {
    deps.assertHeld();
    // A clock that was set back while the program was off must not stretch a back-off (F20).
    deps.jobs.capRetryWaits(clock.nowMs() + MAX_RETRY_DELAY_MS);
    const done = deps.jobs.listRunning().map((record): Recovered => {
      try {
        return db.write(() => recoverRow(deps, record), 'jobs.recover-row');
      } catch (error) {
        const { code, message } = toAppError(error);
        deps.log.error('jobs.recovery-failed', { jobId: record.id, kind: record.kind, message });
        const failure = { code, message, details: { reason: 'recovery-failed' } };
        const aside = settleRecordOf({ status: 'needs-attention', error: failure }, record, clock.nowMs());
        claims.settle(record.id, record.owner, aside);
        return { record, type: 'needs-attention' };
      }
    });
    if (done.length > 0) killPoint('recovery.inCommit');
    return done;
  }, 'jobs.recover');
  if (recovered.length > 0) killPoint('recovery.afterCommit');
  return recovered;
}
