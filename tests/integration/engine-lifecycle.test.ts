import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../src/shared/contract/errors.ts';
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

const typesOf = (events: { jobId: string; type: string }[], jobId: string): string[] =>
  events.filter((event) => event.jobId === jobId).map((event) => event.type);

describe('one job', () => {
  it('runs its steps and keeps its result', async () => {
    const { engine, events } = createTestEngine(db, undefined);
    const settled: unknown[] = [];
    engine.register(
      handlerOf(
        async (context, input) => {
          const a = await context.step('double', z.number(), async () => (input['n'] as number) * 2);
          return { b: await context.step('add', z.number(), async () => a + 1) };
        },
        { onSettled: (end) => settled.push([end.status, end.result, db.sql.inTransaction]) },
      ),
    );
    await engine.start();
    const id = engine.enqueue({ kind: 'toy', input: { n: 20 }, runId: 'run', projectId: 'project' });
    await engine.idle();
    expect(engine.get(id)).toMatchObject({ status: 'succeeded', result: { b: 41 }, progress: 1, attempts: 1 });
    expect(typesOf(events, id)).toEqual(['queued', 'started', 'succeeded']);
    expect(settled).toEqual([['succeeded', { b: 41 }, true]]);
    expect(engine.listByRun('run').map((row) => row.id)).toEqual([id]);
    const log = db.sql.prepare('SELECT name, event FROM step_log ORDER BY id').all();
    expect(log).toEqual([
      { name: 'double', event: 'started' },
      { name: 'double', event: 'finished' },
      { name: 'add', event: 'started' },
      { name: 'add', event: 'finished' },
    ]);
    await engine.stop();
  });

  it('refuses unknown kinds and wrong input at the door', () => {
    const { engine } = createTestEngine(db, undefined);
    engine.register(handlerOf(async () => null, { input: z.strictObject({ n: z.number() }) as never }));
    expect(() => engine.enqueue({ kind: 'other', input: {} })).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
    expect(() => engine.enqueue({ kind: 'toy', input: { n: 'x' } })).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
    expect(() => engine.get('nobody')).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  it('is not there when the transaction of its enqueue is taken back', async () => {
    const { engine, events } = createTestEngine(db, undefined);
    engine.register(handlerOf(async () => null));
    await engine.start();
    let id = '';
    expect(() =>
      db.write(() => {
        id = engine.enqueue({ kind: 'toy', input: {} });
        throw new Error('no');
      }),
    ).toThrow('no');
    await engine.idle();
    expect(() => engine.get(id)).toThrow(AppError);
    expect(events).toEqual([]);
    await engine.stop();
  });

  it('is one job for one dedupe key, until it has ended', async () => {
    const { engine } = createTestEngine(db, undefined);
    engine.register(handlerOf(async () => null));
    const options = { kind: 'toy', input: {}, dedupeKey: 'k' };
    const first = engine.enqueue(options);
    expect(engine.enqueue(options)).toBe(first);
    await engine.start();
    await engine.idle();
    expect(engine.enqueue(options)).not.toBe(first);
    // The first cannot come back while the second holds the key.
    engine.cancel(first);
    expect(() => engine.retry(first)).toThrow(expect.objectContaining({ code: 'conflict' }));
    await engine.stop();
  });
});

describe('failures', () => {
  it('retries what may pass with the delays of the table, and then fails', async () => {
    const time = createFakeTime();
    const { engine, events } = createTestEngine(db, time);
    const startsMs: number[] = [];
    engine.register(
      handlerOf(async () => {
        startsMs.push(time.monotonicMs());
        throw new AppError('ffmpeg-killed', 'signal 9');
      }),
    );
    await engine.start();
    const id = engine.enqueue({ kind: 'toy', input: {} });
    await turnsUntil(() => typesOf(events, id).includes('retrying'));
    expect(engine.get(id)).toMatchObject({ status: 'queued', attempts: 1, error: { code: 'ffmpeg-killed' } });
    await turnsUntil(() => time.pending() === 1, 'timer of the retry');
    time.advance(999);
    await turnsUntil(() => true);
    expect(startsMs).toEqual([0]);
    time.advance(1);
    await turnsUntil(() => startsMs.length === 2);
    await turnsUntil(() => time.pending() === 1 && engine.get(id).status === 'queued');
    time.advance(5_000);
    await turnsUntil(() => engine.get(id).status === 'failed');
    expect(startsMs).toEqual([0, 1_000, 6_000]);
    expect(typesOf(events, id)).toEqual(['queued', 'started', 'retrying', 'started', 'retrying', 'started', 'failed']);
    await engine.stop();
  });

  it('waits as long as it should when the wall clock is set back an hour', async () => {
    const time = createFakeTime();
    const { engine } = createTestEngine(db, time);
    let runs = 0;
    engine.register(
      handlerOf(async () => {
        runs += 1;
        if (runs === 1) throw new AppError('disk-full', 'full');
        return null;
      }),
    );
    await engine.start();
    const id = engine.enqueue({ kind: 'toy', input: {} });
    await turnsUntil(() => engine.get(id).attempts === 1 && engine.get(id).status === 'queued' && time.pending() === 1);
    time.setWall(-3_600_000);
    time.advance(1_000);
    await turnsUntil(() => time.pending() >= 1 || engine.get(id).status === 'succeeded');
    time.advance(1_000);
    await turnsUntil(() => engine.get(id).status === 'succeeded');
    expect(runs).toBe(2);
    await engine.stop();
  });

  it('does not retry what is wrong for good, and does so on request with the finished steps kept', async () => {
    const { engine } = createTestEngine(db, undefined);
    const ran: string[] = [];
    let isBroken = true;
    engine.register(
      handlerOf(async (context) => {
        await context.step('first', z.void(), async () => void ran.push('first'));
        await context.step('second', z.void(), async () => {
          ran.push('second');
          if (isBroken) throw new AppError('broken-media', 'no');
        });
        return null;
      }),
    );
    await engine.start();
    const id = engine.enqueue({ kind: 'toy', input: {} });
    await engine.idle();
    expect(engine.get(id)).toMatchObject({ status: 'failed', attempts: 1, error: { code: 'broken-media' } });
    isBroken = false;
    engine.retry(id);
    await engine.idle();
    expect(engine.get(id)).toMatchObject({ status: 'succeeded', error: null });
    expect(ran).toEqual(['first', 'second', 'second']);
    expect(() => engine.retry(id)).toThrow(expect.objectContaining({ code: 'conflict' }));
    await engine.stop();
  });

  it.each([
    ['a rejection', () => Promise.reject(new Error('x'))],
    [
      'a throw before the first await',
      () => {
        throw new Error('x');
      },
    ],
    ['a thrown undefined', () => Promise.reject(undefined as never)],
    ['a result that is no JSON', () => Promise.resolve({ big: 1n })],
  ])('%s in a handler fails that job only', async (_name, run) => {
    const { engine } = createTestEngine(db, undefined);
    engine.register(handlerOf(async () => 'fine'));
    engine.register(handlerOf(run as never, { kind: 'bad' }));
    await engine.start();
    const bad = engine.enqueue({ kind: 'bad', input: {}, priority: 5 });
    const good = engine.enqueue({ kind: 'toy', input: {} });
    await engine.idle();
    expect(engine.get(bad)).toMatchObject({ status: 'failed', error: { code: 'internal' } });
    expect(engine.get(good).status).toBe('succeeded');
    await engine.stop();
  });

  it('a listener that throws breaks nothing', async () => {
    const { engine } = createTestEngine(db, undefined);
    engine.onEvent(() => {
      throw new Error('listener');
    });
    engine.register(handlerOf(async () => 'fine'));
    await engine.start();
    const id = engine.enqueue({ kind: 'toy', input: {} });
    await engine.idle();
    expect(engine.get(id).status).toBe('succeeded');
    await engine.stop();
  });

  it('a hook that throws turns success into failure, and failure into needs-attention', async () => {
    const { engine } = createTestEngine(db, undefined);
    const heard: string[] = [];
    engine.register(
      handlerOf(async () => 'fine', {
        onSettled(end) {
          heard.push(end.status);
          if (end.status === 'succeeded') throw new AppError('conflict', 'row gone');
        },
      }),
    );
    engine.register(
      handlerOf(async () => 'fine', {
        kind: 'worse',
        onSettled() {
          throw new Error('always');
        },
      }),
    );
    await engine.start();
    const one = engine.enqueue({ kind: 'toy', input: {} });
    const two = engine.enqueue({ kind: 'worse', input: {} });
    await engine.idle();
    expect(engine.get(one)).toMatchObject({ status: 'failed', error: { code: 'conflict' } });
    expect(heard).toEqual(['succeeded', 'failed']);
    expect(engine.get(two)).toMatchObject({
      status: 'needs-attention',
      error: { details: { reason: 'settle-hook-failed' } },
    });
    await engine.stop();
  });
});

describe('cancel', () => {
  it('ends a queued job at once, with its hook in the transaction', () => {
    const { engine, events } = createTestEngine(db, undefined);
    const ends: string[] = [];
    engine.register(handlerOf(async () => null, { onSettled: (end) => ends.push(end.status) }));
    const id = engine.enqueue({ kind: 'toy', input: {} });
    engine.cancel(id);
    engine.cancel(id);
    expect(engine.get(id).status).toBe('cancelled');
    expect(ends).toEqual(['cancelled']);
    expect(typesOf(events, id)).toEqual(['queued', 'cancelled']);
  });

  it('aborts the signal of a running job, in a step too, and wins over its result', async () => {
    const { engine } = createTestEngine(db, undefined);
    let inStep = 0;
    engine.register(
      handlerOf(async (context, input) =>
        context.step('work', z.string(), async ({ signal }) => {
          inStep += 1;
          if (input['deaf'] !== true) return untilAborted(signal);
          await untilAborted(signal).catch(() => undefined);
          return 'finished all the same';
        }),
      ),
    );
    await engine.start();
    const heeding = engine.enqueue({ kind: 'toy', input: {}, runId: 'r' });
    const deaf = engine.enqueue({ kind: 'toy', input: { deaf: true }, runId: 'r' });
    await turnsUntil(() => inStep === 2);
    engine.cancelRun('r');
    await engine.idle();
    expect(engine.get(heeding).status).toBe('cancelled');
    expect(engine.get(deaf).status).toBe('cancelled');
    // What was finished is kept for a later retry: it may have cost something.
    expect(db.sql.prepare('SELECT job_id FROM job_step').all()).toEqual([{ job_id: deaf }]);
    await engine.stop();
  });

  it('reaches a job that waits for its retry, and leaves one that has ended', async () => {
    const time = createFakeTime();
    const { engine } = createTestEngine(db, time);
    engine.register(
      handlerOf(async (_context, input) => {
        if (input['fine'] === true) return 1;
        throw new AppError('disk-full', 'full');
      }),
    );
    await engine.start();
    const waiting = engine.enqueue({ kind: 'toy', input: {} });
    const done = engine.enqueue({ kind: 'toy', input: { fine: true } });
    await engine.idle();
    engine.cancel(waiting);
    engine.cancel(done);
    expect(engine.get(waiting).status).toBe('cancelled');
    expect(engine.get(done).status).toBe('succeeded');
    await engine.stop();
  });

  it('does not happen when the transaction around it is taken back', async () => {
    const { engine } = createTestEngine(db, undefined);
    let release = (): void => undefined;
    let wasAborted = false;
    engine.register(
      handlerOf(async (context) => {
        await new Promise<void>((resolve) => (release = resolve));
        wasAborted = context.signal.aborted;
        return null;
      }),
    );
    await engine.start();
    const id = engine.enqueue({ kind: 'toy', input: {} });
    await turnsUntil(() => engine.get(id).status === 'running');
    await turnsUntil(() => true);
    expect(() =>
      db.write(() => {
        engine.cancel(id);
        throw new Error('no');
      }),
    ).toThrow('no');
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    release();
    await engine.idle();
    expect(wasAborted).toBe(false);
    expect(engine.get(id).status).toBe('succeeded');
    await engine.stop();
  });
});
