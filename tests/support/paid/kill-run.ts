import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SeededRandom } from '../../../src/shared/util/seeded-random.ts';
import { checkLibrary } from '../checker/check-library.ts';
import { startReplicateServer, TEST_TOKEN } from '../providers/replicate/replicate-server.ts';
import { createFastTime } from './paid-time.ts';
import { runWorker } from './run-worker.ts';

export interface KillRun {
  kills: number;
  /** Jobs that never came to an end. */
  lost: number;
  doubleCharges: number;
  /** Everything else that the check found, with the kill after which it did. */
  problems: string[];
  posts: number;
  charges: number;
  /** Kept for a look where something was found. */
  folder: string;
}

const SPEED = 10;
const IMAGES = 8;
/** How often a person answers at most. */
const ANSWERS = 3;

/**
 * One shop on a provider that loses one answer in twenty: killed `kills` times at random moments, started again each time,
 * checked after each, then left to come to its end.
 */
export async function runKilled(random: SeededRandom, kills: number, seed: number): Promise<KillRun> {
  const originMs = Date.now();
  const server = await startReplicateServer({
    clock: createFastTime(SPEED, originMs),
    ...{ validate: false, seed, faultRate: 0.05, looks: 6 },
    faultKinds: ['reset-after-charge', 'error-503', 'reset-mid-answer', 'error-502-after-charge', 'truncated-length'],
    latency: { startMs: 200, runMs: 1_500 },
  });
  const folder = mkdtempSync(join(tmpdir(), 'fw-kill-paid-'));
  const home = join(folder, 'home');
  const order = {
    ...{ home, url: server.url, token: TEST_TOKEN, recovery: 'reconcile' as const },
    goods: Array.from({ length: IMAGES }, (_, at) => ({ name: `picture ${at}` })),
    ...{ cancel: ['picture 3'], choice: null, maxConcurrent: 4, speed: SPEED, originMs },
  };
  const run: KillRun = { kills: 0, lost: 0, doubleCharges: 0, problems: [], posts: 0, charges: 0, folder };
  const look = (isEnded: boolean): void => {
    if (!existsSync(join(home, 'library.db'))) return;
    const { problems } = checkLibrary(home, server.charges(), { isEnded });
    run.doubleCharges += problems.filter((text) => /charged twice|was charged \d+ times/.test(text)).length;
    run.problems.push(...problems.map((text) => `after kill ${run.kills}: ${text}`));
  };
  const asks = (): boolean => (checkLibrary(home, server.charges(), { isEnded: true }).calls['NEEDS_USER'] ?? 0) > 0;
  for (let turn = 0; turn < kills; turn += 1) {
    const end = await runWorker(order, { killAfterMs: random.between(0, 420) });
    if (end.signal !== 'SIGKILL' || end.hung) {
      if (end.code !== 0) run.problems.push(`the process ended by itself: ${end.code} ${end.stderr.slice(-500)}`);
      break;
    }
    run.kills += 1;
    look(false);
  }
  const toItsEnd = async (choice: 'pay-again' | null): Promise<void> => {
    const last = await runWorker({ ...order, choice });
    if (last.code !== 0) run.problems.push(`the last start: ${last.code} ${last.stderr.slice(-500)}`);
    look(true);
  };
  await toItsEnd(null);
  // What was sent whole and is never listed waits for a person, who looks at the provider and pays again.
  for (let turn = 0; turn < ANSWERS && asks(); turn += 1) {
    server.clearFaults();
    await toItsEnd('pay-again');
  }
  const { calls, jobs } = checkLibrary(home, server.charges(), { isEnded: true });
  // A call may be cancelled before the provider has it, or be finished all the same.
  const settled = (jobs['succeeded'] ?? 0) + (jobs['cancelled'] ?? 0);
  run.lost = Math.max(0, IMAGES - settled) + Math.max(0, IMAGES - 1 - (calls['DONE'] ?? 0));
  run.posts = server.posts().length;
  run.charges = server.charges().filter(({ state }) => state !== 'released').length;
  await server.close();
  if (run.lost + run.problems.length === 0) rmSync(folder, { recursive: true, force: true });
  return run;
}
