import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openLibraryDb } from '../../../src/main/db/open.ts';
import { createLeaseRepository } from '../../../src/main/db/repositories/lease-repository.ts';
import { createBackups, restoreBackup } from '../../../src/main/library/backup.ts';
import { createSystemClock } from '../../../src/main/platform/clock.ts';
import { silentLogger } from '../../../src/main/platform/logger.ts';
import { libraryPaths } from '../../../src/main/platform/paths.ts';
import { checkLibrary } from '../../support/checker/check-library.ts';
import { createJumpTime } from '../../support/paid/paid-time.ts';
import type { JumpTime } from '../../support/paid/paid-time.ts';
import { openShop } from '../../support/paid/shop.ts';
import type { Shop } from '../../support/paid/shop.ts';
import { startReplicateServer, TEST_TOKEN } from '../../support/providers/replicate/replicate-server.ts';
import type { ReplicateServer } from '../../support/providers/replicate/replicate-server.ts';

/**
 * F29, F30: a library that was put back to a backup, or lost the end of its journal, after things were bought. The provider
 * knows of them and so does the record beside the database: nothing is bought twice, and the ledger says what was paid.
 */

const IMAGE = 3_000;
const LIMITS = { connectMs: 2_000, firstByteMs: 300, idleMs: 300, totalMs: 2_000 };

interface World {
  home: string;
  server: ReplicateServer;
  time: JumpTime;
  shop: Shop;
  backupFile: string;
}
let world: World | undefined;
const folders: string[] = [];
afterEach(async () => {
  world?.time.close();
  await world?.shop.close();
  await world?.server.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  world = undefined;
});

const openAt = (home: string, { server, time }: Pick<World, 'server' | 'time'>): Promise<Shop> =>
  openShop({ ...{ home, url: server.url, token: TEST_TOKEN, time, limits: LIMITS, random: () => 0.5 } });
const backUp = async ({ library }: Shop): Promise<string> => {
  const deps = { db: library.db, paths: library.paths, clock: createSystemClock(), log: silentLogger };
  return (await createBackups(deps).create()).path;
};
/** The owner of the copy is this process, which is not dead as the one before a real loss would be. */
function forgetOwner(file: string): void {
  const db = openLibraryDb({ file, clock: createSystemClock(), log: silentLogger });
  const leases = createLeaseRepository(db);
  const row = leases.find();
  if (row) leases.put({ ...row, pid: 0, processStart: '', address: null });
  db.close();
}
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
const goods = (...names: string[]) => names.map((name) => ({ name }));

/** A shop with these jobs and a backup that knows the jobs and nothing of what they buy. */
async function openWorld(names: string[], latency = { startMs: 0, runMs: 0 }): Promise<World> {
  const time = createJumpTime();
  const server = await startReplicateServer({ clock: time, latency });
  const home = mkdtempSync(join(tmpdir(), 'framewright-restored-'));
  folders.push(home);
  const shop = await openAt(home, { server, time });
  shop.order(goods(...names));
  world = { home, server, time, shop, backupFile: await backUp(shop) };
  return world;
}

async function buyAll({ shop }: World): Promise<void> {
  await shop.start();
  await shop.settled();
}
/** The library's database is lost; the backup takes its place and the program starts. */
async function restore(old: World): Promise<void> {
  await old.shop.close();
  const { home, backupFile } = old;
  restoreBackup({ paths: libraryPaths(home), clock: createSystemClock(), log: silentLogger, backupFile });
  old.shop = await openAt(home, old);
}
async function endOf({ shop, server, home }: World) {
  await shop.settled();
  const { problems, calls, jobs, sums } = checkLibrary(home, server.charges(), { isEnded: true });
  return { problems, calls, jobs, posts: server.posts().length, sums };
}
const paid = (count: number) => ({
  ...{ providerMicroUsd: count * IMAGE, ourMicroUsd: count * IMAGE, uncertainMicroUsd: 0, cautiousMicroUsd: 0 },
});
const reasonsOf = ({ shop }: World): unknown[] =>
  shop.library.repos.paidCalls
    .page({ projectId: null, beforeId: null }, 100)
    .flatMap(({ id }) => shop.library.repos.paidCalls.listEvents(id))
    .map(({ detail }) => detail['reason'])
    .filter((reason) => typeof reason === 'string' && reason.startsWith('restored'));

describe('a library that was put back to a backup (F29)', () => {
  it('what its jobs had bought since is theirs again: nothing is bought twice', async () => {
    const opened = await openWorld(['one', 'two', 'three']);
    await buyAll(opened);
    await restore(opened);
    expect(opened.shop.calls.replayed).toEqual({ calls: 3, alone: 0 });
    // Before anything runs the money is back.
    expect(opened.shop.money.ledger.balance({})).toMatchObject({ chargedMicroUsd: 3 * IMAGE });
    await opened.shop.start();
    expect(await endOf(opened)).toEqual({
      ...{ problems: [], calls: { DONE: 3 }, jobs: { succeeded: 3 }, posts: 3, sums: paid(3) },
    });
    expect(reasonsOf(opened)).toEqual(['restored', 'restored', 'restored']);
  });

  it('without the record they would be bought again: it is the record that prevents it', async () => {
    const opened = await openWorld(['one', 'two', 'three']);
    await buyAll(opened);
    rmSync(join(opened.home, 'purchases.jsonl'));
    await restore(opened);
    await opened.shop.start();
    const end = await endOf(opened);
    expect(end.posts).toBe(6);
    expect(end.problems).not.toEqual([]);
  });

  it('work that was under way, and a create whose answer was lost, are attached again and end', async () => {
    const opened = await openWorld(['lost', 'running'], { startMs: 0, runMs: 30_000 });
    const { server, shop } = opened;
    server.script({ kind: 'reset-after-charge', at: 'create', listDelayMs: 30_000 });
    const { paidCalls } = shop.library.repos;
    await shop.start();
    const states = () => paidCalls.listOpen().map(({ state }) => state);
    while (!(states().includes('UNCERTAIN') && states().includes('RUNNING'))) await turn();
    await restore(opened);
    expect(opened.shop.calls.replayed).toEqual({ calls: 2, alone: 0 });
    await opened.shop.start();
    expect(await endOf(opened)).toEqual({
      ...{ problems: [], calls: { DONE: 2 }, jobs: { succeeded: 2 }, posts: 2, sums: paid(2) },
    });
  });

  it('a call that the backup knows as running and that ended since: its end is known again', async () => {
    const opened = await openWorld(['one'], { startMs: 0, runMs: 30_000 });
    const { shop } = opened;
    await shop.start();
    while (shop.library.repos.paidCalls.listOpen()[0]?.state !== 'RUNNING') await turn();
    opened.backupFile = await opened.time.during(backUp(shop));
    await shop.settled();
    await restore(opened);
    expect(opened.shop.calls.replayed).toEqual({ calls: 1, alone: 0 });
    await opened.shop.start();
    expect(await endOf(opened)).toMatchObject({
      ...{ problems: [], calls: { DONE: 1 }, jobs: { succeeded: 1 }, posts: 1, sums: paid(1) },
    });
  });

  it('a job that the backup does not know: booked, its picture kept, and the record says so', async () => {
    const opened = await openWorld([]);
    opened.shop.order(goods('one'));
    await buyAll(opened);
    await restore(opened);
    expect(opened.shop.calls.replayed).toEqual({ calls: 1, alone: 1 });
    await opened.shop.start();
    opened.shop.calls.recover();
    const end = { problems: [], calls: { DONE: 1 }, jobs: { succeeded: 1 }, posts: 1, sums: paid(1) };
    expect(await endOf(opened)).toEqual(end);
    expect(reasonsOf(opened)).toEqual(['restored-alone']);
    const [call] = opened.shop.library.repos.paidCalls.page({ projectId: null, beforeId: null }, 1);
    expect(call?.request['restored']).toMatchObject({ job: 'unknown' });
    expect(opened.shop.library.db.sql.prepare('SELECT name FROM asset WHERE sha256 = ?').all(call?.sha256)).toEqual([
      { name: 'A quiet street, one (start)' },
    ]);
    // Ordered anew, by a job with another id: it is there already.
    opened.shop.order(goods('one'));
    expect(await endOf(opened)).toEqual({ ...end, jobs: { succeeded: 2 } });
  });

  it('the same while it was still being made: waited for, not stopped', async () => {
    const opened = await openWorld([], { startMs: 0, runMs: 30_000 });
    const { shop } = opened;
    shop.order(goods('one'));
    await shop.start();
    while (shop.library.repos.paidCalls.listOpen()[0]?.state !== 'RUNNING') await turn();
    await restore(opened);
    await opened.shop.start();
    expect(await endOf(opened)).toMatchObject({ problems: [], calls: { DONE: 1 }, posts: 1, sums: paid(1) });
    expect(opened.server.predictions()[0]?.['status']).toBe('succeeded');
  });

  it('the same with an answer that was lost and is never listed: a person is asked, with or without its job', async () => {
    const opened = await openWorld([]);
    const { server, shop } = opened;
    server.script({ kind: 'error-503', at: 'create' });
    shop.order(goods('one'));
    await shop.start();
    while (shop.library.repos.paidCalls.listOpen()[0]?.state !== 'UNCERTAIN') await turn();
    await restore(opened);
    await opened.shop.start();
    await opened.shop.settled();
    const [asked] = opened.shop.calls.needs();
    expect(asked?.error?.code).toBe('payment-uncertain');
    expect(opened.shop.money.ledger.balance({})).toMatchObject({ uncertainMicroUsd: IMAGE });
    opened.shop.calls.decide(asked?.id ?? '', 'lost');
    expect(await endOf(opened)).toMatchObject({ problems: [], calls: { FAILED: 1 }, posts: 1 });
    expect(opened.shop.money.ledger.balance({})).toMatchObject({ uncertainMicroUsd: 0, chargedMicroUsd: IMAGE });
  });

  it('asks no budget: what was spent counts, and stops what is new', async () => {
    const opened = await openWorld(['one', 'two']);
    await buyAll(opened);
    await opened.shop.close();
    opened.shop = await openAt(opened.home, opened);
    await restore(opened);
    const { budgets } = opened.shop.money;
    budgets.set({ scope: 'day', scopeId: '', softMicroUsd: null, hardMicroUsd: 2 * IMAGE });
    opened.shop.order(goods('three'));
    await opened.shop.start();
    const end = await endOf(opened);
    expect(end).toMatchObject({ problems: [], posts: 2, jobs: { succeeded: 2, 'needs-attention': 1 }, sums: paid(2) });
  });

  it('a record with lines that cannot be read: the others count', async () => {
    const opened = await openWorld(['one', 'two']);
    await buyAll(opened);
    const file = join(opened.home, 'purchases.jsonl');
    writeFileSync(file, `no json\n{"v":9}\n${readFileSync(file, 'utf8')}{"v":1,"call":{"id":"cut`);
    await restore(opened);
    expect(opened.shop.calls.replayed).toEqual({ calls: 2, alone: 0 });
    await opened.shop.start();
    expect(await endOf(opened)).toMatchObject({ problems: [], posts: 2, jobs: { succeeded: 2 } });
    // What comes after the cut line stands on a line of its own.
    opened.shop.order(goods('three'));
    await opened.shop.settled();
    await restore(opened);
    expect(opened.shop.calls.replayed.calls).toBe(3);
  });
});

describe('a journal that is gone (F30)', () => {
  it('what it held of purchases is known again, and nothing is bought twice', async () => {
    const opened = await openWorld(['one', 'two']);
    const { shop, home } = opened;
    shop.library.db.sql.pragma('wal_checkpoint(TRUNCATE)');
    await buyAll(opened);
    // As a sync program copies it: while it is open, and without the -wal file.
    const copy = mkdtempSync(join(tmpdir(), 'framewright-copied-'));
    folders.push(copy);
    for (const name of ['library.db', 'library.open', 'store', 'purchases.jsonl'])
      cpSync(join(home, name), join(copy, name), { recursive: true });
    await shop.close();
    forgetOwner(join(copy, 'library.db'));
    opened.home = copy;
    opened.shop = await openAt(copy, opened);
    expect(opened.shop.library.notices).toContain('journal-missing');
    expect(opened.shop.calls.replayed).toEqual({ calls: 2, alone: 0 });
    await opened.shop.start();
    expect(await endOf(opened)).toEqual({
      ...{ problems: [], calls: { DONE: 2 }, jobs: { succeeded: 2 }, posts: 2, sums: paid(2) },
    });
  });
});

describe('a library that lost nothing', () => {
  it('learns nothing at its next start, nor at the second one after it was restored', async () => {
    const opened = await openWorld(['one', 'two']);
    await buyAll(opened);
    await opened.shop.close();
    opened.shop = await openAt(opened.home, opened);
    expect(opened.shop.calls.replayed).toEqual({ calls: 0, alone: 0 });
    await restore(opened);
    expect(opened.shop.calls.replayed).toEqual({ calls: 2, alone: 0 });
    await opened.shop.close();
    opened.shop = await openAt(opened.home, opened);
    expect(opened.shop.calls.replayed).toEqual({ calls: 0, alone: 0 });
    await opened.shop.start();
    expect(await endOf(opened)).toMatchObject({ problems: [], posts: 2 });
  });
});
