import { expect, it } from 'vitest';
import { createContentUse } from '../../src/main/library/content-use.ts';
import { sweepStore } from '../../src/main/library/store-sweep.ts';
import { createMoney } from '../../src/main/money/money.ts';
import { tempLibrary } from '../support/library/temp-library.ts';
import { DAY_MS, handClock } from '../support/money/temp-money.ts';

/** Kept results and the store that holds their files. */

it('the store keeps the file of a kept result, and lets go of it when the result is over', async () => {
  const { db, repos, store } = tempLibrary();
  const clock = handClock(Date.now());
  const { cache } = createMoney({ db, repos, clock });
  const { isUsed } = createContentUse(db);
  const sweep = () => sweepStore({ folder: store.folder, clock, isUsed, graceMs: 0 });

  const kept = await store.putBytes(Buffer.from('a picture that was paid for'));
  const stray = await store.putBytes(Buffer.from('nobody names this'));
  const file = { sha256: kept.sha256, mime: 'image/png', bytes: 27 };
  cache.put('image', 'k', { file, costMicroUsd: 3_000 });
  clock.now += 1_000;
  await sweep();
  expect(await store.has(kept.sha256)).toBe(true);
  expect(await store.has(stray.sha256)).toBe(false);
  expect(cache.find('image', 'k')).toMatchObject(file);

  clock.now += DAY_MS;
  cache.sweep();
  await sweep();
  expect(await store.has(kept.sha256)).toBe(false);
});

it('a kept result and its ledger are read again after the library was closed', () => {
  const first = tempLibrary();
  const clock = handClock();
  const before = createMoney({ db: first.db, repos: first.repos, clock });
  before.cache.put('text', 't', { value: { words: ['ตลาด', 'market'] }, costMicroUsd: 7 });
  before.prices.edit({ model: 'replicate/a/b', unit: 'image', variant: '', unitMicroUsd: 9 });
  before.budgets.set({ scope: 'day', scopeId: '', softMicroUsd: 1, hardMicroUsd: 2 });
  first.close();
  const second = tempLibrary(first.paths.home);
  const after = createMoney({ db: second.db, repos: second.repos, clock });
  expect(after.cache.find('text', 't')).toMatchObject({ value: { words: ['ตลาด', 'market'] }, costMicroUsd: 7 });
  expect(after.prices.find('replicate/a/b', 'image', '')).toMatchObject({ unitMicroUsd: 9, isEdited: true });
  expect(after.budgets.state('day', '')).toMatchObject({ softMicroUsd: 1, hardMicroUsd: 2, isDefault: false });
});
