import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkLibrary } from '../../support/checker/check-library.ts';
import { DRIVE_GONE, openIoSweep, whyNoTracer } from '../../support/paid/io-sweep.ts';
import type { IoFault, IoSweep } from '../../support/paid/io-sweep.ts';
import { createFastTime } from '../../support/paid/paid-time.ts';
import { runWorker } from '../../support/paid/run-worker.ts';
import { startReplicateServer, TEST_TOKEN } from '../../support/providers/replicate/replicate-server.ts';

/** Faults of the machine itself under a process that spends money. The long form is bench/io-sweep.ts. */

const SPEED = 25;
const reason = whyNoTracer();
if (reason !== undefined) process.stdout.write(`io-faults: no system call is made to fail: ${reason}\n`);

let sweep: IoSweep | undefined;
afterEach(() => {
  sweep?.close();
  sweep = undefined;
});

/** One of each kind that has an end of its own, about the middle of the purchase; no more file handles: below. */
const POINTS: { fault: Omit<IoFault, 'nth'>; at: number; end: RegExp }[] = [
  { fault: { call: 'pwrite64', error: 'ENOSPC', lasts: 'once' }, at: 0.6, end: /^done$/ },
  { fault: { call: 'pwrite64', error: 'EIO', lasts: 'on' }, at: 0.5, end: /^internal: disk error: SQLITE_IOERR/ },
  { fault: { call: 'fdatasync', error: 'EIO', lasts: 'once' }, at: 0.5, end: /^internal: disk error: the journal/ },
  { fault: { call: 'rename', error: 'EIO', lasts: 'once' }, at: 0.5, end: /^(done|\{"buy failed not-writable":1\})$/ },
  { fault: { call: DRIVE_GONE, error: 'EIO', lasts: 'on' }, at: 0.6, end: /^(internal: disk error|not-writable: )/ },
];

describe.skipIf(reason !== undefined)('system calls that fail while something is bought', () => {
  it('each ends in a state with a name, and a clean start finishes it: paid once, nothing stray', async () => {
    sweep = await openIoSweep({ hasClip: false });
    const struck: number[] = [];
    for (const { fault, at, end } of POINTS) {
      const known = sweep.faults.filter(
        ({ call, error, lasts }) => call === fault.call && error === fault.error && lasts === fault.lasts,
      );
      const chosen = known[Math.floor(known.length * at)];
      if (chosen === undefined) throw new Error(`the run has no ${fault.call}`);
      const point = await sweep.strike(chosen);
      const name = `${chosen.call} ${chosen.error} ${chosen.nth} ${chosen.lasts}`;
      expect({ name, findings: point.findings }).toEqual({ name, findings: [] });
      expect(point.end, name).toMatch(end);
      struck.push(point.struck);
    }
    expect(
      struck.every((count) => count > 0),
      String(struck),
    ).toBe(true);
  });
});

describe.skipIf(process.platform !== 'linux')('no more file handles (F68)', () => {
  it.each([0, 2])(
    '%i are left while things are bought: it waits, says so, goes on; each is paid once',
    async (free) => {
      const folder = mkdtempSync(join(tmpdir(), 'fw-handles-'));
      const home = join(folder, 'home');
      const originMs = Date.now();
      const server = await startReplicateServer({
        clock: createFastTime(SPEED, originMs),
        ...{ validate: false, latency: { startMs: 0, runMs: 0 } },
      });
      try {
        const goods = [{ name: 'first' }, { name: 'second' }, { name: 'third' }];
        const end = await runWorker(
          {
            ...{ home, url: server.url, token: TEST_TOKEN, recovery: 'reconcile', probe: 'tools', goods },
            ...{ cancel: [], choice: null, maxConcurrent: 3, speed: SPEED, originMs },
            scarceHandles: { free, untilPostponed: 3 },
          },
          { under: ['prlimit', '--nofile=256'] },
        );
        expect(end).toMatchObject({ code: 0, hung: false, stderr: '' });
        expect(end.passed['postponed.too-many-files']).toBeGreaterThan(0);
        const charges = server.charges();
        expect(checkLibrary(home, charges, { isEnded: true })).toMatchObject({ problems: [], jobs: { succeeded: 3 } });
        expect(charges.filter(({ state }) => state !== 'released')).toHaveLength(goods.length);
      } finally {
        await server.close();
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});
