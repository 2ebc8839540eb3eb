import type { CallPolicies } from '../../../shared/model/call-policies.ts';
import type { LibraryDb } from '../../db/open.ts';
import type { Repositories } from '../../db/repositories.ts';
import type { Timers } from '../../jobs/timers.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ProviderFault } from '../../providers/remote-port.ts';
import {
  breakerFailed,
  breakerGate,
  breakerReleased,
  breakerSucceeded,
  CLOSED_BREAKER,
  failureKindOf,
  takeTrial,
} from './breaker.ts';
import type { FailureKind } from './breaker.ts';
import { createConnectivity } from './connectivity.ts';
import type { Connectivity, LineState } from './connectivity.ts';
import { createRateBuckets } from './rate-buckets.ts';
import type { BucketKind } from './rate-buckets.ts';
import { createVendorStates } from './vendor-states.ts';
import type { VendorState } from './vendor-states.ts';

/**
 * The guards of every vendor's lane behind one door: asked before a call, told after it. Breaker, block and buckets
 * outlive a restart. Every `untilMs` is of the wall clock.
 */

export type WaitReason = 'rate-limited' | 'breaker-open' | 'trial-under-way' | 'offline' | 'portal' | 'clock-wrong';
export type BlockCause = 'auth' | 'quota';

export type MayStart =
  { kind: 'ok' } | { kind: 'wait'; untilMs: number; reason: WaitReason } | { kind: 'blocked'; cause: BlockCause };

export interface VendorHealth {
  state: 'ok' | 'waiting' | 'open' | 'offline' | 'auth-blocked' | 'quota-blocked';
  untilMs: number | null;
  /** Code of the trouble, for a sentence. */
  reason: string | null;
}

export interface VendorGuards {
  /**
   * Before an attempt is opened. After a rest `ok` makes the call the one trial; it stays the trial until it is told of
   * as succeeded, failed or released, or until its row is over.
   */
  mayStart(vendor: string, callId: string): MayStart;
  /** The right to one send or read now. A line that is known to be lost gives none before its next probe. */
  take(vendor: string, kind: BucketKind): { kind: 'ok' } | { kind: 'wait'; untilMs: number };
  /** Each fault, once, as the adapter gave it, also the one of a finished prediction: guards take what concerns them. */
  failed(vendor: string, call: { id: string; jobId: string }, fault: ProviderFault): void;
  /** The vendor answered as it should (`answer`), or it made what was ordered (`result`). */
  succeeded(vendor: string, callId: string, kind?: FailureKind): void;
  /** The call ended with no news about the vendor (cancelled, not sent after all). */
  released(vendor: string, callId: string): void;
  /** False while its line is known to be lost. */
  isReachable(vendor: string): boolean;
  /** The vendor asked for a pause. Without a kind the whole lane slows. */
  blockUntil(vendor: string, untilMs: number, kind?: BucketKind): void;
  /** True when this is news: one prompt for one cause, however many calls meet it. */
  block(vendor: string, cause: BlockCause, fault: Pick<ProviderFault, 'message'>): boolean;
  /** A person has done something: block and breaker are cleared, and the line is tried. */
  unblock(vendor: string): void;
  health(vendor: string): VendorHealth;
  /** What waits for a person, one each. */
  prompts(): readonly { vendor: string; cause: BlockCause; message: string }[];
  /** The argument names the vendor that changed; null when the line did. */
  onChange(listener: (vendor: string | null) => void): () => void;
  connectivity: Connectivity;
  close(): void;
}

/** How long after its last look a call asks again when another one is the trial, ms. */
const TRIAL_LOOK_MS = 5_000;
/** While a probe runs its end is not known. */
const PROBE_LOOK_MS = 1_000;
/** A trial is booked before its row is written. */
const TRIAL_GRACE_MS = 30_000;

/** Guards of an open library. */
export function createVendorGuards(deps: {
  db: LibraryDb;
  repos: Pick<Repositories, 'rateBuckets' | 'vendorHealth'>;
  clock: Clock;
  timers: Timers;
  policies: () => CallPolicies;
  /** Makes one free, short call to the vendor. */
  probe: (vendor: string) => Promise<LineState>;
  /** Whether the row of a call is there and not over. */
  isOpenCall: (callId: string) => boolean;
}): VendorGuards {
  const { clock, policies, isOpenCall } = deps;
  const buckets = createRateBuckets(deps);
  const states = createVendorStates(deps);
  const connectivity = createConnectivity(deps);
  const listeners = new Set<(vendor: string | null) => void>();
  /** Monotonic times of trials that this process booked. */
  const trialsSinceMs = new Map<string, number>();

  const tell = (vendor: string | null): void => {
    for (const listener of listeners) listener(vendor);
  };
  connectivity.onChange(() => tell(null));
  const set = (vendor: string, change: Partial<VendorState>): boolean => {
    const isNews = states.set(vendor, { ...states.of(vendor), ...change }, clock.nowMs());
    if (isNews) tell(vendor);
    return isNews;
  };
  const wallOf = (monoMs: number): number => clock.nowMs() + Math.max(0, Math.ceil(monoMs - clock.monotonicMs()));
  const release = (vendor: string, callId: string): void =>
    void set(vendor, { breaker: breakerReleased(states.of(vendor).breaker, callId) });
  const lineWait = (vendor: string): Extract<MayStart, { kind: 'wait' }> | undefined => {
    const { state, untilMs } = connectivity.stateOf(vendor);
    if (state === 'online') return undefined;
    const wallMs = untilMs === null ? clock.nowMs() + PROBE_LOOK_MS : Math.max(wallOf(untilMs), clock.nowMs() + 1);
    return { kind: 'wait', untilMs: wallMs, reason: state };
  };
  const block: VendorGuards['block'] = (vendor, cause, { message }) =>
    states.of(vendor).blocked === null && set(vendor, { blocked: cause, code: cause, message });

  /** A trial that ended without a word must not hold the lane for ever. */
  const forgetDeadTrial = (vendor: string): void => {
    const { trialCallId } = states.of(vendor).breaker;
    if (trialCallId === null || isOpenCall(trialCallId)) return;
    const sinceMs = trialsSinceMs.get(trialCallId);
    if (sinceMs !== undefined && clock.monotonicMs() - sinceMs < TRIAL_GRACE_MS) return;
    trialsSinceMs.delete(trialCallId);
    release(vendor, trialCallId);
  };

  return {
    connectivity,
    mayStart(vendor, callId) {
      const { blocked } = states.of(vendor);
      if (blocked !== null) return { kind: 'blocked', cause: blocked };
      const line = lineWait(vendor);
      if (line !== undefined) return line;
      const pauseMs = buckets.blockedMs(vendor, 'create', clock.nowMs());
      if (pauseMs > 0) return { kind: 'wait', untilMs: clock.nowMs() + pauseMs, reason: 'rate-limited' };
      forgetDeadTrial(vendor);
      const { breaker } = states.of(vendor);
      const gate = breakerGate(breaker, callId, clock.monotonicMs());
      switch (gate.kind) {
        case 'rest':
          return { kind: 'wait', untilMs: wallOf(gate.untilMs), reason: 'breaker-open' };
        case 'trial-under-way':
          return { kind: 'wait', untilMs: clock.nowMs() + TRIAL_LOOK_MS, reason: 'trial-under-way' };
        case 'trial':
          trialsSinceMs.set(callId, clock.monotonicMs());
          set(vendor, { breaker: takeTrial(breaker, callId) });
          return { kind: 'ok' };
        case 'go':
          return { kind: 'ok' };
      }
    },
    take(vendor, kind) {
      const line = lineWait(vendor);
      if (line !== undefined) return { kind: 'wait', untilMs: line.untilMs };
      const taken = buckets.take(vendor, kind, clock.nowMs());
      return taken.ok ? { kind: 'ok' } : { kind: 'wait', untilMs: clock.nowMs() + taken.waitMs };
    },
    failed(vendor, { id, jobId }, fault) {
      const { code, message, status } = fault;
      if (code === 'offline' || code === 'portal' || code === 'clock-wrong') {
        connectivity.failed(vendor, code);
        return release(vendor, id);
      }
      // Whatever the answer was, it came through.
      if (status !== null) connectivity.succeeded(vendor);
      const kind = failureKindOf(code);
      if (kind === undefined) {
        if (code === 'auth' || code === 'quota') block(vendor, code, fault);
        return release(vendor, id);
      }
      const { breaker } = states.of(vendor);
      const next = breakerFailed(breaker, { callId: id, jobId, kind }, policies().breaker, clock.monotonicMs());
      if (next !== breaker) set(vendor, { breaker: next, code, message });
    },
    succeeded(vendor, callId, kind = 'answer') {
      connectivity.succeeded(vendor);
      const { breaker, blocked } = states.of(vendor);
      const next = breakerSucceeded(breaker, { callId, kind });
      if (next === breaker) return;
      const isWell = next.openUntilMs === null && next.failed.length === 0 && blocked === null;
      set(vendor, { breaker: next, ...(isWell ? { code: null, message: '' } : {}) });
    },
    released: release,
    isReachable: (vendor) => connectivity.stateOf(vendor).state === 'online',
    blockUntil(vendor, untilMs, kind) {
      const nowMs = clock.nowMs();
      for (const each of kind === undefined ? (['create', 'read'] as const) : [kind])
        buckets.blockUntil(vendor, each, untilMs, nowMs);
      tell(vendor);
    },
    block,
    unblock(vendor) {
      set(vendor, { breaker: CLOSED_BREAKER, blocked: null, code: null, message: '' });
      connectivity.probeNow();
    },
    health(vendor) {
      const { blocked, breaker, code } = states.of(vendor);
      if (blocked !== null) return { state: `${blocked}-blocked`, untilMs: null, reason: blocked };
      const line = connectivity.stateOf(vendor);
      if (line.state !== 'online')
        return { state: 'offline', untilMs: line.untilMs === null ? null : wallOf(line.untilMs), reason: line.state };
      if (breaker.openUntilMs !== null) {
        const isResting = clock.monotonicMs() < breaker.openUntilMs;
        return { state: 'open', untilMs: isResting ? wallOf(breaker.openUntilMs) : null, reason: code };
      }
      const nowMs = clock.nowMs();
      const pauseMs = Math.max(buckets.blockedMs(vendor, 'create', nowMs), buckets.blockedMs(vendor, 'read', nowMs));
      return pauseMs > 0
        ? { state: 'waiting', untilMs: nowMs + pauseMs, reason: 'rate-limited' }
        : { state: 'ok', untilMs: null, reason: null };
    },
    prompts: () =>
      states
        .list()
        .flatMap(([vendor, { blocked, message }]) => (blocked === null ? [] : [{ vendor, cause: blocked, message }])),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      connectivity.close();
      listeners.clear();
    },
  };
}
