import type { PaidCallRow } from '../db/repositories/paid-call-repository.ts';
import type { Timers } from '../jobs/timers.ts';
import { ProviderError } from '../providers/remote-port.ts';
import type { CallsDeps } from './calls-deps.ts';
import { askList, listedForMs } from './look-up.ts';

/** How often the provider's list is read for creates that it did not name in time. */
export const LATE_LOOK_EVERY_MS = 60_000;

/** No call older than this is looked for, whatever the policies and the adapter allow. */
const OLDEST_MS = 86_400_000;

export interface LateLookDeps extends Pick<
  CallsDeps,
  'db' | 'calls' | 'store' | 'adapterOf' | 'guards' | 'clock' | 'policies' | 'log'
> {
  /** The call has its id: its work goes on. Runs in the transaction that stores it. */
  goOn(call: PaidCallRow): void;
}

/** Whether the row is still what the list was read for: nobody has answered or moved it meanwhile. */
const isSame = (before: PaidCallRow, now: PaidCallRow | undefined): boolean =>
  now !== undefined && now.state === before.state && now.choice === before.choice && now.remoteId === null;

/** Stores that a create did start. One that a person gave up stays given up: it was booked then, and its id is shown. */
function keep(deps: LateLookDeps, call: PaidCallRow, remoteId: string): void {
  deps.db.write(() => {
    if (!isSame(call, deps.calls.find(call.id))) return;
    if (call.state !== 'NEEDS_USER') {
      deps.store.moveNow(call, { to: call.state, patch: { remoteId }, detail: { reason: 'turned-up' } });
      return;
    }
    const submittedAtMs = call.sentAtMs ?? call.createdAtMs;
    const patch = { remoteId, submittedAtMs, error: null };
    deps.goOn(deps.store.moveNow(call, { to: 'SUBMITTED', patch, detail: { reason: 'found' } }));
  }, 'calls.turned-up');
}

/**
 * Reads the list once for every create whose answer was lost and that was not listed in time: what a person is asked about
 * goes on by itself when it turns up, what a person gave up gets its id. Gives how many turned up. A list that cannot be
 * read is left for the next time.
 */
export async function lookForLate(deps: LateLookDeps, signal: AbortSignal): Promise<number> {
  const { calls, clock, guards, log } = deps;
  const nowMs = clock.nowMs();
  const unreadable = new Set<string>();
  let found = 0;
  for (const call of calls.listUnlisted(nowMs - OLDEST_MS)) {
    const adapter = deps.adapterOf(call.vendor);
    if (adapter?.recovery !== 'reconcile' || unreadable.has(call.vendor)) continue;
    if (nowMs - (call.sentAtMs ?? 0) > listedForMs(deps.policies(), adapter)) continue;
    if (guards.take(call.vendor, 'read').kind !== 'ok') continue;
    try {
      const listed = await askList(deps, adapter, call, signal);
      if (listed === undefined) continue;
      keep(deps, call, listed.remoteId);
      log.warn('calls.turned-up', { callId: call.id, vendor: call.vendor, remoteId: listed.remoteId });
      found += 1;
    } catch (error) {
      if (signal.aborted) return found;
      if (!(error instanceof ProviderError)) throw error;
      unreadable.add(call.vendor);
    }
  }
  return found;
}

/** Looks every minute, never twice at once. The answer stops it. */
export function watchForLate(deps: {
  timers: Timers;
  look: (signal: AbortSignal) => Promise<unknown>;
  onError: (error: unknown) => void;
}): () => void {
  const { timers, look, onError } = deps;
  const stopping = new AbortController();
  let stopTimer: (() => void) | undefined;
  const wait = (): void => {
    if (stopping.signal.aborted) return;
    stopTimer = timers.set(LATE_LOOK_EVERY_MS, () => {
      void look(stopping.signal).catch(onError).finally(wait);
    });
  };
  wait();
  return () => {
    stopping.abort();
    stopTimer?.();
  };
}
