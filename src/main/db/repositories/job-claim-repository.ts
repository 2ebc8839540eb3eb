import type { LibraryDb } from '../open.ts';
import { JOB_COLUMNS, type JobRecord } from './job-repository.ts';

/** Who takes the row: every later write checks it again, so that a process that lost the library cannot write. */
export interface ClaimOwner {
  owner: string;
  /** Fence number of the library's lease; null where there is none (tests). */
  fence: number | null;
}

/** How a running row ends or goes back. */
export interface SettleRecord {
  status: 'succeeded' | 'failed' | 'cancelled' | 'needs-attention' | 'queued';
  resultJson: string | null;
  errorJson: string | null;
  runAtMs: number;
  /** Null for a row that goes back to the queue. */
  finishedAtMs: number | null;
  /** False: the claim is taken back, as if it had not been. */
  countsAsAttempt: boolean;
}

/** The statements that move a row between `queued` and `running`. Each is one atomic statement that checks its guard. */
export interface JobClaimRepository {
  /** Takes the best queued row: priority, then run time, then id. `blockedLanes` are paused or full. */
  claim(by: ClaimOwner, nowMs: number, blockedLanes: readonly string[]): JobRecord | undefined;
  /** Ends a running row this owner holds with success; false when it is not his any more or a cancel was asked for. */
  succeed(id: string, owner: string | null, resultJson: string, finishedAtMs: number): boolean;
  /** Ends a running row this owner holds; false when it is not his any more. */
  settle(id: string, owner: string | null, settled: SettleRecord): boolean;
  /** Ends a row nobody runs (queued, waiting, needs-attention); false when it is running or terminal. */
  settleIdle(id: string, settled: SettleRecord): boolean;
  /** Crash recovery: a running row of a dead owner goes back to the queue. The crash does not count as an attempt. */
  recover(id: string, nowMs: number, deadOwner: string | null): boolean;
  isOwned(id: string, owner: string): boolean;
  isCancelRequested(id: string): boolean;
  /** A finished step is progress: the count of crashes in a row starts again. */
  resetRecoveries(id: string): void;
}

/**
 * Runs inside the caller's BEGIN IMMEDIATE. The inner select walks `job_claim_idx` in claim order and stops at the
 * first row of a free lane; `docs/jobs.md` has the measured cost.
 */
const claimSql = (lanes: string): string => `UPDATE job SET status = 'running', owner = ?, fence = ?,
    attempts = attempts + 1, started_at_ms = ?
  WHERE id = (
    SELECT id FROM job INDEXED BY job_claim_idx
    WHERE status = 'queued' AND run_at_ms <= ? ${lanes}
    ORDER BY priority DESC, run_at_ms, id LIMIT 1
  ) RETURNING ${JOB_COLUMNS}`;
export const CLAIM_SQL = claimSql('AND lane NOT IN (SELECT value FROM json_each(?))');
/** No lane is paused or full. */
export const CLAIM_ANY_SQL = claimSql('');

/** Prepares the statements once. */
export function createJobClaimRepository(db: LibraryDb): JobClaimRepository {
  const claim = db.prepare<[string, number | null, number, number, string], JobRecord>('job.claim', CLAIM_SQL);
  const claimAny = db.prepare<[string, number | null, number, number], JobRecord>('job.claim-any', CLAIM_ANY_SQL);
  const succeed = db.prepare(
    'job.succeed',
    `UPDATE job SET status = 'succeeded', result_json = ?, error_json = NULL, finished_at_ms = ?, owner = NULL,
       fence = NULL, progress = 1
     WHERE id = ? AND status = 'running' AND owner IS ? AND cancel_requested = 0`,
  );
  const settle = db.prepare(
    'job.settle',
    `UPDATE job SET status = ?, result_json = ?, error_json = ?, run_at_ms = ?, finished_at_ms = ?, owner = NULL,
       fence = NULL, progress = CASE WHEN ? = 'succeeded' THEN 1 ELSE progress END,
       attempts = MAX(0, attempts - ?)
     WHERE id = ? AND status = 'running' AND owner IS ?`,
  );
  const settleIdle = db.prepare(
    'job.settle-idle',
    `UPDATE job SET status = ?, result_json = ?, error_json = ?, run_at_ms = ?, finished_at_ms = ?, owner = NULL,
       fence = NULL
     WHERE id = ? AND status IN ('queued', 'waiting', 'needs-attention')`,
  );
  const recover = db.prepare(
    'job.recover',
    `UPDATE job SET status = 'queued', owner = NULL, fence = NULL, run_at_ms = MIN(run_at_ms, ?),
       attempts = MAX(0, attempts - 1), recoveries = recoveries + 1
     WHERE id = ? AND status = 'running' AND owner IS ?`,
  );
  const owned = db.prepare<[string, string], { one: number }>(
    'job.is-owned',
    `SELECT 1 AS one FROM job WHERE id = ? AND owner = ? AND status = 'running'`,
  );
  const cancelRequested = db.prepare<[string], { one: number }>(
    'job.is-cancel-requested',
    'SELECT 1 AS one FROM job WHERE id = ? AND cancel_requested = 1',
  );
  const resetRecoveries = db.prepare(
    'job.reset-recoveries',
    'UPDATE job SET recoveries = 0 WHERE id = ? AND recoveries > 0',
  );

  return {
    claim: (by, nowMs, blockedLanes) =>
      blockedLanes.length === 0
        ? claimAny.get(by.owner, by.fence, nowMs, nowMs)
        : claim.get(by.owner, by.fence, nowMs, nowMs, JSON.stringify(blockedLanes)),
    succeed: (id, owner, resultJson, finishedAtMs) => succeed.run(resultJson, finishedAtMs, id, owner).changes > 0,
    settle: (id, owner, s) =>
      settle.run(
        ...[s.status, s.resultJson, s.errorJson, s.runAtMs, s.finishedAtMs, s.status],
        ...[s.countsAsAttempt ? 0 : 1, id, owner],
      ).changes > 0,
    settleIdle: (id, s) =>
      settleIdle.run(s.status, s.resultJson, s.errorJson, s.runAtMs, s.finishedAtMs, id).changes > 0,
    recover: (id, nowMs, deadOwner) => recover.run(nowMs, id, deadOwner).changes > 0,
    isOwned: (id, owner) => owned.get(id, owner) !== undefined,
    isCancelRequested: (id) => cancelRequested.get(id) !== undefined,
    resetRecoveries: (id) => void resetRecoveries.run(id),
  };
}
