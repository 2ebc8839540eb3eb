import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/shared/contract/errors.ts';
import type { LibraryDb } from '../../../src/main/db/open.ts';
import { ProviderError } from '../../../src/main/providers/remote-port.ts';
import { openFaultWorld } from '../../support/paid/fault-world.ts';
import type { FaultWorld } from '../../support/paid/fault-world.ts';

const IMAGE = 3_000;

let world: FaultWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

/** A database whose commits of this name fail for want of space, so many times. */
const fullDisk =
  (name: string, times: number) =>
  (db: LibraryDb): LibraryDb => {
    let left = times;
    return Object.assign(Object.create(db) as LibraryDb, {
      writeHint<T>(fn: () => T, label?: string): T {
        if (label !== name || left === 0) return db.writeHint(fn, label);
        left -= 1;
        throw new AppError('disk-full', 'no room for the journal', {});
      },
    });
  };

/** What became of the one picture. */
async function endOf({ server, settle }: FaultWorld) {
  const end = await settle();
  const { problems, sums } = end.found;
  return { problems, sums, posts: server.posts().length, jobs: end.jobs.map(({ status }) => status) };
}
const ONE_PAID = {
  problems: [],
  sums: { providerMicroUsd: IMAGE, ourMicroUsd: IMAGE, uncertainMicroUsd: 0, cautiousMicroUsd: 0 },
  posts: 1,
  jobs: ['succeeded'],
};

describe('a full disk', () => {
  it('F23 at the intent: nothing is sent before there is room, then it is made', async () => {
    world = await openFaultWorld([{ name: 'one' }], [], { shop: { wrapDb: fullDisk('calls.SUBMITTING', 5) } });
    expect(await endOf(world)).toEqual(ONE_PAID);
    expect((await world.settle()).tookMs).toBeGreaterThanOrEqual(5 * 30_000);
  });

  it.each([1, 4])('F25 when the id is to be stored, %i times: tried again, and paid once', async (times) => {
    world = await openFaultWorld([{ name: 'one' }], [], { shop: { wrapDb: fullDisk('calls.SUBMITTED', times) } });
    expect(await endOf(world)).toEqual(ONE_PAID);
  });

  it('F25 for longer than it is tried: the id is looked up afterwards, and paid once', async () => {
    world = await openFaultWorld([{ name: 'one' }], [], { shop: { wrapDb: fullDisk('calls.SUBMITTED', 6) } });
    expect(await endOf(world)).toEqual(ONE_PAID);
  });

  it('F24 during the download: waited for, fetched again, paid once', async () => {
    let left = 3;
    world = await openFaultWorld([{ name: 'one' }], [], {
      shop: {
        wrap: (adapter) => ({
          ...adapter,
          download(output, target, context) {
            left -= 1;
            if (left < 0) return adapter.download(output, target, context);
            const fault = {
              code: 'disk-full' as const,
              message: 'no room',
              status: null,
              retryAfterMs: null,
              fields: [],
            };
            return Promise.reject(new ProviderError(fault));
          },
        }),
      },
    });
    expect(await endOf(world)).toEqual(ONE_PAID);
  });
});

describe('a disk that fails', () => {
  it('F26 under the row of a call: the engine stops, and nothing more is sent or paid', async () => {
    const goods = Array.from({ length: 3 }, (_, at) => ({ name: `picture ${at}` }));
    let isBroken = false;
    world = await openFaultWorld(goods, [], {
      shop: {
        maxConcurrent: 1,
        wrapDb: (db) =>
          Object.assign(Object.create(db) as LibraryDb, {
            writeHint<T>(fn: () => T, label?: string): T {
              isBroken ||= label === 'calls.SUBMITTED';
              if (!isBroken || label?.startsWith('calls.') !== true) return db.writeHint(fn, label);
              throw new AppError('internal', 'disk error', { sqliteCode: 'SQLITE_IOERR_WRITE' });
            },
          }),
      },
    });
    await expect(world.settle()).rejects.toMatchObject({ details: { sqliteCode: 'SQLITE_IOERR_WRITE' } });
    expect(world.server.posts()).toHaveLength(1);
    const { engine } = world.shop;
    const statuses = engine.listOpenWithoutRun().map(({ status }) => status);
    // The one that was under way is taken up by the next start: its end is in no row.
    expect(statuses.toSorted()).toEqual(['queued', 'queued', 'running']);
  });
});

describe('a file that is gone', () => {
  it('F11 the row says done and the file is not there: fetched again, not bought again', async () => {
    world = await openFaultWorld([{ name: 'one' }], []);
    const { shop } = world;
    const [call] = (await world.settle()).calls;
    if (call === undefined || call.sha256 === null) throw new Error('nothing was bought');
    const file = shop.library.store.pathOf(call.sha256);
    rmSync(file);
    const bought = await shop.calls.buy(
      {
        ...{ orderKey: call.orderKey, jobId: call.jobId, runId: null, projectId: null, campaignId: null, shotId: null },
        ...{ model: call.model, requestHash: 'another', approvedMicroUsd: null },
        order: { kind: 'image', prompt: 'x', widthPx: 1_280, heightPx: 720, seed: null, references: [] },
      },
      { signal: new AbortController().signal, onProgress: () => undefined },
    );
    expect(bought.sha256).toBe(call.sha256);
    expect(await endOf(world)).toEqual(ONE_PAID);
  });
});

describe('time', () => {
  it.each([
    ['forward', 3_600_000],
    ['back', -3_600_000],
  ] as const)('F20 the wall clock is set %s an hour while it runs: done, paid once', async (_name, jumpMs) => {
    world = await openFaultWorld([{ name: 'one' }], [], { server: { latency: { startMs: 0, runMs: 20_000 } } });
    const { time, shop } = world;
    let isSet = false;
    shop.engine.onEvent(({ type }) => {
      if (type === 'started' && !isSet) time.setWall(jumpMs);
      isSet = true;
    });
    expect(await endOf(world)).toEqual(ONE_PAID);
  });

  it('F22 asleep for eight hours while the provider worked: asked at once, and it says what became of the money', async () => {
    world = await openFaultWorld([{ name: 'one' }], [], { server: { latency: { startMs: 0, runMs: 20_000 } } });
    const { time, shop } = world;
    const { paidCalls } = shop.library.repos;
    const running = world.settle();
    while (paidCalls.listOpen()[0]?.state !== 'RUNNING') await new Promise((resolve) => setImmediate(resolve));
    time.advance(8 * 3_600_000);
    const end = await running;
    expect(end.found.problems).toEqual([]);
    expect(end.jobs[0]?.error).toMatchObject({ code: 'output-expired', details: { charged: 'yes' } });
    expect(end.calls.map(({ state, chargedMicroUsd }) => [state, chargedMicroUsd])).toEqual([['FAILED', IMAGE]]);
    expect(end.posts).toBe(1);
  });
});
