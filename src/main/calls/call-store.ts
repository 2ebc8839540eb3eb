import { AppError } from '../../shared/contract/errors.ts';
import { FINAL_CALL_STATES } from '../../shared/model/paid-call.ts';
import type { CallState } from '../../shared/model/paid-call.ts';
import type { PaidCallRepository, PaidCallRow } from '../db/repositories/paid-call-repository.ts';
import type { LibraryDb } from '../db/open.ts';
import type { EngineLease } from '../jobs/engine-deps.ts';
import type { KillPoint } from '../jobs/kill-points.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { CallJournal } from './call-journal.ts';

/** This room buys from providers, each call at most once: intent, send, look up, fetch, book. */

/** Fields of a call that a change of state may set. */
export type CallPatch = Partial<
  Pick<
    PaidCallRow,
    | 'bodySha256'
    | 'match'
    | 'request'
    | 'remoteId'
    | 'chargedMicroUsd'
    | 'counters'
    | 'outputs'
    | 'sha256'
    | 'bytes'
    | 'mime'
    | 'error'
    | 'flags'
    | 'choice'
    | 'waitUntilMs'
    | 'sentAtMs'
    | 'submittedAtMs'
  >
>;

export interface CallMove {
  to: CallState;
  patch?: CallPatch;
  /** For the time line: small, without secrets. */
  detail?: Record<string, unknown>;
  /** In the same transaction: ledger, cache. */
  alongside?: (row: PaidCallRow) => void;
}

export interface CallStore {
  /** Adds an attempt; `alongside` runs in its transaction. On the disk when it resolves. */
  open(row: PaidCallRow, alongside: (row: PaidCallRow) => void): Promise<PaidCallRow>;
  /**
   * Moves a call from the state it was read in. Throws AppError `conflict` when somebody else has moved it, and what the
   * lease throws when this process no longer owns the library. On the disk when it resolves.
   */
  move(call: PaidCallRow, move: CallMove): Promise<PaidCallRow>;
  /** Adds a line to the time line of a call that keeps its state. Throws as `move` does. On the disk when it resolves. */
  note(call: PaidCallRow, detail: Record<string, unknown>): Promise<void>;
  /** The same as `move` inside a caller's transaction. */
  moveNow(call: PaidCallRow, move: CallMove): PaidCallRow;
}

/** Every change of a paid call: row, time line and ledger in one transaction that checks the lease. */
export function createCallStore(deps: {
  db: LibraryDb;
  calls: PaidCallRepository;
  clock: Clock;
  lease?: EngineLease;
  killPoint: KillPoint;
  /** The record beside the database. */
  journal?: Pick<CallJournal, 'add' | 'flushed'>;
  log?: Pick<Logger, 'warn'>;
  /** In the transaction that books a charge. */
  onCharged?: (row: PaidCallRow) => void;
}): CallStore {
  const { db, calls, clock, killPoint } = deps;
  const write = <T>(fn: () => T, name: string): T =>
    db.writeHint(() => {
      deps.lease?.assertHeld();
      const row = fn();
      killPoint('call.inCommit');
      return row;
    }, name);
  const storedOf = (call: PaidCallRow): PaidCallRow => {
    const stored = calls.find(call.id);
    if (stored?.state === call.state) return stored;
    const details = { id: call.id, what: call.model };
    throw new AppError('conflict', `call ${call.id} is ${stored?.state ?? 'gone'}, not ${call.state}`, details);
  };

  /** Beside the intent nothing may stop for the record: a line that is missing is one that a restored library lacks. */
  const record = (row: PaidCallRow): void => {
    try {
      deps.journal?.add(row);
    } catch (error) {
      deps.log?.warn('calls.record-failed', { callId: row.id, error: String(error) });
    }
  };
  const apply = (call: PaidCallRow, { to, patch = {}, detail = {}, alongside }: CallMove): PaidCallRow => {
    const stored = storedOf(call);
    const nowMs = clock.nowMs();
    const row: PaidCallRow = {
      ...stored,
      ...patch,
      state: to,
      updatedAtMs: nowMs,
      finishedAtMs: FINAL_CALL_STATES.has(to) ? nowMs : null,
    };
    calls.update(row);
    calls.addEvent(row.id, to, nowMs, detail);
    alongside?.(row);
    if (row.chargedMicroUsd !== stored.chargedMicroUsd) deps.onCharged?.(row);
    return row;
  };

  return {
    moveNow(call, change) {
      const row = apply(call, change);
      // Once the caller's transaction is over; where it was given up there is nothing to record.
      queueMicrotask(() => {
        const stored = db.sql.open ? calls.find(row.id) : undefined;
        if (stored?.updatedAtMs === row.updatedAtMs && stored.state === row.state) record(stored);
      });
      return row;
    },
    async open(row, alongside) {
      const opened = write(() => {
        calls.insert(row);
        calls.addEvent(row.id, row.state, clock.nowMs(), { attempt: row.attempt });
        alongside(row);
        return row;
      }, 'calls.open');
      await db.synced();
      killPoint('call.afterCommit');
      return opened;
    },
    async move(call, change) {
      killPoint('call.beforeCommit');
      const row = write(() => apply(call, change), `calls.${change.to}`);
      if (change.to === 'SUBMITTING') {
        // The intent is in both before its first byte leaves.
        deps.journal?.add(row);
        await Promise.all([db.synced(), deps.journal?.flushed()]);
      } else {
        record(row);
        await db.synced();
      }
      killPoint('call.afterCommit');
      return row;
    },
    async note(call, detail) {
      write(() => calls.addEvent(storedOf(call).id, call.state, clock.nowMs(), detail), 'calls.note');
      await db.synced();
    },
  };
}
