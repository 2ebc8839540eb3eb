import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, tempMoney } from '../../../tests/support/money/temp-money.ts';
import { CACHE_KINDS, CACHE_LIMITS } from '../../shared/model/money.ts';
import type { CacheKind } from '../../shared/model/money.ts';
import { cacheKeyOf, createResultCache } from './result-cache.ts';

const HOUR_MS = DAY_MS / 24;
const file = { sha256: 'a'.repeat(64), mime: 'image/png', bytes: 900 };
const request = {
  ...{ kind: 'image' as const, model: 'replicate/a/b', prompt: 'a reed', references: ['r1', 'r2'] },
  parameters: { widthPx: 1280, heightPx: 720, variation: 1 },
};

describe('the key', () => {
  it('is one for equal requests, however they are written', () => {
    const { kind, model, prompt, references } = request;
    const other = { references, prompt, parameters: { variation: 1, heightPx: 720, widthPx: 1280 }, model, kind };
    expect(cacheKeyOf(other)).toBe(cacheKeyOf(request));
    expect(cacheKeyOf(request)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['prompt', { prompt: 'a reed ' }],
    ['model', { model: 'replicate/a/c' }],
    ['parameter', { parameters: { ...request.parameters, variation: 2 } }],
    ['references', { references: ['r1'] }],
    ['order of references', { references: ['r2', 'r1'] }],
    ['kind', { kind: 'text' as const }],
  ])('is another for another %s', (_what, change) => {
    expect(cacheKeyOf({ ...request, ...change })).not.toBe(cacheKeyOf(request));
  });

  it('cannot be made equal by moving text from one field to the next', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (a, b, c, d) => {
        fc.pre(a !== c || b !== d);
        expect(cacheKeyOf({ ...request, model: a, prompt: b })).not.toBe(
          cacheKeyOf({ ...request, model: c, prompt: d }),
        );
      }),
    );
  });
});

describe('a kept result', () => {
  it.each([
    ['image', 24],
    ['video', 24],
    ['text', 24],
    ['consistency', 168],
  ] as const)('of kind %s is given out for %d hours and not a millisecond longer', (kind, hours) => {
    const { cache, clock } = tempMoney();
    cache.put(kind, 'k', { value: { answer: 1 }, costMicroUsd: 70 });
    clock.now += hours * HOUR_MS - 1;
    expect(cache.find(kind, 'k')).toMatchObject({ value: { answer: 1 }, costMicroUsd: 70 });
    clock.now += 1;
    expect(cache.find(kind, 'k')).toBeUndefined();
    expect(cache.sweep()).toBe(1);
  });

  it('of a plan stays until others push it out', () => {
    const { cache, clock } = tempMoney();
    cache.put('plan', 'k', { value: [], costMicroUsd: 0 });
    clock.now += 1_000 * DAY_MS;
    expect(cache.find('plan', 'k')).toBeDefined();
    expect(cache.sweep()).toBe(0);
  });

  it('is not given out as another kind', () => {
    const { cache } = tempMoney();
    cache.put('image', 'k', { file, costMicroUsd: 1 });
    expect(cache.find('text', 'k')).toBeUndefined();
    expect(cache.find('image', 'k')).toMatchObject({ ...file, value: undefined });
  });

  it('gives way to a newer one of the same key, which lives its own time', () => {
    const { cache, clock } = tempMoney();
    cache.put('image', 'k', { file, costMicroUsd: 1 });
    clock.now += 20 * HOUR_MS;
    cache.put('image', 'k', { file: { ...file, sha256: 'b'.repeat(64) }, costMicroUsd: 2 });
    clock.now += 20 * HOUR_MS;
    expect(cache.find('image', 'k')).toMatchObject({ sha256: 'b'.repeat(64), costMicroUsd: 2 });
  });

  it('goes with the transaction it was put in', () => {
    const { cache, db } = tempMoney();
    expect(() =>
      db.write(() => {
        cache.put('image', 'k', { file, costMicroUsd: 1 });
        throw new Error('taken back');
      }),
    ).toThrow('taken back');
    expect(cache.find('image', 'k')).toBeUndefined();
  });
});

describe('a full cache', () => {
  it('drops what was unused the longest', () => {
    const { db, repos, clock } = tempMoney();
    const limits = { ...CACHE_LIMITS, plan: { lifetimeMs: null, entries: 3 } };
    const cache = createResultCache({ db, repos, clock, limits });
    const put = (key: string): void => {
      clock.now += 1;
      cache.put('plan', key, { value: key, costMicroUsd: 0 });
    };
    for (const key of ['a', 'b', 'c']) put(key);
    clock.now += 1;
    cache.find('plan', 'a');
    put('d');
    const left = ['a', 'b', 'c', 'd'].filter((key) => cache.find('plan', key) !== undefined);
    expect(left).toEqual(['a', 'c', 'd']);
  });

  it.each([
    ['video', 500],
    ['text', 5_000],
    ['consistency', 1_000],
    ['plan', 500],
  ] as const)('of kind %s holds %d', (kind, entries) => {
    const { cache, db } = tempMoney();
    db.write(() => {
      // The cap is looked at with each put: the last few are enough to see it.
      const insert = db.sql.prepare(
        `INSERT INTO cached_result (key, kind, cost_micro_usd, made_at_ms, expires_at_ms, used_at_ms) VALUES (?, ?, 0, 0, NULL, ?)`,
      );
      for (let at = 0; at < entries - 1; at += 1) insert.run(`old ${at}`, kind, at);
    });
    const count = (): number => cache.stats().find((stats) => stats.kind === kind)?.entries ?? 0;
    cache.put(kind, 'one', { value: 1, costMicroUsd: 0 });
    expect(count()).toBe(entries);
    cache.put(kind, 'two', { value: 2, costMicroUsd: 0 });
    expect(count()).toBe(entries);
    expect(cache.find(kind, 'one')).toBeDefined();
    expect(cache.find(kind, 'two')).toBeDefined();
  });

  it('of pictures has no number, only their day', () => expect(CACHE_LIMITS.image.entries).toBeNull());
});

describe('what it saved', () => {
  const statsOf = (cache: ReturnType<typeof tempMoney>['cache'], kind: CacheKind) =>
    cache.stats().find((stats) => stats.kind === kind);

  it('is counted by hits and is not forgotten with the row', () => {
    const { cache, clock } = tempMoney();
    cache.put('image', 'k', { file, costMicroUsd: 3_000 });
    cache.put('text', 't', { value: 1, costMicroUsd: 10 });
    for (let time = 0; time < 3; time += 1) cache.find('image', 'k');
    expect(statsOf(cache, 'image')).toEqual({ kind: 'image', entries: 1, bytes: 900, hits: 3, savedMicroUsd: 9_000 });
    clock.now += 2 * DAY_MS;
    expect(cache.find('image', 'k')).toBeUndefined();
    expect(cache.sweep()).toBe(2);
    expect(statsOf(cache, 'image')).toEqual({ kind: 'image', entries: 0, bytes: 0, hits: 3, savedMicroUsd: 9_000 });
    expect(statsOf(cache, 'text')).toMatchObject({ entries: 0, hits: 0, savedMicroUsd: 0 });
    expect(cache.stats().map(({ kind }) => kind)).toEqual([...CACHE_KINDS]);
  });

  it.each([
    ['one key', { key: 'a' }, 1, ['b', 'c']],
    ['a key that is not there', { key: 'z' }, 0, ['a', 'b', 'c']],
    ['a kind', { kind: 'image' }, 2, ['c']],
    ['all', 'all', 3, []],
  ] as const)('is kept when %s is forgotten', (_what, which, gone, left) => {
    const { cache } = tempMoney();
    cache.put('image', 'a', { file, costMicroUsd: 5 });
    cache.put('image', 'b', { file, costMicroUsd: 5 });
    cache.put('text', 'c', { value: 1, costMicroUsd: 5 });
    cache.find('image', 'a');
    expect(cache.invalidate(which)).toBe(gone);
    expect(statsOf(cache, 'image')?.savedMicroUsd).toBe(5);
    const found = [cache.find('image', 'a'), cache.find('image', 'b'), cache.find('text', 'c')];
    expect(['a', 'b', 'c'].filter((_key, at) => found[at] !== undefined)).toEqual([...left]);
  });
});
