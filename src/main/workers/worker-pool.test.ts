import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { createWorkerPool } from './worker-pool.ts';
import type { WorkerPool } from './worker-pool.ts';
import { workerUrl } from './worker-url.ts';

const folder = mkdtempSync(join(tmpdir(), 'pool-'));
const entry = join(folder, 'entry.mjs');
writeFileSync(
  entry,
  `import { serveTasks } from ${JSON.stringify(new URL('./worker-messages.ts', import.meta.url).href)};
   serveTasks(async (task) => {
     if (task === 'die') process.exit(3);
     if (task === 'throw') throw new Error('broken');
     if (task === 'spin') for (;;) {}
     return task * 2;
   });`,
);
let pool: WorkerPool | null = null;
const open = (): WorkerPool => (pool = createWorkerPool({ url: pathToFileURL(entry), size: 1 }));
afterEach(async () => pool?.close());

describe('worker pool', () => {
  it('answers tasks in order', async () => {
    const p = open();
    expect(await Promise.all([p.run(1), p.run(2), p.run(3)])).toEqual([2, 4, 6]);
  });

  it('turns a dead thread into an error of that task alone', async () => {
    const p = open();
    const dead = p.run('die');
    const next = p.run(5);
    await expect(dead).rejects.toMatchObject({ code: 'internal' });
    expect(await next).toBe(10);
  });

  it('reports what the thread throws', async () => {
    await expect(open().run('throw')).rejects.toMatchObject({ code: 'internal' });
  });

  it('cancels a thread that never comes back, and goes on', async () => {
    const p = open();
    const stop = new AbortController();
    const endless = p.run('spin', { signal: stop.signal });
    const waiting = p.run(4);
    stop.abort();
    await expect(endless).rejects.toMatchObject({ code: 'cancelled' });
    expect(await waiting).toBe(8);
  });

  it('finds the entries of the source tree', () => {
    expect(existsSync(workerUrl('sketch-worker'))).toBe(true);
    expect(readFileSync(workerUrl('sketch-worker'), 'utf8')).toContain('drawKeyframe');
    rmSync(folder, { recursive: true, force: true });
  });
});
