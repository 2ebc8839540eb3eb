import type { LibraryDb } from '../../db/open.ts';
import type { Repositories } from '../../db/repositories.ts';
import type { VendorHealthRow } from '../../db/repositories/vendor-health-repository.ts';
import type { Clock } from '../../platform/clock.ts';
import { CLOSED_BREAKER } from './breaker.ts';
import type { BreakerState } from './breaker.ts';

/** What is known of one vendor: its breaker, on the monotonic clock, and what a person must do first. */
export interface VendorState {
  breaker: BreakerState;
  blocked: 'auth' | 'quota' | null;
  /** Code and text of the last trouble. */
  code: string | null;
  message: string;
}

const WELL: VendorState = { breaker: CLOSED_BREAKER, blocked: null, code: null, message: '' };

export interface VendorStates {
  of(vendor: string): VendorState;
  list(): readonly (readonly [string, VendorState])[];
  /** Keeps and stores it. False when nothing changed. */
  set(vendor: string, state: VendorState, nowMs: number): boolean;
}

/** The stored time becomes a distance from now: never longer than the rest that was stored, however the clock was set. */
function awaken(row: VendorHealthRow, nowMs: number, monoMs: number): VendorState {
  const restMs = Math.min(row.openedUntilMs - nowMs, Math.max(0, row.openedUntilMs - row.changedAtMs));
  const openUntilMs = row.openedUntilMs === 0 ? null : monoMs + Math.max(0, restMs);
  return {
    breaker: { failed: row.reason.jobs, openUntilMs, trialCallId: row.trialCallId },
    blocked: row.blocked,
    code: row.reason.code,
    message: row.reason.message,
  };
}

/** Health of all vendors, read once when the library is opened and written with each change. */
export function createVendorStates(deps: {
  db: LibraryDb;
  repos: Pick<Repositories, 'vendorHealth'>;
  clock: Clock;
}): VendorStates {
  const { db, repos, clock } = deps;
  const states = new Map<string, VendorState>(
    repos.vendorHealth.list().map((row) => [row.vendor, awaken(row, clock.nowMs(), clock.monotonicMs())]),
  );
  const rowOf = (vendor: string, state: VendorState, nowMs: number): VendorHealthRow => {
    const { failed, openUntilMs, trialCallId } = state.breaker;
    return {
      vendor,
      failures: failed.length,
      lastFailedJob: failed.at(-1)?.jobId ?? null,
      // 0 means closed: an open one whose rest is over keeps a time of the past.
      openedUntilMs:
        openUntilMs === null ? 0 : Math.max(1, Math.round(nowMs + Math.max(0, openUntilMs - clock.monotonicMs()))),
      trialCallId,
      blocked: state.blocked,
      reason: { code: state.code, message: state.message, jobs: [...failed] },
      changedAtMs: nowMs,
    };
  };
  const isSame = (a: VendorState, b: VendorState): boolean =>
    a.breaker === b.breaker && a.blocked === b.blocked && a.code === b.code && a.message === b.message;
  return {
    of: (vendor) => states.get(vendor) ?? WELL,
    list: () => [...states],
    set(vendor, state, nowMs) {
      if (isSame(states.get(vendor) ?? WELL, state)) return false;
      db.writeHint(() => repos.vendorHealth.put(rowOf(vendor, state, nowMs)), 'vendor-health');
      states.set(vendor, state);
      return true;
    },
  };
}
