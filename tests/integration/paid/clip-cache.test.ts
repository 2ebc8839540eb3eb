import { afterEach, expect, it } from 'vitest';
import { createTranslate } from '../../../src/shared/i18n/translate.ts';
import { openFaultWorld } from '../../support/paid/fault-world.ts';
import type { FaultWorld } from '../../support/paid/fault-world.ts';
import type { Goods } from '../../support/paid/shop.ts';
import type { ScriptedFault } from '../../support/providers/replicate/fault-kinds.ts';

/** R8.5 for clips: what was bought once is not bought again for an equal request, in this library, for a day. */

const DAY_MS = 86_400_000;
/** Ten seconds of kling at 0.07 $. */
const VIDEO = 700_000;
const clip = (name: string, more: Partial<Goods> = {}): Goods => ({ name, kind: 'video', request: 'a reed', ...more });

const worlds: FaultWorld[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});
async function open(goods: readonly Goods[], script: readonly ScriptedFault[] = []): Promise<FaultWorld> {
  const world = await openFaultWorld(goods, script);
  worlds.push(world);
  await world.settle();
  return world;
}

/** What these goods became: cost, flags and content. */
async function orderOf({ shop }: FaultWorld, goods: Goods) {
  const [id = ''] = shop.order([goods]);
  await shop.settled();
  const { status, result } = shop.engine.get(id);
  expect(status).toBe('succeeded');
  const { costMicroUsd, flags, sha256, bytes, mime } = result as Record<string, unknown>;
  return { costMicroUsd, flags, sha256, bytes, mime, calls: shop.library.repos.paidCalls.listByJob(id).length };
}
const saved = ({ shop }: FaultWorld) => shop.money.cache.stats().find(({ kind }) => kind === 'video');

it('the same clip ordered twice at once is one POST; the second waits, and costs nothing', async () => {
  const world = await open([clip('one'), clip('two')]);
  expect(world.server.posts()).toHaveLength(1);
  const found = [await orderOf(world, clip('one')), await orderOf(world, clip('two'))];
  expect(found.map(({ costMicroUsd }) => Number(costMicroUsd)).toSorted((a, b) => a - b)).toEqual([0, VIDEO]);
  expect(found.map(({ calls }) => calls).toSorted((a, b) => a - b)).toEqual([0, 1]);
  expect(found[0]?.sha256).toBe(found[1]?.sha256);
  expect(found[0]).toMatchObject({ mime: 'video/mp4', flags: [] });
  expect(saved(world)).toMatchObject({ entries: 1, bytes: found[0]?.bytes, hits: 1, savedMicroUsd: VIDEO });
  const end = await world.settle();
  expect(end.found.problems).toEqual([]);
  expect(end.found.sums).toMatchObject({ providerMicroUsd: VIDEO, ourMicroUsd: VIDEO });
});

it('so is one that is ordered within the day, and no longer', async () => {
  const world = await open([clip('one')]);
  world.time.advance(DAY_MS - 60_000);
  expect(await orderOf(world, clip('two'))).toMatchObject({ costMicroUsd: 0, calls: 0 });
  world.time.advance(60_000);
  expect(await orderOf(world, clip('three'))).toMatchObject({ costMicroUsd: VIDEO, calls: 1 });
  expect(world.server.posts()).toHaveLength(2);
});

it('another request is another clip, whatever else is equal', async () => {
  const world = await open([clip('one')]);
  expect(await orderOf(world, clip('two', { request: 'another seed' }))).toMatchObject({ costMicroUsd: VIDEO });
  expect(world.server.posts()).toHaveLength(2);
});

it('what a person has forgotten is bought again', async () => {
  const world = await open([clip('one')]);
  expect(world.shop.money.cache.invalidate({ kind: 'image' })).toBe(0);
  expect(world.shop.money.cache.invalidate({ kind: 'video' })).toBe(1);
  expect(await orderOf(world, clip('two'))).toMatchObject({ costMicroUsd: VIDEO, calls: 1 });
  expect(world.server.posts()).toHaveLength(2);
});

it('nothing of one library is given out in another', async () => {
  const first = await open([clip('one')]);
  const second = await open([clip('two')]);
  expect([first.server.posts().length, second.server.posts().length]).toEqual([1, 1]);
  expect(await orderOf(second, clip('two'))).toMatchObject({ costMicroUsd: VIDEO, calls: 1 });
});

it('a flagged clip is given out with its flag, and not bought again by itself', async () => {
  const world = await open([clip('one'), clip('two')], [{ kind: 'video-frozen' }]);
  expect(world.server.posts()).toHaveLength(1);
  for (const name of ['one', 'two']) expect(await orderOf(world, clip(name))).toMatchObject({ flags: ['frozen'] });
  // The person who wants another says so, and that is another request.
  expect(await orderOf(world, clip('three', { request: 'another seed' }))).toMatchObject({ flags: [] });
});

it('a call that gave nothing leaves nothing behind: the second order buys for itself', async () => {
  const world = await openFaultWorld([clip('one'), clip('two')], [{ kind: 'run-failed-charged' }]);
  worlds.push(world);
  const end = await world.settle();
  expect(end.found.problems).toEqual([]);
  expect(end.posts).toBe(2);
  expect(end.jobs.map(({ status }) => status).toSorted()).toEqual(['failed', 'succeeded']);
});

it('is named in both languages', () => {
  expect(createTranslate('en')('calls.from-cache')).toBe('from cache, $0.00');
  expect(createTranslate('th')('calls.from-cache')).toBe('จากแคช $0.00');
  expect(createTranslate('en')('costs.cache.video')).toBe('Clips');
  expect(createTranslate('th')('costs.cache.video')).toBe('คลิป');
});
