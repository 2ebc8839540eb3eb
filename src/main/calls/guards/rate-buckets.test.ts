import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CALL_POLICIES } from '../../../shared/model/call-policies.ts';
import type { CallPolicies, VendorLimits } from '../../../shared/model/call-policies.ts';
import type { LibraryDb } from '../../db/open.ts';
import type { RateBucketRow } from '../../db/repositories/rate-bucket-repository.ts';
import { tempLibrary } from '../../../../tests/support/library/temp-library.ts';
import { createRateBuckets } from './rate-buckets.ts';
import type { RateBuckets } from './rate-buckets.ts';

const HOUR_MS = 3_600_000;
const withLimits = (limits: Partial<VendorLimits>): CallPolicies => ({
  ...DEFAULT_CALL_POLICIES,
  vendorDefaults: { ...DEFAULT_CALL_POLICIES.vendorDefaults, ...limits },
});

/** A machine whose two clocks are moved by hand, with rows that outlive its processes. */
function machine(policies: CallPolicies) {
  const rows = new Map<string, RateBucketRow>();
  const repos = {
    rateBuckets: {
      put: (row: RateBucketRow): void => void rows.set(`${row.vendor} ${row.kind}`, { ...row }),
      find: (vendor: string, kind: string) => rows.get(`${vendor} ${kind}`),
    },
  };
  const db = { writeHint: (fn: () => unknown) => fn() } as unknown as LibraryDb;
  const time = { wallMs: 1_800_000_000_000, monoMs: 0 };
  const start = (): RateBuckets =>
    createRateBuckets({ db, repos, clock: { monotonicMs: () => time.monoMs }, policies: () => policies });
  return {
    time,
    rows,
    buckets: start(),
    pass(ms: number): void {
      time.wallMs += ms;
      time.monoMs += ms;
    },
    restart(downMs: number): void {
      time.wallMs += downMs;
      time.monoMs = 0;
      this.buckets = start();
    },
    take(): number {
      const answer = this.buckets.take('v', 'create', time.wallMs);
      return answer.ok ? 0 : answer.waitMs;
    },
    /** How many go at once. */
    drain(): number {
      let count = 0;
      while (this.take() === 0) count += 1;
      return count;
    },
  };
}

describe('a bucket', () => {
  it('lets a burst through, then its rate; the wait that it names is the right one', () => {
    const m = machine(withLimits({ createsPerMinute: 60, createBurst: 3 }));
    expect(m.drain()).toBe(3);
    expect(m.take()).toBe(1_000);
    m.pass(999);
    expect(m.take()).toBe(1);
    m.pass(1);
    expect(m.take()).toBe(0);
    m.pass(HOUR_MS);
    expect(m.drain()).toBe(3);
  });

  it('kinds and vendors have buckets of their own, and an edited rate holds at once', () => {
    const limits = withLimits({ createsPerMinute: 60, createBurst: 1 });
    const m = machine(limits);
    m.drain();
    expect(m.buckets.take('v', 'read', m.time.wallMs).ok).toBe(true);
    expect(m.buckets.take('w', 'create', m.time.wallMs).ok).toBe(true);
    limits.vendorDefaults.createsPerMinute = 600;
    m.pass(100);
    expect(m.take()).toBe(0);
  });

  it.each([-HOUR_MS, HOUR_MS])('a wall clock that is set by %i ms changes nothing', (jumpMs) => {
    const m = machine(withLimits({ createsPerMinute: 60, createBurst: 3 }));
    m.drain();
    m.time.wallMs += jumpMs;
    expect(m.take()).toBe(1_000);
    m.buckets.blockUntil('v', 'create', m.time.wallMs + 30_000, m.time.wallMs);
    m.time.wallMs += jumpMs;
    expect(m.take()).toBe(30_000);
    m.pass(30_000);
    expect(m.drain()).toBe(1);
  });

  it('an empty bucket is still empty after a restart, and what it gathered meanwhile counts', () => {
    const m = machine(withLimits({ createsPerMinute: 60, createBurst: 3 }));
    m.drain();
    m.restart(0);
    expect(m.take()).toBe(1_000);
    m.restart(2_000);
    expect(m.drain()).toBe(2);
  });

  it.each([
    ['back by an hour', -HOUR_MS, 30_000, 0],
    ['on by an hour', HOUR_MS, 0, 3],
    ['not at all', 0, 30_000, 0],
  ])('over a restart with the clock set %s', (_what, jumpMs, waitMs, burst) => {
    const m = machine(withLimits({ createsPerMinute: 60, createBurst: 3 }));
    m.drain();
    m.buckets.blockUntil('v', 'create', m.time.wallMs + 30_000, m.time.wallMs);
    m.restart(jumpMs);
    if (waitMs > 0) expect(m.take()).toBe(waitMs);
    expect(m.drain()).toBe(burst);
    m.pass(60_000);
    expect(m.take()).toBe(0);
  });

  it('after "too many" the lane waits as told and then starts slowly', () => {
    const m = machine(withLimits({ createsPerMinute: 6_000, createBurst: 50 }));
    m.buckets.blockUntil('v', 'create', m.time.wallMs + 7_000, m.time.wallMs);
    // The same news from calls that were already on their way.
    m.buckets.blockUntil('v', 'create', m.time.wallMs + 6_000, m.time.wallMs);
    expect(m.buckets.blockedMs('v', 'create', m.time.wallMs)).toBe(7_000);
    m.pass(7_000);
    const gaps: number[] = [];
    for (let n = 0; n < 14; n += 1) {
      expect(m.take()).toBe(0);
      const gapMs = m.take();
      gaps.push(gapMs);
      m.pass(gapMs);
    }
    expect(gaps[0]).toBe(2_000);
    expect(gaps.toSorted((a, b) => b - a)).toEqual(gaps);
    expect(gaps.at(-1)).toBeLessThanOrEqual(10);
  });

  it('each new "too many" widens the distance, up to a minute', () => {
    const m = machine(withLimits({ createsPerMinute: 6_000 }));
    const gaps = Array.from({ length: 12 }, () => {
      m.buckets.blockUntil('v', 'create', m.time.wallMs + 1_000, m.time.wallMs);
      m.pass(1_000);
      expect(m.take()).toBe(0);
      const gapMs = m.take();
      m.pass(gapMs);
      return gapMs;
    });
    expect(gaps.slice(0, 3)).toEqual([1_000, 1_600, 2_560]);
    expect(gaps.at(-1)).toBe(60_000);
  });

  it('a wait that a vendor names is at most an hour long', () => {
    const m = machine(DEFAULT_CALL_POLICIES);
    m.buckets.blockUntil('v', 'create', m.time.wallMs + 100 * HOUR_MS, m.time.wallMs);
    expect(m.take()).toBe(HOUR_MS);
  });

  it('is kept by a real library', () => {
    const { db, repos } = tempLibrary();
    const policies = withLimits({ createsPerMinute: 60, createBurst: 1 });
    const start = () => createRateBuckets({ db, repos, clock: { monotonicMs: () => 0 }, policies: () => policies });
    expect(start().take('v', 'create', 1_000_000)).toEqual({ ok: true });
    expect(start().take('v', 'create', 1_000_000)).toEqual({ ok: false, waitMs: 1_000 });
    expect(start().take('v', 'create', 1_001_000)).toEqual({ ok: true });
  });
});

const event = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('take' as const) }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 5_000 }) }) },
  {
    arbitrary: fc.record({ type: fc.constant('set' as const), ms: fc.integer({ min: -HOUR_MS, max: HOUR_MS }) }),
    weight: 2,
  },
  { arbitrary: fc.record({ type: fc.constant('block' as const), ms: fc.integer({ min: 0, max: 60_000 }) }), weight: 1 },
  {
    arbitrary: fc.record({ type: fc.constant('restart' as const), ms: fc.integer({ min: 0, max: 5_000 }) }),
    weight: 1,
  },
);

describe('whatever happens to the clocks', () => {
  const limits = fc.record({
    createsPerMinute: fc.integer({ min: 1, max: 6_000 }),
    createBurst: fc.integer({ min: 1, max: 20 }),
  });

  it('never more than rate · time + burst; one burst more for each restart under a clock that was set', () => {
    fc.assert(
      fc.property(limits, fc.array(event, { maxLength: 120 }), (each, events) => {
        const m = machine(withLimits(each));
        let [taken, trueMs, freeBursts, isSet, isUnread] = [0, 0, 1, false, false];
        /** After a restart the stored time is looked at when the bucket is first asked, and not before. */
        const ask = (): void => {
          if (isUnread && isSet) freeBursts += 1;
          if (isUnread) isSet = false;
          isUnread = false;
        };
        for (const what of events) {
          if (what.type === 'take' || what.type === 'block') ask();
          if (what.type === 'take') taken += m.drain();
          if (what.type === 'pass') {
            m.pass(what.ms);
            trueMs += what.ms;
          }
          if (what.type === 'set') {
            m.time.wallMs += what.ms;
            isSet = true;
          }
          if (what.type === 'block') m.buckets.blockUntil('v', 'create', m.time.wallMs + what.ms, m.time.wallMs);
          if (what.type === 'restart') {
            m.restart(what.ms);
            trueMs += what.ms;
            isUnread = true;
          }
          const allowed = (each.createsPerMinute / 60_000) * trueMs + each.createBurst * freeBursts;
          expect(taken).toBeLessThanOrEqual(allowed + 1e-6);
        }
      }),
    );
  });

  it('never stands still: after the wait that it names a call goes', () => {
    fc.assert(
      fc.property(limits, fc.array(event, { maxLength: 60 }), (each, events) => {
        const m = machine(withLimits(each));
        for (const what of events) {
          if (what.type === 'take') m.take();
          if (what.type === 'pass') m.pass(what.ms);
          if (what.type === 'set') m.time.wallMs += what.ms;
          if (what.type === 'block') m.buckets.blockUntil('v', 'create', m.time.wallMs + what.ms, m.time.wallMs);
          if (what.type === 'restart') m.restart(what.ms);
        }
        // The longest of what can stand in the way: a block, then a token of the slowest rate.
        let waits = 0;
        for (let waitMs = m.take(); waitMs > 0; waitMs = m.take()) {
          expect(waitMs).toBeLessThanOrEqual(61_000);
          m.pass(waitMs);
          waits += 1;
          expect(waits).toBeLessThanOrEqual(3);
        }
      }),
    );
  });
});
