// Buys until everything has ended or waits for a person; a harness kills it. Its orders stand in PAID_WORKER (JSON).
// Its last line tells how often each kill point was passed.
import { closeSync, openSync } from 'node:fs';
import { z } from 'zod';
import { createKillPoint } from '../../../src/main/jobs/kill-points.ts';
import type { NewId } from '../../../src/main/platform/ids.ts';
import { toAppError } from '../../../src/shared/contract/errors.ts';
import { callChoiceSchema } from '../../../src/shared/model/paid-call.ts';
import { createSeededRandom } from '../../../src/shared/util/seeded-random.ts';
import { asClass } from './recovery-classes.ts';
import { createFastTime } from './paid-time.ts';
import { goodsSchema, openShop } from './shop.ts';

export const workerOrderSchema = z.strictObject({
  home: z.string(),
  url: z.string(),
  token: z.string(),
  recovery: z.enum(['reconcile', 'operator', 'idempotent']),
  goods: z.array(goodsSchema),
  /** Names of goods whose jobs are cancelled as soon as the provider has taken them. */
  cancel: z.array(z.string()),
  /** The answer to every call that needs one. */
  choice: callChoiceSchema.nullable(),
  maxConcurrent: z.int(),
  /** How many times as fast time runs, and since when. */
  speed: z.number(),
  originMs: z.number(),
  /** Ids in this order instead of random ones, so that every run has the same names of files. */
  idSeed: z.int().optional(),
  /** Jobs that failed before are wanted again, as a person wants them. */
  retry: z.boolean().default(false),
  probe: z.enum(['header', 'tools']).default('header'),
  /** Every file handle that the process may have is taken, but so many, until jobs were put off so often. */
  scarceHandles: z.strictObject({ free: z.int(), untilPostponed: z.int() }).optional(),
});
export type WorkerOrder = z.input<typeof workerOrderSchema>;

/** Ids of the form of a UUIDv7 that sort in the order in which they were made. */
function createIds(seed: number): NewId {
  const random = createSeededRandom(seed);
  const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');
  let count = 0;
  return () => {
    count += 1;
    return `${hex(seed, 8)}-${hex(count, 4)}-7000-8000-${hex(Math.floor(random.next() * 2 ** 48), 12)}`;
  };
}

/** Takes all handles but `free`. Gives the way to give them back. */
function takeHandles(free: number): () => void {
  const taken: number[] = [];
  try {
    for (;;) taken.push(openSync('/dev/null', 'r'));
  } catch {
    for (const handle of taken.splice(0, free)) closeSync(handle);
  }
  return () => {
    for (const handle of taken) closeSync(handle);
  };
}

async function main(): Promise<void> {
  const wish = workerOrderSchema.parse(JSON.parse(process.env['PAID_WORKER'] ?? ''));
  const passed: Record<string, number> = {};
  const kill = createKillPoint(process.env);
  const controlUrl = wish.url.replace(/\/v1$/, '/__control');
  const shop = await openShop({
    ...{ home: wish.home, url: wish.url, token: wish.token, maxConcurrent: wish.maxConcurrent },
    time: createFastTime(wish.speed, wish.originMs),
    wrap: (adapter) => asClass(adapter, wish.recovery, controlUrl),
    killPoint: (name) => {
      passed[name] = (passed[name] ?? 0) + 1;
      kill(name);
    },
    probe: wish.probe,
    ...(wish.idSeed === undefined ? {} : { newId: createIds(wish.idSeed) }),
  });
  const stray = (error: unknown): void => {
    // As the programs do: an error that escaped a job belongs to that job (F71).
    if (!shop.engine.takeStrayError(error)) throw error;
  };
  process.on('unhandledRejection', stray).on('uncaughtException', stray);
  process.stdout.write('started\n');
  const ids = shop.order(wish.goods);
  if (wish.choice !== null) for (const call of shop.calls.needs()) shop.calls.decide(call.id, wish.choice);
  const cancelled = new Set(ids.filter((_, at) => wish.cancel.includes(wish.goods[at]?.name ?? '')));
  const watch = setInterval(() => {
    for (const { jobId, state } of shop.library.repos.paidCalls.listOpen()) {
      const isTaken = state === 'SUBMITTED' || state === 'RUNNING';
      if (isTaken && cancelled.delete(jobId)) shop.engine.cancel(jobId);
    }
  }, 5);
  let left = wish.scarceHandles?.untilPostponed ?? 0;
  shop.engine.onEvent(({ type, jobId }) => {
    const name = `${type}.${shop.engine.get(jobId).error?.code ?? ''}`;
    if (type !== 'postponed') return;
    passed[name] = (passed[name] ?? 0) + 1;
    left -= 1;
    if (left === 0) giveBack?.();
  });
  const giveBack = wish.scarceHandles === undefined ? undefined : takeHandles(wish.scarceHandles.free);
  try {
    await shop.start();
    if (wish.retry) for (const id of ids) if (shop.engine.get(id).status === 'failed') shop.engine.retry(id);
    await shop.settled();
  } finally {
    clearInterval(watch);
    await shop.close();
  }
  process.stdout.write(`${JSON.stringify(passed)}\n`);
}

try {
  await main();
} catch (error) {
  const { code, message, details } = toAppError(error);
  // As the command line: a fault that has a name is told by its name.
  process.stderr.write(
    code === 'internal' && details['sqliteCode'] === undefined
      ? String((error as Error).stack)
      : `${code}: ${message}\n`,
  );
  process.exitCode = 1;
}
