/**
 * Durable transitions per second of the job engine beside plainjob and liteque, in one run, at the same `synchronous`
 * level (FULL), and what 10,000 jobs leave in memory. Fetches the two rivals from the registry into a temporary folder.
 * `node bench/engine-rivals.ts`; exits 1 when the engine is slower than one of them or grows more than 5 MB per 1,000 jobs.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import BetterSqlite3 from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { createJobEngine } from '../src/main/jobs/engine.ts';
import { createSystemClock } from '../src/main/platform/clock.ts';
import { newUuid } from '../src/main/platform/ids.ts';
import { silentLogger } from '../src/main/platform/logger.ts';
import { createLibraryFile } from '../tests/support/engine/library-file.ts';

const PLAINJOB = '0.0.14';
const LITEQUE = '0.8.0';
const JOBS = 500;
const ROUNDS = 5;
/** Enqueue, claim, end. */
const TRANSITIONS = 3;
const MEMORY_JOBS = 10_000;
const LIMIT_MB_PER_1000 = 5;
const LIMIT_LOOP_MS = 50;

const folder = mkdtempSync(join(tmpdir(), 'framewright-rivals-'));
const fromRivals = async (name: string, entry: string): Promise<Record<string, unknown>> =>
  (await import(pathToFileURL(join(folder, 'node_modules', name, entry)).href)) as Record<string, unknown>;

function install(): void {
  const rivals = [`plainjob@${PLAINJOB}`, `liteque@${LITEQUE}`];
  execFileSync('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', ...rivals], {
    stdio: 'ignore',
  });
  // The same SQLite for all three.
  const theirs = join(folder, 'node_modules', 'better-sqlite3');
  rmSync(theirs, { recursive: true, force: true });
  symlinkSync(resolve('node_modules/better-sqlite3'), theirs);
}

const rate = (startMs: number): number => (JOBS * TRANSITIONS) / ((performance.now() - startMs) / 1_000);

/** Adds, then works off, counting from the first add to the last end. */
async function engineRate(): Promise<number> {
  const library = createLibraryFile();
  const db = library.open();
  const engine = createJobEngine({
    ...{ db, clock: createSystemClock(), newId: newUuid, log: silentLogger, random: Math.random },
    ...{ maxConcurrent: 20, laneLimits: {} },
  });
  engine.register({
    ...{ kind: 'bench', version: 1, input: z.object({}), lane: () => 'free', recovery: 'resume' },
    retry: { maxAttempts: 1, delaysMs: [] },
    run: () => Promise.resolve(1),
  });
  const startMs = performance.now();
  for (let index = 0; index < JOBS; index += 1) engine.enqueue({ kind: 'bench', input: {} });
  await engine.start();
  await engine.idle();
  // The last ends are flushed beside the loop: they count when they are on the disk.
  await db.synced();
  const perSecond = rate(startMs);
  await engine.stop();
  db.close();
  library.remove();
  return perSecond;
}

interface PlainQueue {
  add(type: string, data: unknown): unknown;
}
async function plainjobRate(): Promise<number> {
  const { better, defineQueue, defineWorker } = (await fromRivals('plainjob', 'dist/plainjob.js')) as {
    better(db: Database): unknown;
    defineQueue(options: object): PlainQueue & { close(): void };
    defineWorker(
      type: string,
      fn: () => Promise<void>,
      options: object,
    ): { start(): Promise<void>; stop(): Promise<void> };
  };
  const file = join(folder, `plain-${newUuid()}.db`);
  const sql = new BetterSqlite3(file);
  const quiet = { error: console.error, warn: () => undefined, info: () => undefined, debug: () => undefined };
  const queue = defineQueue({ connection: better(sql), logger: quiet });
  sql.pragma('synchronous = FULL');
  const startMs = performance.now();
  for (let index = 0; index < JOBS; index += 1) queue.add('bench', {});
  let stop = (): Promise<void> => Promise.resolve();
  const perSecond = await new Promise<number>((done) => {
    let ended = 0;
    const worker = defineWorker('bench', () => Promise.resolve(), {
      queue,
      logger: quiet,
      pollIntervall: 1,
      onCompleted: () => {
        ended += 1;
        if (ended < JOBS) return;
        done(rate(startMs));
      },
    });
    stop = () => worker.stop();
    void worker.start();
  });
  await stop();
  queue.close();
  return perSecond;
}

async function litequeRate(): Promise<number> {
  const { buildDBClient, Runner, SqliteQueue } = (await fromRivals('liteque', 'dist/index.js')) as {
    buildDBClient(path: string, options: object): { session: { client: Database } };
    SqliteQueue: new (name: string, db: unknown, options: object) => { enqueue(data: object): Promise<unknown> };
    Runner: new (queue: unknown, funcs: object, options: object) => { run(): Promise<void>; stop(): void };
  };
  mkdirSync(join(folder, 'lite'), { recursive: true });
  const db = buildDBClient(join(folder, 'lite', `${newUuid()}.db`), { runMigrations: true, walEnabled: true });
  db.session.client.pragma('synchronous = FULL');
  // liteque hands an async function to a transaction. Up to better-sqlite3 9 that ran its statements after an empty one;
  // later versions refuse it. This gives it back what it was written for.
  const unwrapped = <F>(fn: F) => Object.assign(fn as object, { deferred: fn, immediate: fn, exclusive: fn });
  Object.assign(db.session.client, { transaction: unwrapped });
  const queue = new SqliteQueue('bench', db, { defaultJobArgs: { numRetries: 0 }, keepFailedJobs: false });
  const startMs = performance.now();
  for (let index = 0; index < JOBS; index += 1) await queue.enqueue({ index });
  let perSecond = 0;
  let ended = 0;
  const runner: { run(): Promise<void>; stop(): void } = new Runner(
    queue,
    {
      run: () => Promise.resolve(),
      onError: (error: unknown) => console.error(error),
      onComplete: () => {
        ended += 1;
        if (ended === JOBS) {
          perSecond = rate(startMs);
          runner.stop();
        }
        return Promise.resolve();
      },
    },
    { concurrency: 20, pollIntervalMs: 1, timeoutSecs: 60, validator: z.object({ index: z.number() }) },
  );
  await runner.run();
  db.session.client.close();
  return perSecond;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
let isMissed = false;

/** Memory that 10,000 finished jobs leave, and how long the loop stood still meanwhile. */
async function memory(): Promise<void> {
  const library = createLibraryFile();
  const db = library.open();
  const engine = createJobEngine({
    ...{ db, clock: createSystemClock(), newId: newUuid, log: silentLogger, random: Math.random },
    ...{ maxConcurrent: 20, laneLimits: {} },
  });
  engine.register({
    ...{ kind: 'bench', version: 1, input: z.object({ index: z.number() }), lane: () => 'free', recovery: 'resume' },
    retry: { maxAttempts: 1, delaysMs: [] },
    run: (context, { index }) => context.step('work', z.number(), () => Promise.resolve(index)),
  });
  await engine.start();
  const work = async (jobs: number): Promise<void> => {
    for (let index = 0; index < jobs; index += 1) {
      engine.enqueue({ kind: 'bench', input: { index } });
      if (index % 50 === 49) await new Promise((done) => setImmediate(done));
    }
    await engine.idle();
  };
  await work(1_000);
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  await work(MEMORY_JOBS);
  loop.disable();
  globalThis.gc?.();
  const grownMb = (process.memoryUsage().rss - before) / 1e6 / (MEMORY_JOBS / 1_000);
  const loopMs = loop.percentile(99) / 1e6;
  isMissed ||= grownMb > LIMIT_MB_PER_1000 || loopMs > LIMIT_LOOP_MS;
  console.log(`memory: ${grownMb.toFixed(2)} MB per 1,000 jobs over ${MEMORY_JOBS} (limit ${LIMIT_MB_PER_1000})`);
  console.log(`event loop p99 meanwhile: ${loopMs.toFixed(1)} ms (limit ${LIMIT_LOOP_MS})`);
  await engine.stop();
  db.close();
  library.remove();
}

try {
  install();
  const rates = { engine: [] as number[], plainjob: [] as number[], liteque: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.engine.push(await engineRate());
    rates.plainjob.push(await plainjobRate());
    rates.liteque.push(await litequeRate());
  }
  const ours = median(rates.engine);
  console.log(`engine ${Math.round(ours)} durable transitions/s (median of ${ROUNDS}, synchronous=FULL)`);
  for (const rival of ['plainjob', 'liteque'] as const) {
    const theirs = median(rates[rival]);
    isMissed ||= ours < theirs;
    console.log(`${rival} ${Math.round(theirs)}/s: ratio ${(ours / theirs).toFixed(2)} (at least 1)`);
  }
  await memory();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = isMissed ? 1 : 0;
