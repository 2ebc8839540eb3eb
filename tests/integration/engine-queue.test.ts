import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CLAIM_ANY_SQL, CLAIM_SQL } from '../../src/main/db/repositories/job-claim-repository.ts';
import type { LibraryDb } from '../../src/main/db/open.ts';
import { PostponeError } from '../../src/main/jobs/job-types.ts';
import type { JobContext } from '../../src/main/jobs/job-types.ts';
import { AppError } from '../../src/shared/contract/errors.ts';
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

/** A gate that a handler waits at. */
function createGate(): { wait: () => Promise<void>; open: () => void; waiting: () => number } {
  const waiters: (() => void)[] = [];
  return {
    wait: () => new Promise((resolve) => waiters.push(resolve)),
    open: () => waiters.splice(0).forEach((resolve) => resolve()),
    waiting: () => waiters.length,
  };
}

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('the claim', () => {
  it('walks job_claim_idx and sorts nothing', () => {
    const cases = [
      [CLAIM_SQL, ['[]'], 'USING INDEX job_claim_idx', /TEMP B-TREE|SCAN job(?! USING INDEX job_claim_idx)/],
      [
        CLAIM_ANY_SQL,
        [],
        'USING COVERING INDEX job_claim_idx',
        /TEMP B-TREE|SCAN job(?! USING COVERING INDEX job_claim)/,
      ],
    ] as const;
    for (const [sql, lanes, index, sorted] of cases) {
      const plan = db.sql.prepare(`EXPLAIN QUERY PLAN ${sql}`).all('o', 1, 1, 1, ...lanes) as { detail: string }[];
      const details = plan.map((row) => row.detail);
      expect(details).toContainEqual(expect.stringContaining(index));
      expect(details.join('\n')).not.toMatch(sorted);
    }
  });

  it('takes priority first, then run time, then age; a job of the future waits for its time', async () => {
    const time = createFakeTime();
    const { engine } = createTestEngine(db, time, { maxConcurrent: 1 });
    const order: unknown[] = [];
    engine.register(handlerOf(async (_context, input) => void order.push(input['name'])));
    const now = time.nowMs();
    const add = (name: string, more: { priority?: number; runAtMs?: number } = {}): string =>
      engine.enqueue({ kind: 'toy', input: { name }, ...more });
    add('old');
    add('young');
    add('urgent', { priority: 9 });
    add('earlier', { runAtMs: now - 10 });
    const later = add('later', { priority: 99, runAtMs: now + 90_000 });
    await engine.start();
    await engine.idle();
    expect(order).toEqual(['urgent', 'earlier', 'old', 'young']);
    expect(engine.get(later).status).toBe('queued');
    time.advance(60_000);
    await turns(20);
    time.advance(29_999);
    await turns(20);
    expect(engine.get(later).status).toBe('queued');
    time.advance(1);
    await turnsUntil(() => engine.get(later).status === 'succeeded');
    await engine.stop();
    expect(time.pending()).toBe(0);
  });

  it('keeps to the limits of the lanes and of the whole, and a full lane does not hold up another', async () => {
    const { engine } = createTestEngine(db, undefined, { maxConcurrent: 5, laneLimits: { a: 2 } });
    const gate = createGate();
    const running = new Map<string, number>();
    const most = new Map<string, number>();
    engine.register(
      handlerOf(async (_context, input) => {
        for (const key of [input['lane'] as string, 'all']) {
          running.set(key, (running.get(key) ?? 0) + 1);
          most.set(key, Math.max(most.get(key) ?? 0, running.get(key) ?? 0));
        }
        await gate.wait();
        for (const key of [input['lane'] as string, 'all']) running.set(key, (running.get(key) ?? 0) - 1);
      }),
    );
    for (let index = 0; index < 12; index += 1) engine.enqueue({ kind: 'toy', input: { lane: 'a' }, priority: 1 });
    for (let index = 0; index < 12; index += 1) engine.enqueue({ kind: 'toy', input: { lane: 'b' } });
    await engine.start();
    await turnsUntil(() => gate.waiting() === 5);
    expect([running.get('a'), running.get('b')]).toEqual([2, 3]);
    let isIdle = false;
    void engine.idle().then(() => (isIdle = true));
    while (!isIdle) {
      gate.open();
      await turns(3);
    }
    expect([most.get('a'), most.get('all')]).toEqual([2, 5]);
    expect(db.sql.prepare(`SELECT count(*) AS n FROM job WHERE status = 'succeeded'`).get()).toEqual({ n: 24 });
    engine.setLaneLimit('a', 0);
    const held = engine.enqueue({ kind: 'toy', input: { lane: 'a' } });
    await engine.idle();
    expect(engine.get(held).status).toBe('queued');
    await engine.stop();
  });

  it('leaves a paused lane alone, also after a restart', async () => {
    const first = createTestEngine(db, undefined);
    first.engine.register(handlerOf(async () => null));
    await first.engine.start();
    first.engine.pauseLane('slow');
    const slow = first.engine.enqueue({ kind: 'toy', input: { lane: 'slow' } });
    const quick = first.engine.enqueue({ kind: 'toy', input: { lane: 'quick' } });
    await first.engine.idle();
    expect([first.engine.get(slow).status, first.engine.get(quick).status]).toEqual(['queued', 'succeeded']);
    await first.engine.stop();

    const second = createTestEngine(db, undefined);
    second.engine.register(handlerOf(async () => null));
    await second.engine.start();
    await second.engine.idle();
    expect(second.engine.pausedLanes()).toEqual(['slow']);
    expect(second.engine.get(slow).status).toBe('queued');
    second.engine.resumeLane('slow');
    await second.engine.idle();
    expect(second.engine.get(slow).status).toBe('succeeded');
    await second.engine.stop();
  });

  it('lets go at once what was put off for a cause that is gone, in that lane and for that cause alone', async () => {
    const time = createFakeTime();
    const { engine } = createTestEngine(db, time);
    const tries: string[] = [];
    engine.register(
      handlerOf(async (_context, { lane, reason }) => {
        const isFirst = !tries.includes(`${String(lane)} ${String(reason)}`);
        tries.push(`${String(lane)} ${String(reason)}`);
        if (!isFirst) return null;
        const failure = { code: 'provider-unavailable' as const, message: '', details: { reason: String(reason) } };
        throw new PostponeError(time.nowMs() + 60_000, failure);
      }),
    );
    await engine.start();
    const put = (lane: string, reason: string) => engine.enqueue({ kind: 'toy', input: { lane, reason } });
    const ids = [put('far', 'offline'), put('far', 'rate-limited'), put('near', 'offline')];
    const states = () => ids.map((id) => engine.get(id).status);
    await turnsUntil(() => tries.length === 3 && states().every((status) => status === 'queued'));
    engine.endWaits('far', ['offline', 'portal']);
    await turnsUntil(() => states()[0] === 'succeeded');
    expect(states()).toEqual(['succeeded', 'queued', 'queued']);
    engine.endWaits('far', ['offline', 'portal']);
    await turns(5);
    expect(tries).toHaveLength(4);
    await engine.stop();
  });

  it('gives each job to one of two engines on one file (F16)', async () => {
    const otherDb = library.open();
    const one = createTestEngine(db, undefined);
    const two = createTestEngine(otherDb, undefined);
    const ran: string[] = [];
    for (const [name, { engine }] of Object.entries({ one, two })) {
      engine.register(handlerOf(async (context) => void ran.push(`${name} ${context.jobId}`)));
      await engine.start();
    }
    const ids = db.write(() => Array.from({ length: 100 }, () => one.engine.enqueue({ kind: 'toy', input: {} })));
    await Promise.all([one.engine.idle(), two.engine.idle()]);
    expect(ran).toHaveLength(ids.length);
    expect(new Set(ran.map((entry) => entry.split(' ')[1]))).toEqual(new Set(ids));
    expect(new Set(ran.map((entry) => entry.split(' ')[0]))).toEqual(new Set(['one', 'two']));
    await one.engine.stop();
    await two.engine.stop();
    otherDb.close();
  });

  it.each(['step', 'settle'] as const)('refuses the %s of an old owner after a take-over (F19)', async (late) => {
    const otherDb = library.open();
    const old = createTestEngine(db, undefined);
    const next = createTestEngine(otherDb, undefined);
    const gates = { old: createGate(), next: createGate() };
    const commits: string[] = [];
    for (const [name, { engine }] of [['old', old] as const, ['next', next] as const]) {
      engine.register(
        handlerOf(async (context) => {
          await context.step('before', z.void(), async () => undefined);
          if (late === 'settle') {
            await gates[name].wait();
            return name;
          }
          return context.step(
            'work',
            z.string(),
            async () => {
              await gates[name].wait();
              return name;
            },
            () => commits.push(name),
          );
        }),
      );
    }
    await old.engine.start();
    const id = old.engine.enqueue({ kind: 'toy', input: {} });
    await turnsUntil(() => gates.old.waiting() === 1);
    await next.engine.start();
    await turnsUntil(() => gates.next.waiting() === 1);
    gates.old.open();
    await old.engine.idle();
    expect(next.engine.get(id)).toMatchObject({ status: 'running', result: null });
    gates.next.open();
    await next.engine.idle();
    expect(next.engine.get(id)).toMatchObject({ status: 'succeeded', result: 'next' });
    expect(commits).toEqual(late === 'step' ? ['next'] : []);
    const finished = db.sql.prepare(`SELECT name FROM step_log WHERE event = 'finished' ORDER BY id`).all();
    expect(finished).toEqual(late === 'step' ? [{ name: 'before' }, { name: 'work' }] : [{ name: 'before' }]);
    expect(old.events.filter((event) => event.type === 'succeeded')).toEqual([]);
    await old.engine.stop();
    await next.engine.stop();
    otherDb.close();
  });

  it('stops by itself when the lease is lost, and writes nothing more', async () => {
    let isHeld = true;
    const halts: unknown[] = [];
    const lease = {
      fence: 7,
      assertHeld() {
        if (!isHeld) throw new AppError('library-busy', 'taken over');
      },
    };
    const { engine } = createTestEngine(db, undefined, { lease, onHalt: (error) => halts.push(error) });
    const gate = createGate();
    let hasEnded = false;
    engine.register(
      handlerOf(async (context) => {
        await gate.wait();
        await context.step('late', z.void(), async () => undefined).catch(() => turns(40));
        hasEnded = true;
      }),
    );
    await engine.start();
    const id = engine.enqueue({ kind: 'toy', input: {} });
    await turnsUntil(() => gate.waiting() === 1);
    expect(db.sql.prepare('SELECT fence FROM job').get()).toEqual({ fence: 7 });
    isHeld = false;
    gate.open();
    await turnsUntil(() => halts.length > 0);
    await turns(20);
    expect(halts).toHaveLength(1);
    expect(engine.get(id).status).toBe('running');
    expect(db.sql.prepare('SELECT * FROM step_log').all()).toEqual([]);
    expect(hasEnded).toBe(false);
    await engine.stop();
    expect(hasEnded).toBe(true);
    await expect(engine.start()).rejects.toMatchObject({ code: 'library-busy' });
  });
});

it.each(['waiting', 'needs-attention'])('a job that is %s can be cancelled', (status) => {
  const { engine } = createTestEngine(db, undefined);
  const ends: string[] = [];
  engine.register(handlerOf(async () => null, { onSettled: (end) => ends.push(end.status) }));
  const id = engine.enqueue({ kind: 'toy', input: {} });
  db.sql.prepare('UPDATE job SET status = ?').run(status);
  engine.cancel(id);
  expect(engine.get(id)).toMatchObject({ status: 'cancelled', finishedAtMs: expect.any(Number) as number });
  expect(ends).toEqual(['cancelled']);
});

describe('memory of steps', () => {
  it('any plan of steps, crashed any number of times anywhere, gives the same outputs and runs each step once', async () => {
    const stepCount = fc.integer({ min: 1, max: 6 });
    await fc.assert(
      fc.asyncProperty(
        stepCount,
        fc.array(fc.nat({ max: 5 }), { maxLength: 4 }),
        fc.jsonValue(),
        async (count, crashes, seed) => {
          const finished: number[] = [];
          const expected = Array.from({ length: count }, (_value, index) => ({ index, seed }));
          const left = [...crashes];
          const { engine } = createTestEngine(db, undefined, { recoveryLimit: 100 });
          engine.register(
            handlerOf(
              async (context) => {
                const outputs: unknown[] = [];
                for (let index = 0; index < count; index += 1) {
                  outputs.push(
                    await context.step(
                      `s${index}`,
                      z.unknown(),
                      async () => {
                        if (left[0] === index) {
                          left.shift();
                          throw new AppError('ffmpeg-killed', 'crash');
                        }
                        return { index, seed };
                      },
                      () => finished.push(index),
                    ),
                  );
                }
                return outputs;
              },
              { retry: { maxAttempts: 10, delaysMs: [0] } },
            ),
          );
          await engine.start();
          const id = engine.enqueue({ kind: 'toy', input: {} });
          await turnsUntil(() => !['queued', 'running'].includes(engine.get(id).status));
          await engine.stop();
          expect(engine.get(id).status).toBe('succeeded');
          expect(engine.get(id).result).toEqual(JSON.parse(JSON.stringify(expected)));
          expect(finished).toEqual(expected.map(({ index }) => index));
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    [
      'another name at the same place',
      'order',
      async (c: JobContext, n: number) => c.step(n === 1 ? 'a' : 'b', z.number(), async () => 1),
    ],
    [
      'a name used twice',
      'named-twice',
      async (c: JobContext) => {
        await c.step('a', z.number(), async () => 1);
        await c.step('a', z.number(), async () => 2);
      },
    ],
    [
      'a step inside a step',
      'nested',
      async (c: JobContext) => c.step('a', z.number(), async () => c.step('b', z.number(), async () => 1)),
    ],
    [
      'an output that does not fit any more',
      'output',
      async (c: JobContext, n: number) =>
        c.step('a', (n === 1 ? z.number() : z.string()) as z.ZodType<unknown>, async () => 1),
    ],
  ])('%s is step-mismatch', async (_name, reason, body) => {
    const { engine } = createTestEngine(db, undefined);
    engine.register(
      handlerOf(
        async (context) => {
          await body(context, context.attempt);
          throw new AppError('ffmpeg-killed', 'once more');
        },
        { retry: { maxAttempts: 2, delaysMs: [0] } },
      ),
    );
    await engine.start();
    const id = engine.enqueue({ kind: 'toy', input: {} });
    await turnsUntil(() => engine.get(id).status === 'failed');
    expect(engine.get(id).error).toMatchObject({ code: 'step-mismatch', details: { reason } });
    await engine.stop();
  });

  it('the output, its row and the rows of the commit hook stand or fall together', async () => {
    db.sql.exec('CREATE TABLE made (name TEXT)');
    const { engine } = createTestEngine(db, undefined);
    engine.register(
      handlerOf(async (context) =>
        context.step(
          'make',
          z.string(),
          async () => 'x',
          (name) => {
            db.sql.prepare('INSERT INTO made VALUES (?)').run(name);
            throw new AppError('conflict', 'the shot is gone');
          },
        ),
      ),
    );
    await engine.start();
    const id = engine.enqueue({ kind: 'toy', input: {} });
    await engine.idle();
    expect(engine.get(id)).toMatchObject({ status: 'failed', error: { code: 'conflict' } });
    expect(db.sql.prepare('SELECT * FROM made').all()).toEqual([]);
    expect(db.sql.prepare('SELECT * FROM job_step').all()).toEqual([]);
    expect(db.sql.prepare('SELECT event FROM step_log ORDER BY id').all()).toEqual([
      { event: 'started' },
      { event: 'failed' },
    ]);
    await engine.stop();
  });

  it('steps side by side keep the order of their calls', async () => {
    const { engine } = createTestEngine(db, undefined);
    const ran: string[] = [];
    const stepNames = () =>
      db
        .prepare<[], { name: string }>('test.steps', 'SELECT name FROM job_step')
        .all()
        .map(({ name }) => name);
    engine.register(
      handlerOf(
        async (context) => {
          const both = ['slow', 'quick'].map((name) =>
            context.step(name, z.string(), async () => {
              ran.push(name);
              // Until its neighbour is stored.
              if (name === 'slow') await turnsUntil(() => stepNames().includes('quick'));
              if (name === 'slow' && context.attempt === 1) throw new AppError('ffmpeg-killed', 'first time');
              return name;
            }),
          );
          return Promise.all(both);
        },
        { retry: { maxAttempts: 2, delaysMs: [0] } },
      ),
    );
    await engine.start();
    const id = engine.enqueue({ kind: 'toy', input: {} });
    await turnsUntil(() => engine.get(id).status === 'succeeded');
    expect(engine.get(id).result).toEqual(['slow', 'quick']);
    expect(ran).toEqual(['slow', 'quick', 'slow']);
    await engine.stop();
  });
});

describe('progress', () => {
  it('is written at most four times a second for all jobs together, never runs back, and gives an ETA', async () => {
    const time = createFakeTime();
    const { engine, events } = createTestEngine(db, time);
    const reports = new Map<string, (fraction: number) => void>();
    engine.register(
      handlerOf(async (context) => {
        reports.set(context.jobId, context.report);
        await untilAborted(context.signal);
      }),
    );
    await engine.start();
    const ids = [0, 1, 2].map(() => engine.enqueue({ kind: 'toy', input: {} }));
    await turnsUntil(() => reports.size === 3);
    let writes = 0;
    db.sql.function('count_write', () => ++writes);
    db.sql.exec(
      `CREATE TEMP TRIGGER progress_written AFTER UPDATE OF progress ON job WHEN NEW.id = '${ids[0]}' BEGIN SELECT count_write(); END`,
    );
    for (let tick = 1; tick <= 200; tick += 1) {
      for (const report of reports.values()) report(tick / 400);
      reports.get(ids[0] ?? '')?.(0.001);
      time.advance(5);
    }
    expect(writes).toBeGreaterThanOrEqual(3);
    expect(writes).toBeLessThanOrEqual(5);
    time.advance(250);
    expect(engine.get(ids[0] ?? '').progress).toBe(0.5);
    const values = events.filter((e) => e.type === 'progress' && e.jobId === ids[0]).map((e) => e.progress);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(values.at(-1)).toBe(0.5);
    expect(engine.eta(ids[0] ?? '')).toEqual({ elapsedMs: 1_250, remainingMs: 1_250 });
    await engine.stop();
  });
});

describe('the time that is left', () => {
  it('comes from earlier jobs of the kind before the job itself can tell', async () => {
    const time = createFakeTime();
    const { engine } = createTestEngine(db, time, { maxConcurrent: 1 });
    engine.register(handlerOf(async (_context, input) => time.advance(input['takesMs'] as number)));
    engine.register(handlerOf(async () => time.advance(77_000), { kind: 'other' }));
    await engine.start();
    for (const takesMs of [3_000, 9_000, 4_000]) engine.enqueue({ kind: 'toy', input: { takesMs } });
    engine.enqueue({ kind: 'other', input: {} });
    await engine.idle();
    engine.pauseLane('default');
    const id = engine.enqueue({ kind: 'toy', input: { takesMs: 5_000 } });
    expect(engine.eta(id)).toEqual({ elapsedMs: 0, remainingMs: 4_000 });
    engine.resumeLane('default');
    await engine.idle();
    expect(engine.eta(id)).toEqual({ elapsedMs: 5_000, remainingMs: 0 });
    engine.pauseLane('default');
    expect(engine.eta(engine.enqueue({ kind: 'toy', input: { takesMs: 1 } }))).toMatchObject({ remainingMs: 4_500 });
    await engine.stop();
  });
});

describe('the event loop', () => {
  it('has a turn for others between any two claims of a long queue', async () => {
    const { engine } = createTestEngine(db, undefined, { maxConcurrent: 50 });
    engine.register(handlerOf(async (context) => untilAborted(context.signal)));
    db.write(() => {
      for (let index = 0; index < 50; index += 1) engine.enqueue({ kind: 'toy', input: {} });
    });
    let startedInTurn = 0;
    let most = 0;
    let started = 0;
    engine.onEvent((event) => {
      if (event.type !== 'started') return;
      started += 1;
      startedInTurn += 1;
      most = Math.max(most, startedInTurn);
    });
    await engine.start();
    await turnsUntil(() => {
      startedInTurn = 0;
      return started === 50;
    });
    expect(most).toBe(1);
    await engine.stop();
  });
});
