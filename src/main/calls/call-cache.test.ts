import { describe, expect, it } from 'vitest';
import { tempMoney } from '../../../tests/support/money/temp-money.ts';
import { createCallCache } from './call-cache.ts';
import type { CachedFile } from './calls-deps.ts';

const file: CachedFile & { costMicroUsd: number } = {
  ...{ sha256: 'a'.repeat(64), mime: 'video/mp4', bytes: 900, costMicroUsd: 700_000, flags: ['frozen'] },
  made: { widthPx: 1_280, heightPx: 720, durationSeconds: 10.04 },
};

describe('a file that was bought before', () => {
  it('comes back with what was found out about it, and without its price', () => {
    const cache = createCallCache(tempMoney().cache);
    cache.put('video', 'k', file);
    const { costMicroUsd: _, ...known } = file;
    expect(cache.find('video', 'k')).toEqual(known);
  });
  it('is of its kind alone', () => {
    const cache = createCallCache(tempMoney().cache);
    cache.put('video', 'k', file);
    expect(cache.find('image', 'k')).toBeUndefined();
    expect(cache.find('video', 'other')).toBeUndefined();
  });
  it('from before anything was found out has neither size nor flags', () => {
    const money = tempMoney().cache;
    money.put('image', 'k', { file: { sha256: 'b', mime: 'image/png', bytes: 1 }, costMicroUsd: 3_000 });
    const known = { sha256: 'b', mime: 'image/png', bytes: 1, made: null, flags: [] };
    expect(createCallCache(money).find('image', 'k')).toEqual(known);
  });
});
