import { FINAL_CALL_STATES } from '../../shared/model/paid-call.ts';
import type { Repositories } from '../db/repositories.ts';
import type { PaidCallRow } from '../db/repositories/paid-call-repository.ts';
import type { LibraryDb } from '../db/open.ts';
import type { JobEngine } from '../jobs/job-types.ts';
import type { Ledger, LedgerTarget } from '../money/ledger.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { newestOfJournal, readJournal } from './call-journal.ts';
import { statusOfJob } from './job-status.ts';

export interface ReplayDeps {
  db: LibraryDb;
  repos: Pick<Repositories, 'paidCalls' | 'runs'>;
  ledger: Pick<Ledger, 'restore'>;
  engine: Pick<JobEngine, 'get'>;
  clock: Clock;
  log: Logger;
}

/** What the library learned again. `alone`: their jobs are not in it. */
export interface Replayed {
  calls: number;
  alone: number;
}

/** What a restored row remembers of that, and shows in its details. */
export const isRestoredAlone = ({ request }: Pick<PaidCallRow, 'request'>): boolean =>
  (request['restored'] as { job?: unknown } | undefined)?.job === 'unknown';

/** Where the money of a call stood in that state. Pure. */
export function moneyOf(call: PaidCallRow): LedgerTarget {
  const { chargedMicroUsd, estimateMicroUsd, state, error, createdAtMs: atMs } = call;
  const held = { amountMicroUsd: estimateMicroUsd, estimateMicroUsd, atMs };
  if (chargedMicroUsd !== null && chargedMicroUsd > 0)
    return { ...held, state: 'charged', amountMicroUsd: chargedMicroUsd };
  if (state === 'UNCERTAIN' || state === 'SUBMITTING' || (state === 'NEEDS_USER' && call.remoteId === null))
    return { ...held, state: 'uncertain' };
  if (!FINAL_CALL_STATES.has(state)) return { ...held, state: 'reserved' };
  // It ended, and nobody can say what it cost: its price stays set aside.
  if (chargedMicroUsd === null && error?.details['charged'] === 'unknown') return { ...held, state: 'uncertain' };
  return { ...held, state: 'released', amountMicroUsd: 0 };
}

/** The row as a library that lost it goes on with it. Pure. */
export function revived(call: PaidCallRow, isJobKnown: boolean, nowMs: number): PaidCallRow {
  const request = { ...call.request, restored: { atMs: nowMs, job: isJobKnown ? 'known' : 'unknown' } };
  const row = { ...call, request, updatedAtMs: Math.max(nowMs, call.updatedAtMs) };
  // Whether its last byte left is not in the record: the safe reading.
  if (call.state === 'SUBMITTING') return { ...row, state: 'UNCERTAIN' };
  // Its file may lie in the store with nobody who names it: it is taken up once more, and found by its hash.
  const isFile = (call.state === 'DONE' || call.state === 'DONE_FLAGGED') && call.sha256 !== null;
  return isFile && !isJobKnown ? { ...row, state: 'VERIFYING', finishedAtMs: null } : row;
}

/**
 * Brings back what was bought after the moment that the library was put back to (F29) or lost the end of its journal at
 * (F30): rows, time lines and ledger lines, from the record beside the database. Before any work starts, so that nothing is
 * bought a second time; jobs that the library knows then go on with their calls. The record's newest line is its high-water
 * mark: where the library knows that one, nothing is read. Returns what was learned.
 */
export function replayJournal(path: string, deps: ReplayDeps): Replayed {
  const { db, repos, log } = deps;
  const { paidCalls } = repos;
  const isBehind = (call: PaidCallRow): boolean => {
    const stored = paidCalls.find(call.id);
    return stored === undefined || stored.updatedAtMs < call.updatedAtMs;
  };
  const replayed: Replayed = { calls: 0, alone: 0 };
  const newest = newestOfJournal(path);
  if (newest === undefined || !isBehind(newest)) return replayed;
  const { calls, unread } = readJournal(path);
  if (unread > 0) log.warn('calls.record-unread', { lines: unread });
  db.write(() => {
    for (const call of calls) {
      if (!isBehind(call)) continue;
      const isAlone = !restore(call, deps);
      replayed.calls += 1;
      if (isAlone) replayed.alone += 1;
    }
  }, 'calls.replay');
  log.warn('calls.restored', { ...replayed });
  return replayed;
}

/** True where the library knows the job. */
function restore(call: PaidCallRow, { repos, ledger, engine, clock }: ReplayDeps): boolean {
  const { paidCalls } = repos;
  const nowMs = clock.nowMs();
  const isJobKnown = statusOfJob(engine, call.jobId) !== undefined;
  const row = revived(call, isJobKnown, nowMs);
  const isKnown = paidCalls.find(call.id) !== undefined;
  const isTaken = paidCalls
    .listByOrder(call.orderKey)
    .some(({ id, attempt }) => id !== call.id && attempt === call.attempt);
  if (isKnown) paidCalls.update(row);
  else paidCalls.insert(isTaken ? { ...row, orderKey: `${call.orderKey}:restored:${call.id}` } : row);
  paidCalls.addEvent(row.id, row.state, nowMs, { reason: isJobKnown ? 'restored' : 'restored-alone' });
  ledger.restore(row, moneyOf(call), { restored: true });
  if (row.runId !== null) repos.runs.refreshActual(row.runId);
  return isJobKnown;
}
