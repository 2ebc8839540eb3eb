// Buys until everything has ended or waits for a person; a harness kills it. Its orders stand in PAID_WORKER (JSON).
// Its last line tells how often each kill point was passed.
import { z } from 'zod';
import { createKillPoint } from '../../../src/main/jobs/kill-points.ts';
import { callChoiceSchema } from '../../../src/shared/model/paid-call.ts';
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
});
export type WorkerOrder = z.input<typeof workerOrderSchema>;

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
  });
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
  await shop.start();
  await shop.settled();
  clearInterval(watch);
  await shop.close();
  process.stdout.write(`${JSON.stringify(passed)}\n`);
}

await main();
