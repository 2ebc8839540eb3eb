import { describe, expect, it } from 'vitest';
import { providerViewSchema } from '../../../shared/contract/providers.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import { createPrices } from '../../money/prices.ts';
import type { KeyPlace } from '../../providers/key-ring.ts';
import type { ProviderErrorCode, RemoteAdapter, RemoteModel } from '../../providers/remote-port.ts';
import { ProviderError } from '../../providers/remote-port.ts';
import { tempLibrary } from '../../../../tests/support/library/temp-library.ts';
import type { ResumeWish } from '../call-needs.ts';
import { createPolicyStore } from '../policies/policy-store.ts';
import { createProviderDesk } from './provider-desk.ts';
import { createVendorGuards } from './vendor-guards.ts';

const KEY = 'FW-CANARY-r8-0123456789';
const model: RemoteModel = {
  ...{ id: 'replicate/black-forest-labs/flux-schnell', vendor: 'replicate', kind: 'image', label: 'FLUX schnell' },
  ...{ startFrame: 'none', endFrame: false, references: 0, hasSeed: true, seconds: [], ratios: ['16:9'] },
  replacement: null,
  purchase: () => ({ unit: 'image', variant: '', quantity: 1 }),
};

/** A desk over a real library with a key ring and an adapter that only remember. */
function desk(answer: () => Promise<{ account: string }> = async () => ({ account: 'ada' })) {
  const library = tempLibrary();
  const time = { monoMs: 0 };
  const clock = { nowMs: () => 1_800_000_000_000 + time.monoMs, monotonicMs: () => time.monoMs };
  const policies = createPolicyStore(library);
  const guards = createVendorGuards({
    ...{ db: library.db, repos: library.repos, clock, timers: { set: () => () => undefined } },
    policies: () => policies.get(),
    probe: async () => 'online',
    isOpenCall: () => false,
  });
  const kept = new Map<string, string>();
  const place = async (vendor: string): Promise<KeyPlace> => (kept.has(vendor) ? 'file' : 'missing');
  const resumed: ResumeWish[] = [];
  const state = { isLocked: false, baseUrl: null as string | null };
  const adapter: Pick<RemoteAdapter, 'vendor' | 'models' | 'checkKey'> = {
    ...{ vendor: 'replicate', models: [model] },
    checkKey: answer,
  };
  const prices = createPrices({ repos: library.repos, clock });
  return {
    ...{ guards, kept, resumed, state, prices, policies, time },
    desk: createProviderDesk({
      adapters: [adapter],
      keys: {
        describe: (vendor) => {
          if (state.isLocked) throw new AppError('not-possible-now', 'locked', { state: 'locked' });
          return place(vendor);
        },
        set: (vendor, text) => {
          kept.set(vendor, text);
          return place(vendor);
        },
        remove: (vendor) => {
          kept.delete(vendor);
          return place(vendor);
        },
      },
      prices,
      guards,
      policies,
      clock,
      countOpen: (vendors) => vendors.length * 3,
      baseUrlOf: () => state.baseUrl,
      onResume: (wish) => resumed.push(wish),
    }),
  };
}
const failing =
  (code: ProviderErrorCode, message = '') =>
  (): Promise<never> =>
    Promise.reject(new ProviderError({ code, message, status: 401, retryAfterMs: null, fields: [] }));

describe('the providers as the settings show them', () => {
  it('key state, health, models with prices, limits; never a key', async () => {
    const { desk: d, prices, policies } = desk();
    prices.edit({ model: model.id, unit: 'image', variant: '', unitMicroUsd: 5_000 });
    const own = { concurrency: 2, createsPerMinute: 6, createBurst: 1, readsPerMinute: 60, readBurst: 5 };
    policies.update({ vendors: { replicate: own } });
    await d.setKey('replicate', KEY);
    const [view] = await d.list();
    expect(providerViewSchema.parse(view)).toEqual(view);
    expect(view).toMatchObject({
      ...{ vendor: 'replicate', name: 'Replicate', key: 'file', baseUrl: null, limits: own },
      health: { state: 'ok', untilMs: null, reason: null },
      models: [
        { id: model.id, prices: [{ unit: 'image', variant: '', microUsd: 5_000, confidence: 'own', isEdited: true }] },
      ],
    });
    expect(JSON.stringify(view)).not.toContain(KEY);
    expect((await d.removeKey('replicate')).key).toBe('missing');
  });

  it('a locked keychain is a state, not a failure of the list', async () => {
    const { desk: d, state } = desk();
    state.isLocked = true;
    expect((await d.list())[0]?.key).toBe('locked');
  });

  it('another address is shown without a name and password', async () => {
    const { desk: d, state } = desk();
    state.baseUrl = 'http://ada:secret@127.0.0.1:9000/v1?key=1';
    expect((await d.list())[0]?.baseUrl).toBe('http://127.0.0.1:9000/v1');
  });

  it('a new key lifts the block of a refused one and the work goes on', async () => {
    const { desk: d, guards, resumed } = desk();
    guards.block('replicate', 'auth', { message: 'refused' });
    expect((await d.list())[0]?.health.state).toBe('auth-blocked');
    expect((await d.setKey('replicate', KEY)).health.state).toBe('ok');
    expect(resumed).toEqual([{ kind: 'need', id: 'key:replicate' }]);
  });

  it('a new key does not fill an account; a person says when it is filled', async () => {
    const { desk: d, guards, resumed } = desk();
    guards.block('replicate', 'quota', { message: 'empty' });
    expect((await d.setKey('replicate', KEY)).health.state).toBe('quota-blocked');
    expect(resumed).toEqual([]);
    expect((await d.resume('replicate')).health.state).toBe('ok');
    expect(resumed).toEqual([{ kind: 'vendor', vendor: 'replicate' }]);
    expect((await d.resumeNeed('replicate', 'credit-empty:replicate')).health.state).toBe('ok');
    expect(resumed.at(-1)).toEqual({ kind: 'need', id: 'credit-empty:replicate' });
  });
});

describe('the way to the providers', () => {
  it('is told of while it is gone, with wall times and what waits, and no longer than that', async () => {
    const { desk: d, guards, time } = desk();
    expect(d.line()).toBeNull();
    time.monoMs = 60_000;
    guards.connectivity.failed('replicate', 'offline');
    // One lost connection is no proof yet.
    expect(d.line()).toBeNull();
    guards.connectivity.failed('replicate', 'offline');
    const sinceMs = 1_800_000_060_000;
    const shown = {
      ...{ trouble: 'offline', vendors: [{ vendor: 'replicate', name: 'Replicate' }], waiting: 3 },
      sinceMs,
    };
    expect(d.line()).toEqual({ ...shown, nextTryAtMs: sinceMs + 5_000, isBack: false });
    time.monoMs += 4_000;
    expect(d.line()).toEqual({ ...shown, nextTryAtMs: sinceMs + 5_000, isBack: false });
    // Tried at once: while that is under way there is no next time.
    expect(d.tryLine()).toEqual({ ...shown, nextTryAtMs: null, isBack: false });
    await Promise.resolve();
    await Promise.resolve();
    expect(d.line()).toEqual({ ...shown, nextTryAtMs: null, isBack: true });
  });
});

describe('a test of the key', () => {
  it('names the account', async () => expect(await desk().desk.test('replicate')).toEqual({ account: 'ada' }));
  it.each([
    ['auth', 'key-refused'],
    ['quota', 'credit-empty'],
    ['offline', 'provider-unavailable'],
    ['clock-wrong', 'clock-wrong'],
    ['malformed-response', 'provider-changed'],
  ] as const)('that meets %s answers %s', async (fault, code) => {
    await expect(desk(failing(fault)).desk.test('replicate')).rejects.toMatchObject({
      code,
      details: { id: 'replicate', charged: 'no' },
    });
  });
});

describe('what a test of the key means for the work', () => {
  it('a refused one blocks the vendor, once; a good one lifts it, and the work that waited for a key goes on', async () => {
    let answer: () => Promise<{ account: string }> = failing('auth');
    const { desk: d, guards, resumed } = desk(() => answer());
    expect(guards.mayStart('replicate', 'call')).toEqual({ kind: 'ok' });
    for (let turn = 0; turn < 2; turn += 1)
      await expect(d.test('replicate')).rejects.toMatchObject({ code: 'key-refused' });
    expect(guards.mayStart('replicate', 'call')).toEqual({ kind: 'blocked', cause: 'auth' });
    expect(guards.prompts()).toHaveLength(1);
    expect(resumed).toEqual([]);
    answer = async () => ({ account: 'ada' });
    await d.test('replicate');
    expect(guards.mayStart('replicate', 'call')).toEqual({ kind: 'ok' });
    expect(resumed).toEqual([{ kind: 'need', id: 'key:replicate' }]);
    // Nothing waits any more: the next good one is no news.
    await d.test('replicate');
    expect(resumed).toHaveLength(1);
  });

  it('a good key fills no account', async () => {
    const { desk: d, guards, resumed } = desk();
    guards.block('replicate', 'quota', { message: 'empty' });
    await d.test('replicate');
    expect(guards.health('replicate').state).toBe('quota-blocked');
    expect(resumed).toEqual([]);
  });

  it('a vendor that is unwell is not judged by tests', async () => {
    const { desk: d, guards } = desk(failing('unavailable'));
    for (let turn = 0; turn < 5; turn += 1)
      await expect(d.test('replicate')).rejects.toMatchObject({ code: 'provider-unavailable' });
    expect(guards.health('replicate').state).toBe('ok');
  });
});

it.each(['list of nobody', 'constructor', ''])('refuses a vendor that there is not: %s', async (vendor) => {
  const { desk: d, kept } = desk();
  for (const call of [
    () => d.setKey(vendor, KEY),
    () => d.removeKey(vendor),
    () => d.test(vendor),
    () => d.resume(vendor),
    () => d.resumeNeed(vendor, `key:${vendor}`),
  ])
    await expect(call()).rejects.toMatchObject({ code: 'provider-unknown', details: { known: 'replicate' } });
  expect(kept.size).toBe(0);
});
