import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallChoice, RecoveryClass } from '../../../src/shared/model/paid-call.ts';
import { checkLibrary } from '../checker/check-library.ts';
import type { CheckedLibrary } from '../checker/check-library.ts';
import { startReplicateServer, TEST_TOKEN } from '../providers/replicate/replicate-server.ts';
import type { Charge, PostRecord } from '../providers/replicate/server-types.ts';
import { createFastTime } from './paid-time.ts';
import { runWorker } from './run-worker.ts';
import type { WorkerEnd } from './run-worker.ts';

/** A small purchase with everything in it: pictures, two of them with a lost answer, and two that are cancelled under way. */
export interface KillCase {
  recovery: RecoveryClass;
  /** Absent: nobody is killed. */
  failPoint?: string;
  /** For the run after the kill. */
  secondFailPoint?: string;
}

export interface KillWorld {
  /** The first run. */
  first: WorkerEnd;
  /** Runs that were killed. */
  kills: number;
  /** The last run: nobody killed it. */
  last: WorkerEnd;
  look(): { found: CheckedLibrary; charges: Charge[]; posts: PostRecord[] };
  /** A person answers every open question; the worker runs again to its end. */
  answer(choice: CallChoice): Promise<WorkerEnd>;
  close(): Promise<void>;
}

/** The long form has enough of everything that each point is passed at least twice. */
export const IS_LONG = process.env['FRAMEWRIGHT_ALL_KILLS'] === '1';
/** What is bought to its end, and what is cancelled once the provider has it. */
export const BOUGHT = ['first', 'second', ...(IS_LONG ? ['third'] : [])];
export const CANCELLED = ['cancelled one', ...(IS_LONG ? ['cancelled two'] : [])];

const SPEED = 25;
/** What takes so long that a cancel comes in time. */
const SLOW = { startMs: 100, runMs: 3_600_000 };
/** Reads by which a result is had at the first look, and one that needs a second. */
const QUICK = { startMs: 0, runMs: 0 };

/** Runs the case until nothing is left to do. `last` of a reconcile run has everything done. */
export async function runKillCase(wish: KillCase): Promise<KillWorld> {
  const originMs = Date.now();
  const time = createFastTime(SPEED, originMs);
  const server = await startReplicateServer({
    clock: time,
    validate: false,
    latency: (_model, input) => (String(input['prompt']).includes('cancelled') ? SLOW : QUICK),
  });
  // Without a lost answer nobody would ever look one up.
  if (wish.recovery !== 'operator') server.script({ kind: 'reset-after-charge', nth: 2, times: IS_LONG ? 2 : 1 });
  const folder = mkdtempSync(join(tmpdir(), 'framewright-kill-'));
  const home = join(folder, 'home');
  const order = {
    ...{ home, url: server.url, token: TEST_TOKEN, recovery: wish.recovery },
    goods: [...BOUGHT, ...CANCELLED].map((name) => ({ name })),
    ...{ cancel: CANCELLED, choice: null, maxConcurrent: 1, speed: SPEED, originMs },
  };
  const points = [wish.failPoint, wish.secondFailPoint, undefined];
  const ends: WorkerEnd[] = [];
  for (const failPoint of points) {
    const end = await runWorker(order, { failPoint });
    ends.push(end);
    if (end.signal === null || end.hung) break;
  }
  const [first] = ends;
  const last = ends.at(-1);
  if (first === undefined || last === undefined) throw new Error('nothing ran');
  return {
    first,
    last,
    kills: ends.filter(({ signal, hung }) => signal === 'SIGKILL' && !hung).length,
    look: () => {
      const charges = server.charges();
      return { found: checkLibrary(home, charges, { isEnded: true }), charges, posts: server.posts() };
    },
    answer: (choice) => runWorker({ ...order, choice }),
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
