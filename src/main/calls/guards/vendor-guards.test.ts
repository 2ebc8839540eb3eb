import { describe, expect, it } from 'vitest';
import { DEFAULT_CALL_POLICIES } from '../../../shared/model/call-policies.ts';
import type { OwnedLibrary } from '../../library/open-library.ts';
import type { ProviderErrorCode, ProviderFault } from '../../providers/remote-port.ts';
import { tempLibrary } from '../../../../tests/support/library/temp-library.ts';
import type { LineState } from './connectivity.ts';
import { createVendorGuards } from './vendor-guards.ts';
import type { VendorGuards } from './vendor-guards.ts';

const HOUR_MS = 3_600_000;
const fault = (code: ProviderErrorCode, more: Partial<ProviderFault> = {}): ProviderFault => ({
  ...{ code, message: `about ${code}`, status: 500, retryAfterMs: null, fields: [] },
  ...more,
});

/** Guards in a real library, with clocks and timers that are moved by hand. */
function lane(library: OwnedLibrary = tempLibrary()) {
  const time = { wallMs: 1_800_000_000_000, monoMs: 5_000 };
  const open = new Set<string>();
  const timers = new Map<() => void, number>();
  const probes: { vendor: string; answer: (line: LineState) => void }[] = [];
  const start = (): VendorGuards =>
    createVendorGuards({
      db: library.db,
      repos: library.repos,
      clock: { nowMs: () => time.wallMs, monotonicMs: () => time.monoMs },
      timers: {
        set(delayMs, fn) {
          timers.set(fn, time.monoMs + delayMs);
          return () => void timers.delete(fn);
        },
      },
      policies: () => DEFAULT_CALL_POLICIES,
      probe: (vendor) => new Promise((answer) => probes.push({ vendor, answer })),
      isOpenCall: (id) => open.has(id),
    });
  return {
    library,
    time,
    open,
    probes,
    guards: start(),
    pass(ms: number): void {
      time.wallMs += ms;
      time.monoMs += ms;
      for (const [fn, atMs] of timers)
        if (atMs <= time.monoMs) {
          timers.delete(fn);
          fn();
        }
    },
    restart(): void {
      this.guards.close();
      timers.clear();
      time.monoMs = 0;
      this.guards = start();
    },
    async answer(line: LineState): Promise<void> {
      probes.shift()?.answer(line);
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    },
    fail(job: string, code: ProviderErrorCode = 'unavailable', more: Partial<ProviderFault> = {}): void {
      this.guards.failed('v', { id: `call ${job}`, jobId: job }, fault(code, more));
    },
    may(callId = 'x'): string {
      const may = this.guards.mayStart('v', callId);
      if (may.kind === 'wait') return `wait ${(may.untilMs - time.wallMs) / 1_000} ${may.reason}`;
      return may.kind === 'blocked' ? `blocked ${may.cause}` : 'ok';
    },
  };
}

describe('a lane', () => {
  it('rests after failures of three jobs, lets one call try, and goes on with its success', () => {
    const l = lane();
    for (const job of ['a', 'b', 'c']) {
      expect(l.may()).toBe('ok');
      l.fail(job);
    }
    expect(l.may()).toBe('wait 300 breaker-open');
    expect(l.guards.health('v')).toEqual({ state: 'open', untilMs: l.time.wallMs + 300_000, reason: 'unavailable' });
    expect(l.guards.mayStart('w', 'x')).toEqual({ kind: 'ok' });
    l.pass(300_000);
    expect(l.may('t')).toBe('ok');
    expect([l.may('t'), l.may('u'), l.may('w')]).toEqual(['ok', 'wait 5 trial-under-way', 'wait 5 trial-under-way']);
    l.guards.succeeded('v', 'a poll of another call');
    expect(l.may('u')).toBe('wait 5 trial-under-way');
    l.guards.succeeded('v', 't');
    expect([l.may('u'), l.may('w')]).toEqual(['ok', 'ok']);
    expect(l.guards.health('v')).toEqual({ state: 'ok', untilMs: null, reason: null });
  });

  it.each([
    ['content-policy', 'ok'],
    ['invalid-request', 'ok'],
    ['rate-limited', 'ok'],
    ['unavailable', 'wait 300 breaker-open'],
  ] as const)('a trial that ends with %s leaves the next: %s', (code, expected) => {
    const l = lane();
    for (const job of ['a', 'b', 'c']) l.fail(job);
    l.pass(300_000);
    expect(l.may('call t')).toBe('ok');
    l.fail('t', code);
    expect(l.may('u')).toBe(expected);
  });

  it('a trial without a row does not hold it for ever, one with a row does', () => {
    const l = lane();
    for (const job of ['a', 'b', 'c']) l.fail(job);
    l.pass(300_000);
    expect(l.may('t')).toBe('ok');
    l.open.add('t');
    l.pass(HOUR_MS);
    expect(l.may('u')).toBe('wait 5 trial-under-way');
    l.open.delete('t');
    expect(l.may('u')).toBe('ok');
    l.pass(29_999);
    expect(l.may('w')).toBe('wait 5 trial-under-way');
    l.pass(1);
    expect(l.may('w')).toBe('ok');
  });

  it('outlives a restart: rest, trial and count', () => {
    const l = lane();
    l.fail('a');
    l.fail('b');
    l.restart();
    l.fail('c');
    l.pass(100_000);
    l.restart();
    expect(l.may()).toBe('wait 200 breaker-open');
    l.pass(200_000);
    expect(l.may('t')).toBe('ok');
    l.open.add('t');
    l.restart();
    expect([l.may('u'), l.may('t')]).toEqual(['wait 5 trial-under-way', 'ok']);
  });

  it.each([-HOUR_MS, HOUR_MS])('a wall clock that is set by %i ms does not change its rest', (jumpMs) => {
    const l = lane();
    for (const job of ['a', 'b', 'c']) l.fail(job);
    l.time.wallMs += jumpMs;
    expect(l.may()).toBe('wait 300 breaker-open');
    l.restart();
    expect(l.may()).toBe(jumpMs < 0 ? 'wait 300 breaker-open' : 'ok');
  });

  it('a pause that the vendor asked for holds the lane, new work and reads', () => {
    const l = lane();
    l.guards.blockUntil('v', l.time.wallMs + 120_000);
    expect(l.may()).toBe('wait 120 rate-limited');
    expect(l.guards.take('v', 'read')).toEqual({ kind: 'wait', untilMs: l.time.wallMs + 120_000 });
    expect(l.guards.health('v')).toMatchObject({ state: 'waiting', reason: 'rate-limited' });
    l.restart();
    expect(l.may()).toBe('wait 120 rate-limited');
    l.pass(120_000);
    expect([l.may(), l.guards.take('v', 'read').kind]).toEqual(['ok', 'ok']);
  });

  it('a pause of one kind leaves the other', () => {
    const l = lane();
    l.guards.blockUntil('v', l.time.wallMs + 9_000, 'create');
    expect([l.may(), l.guards.take('v', 'read').kind]).toEqual(['wait 9 rate-limited', 'ok']);
  });
});

describe('what waits for a person', () => {
  it('is one prompt for one cause, also after a restart, until somebody acts', () => {
    const l = lane();
    const heard: (string | null)[] = [];
    l.guards.onChange((vendor) => heard.push(vendor));
    for (let n = 0; n < 40; n += 1) l.fail(`job ${n}`, 'auth', { status: 401 });
    expect(heard).toEqual(['v']);
    expect(l.guards.block('v', 'auth', fault('auth'))).toBe(false);
    expect(l.guards.prompts()).toEqual([{ vendor: 'v', cause: 'auth', message: 'about auth' }]);
    expect(l.may()).toBe('blocked auth');
    l.restart();
    expect(l.may()).toBe('blocked auth');
    expect(l.guards.health('v')).toEqual({ state: 'auth-blocked', untilMs: null, reason: 'auth' });
    l.guards.succeeded('v', 'an older call');
    expect(l.may()).toBe('blocked auth');
    l.guards.unblock('v');
    expect([l.may(), l.guards.prompts()]).toEqual(['ok', []]);
    expect(l.guards.block('v', 'quota', fault('quota'))).toBe(true);
    expect(l.may()).toBe('blocked quota');
  });
});

describe('the line', () => {
  it('one lost connection is tried again at once; the second waits for a probe', async () => {
    const l = lane();
    l.fail('a', 'offline', { status: null });
    expect(l.may()).toBe('ok');
    l.fail('a', 'offline', { status: null });
    expect(l.may()).toBe('wait 5 offline');
    expect(l.guards.take('v', 'create').kind).toBe('wait');
    expect(l.guards.mayStart('w', 'x').kind).toBe('ok');
    expect(l.guards.health('v').state).toBe('offline');
    l.pass(5_000);
    expect(l.probes).toHaveLength(1);
    await l.answer('offline');
    expect(l.may()).toBe('wait 10 offline');
    l.pass(10_000);
    await l.answer('portal');
    expect(l.may()).toBe('wait 20 portal');
    l.pass(20_000);
    await l.answer('online');
    expect(l.may()).toBe('ok');
  });

  it('an answer of any kind proves it', () => {
    const l = lane();
    l.fail('a', 'portal', { status: null });
    expect(l.may()).toBe('wait 5 portal');
    l.fail('b', 'content-policy', { status: 422 });
    expect(l.may()).toBe('ok');
  });

  it('lost connections never open the breaker', () => {
    const l = lane();
    for (const job of ['a', 'b', 'c', 'd']) l.fail(job, 'offline', { status: null });
    l.guards.succeeded('v', 'x');
    expect(l.may()).toBe('ok');
  });

  it('one banner through twenty flaps in a minute, gone when the line holds', () => {
    const l = lane();
    const shown = new Set<number>();
    const banner = () => l.guards.connectivity.banner();
    l.fail('a', 'offline', { status: null });
    expect(banner()).toBeNull();
    l.fail('a', 'offline', { status: null });
    for (let flap = 0; flap < 20; flap += 1) {
      shown.add(banner()?.sinceMs ?? -1);
      l.pass(1_500);
      l.guards.succeeded('v', 'x');
      shown.add(banner()?.sinceMs ?? -1);
      l.pass(1_500);
      l.fail('a', 'offline', { status: null });
    }
    expect([...shown]).toEqual([5_000]);
    l.guards.succeeded('v', 'x');
    l.pass(5_000);
    expect(banner()).toBeNull();
  });

  it('two vendors out of reach are one banner', () => {
    const l = lane();
    for (const vendor of ['v', 'w'])
      l.guards.failed(vendor, { id: 'c', jobId: 'j' }, fault('portal', { status: null }));
    expect(l.guards.connectivity.banner()).toMatchObject({ trouble: 'portal', vendors: ['v', 'w'] });
    l.guards.close();
  });
});
