/**
 * The job engine beside bare statements, and the start with 10,000 waiting jobs.
 * `node bench/engine-throughput.ts`; exits 1 when the start takes 3 s or more (F76, goal G13).
 */
import { z } from 'zod';
import { CLAIM_SQL, createJobClaimRepository } from '../src/main/db/repositories/job-claim-repository.ts';
import type { LibraryDb } from '../src/main/db/open.ts';
import { createJobEngine } from '../src/main/jobs/engine.ts';
import type { JobEngine } from '../src/main/jobs/job-types.ts';
import { createSystemClock } from '../src/main/platform/clock.ts';
import { newUuid } from '../src/main/platform/ids.ts';
import { silentLogger } from '../src/main/platform/logger.ts';
import { createLibraryFile } from '../tests/support/engine/library-file.ts';

const JOBS = 400;
const ROUNDS = 5;
const WAITING = 10_000;

function withDb<T>(fn: (db: LibraryDb) => T): T {
  const library = createLibraryFile();
  const db = library.open();
  const clean = (): void => {
    db.close();
    library.remove();
  };
  const result = fn(db);
  if (result instanceof Promise) return result.finally(clean) as T;
  clean();
  return result;
}

function engineOn(db: LibraryDb, hasStep: boolean): JobEngine {
  const engine = createJobEngine({
    db,
    clock: createSystemClock(),
    newId: newUuid,
    log: silentLogger,
    random: Math.random,
    maxConcurrent: 20,
    laneLimits: { full: 2 },
  });
  engine.register({
    kind: 'bench',
    version: 1,
    input: z.object({ lane: z.string(), waits: z.boolean() }),
    lane: (input) => input.lane,
    retry: { maxAttempts: 1, delaysMs: [] },
    recovery: 'resume',
    async run(context, input) {
      if (input.waits) {
        await new Promise((resolve) => context.signal.addEventListener('abort', resolve, { once: true }));
        throw context.signal.reason;
      }
      return hasStep ? context.step('work', z.number(), async () => 1) : 1;
    },
  });
  return engine;
}

/** Same rows, same number of commits, no engine: what SQLite alone costs. Transitions per second. */
function plain(hasStep: boolean): number {
  return withDb((db) => {
    const insert = db.sql.prepare(
      `INSERT INTO job (id, kind, version, lane, status, max_attempts, run_at_ms, input_json, created_at_ms)
       VALUES (?, 'bench', 1, 'free', 'queued', 1, 1, '{}', 1)`,
    );
    const claim = db.sql.prepare(CLAIM_SQL);
    const settle = db.sql.prepare(`UPDATE job SET status = 'succeeded', result_json = '1' WHERE id = ?`);
    const step = db.sql.prepare(`INSERT INTO job_step VALUES (?, 0, 'work', '1', 1)`);
    const log = db.sql.prepare(
      'INSERT INTO step_log (job_id, name, attempt, event, at_ms, wall_ms) VALUES (?, ?, 1, ?, 1, 1)',
    );
    const startMs = performance.now();
    for (let index = 0; index < JOBS; index += 1) insert.run(newUuid());
    for (let index = 0; index < JOBS; index += 1) {
      const { id } = claim.get('me', 1, 1, 1, '[]') as { id: string };
      if (hasStep) {
        log.run(id, 'work', 'started');
        db.write(() => {
          step.run(id);
          log.run(id, 'work', 'finished');
        });
      }
      settle.run(id);
    }
    return ((hasStep ? 5 : 3) * JOBS) / ((performance.now() - startMs) / 1_000);
  });
}

/** The engine: enqueue one by one, claim, (step started, step finished,) settle. Transitions per second. */
function engine(hasStep: boolean): Promise<number> {
  return withDb(async (db) => {
    const tested = engineOn(db, hasStep);
    const startMs = performance.now();
    for (let index = 0; index < JOBS; index += 1)
      tested.enqueue({ kind: 'bench', input: { lane: 'free', waits: false } });
    await tested.start();
    await tested.idle();
    const perSecond = ((hasStep ? 5 : 3) * JOBS) / ((performance.now() - startMs) / 1_000);
    await tested.stop();
    return perSecond;
  });
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function compare(what: string, hasStep: boolean): Promise<void> {
  const ratios: number[] = [];
  const plains: number[] = [];
  const engines: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // One after the other in each round: the disk's mood is the same for both.
    const bare = plain(hasStep);
    const ours = await engine(hasStep);
    plains.push(bare);
    engines.push(ours);
    ratios.push(ours / bare);
  }
  console.log(
    `${what}: engine ${Math.round(median(engines))} transitions/s, bare statements ${Math.round(median(plains))}/s, ` +
      `ratio ${median(ratios).toFixed(2)} (median of ${ROUNDS}, synchronous=FULL)`,
  );
}

async function startWithWaiting(): Promise<number> {
  return withDb(async (db) => {
    const before = engineOn(db, false);
    db.write(() => {
      for (let index = 0; index < WAITING; index += 1) {
        before.enqueue({ kind: 'bench', input: { lane: 'full', waits: true }, priority: 1 });
      }
      for (let index = 0; index < 20; index += 1)
        before.enqueue({ kind: 'bench', input: { lane: 'free', waits: true } });
    });
    db.sql.exec(`UPDATE job SET status = 'running', owner = 'dead' WHERE id IN (SELECT id FROM job LIMIT 20)`);

    const startMs = performance.now();
    const tested = engineOn(db, false);
    let started = 0;
    let firstMs = 0;
    const allStarted = new Promise<void>((resolve) =>
      tested.onEvent((event) => {
        if (event.type !== 'started') return;
        started += 1;
        if (started === 1) firstMs = performance.now() - startMs;
        if (started === 20) resolve();
      }),
    );
    await tested.start();
    await allStarted;
    const allMs = performance.now() - startMs;
    console.log(
      `start with ${WAITING} waiting and 20 crashed jobs: first job running after ${firstMs.toFixed(1)} ms, ` +
        `20 running (lanes full) after ${allMs.toFixed(1)} ms`,
    );

    // The worst claim: every waiting job is in a lane that is full, and there is nothing else.
    const claims = createJobClaimRepository(db);
    const samples: number[] = [];
    for (let index = 0; index < 51; index += 1) {
      const claimMs = performance.now();
      claims.claim({ owner: 'bench', fence: null }, Date.now(), ['full', 'free']);
      samples.push(performance.now() - claimMs);
    }
    console.log(`claim that finds ${WAITING} jobs in full lanes: ${median(samples).toFixed(2)} ms (median of 51)`);
    await tested.stop();
    return allMs;
  });
}

await compare('no step (enqueue, claim, settle)', false);
await compare('one step (enqueue, claim, started, finished, settle)', true);
const startMs = await startWithWaiting();
if (startMs >= 3_000) {
  console.error('start took 3 s or more');
  process.exitCode = 1;
}
