import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/shared/contract/errors.ts';
import type { LibraryDb } from '../../../src/main/db/open.ts';
import { openShop } from '../../support/paid/shop.ts';
import type { Shop } from '../../support/paid/shop.ts';
import { startReplicateServer, TEST_TOKEN } from '../../support/providers/replicate/replicate-server.ts';
import type { ReplicateServer } from '../../support/providers/replicate/replicate-server.ts';

/** How long the disk is made to take: a POST that does not wait for it is seen. */
const SLOW_DISK_MS = 60;
const CREATES = 4;
const now = (): number => performance.timeOrigin + performance.now();

let home: string;
let server: ReplicateServer;
let shop: Shop | undefined;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'framewright-intent-'));
  server = await startReplicateServer({ clock: { nowMs: now }, validate: false, latency: { startMs: 0, runMs: 0 } });
});
afterEach(async () => {
  await shop?.close();
  shop = undefined;
  await server.close();
  rmSync(home, { recursive: true, force: true });
});

interface Record {
  intents: number[];
  synced: { askedMs: number; doneMs: number }[];
}

/** The database with its commits and its waits for the disk on record. `isHasty`: it says done before the disk is. */
function watchedDb(db: LibraryDb, { intents, synced }: Record, isHasty: boolean): LibraryDb {
  const flush = async (): Promise<void> => {
    const askedMs = now();
    await db.synced();
    await new Promise((resolve) => setTimeout(resolve, SLOW_DISK_MS));
    synced.push({ askedMs, doneMs: now() });
  };
  return Object.assign(Object.create(db) as LibraryDb, {
    writeHint<T>(fn: () => T, name?: string): T {
      const result = db.writeHint(fn, name);
      if (name === 'calls.SUBMITTING') intents.push(now());
      return result;
    },
    async synced() {
      const flushed = flush();
      // What nobody waits for may end after the library is gone.
      if (isHasty) flushed.catch(() => undefined);
      else await flushed;
    },
  });
}

/** Buys, and counts the POSTs that arrived before as many intents were on the disk. */
async function countEarlyPosts(maxConcurrent: number, isHasty = false): Promise<number> {
  const seen: Record = { intents: [], synced: [] };
  shop = await openShop({
    ...{ home, url: server.url, token: TEST_TOKEN, maxConcurrent },
    wrapDb: (db) => watchedDb(db, seen, isHasty),
  });
  shop.order(Array.from({ length: CREATES }, (_, at) => ({ name: `picture ${at}` })));
  await shop.start();
  await shop.settled();
  const arrivals = server.posts().map(({ atMs }) => atMs);
  expect(arrivals).toHaveLength(CREATES);
  expect(seen.intents).toHaveLength(CREATES);
  return arrivals.filter((arrivedMs, at) => {
    const durable = seen.intents.filter((writtenMs) =>
      seen.synced.some(({ askedMs, doneMs }) => askedMs >= writtenMs && doneMs <= arrivedMs),
    );
    return durable.length <= at;
  }).length;
}

describe('the intent is on the disk before the first byte leaves', () => {
  it.each([1, CREATES])('with %i jobs at a time', async (maxConcurrent) => {
    expect(await countEarlyPosts(maxConcurrent)).toBe(0);
  });

  it('a POST that does not wait for the disk is seen', async () => {
    expect(await countEarlyPosts(1, true)).toBeGreaterThan(0);
  });

  it('a disk that does not flush: nothing is sent, and nothing is charged (F26)', async () => {
    const intents: number[] = [];
    shop = await openShop({
      ...{ home, url: server.url, token: TEST_TOKEN, maxConcurrent: 1 },
      wrapDb: (db) =>
        Object.assign(watchedDb(db, { intents, synced: [] }, false), {
          synced: () =>
            intents.length === 0
              ? db.synced()
              : Promise.reject(new AppError('internal', 'disk error', { sqliteCode: 'SQLITE_IOERR_FSYNC' })),
        }),
    });
    shop.order([{ name: 'one' }]);
    await shop.start();
    while (intents.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 10 * SLOW_DISK_MS));
    expect(server.posts()).toEqual([]);
    expect(server.charges()).toEqual([]);
  });
});
