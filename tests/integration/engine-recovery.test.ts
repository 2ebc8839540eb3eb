import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { LibraryDb } from '../../src/main/db/open.ts';
import { createLibraryFile, type LibraryFile } from '../support/engine/library-file.ts';
import {
  createFakeTime,
  createTestEngine,
  handlerOf,
  turnsUntil,
  untilAborted,
} from '../support/engine/test-engine.ts';

let library: LibraryFile;
let db: LibraryDb;

beforeEach(() => {
  library = createLibraryFile();
  db = library.open();
});
afterEach(() => {
  db.close();
  library.remove();
});

/** A row as a dead process left it: running, with one finished step. */
function leaveRunning(
  id: string,
  more: { kind?: string; version?: number; recoveries?: number; cancel?: number } = {},
): void {
  db.sql
    .prepare(
      `INSERT INTO job (id, kind, version, run_id, lane, status, attempts, max_attempts, recoveries, run_at_ms,
         cancel_requested, owner, input_json, created_at_ms, started_at_ms)
       VALUES (?, ?, ?, 'run', 'default', 'running', 1, 1, ?, 1, ?, 'dead', '{}', 1, 1)`,
    )
    .run(id, more.kind ?? 'toy', more.version ?? 1, more.recoveries ?? 0, more.cancel ?? 0);
  db.sql.prepare(`INSERT INTO job_step VALUES (?, 0, 'first', '"stored"', 1)`).run(id);
}

const twoSteps = (ran: string[]) =>
  handlerOf(async (context) => {
    const first = await context.step('first', z.string(), async () => {
      ran.push('first');
      return 'fresh';
    });
    await context.step('second', z.void(), async () => void ran.push('second'));
    return first;
  });

describe('recovery at start', () => {
  it.each(['resume', 'restart'] as const)('%s', async (recovery) => {
    leaveRunning('j');
    const ran: string[] = [];
    const { engine } = createTestEngine(db, undefined);
    engine.register({ ...twoSteps(ran), recovery });
    await engine.start();
    await engine.idle();
    // The crash did not count as the only attempt.
    expect(engine.get('j')).toMatchObject({ status: 'succeeded', attempts: 1 });
    expect(engine.get('j').result).toBe(recovery === 'resume' ? 'stored' : 'fresh');
    expect(ran).toEqual(recovery === 'resume' ? ['second'] : ['first', 'second']);
    await engine.stop();
  });

  it('abandon fails, with the hook', async () => {
    leaveRunning('j');
    const ends: unknown[] = [];
    const { engine } = createTestEngine(db, undefined);
    engine.register(
      handlerOf(async () => null, { recovery: 'abandon', onSettled: (e) => ends.push([e.status, e.runId]) }),
    );
    await engine.start();
    expect(engine.get('j')).toMatchObject({ status: 'failed', error: { details: { reason: 'abandoned' } } });
    expect(ends).toEqual([['failed', 'run']]);
    await engine.stop();
  });

  it('a wish to cancel wins, also over the limit of crashes', async () => {
    leaveRunning('j', { cancel: 1, recoveries: 99 });
    const { engine, events } = createTestEngine(db, undefined);
    engine.register(twoSteps([]));
    await engine.start();
    expect(engine.get('j').status).toBe('cancelled');
    expect(events.map((event) => event.type)).toEqual(['cancelled']);
    await engine.stop();
  });

  it.each([
    ['unknown kind', { kind: 'other' }, 'unknown-kind'],
    ['newer version', { version: 2 }, 'unknown-kind'],
    ['too many crashes', { recoveries: 10 }, 'recovery-limit'],
  ])('%s is put aside, not deleted, and a person may try again', async (_name, row, reason) => {
    leaveRunning('j', row);
    leaveRunning('k');
    const ran: string[] = [];
    const { engine } = createTestEngine(db, undefined);
    engine.register(twoSteps(ran));
    await engine.start();
    await engine.idle();
    expect(engine.get('j')).toMatchObject({
      status: 'needs-attention',
      error: { details: { reason } },
      finishedAtMs: null,
    });
    expect(engine.get('k').status).toBe('succeeded');
    engine.retry('j');
    await engine.idle();
    // A queued row of a kind that nobody knows is put aside again when its turn comes.
    expect(engine.get('j').status).toBe(reason === 'unknown-kind' ? 'needs-attention' : 'succeeded');
    engine.cancel('j');
    expect(engine.get('j').status).toBe(reason === 'unknown-kind' ? 'cancelled' : 'succeeded');
    await engine.stop();
  });

  it('a hook that throws puts its row aside and does not hold up the others', async () => {
    leaveRunning('j', { cancel: 1 });
    leaveRunning('k');
    const { engine } = createTestEngine(db, undefined);
    engine.register({
      ...twoSteps([]),
      onSettled({ jobId }) {
        if (jobId === 'j') throw new Error('hook');
      },
    });
    await engine.start();
    await engine.idle();
    expect(engine.get('j')).toMatchObject({
      status: 'needs-attention',
      error: { details: { reason: 'recovery-failed' } },
    });
    expect(engine.get('k').status).toBe('succeeded');
    await engine.stop();
  });

  it('counts crashes in a row; a finished step starts the count again', async () => {
    leaveRunning('j', { recoveries: 4 });
    const { engine } = createTestEngine(db, undefined);
    engine.register(
      handlerOf(async (context) => {
        await context.step('first', z.string(), async () => 'x');
        await context.step('second', z.void(), async () => undefined);
        await untilAborted(context.signal);
      }),
    );
    await engine.start();
    const recoveries = (): unknown => db.sql.prepare('SELECT recoveries AS n FROM job').get();
    expect(recoveries()).toEqual({ n: 5 });
    await turnsUntil(() => (recoveries() as { n: number }).n === 0);
    await engine.stop();
    expect(engine.get('j').status).toBe('running');
    await engine.start();
    expect(recoveries()).toEqual({ n: 1 });
    await engine.stop();
  });

  it('starts few of 10,000 waiting jobs at once, and touches no other row (F76)', async () => {
    const { engine } = createTestEngine(db, undefined, { maxConcurrent: 20, laneLimits: { default: 3 } });
    engine.register(handlerOf(async (context) => untilAborted(context.signal)));
    db.write(() => {
      for (let index = 0; index < 10_000; index += 1) engine.enqueue({ kind: 'toy', input: {} });
    });
    await engine.start();
    const running = (): number =>
      (db.sql.prepare(`SELECT count(*) AS n FROM job WHERE status = 'running'`).get() as { n: number }).n;
    await turnsUntil(() => running() === 3);
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(running()).toBe(3);
    await engine.stop();
    expect(running()).toBe(3);
  });
});

describe('stop', () => {
  it('aborts, keeps what ends in time, and leaves the rest running for the next start', async () => {
    const { engine } = createTestEngine(db, undefined);
    let started = 0;
    engine.register(
      handlerOf(async (context, input) => {
        started += 1;
        await untilAborted(context.signal).catch((error: unknown) => {
          if (input['finishes'] !== true) throw error;
        });
        return 'in time';
      }),
    );
    await engine.start();
    const finishes = engine.enqueue({ kind: 'toy', input: { finishes: true } });
    const breaks = engine.enqueue({ kind: 'toy', input: {} });
    await turnsUntil(() => started === 2);
    await engine.stop();
    const late = engine.enqueue({ kind: 'toy', input: {} });
    await turnsUntil(() => true);
    expect([finishes, breaks, late].map((id) => engine.get(id).status)).toEqual(['succeeded', 'running', 'queued']);
  });

  it.each([false, true])(
    'does not wait for ever, and what ends later writes nothing (new start: %s)',
    async (restarts) => {
      const time = createFakeTime();
      const { engine } = createTestEngine(db, time);
      const ran: string[] = [];
      let release: (() => void) | undefined;
      engine.register(
        handlerOf(async (context) =>
          context.step('deaf', z.string(), async () => {
            ran.push('run');
            if (ran.length === 1) {
              await new Promise<void>((resolve) => (release = resolve));
              return 'old';
            }
            return 'new';
          }),
        ),
      );
      await engine.start();
      const id = engine.enqueue({ kind: 'toy', input: {} });
      await turnsUntil(() => release !== undefined);
      const stopped = engine.stop(5_000);
      await turnsUntil(() => time.pending() === 1);
      time.advance(5_000);
      await stopped;
      expect(engine.get(id).status).toBe('running');
      const finished = (): unknown =>
        db.sql.prepare(`SELECT count(*) AS n FROM step_log WHERE event = 'finished'`).get();
      if (restarts) {
        await engine.start();
        await engine.idle();
      }
      release?.();
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      expect(finished()).toEqual({ n: restarts ? 1 : 0 });
      expect(engine.get(id)).toMatchObject(
        restarts ? { status: 'succeeded', result: 'new' } : { status: 'running', result: null },
      );
      await engine.stop();
    },
  );
});

describe('stray errors (F71)', () => {
  it('a rejection that nobody awaits fails its own job', async () => {
    const { engine } = createTestEngine(db, undefined);
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    const taken: boolean[] = [];
    const listener = (error: unknown): void => void taken.push(engine.takeStrayError(error));
    process.on('unhandledRejection', listener);
    try {
      engine.register(
        handlerOf(
          async (context) => {
            void Promise.reject(new Error('nobody waits for me'));
            await untilAborted(context.signal);
          },
          { kind: 'bad' },
        ),
      );
      engine.register(handlerOf(async () => 'fine'));
      await engine.start();
      const bad = engine.enqueue({ kind: 'bad', input: {} });
      const good = engine.enqueue({ kind: 'toy', input: {} });
      await engine.idle();
      expect(taken).toEqual([true]);
      expect(engine.get(bad)).toMatchObject({ status: 'failed', error: { message: 'nobody waits for me' } });
      expect(engine.get(good).status).toBe('succeeded');
      expect(engine.takeStrayError(new Error('from elsewhere'))).toBe(false);
    } finally {
      process.removeListener('unhandledRejection', listener);
      for (const other of others) process.on('unhandledRejection', other);
      await engine.stop();
    }
  });
});

describe('a full disk', () => {
  it('keeps the end of a job until it can be written', async () => {
    const time = createFakeTime();
    const { engine } = createTestEngine(db, time);
    let isDone = false;
    engine.register(
      handlerOf(async () => {
        // No page more than there is: the next write that needs one gets SQLITE_FULL, as on a full disk.
        db.sql.pragma(`max_page_count = ${String(db.sql.pragma('page_count', { simple: true }))}`);
        isDone = true;
        return 'x'.repeat(200_000);
      }),
    );
    await engine.start();
    const id = engine.enqueue({ kind: 'toy', input: {} });
    await turnsUntil(() => isDone && time.pending() === 1);
    expect(engine.get(id).status).toBe('running');
    db.sql.pragma('max_page_count = 1000000');
    time.advance(200);
    await turnsUntil(() => engine.get(id).status === 'succeeded');
    await engine.stop();
  });
});
