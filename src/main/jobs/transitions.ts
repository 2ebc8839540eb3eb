import type { LibraryDb } from '../db/open.ts';
import type { JobClaimRepository, SettleRecord } from '../db/repositories/job-claim-repository.ts';
import type { JobRecord } from '../db/repositories/job-repository.ts';
import type { StepRecord, StepRepository } from '../db/repositories/step-repository.ts';
import type { Clock } from '../platform/clock.ts';
import type { EngineLease } from './engine-deps.ts';
import { jsonOf } from './job-row.ts';
import type { JobFailure } from './job-types.ts';
import type { KillPoint } from './kill-points.ts';
import { isHaltingFault } from './storage-faults.ts';

/** The row is not this engine's any more: another owner took it, or the engine has stopped. Nothing may be written. */
export class JobLostError extends Error {
  override readonly name = 'JobLostError';
}

/** How an attempt ended. */
export type Outcome =
  | { status: 'succeeded'; result: unknown }
  | { status: 'failed'; error: JobFailure }
  | { status: 'retry'; error: JobFailure; delayMs: number }
  | { status: 'postponed'; error: JobFailure; untilMs: number }
  | { status: 'needs-attention'; error: JobFailure }
  | { status: 'cancelled' };

/**
 * Every transition of a claimed row, each one transaction that checks lease and ownership again. What comes as a promise
 * is on the disk when it resolves; the main loop does not stand still for that.
 */
export interface Transitions {
  /**
   * A row for which `refuse` gives a failure is put aside in the same transaction. Not waited for on the disk: a claim
   * that a power cut takes back is a queued row again, and the first step is written behind it.
   */
  claim(blockedLanes: readonly string[], refuse: (record: JobRecord) => JobFailure | undefined): JobRecord | undefined;
  startStep(record: JobRecord, name: string): Promise<void>;
  /** Output, step row, log row and the caller's rows in one transaction. */
  commitStep(record: JobRecord, step: StepRecord, wallMs: number, commit: () => void): Promise<void>;
  failStep(record: JobRecord, name: string, wallMs: number): void;
  /**
   * Ends the attempt; a cancel that was asked for meanwhile wins. `onTerminal` runs in the same transaction for the
   * three terminal ends. Gives what was really stored. Success goes to the disk beside the main loop: the steps are there
   * already, and a job whose end a power cut takes back ends again from them.
   */
  settle(record: JobRecord, outcome: Outcome, onTerminal: (outcome: Outcome) => void): Outcome;
}

interface TransitionDeps {
  db: LibraryDb;
  clock: Clock;
  claims: JobClaimRepository;
  steps: StepRepository;
  lease: EngineLease | undefined;
  killPoint: KillPoint;
  /** Who claims now; a new one at each start of the engine. */
  owner: () => string;
  /** The lease is gone or the disk failed: nothing that follows may be taken as stored. */
  onHaltingFault: (error: unknown) => void;
}

/** The columns for an outcome at wall time `nowMs`. */
export function settleRecordOf(outcome: Outcome, record: JobRecord, nowMs: number): SettleRecord {
  const end = {
    ...{ resultJson: null, errorJson: null, runAtMs: record.run_at_ms, finishedAtMs: nowMs },
    countsAsAttempt: true,
  };
  switch (outcome.status) {
    case 'succeeded':
      return { ...end, status: 'succeeded', resultJson: jsonOf(outcome.result) };
    case 'failed':
      return { ...end, status: 'failed', errorJson: jsonOf(outcome.error) };
    case 'cancelled':
      return { ...end, status: 'cancelled' };
    case 'needs-attention':
      return { ...end, status: 'needs-attention', errorJson: jsonOf(outcome.error), finishedAtMs: null };
    case 'retry':
      return {
        status: 'queued',
        resultJson: null,
        errorJson: jsonOf(outcome.error),
        runAtMs: nowMs + outcome.delayMs,
        finishedAtMs: null,
        countsAsAttempt: true,
      };
    case 'postponed':
      return {
        status: 'queued',
        resultJson: null,
        errorJson: jsonOf(outcome.error),
        runAtMs: Math.max(nowMs, outcome.untilMs),
        finishedAtMs: null,
        countsAsAttempt: false,
      };
  }
}

/** Binds the statements to transactions. Throws AppError of the database, or JobLostError. */
export function createTransitions(deps: TransitionDeps): Transitions {
  const { db, clock, claims, steps, killPoint } = deps;
  const fence = (): number | null => deps.lease?.fence ?? null;

  const assertHeld = (): void => {
    try {
      deps.lease?.assertHeld();
    } catch (error) {
      deps.onHaltingFault(error);
      throw new JobLostError('the library is held by another process');
    }
  };
  const write = <T>(name: string, fn: () => T, waits = false): T => {
    const checked = (): T => {
      assertHeld();
      return fn();
    };
    try {
      return waits ? db.write(checked, name) : db.writeHint(checked, name);
    } catch (error) {
      if (isHaltingFault(error)) deps.onHaltingFault(error);
      throw error;
    }
  };
  const synced = async (): Promise<void> => {
    try {
      await db.synced();
    } catch (error) {
      if (isHaltingFault(error)) deps.onHaltingFault(error);
      throw error;
    }
  };

  const assertOwned = (record: JobRecord): void => {
    if (record.owner === null || !claims.isOwned(record.id, record.owner)) {
      throw new JobLostError(`job ${record.id} is held by another owner`);
    }
  };

  return {
    claim(blockedLanes, refuse) {
      const record = write('jobs.claim', () => {
        const nowMs = clock.nowMs();
        const claimed = claims.claim({ owner: deps.owner(), fence: fence() }, nowMs, blockedLanes);
        if (claimed === undefined) return undefined;
        const error = refuse(claimed);
        if (error !== undefined) {
          claims.settle(
            claimed.id,
            claimed.owner,
            settleRecordOf({ status: 'needs-attention', error }, claimed, nowMs),
          );
        }
        killPoint('claim.inCommit');
        return claimed;
      });
      if (record !== undefined) killPoint('claim.afterCommit');
      return record;
    },
    async startStep(record, name) {
      killPoint('step.beforeStart');
      write('jobs.start-step', () => {
        assertOwned(record);
        steps.log(record.id, name, record.attempts, 'started', clock.nowMs(), null);
      });
      await synced();
      killPoint('step.afterStart');
    },
    async commitStep(record, step, wallMs, commit) {
      killPoint('step.beforeCommit');
      write('jobs.commit-step', () => {
        assertOwned(record);
        commit();
        const nowMs = clock.nowMs();
        steps.insert(record.id, step, nowMs);
        steps.log(record.id, step.name, record.attempts, 'finished', nowMs, Math.round(wallMs));
        claims.resetRecoveries(record.id);
        killPoint('step.inCommit');
      });
      await synced();
      killPoint('step.afterCommit');
    },
    failStep(record, name, wallMs) {
      write('jobs.fail-step', () => {
        assertOwned(record);
        steps.log(record.id, name, record.attempts, 'failed', clock.nowMs(), Math.round(wallMs));
      });
    },
    settle(record, outcome, onTerminal) {
      killPoint('settle.beforeCommit');
      /** False: a cancel was asked for meanwhile, or the row is another owner's. */
      const succeed = (result: unknown): boolean =>
        write('jobs.settle', () => {
          if (!claims.succeed(record.id, record.owner, jsonOf(result), clock.nowMs())) return false;
          onTerminal(outcome);
          killPoint('settle.inCommit');
          return true;
        });
      const end = (): Outcome => {
        const isCancelled = outcome.status !== 'needs-attention' && claims.isCancelRequested(record.id);
        const final: Outcome = isCancelled ? { status: 'cancelled' } : outcome;
        if (!claims.settle(record.id, record.owner, settleRecordOf(final, record, clock.nowMs()))) {
          throw new JobLostError(`job ${record.id} is held by another owner`);
        }
        if (final.status === 'succeeded' || final.status === 'failed' || final.status === 'cancelled') {
          onTerminal(final);
        }
        killPoint('settle.inCommit');
        return final;
      };
      const hasSucceeded = outcome.status === 'succeeded' && succeed(outcome.result);
      // The engine hears of a fault by itself.
      if (hasSucceeded) synced().catch(() => undefined);
      // Every other end frees the row for another attempt, which must not begin while the disk still writes this one's end.
      const stored = hasSucceeded ? outcome : write('jobs.settle', end, true);
      killPoint('settle.afterCommit');
      return stored;
    },
  };
}
