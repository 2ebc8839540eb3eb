import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '../../../src/shared/contract/errors.ts';
import type { LibraryDb } from '../../../src/main/db/open.ts';
import { createJobEngine } from '../../../src/main/jobs/engine.ts';
import type { JobEngineDeps } from '../../../src/main/jobs/engine-deps.ts';
import type { JobEngine, JobHandler } from '../../../src/main/jobs/job-types.ts';
import { createSystemClock } from '../../../src/main/platform/clock.ts';
import { newUuid } from '../../../src/main/platform/ids.ts';
import { silentLogger } from '../../../src/main/platform/logger.ts';

/**
 * Work for the crash tests: every step leaves a row through its commit hook, every job a row through `onSettled`, and
 * a chain orders its follow-up there. The primary keys make a second time fail loudly.
 */

const chainInput = z.object({ stepMs: z.number(), steps: z.number(), failsFirst: z.boolean() });
type ChainInput = z.infer<typeof chainInput>;

export function createToyTables(db: LibraryDb): void {
  db.sql
    .exec(`CREATE TABLE IF NOT EXISTS toy_row (job_id TEXT, step TEXT, value INTEGER, PRIMARY KEY (job_id, step)) STRICT;
    CREATE TABLE IF NOT EXISTS toy_end (job_id TEXT PRIMARY KEY, status TEXT) STRICT;`);
}

/** An engine with the toy handlers registered, not started. */
export function createToyEngine(db: LibraryDb, more: Partial<JobEngineDeps> = {}): JobEngine {
  const engine = createJobEngine({
    db,
    clock: createSystemClock(),
    newId: newUuid,
    log: silentLogger,
    random: Math.random,
    maxConcurrent: 3,
    laneLimits: { chain: 2 },
    ...more,
  });
  const insertRow = db.prepare<[string, string, number]>('toy.row', 'INSERT INTO toy_row VALUES (?, ?, ?)');
  const insertEnd = db.prepare<[string, string]>('toy.end', 'INSERT INTO toy_end VALUES (?, ?)');

  const chain: JobHandler<ChainInput, { sum: number }> = {
    kind: 'toy.chain',
    version: 1,
    input: chainInput,
    lane: () => 'chain',
    retry: { maxAttempts: 3, delaysMs: [1] },
    recovery: 'resume',
    async run(context, input) {
      let sum = 0;
      for (let index = 0; index < input.steps; index += 1) {
        const name = `step-${index}`;
        sum += await context.step(
          name,
          z.number(),
          async (step) => {
            await sleep(input.stepMs);
            step.report((index + 1) / input.steps);
            // The second step fails once per row, so that the way through a retry is crashed too.
            if (input.failsFirst && index === 1 && step.attempt === 1)
              throw new AppError('ffmpeg-killed', 'first time');
            return index;
          },
          (value) => insertRow.run(context.jobId, name, value),
        );
      }
      return { sum };
    },
    onSettled({ jobId, runId, status }) {
      insertEnd.run(jobId, status);
      if (status === 'succeeded')
        engine.enqueue({ kind: 'toy.follow-up', input: {}, ...(runId === null ? {} : { runId }) });
    },
  };
  const followUp: JobHandler<Record<string, never>, null> = {
    kind: 'toy.follow-up',
    version: 1,
    input: z.strictObject({}),
    lane: () => 'follow-up',
    retry: { maxAttempts: 1, delaysMs: [] },
    recovery: 'resume',
    run: async () => null,
    onSettled: ({ jobId, status }) => void insertEnd.run(jobId, status),
  };
  engine.register(chain);
  engine.register(followUp);
  return engine;
}

export function enqueueChains(db: LibraryDb, count: number, input: ChainInput): void {
  const engine = createToyEngine(db);
  db.write(() => {
    for (let index = 0; index < count; index += 1) engine.enqueue({ kind: 'toy.chain', input, runId: `run-${index}` });
  });
}

/** Jobs that are not terminal. */
export function countOpenJobs(db: LibraryDb): number {
  const row = db.sql
    .prepare(`SELECT count(*) AS n FROM job WHERE status NOT IN ('succeeded', 'failed', 'cancelled')`)
    .get() as { n: number };
  return row.n;
}

/** Everything that must hold after any number of crashes, once all work is done. Gives what is wrong, if anything. */
export function findBrokenPromises(db: LibraryDb, chains: number, steps: number): string[] {
  const count = (sql: string): number => (db.sql.prepare(sql).get() as { n: number }).n;
  const expected: readonly [string, number, string][] = [
    ['chains done', chains, `SELECT count(*) AS n FROM job WHERE kind = 'toy.chain' AND status = 'succeeded'`],
    ['follow-ups done', chains, `SELECT count(*) AS n FROM job WHERE kind = 'toy.follow-up' AND status = 'succeeded'`],
    ['jobs in all', 2 * chains, 'SELECT count(*) AS n FROM job'],
    ['ends', 2 * chains, 'SELECT count(*) AS n FROM toy_end'],
    ['rows of steps', steps * chains, 'SELECT count(*) AS n FROM toy_row'],
    ['remembered steps', steps * chains, 'SELECT count(*) AS n FROM job_step'],
    ['finished in the log', steps * chains, `SELECT count(*) AS n FROM step_log WHERE event = 'finished'`],
    [
      'steps that ran again after they had finished',
      0,
      `SELECT count(*) AS n FROM step_log s JOIN step_log f ON f.job_id = s.job_id AND f.name = s.name
         AND f.event = 'finished' AND s.event = 'started' AND s.id > f.id`,
    ],
  ];
  const wrong = expected
    .map(([what, wanted, sql]) => ({ what, wanted, found: count(sql) }))
    .filter(({ wanted, found }) => wanted !== found)
    .map(({ what, wanted, found }) => `${what}: ${found} instead of ${wanted}`);
  const integrity = db.sql.pragma('integrity_check', { simple: true });
  return integrity === 'ok' ? wrong : [...wrong, `integrity_check: ${String(integrity)}`];
}
