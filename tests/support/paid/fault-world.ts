import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PaidCallRow } from '../../../src/main/db/repositories/paid-call-repository.ts';
import type { JobRow } from '../../../src/main/jobs/job-types.ts';
import { checkLibrary } from '../checker/check-library.ts';
import type { CheckedLibrary } from '../checker/check-library.ts';
import type { ScriptedFault } from '../providers/replicate/fault-kinds.ts';
import { startReplicateServer, TEST_TOKEN } from '../providers/replicate/replicate-server.ts';
import type { ReplicateServer } from '../providers/replicate/replicate-server.ts';
import type { ReplicateServerOptions } from '../providers/replicate/server-types.ts';
import { createJumpTime } from './paid-time.ts';
import type { JumpTime } from './paid-time.ts';
import { openShop } from './shop.ts';
import type { Goods, Shop, ShopOptions } from './shop.ts';

/** A shop beside its provider, on one clock that jumps over every wait. */
export interface FaultWorld {
  server: ReplicateServer;
  shop: Shop;
  time: JumpTime;
  home: string;
  /** Runs until every job has ended or waits for a person. Gives what became of them. */
  settle(): Promise<FaultEnd>;
  close(): Promise<void>;
}

export interface FaultEnd {
  jobs: JobRow[];
  /** Every attempt, in the order of their jobs. */
  calls: PaidCallRow[];
  found: CheckedLibrary;
  posts: number;
  /** Kinds of the faults that struck. */
  struck: string[];
  /** What the jobs took by the injected clock, ms. */
  tookMs: number;
}

/** Real time that a silent socket may take; the product's limits are a hundred times as long. */
const LIMITS = { connectMs: 2_000, firstByteMs: 300, idleMs: 300, totalMs: 2_000 };

/** Opens both. `latency` of the server: half a second of the injected clock. */
export async function openFaultWorld(
  goods: readonly Goods[],
  script: readonly ScriptedFault[],
  more: { server?: ReplicateServerOptions; shop?: Partial<ShopOptions> } = {},
): Promise<FaultWorld> {
  const time = createJumpTime();
  const server = await startReplicateServer({ clock: time, script, ...more.server });
  const home = mkdtempSync(join(tmpdir(), 'framewright-faults-'));
  const shop = await openShop({
    ...{ home, url: server.url, token: TEST_TOKEN, time, limits: LIMITS, random: () => 0.5 },
    ...more.shop,
  });
  const ids = shop.order(goods);
  let isStarted = false;
  const startMs = time.nowMs();
  return {
    server,
    shop,
    time,
    home,
    async settle() {
      if (!isStarted) await shop.start();
      isStarted = true;
      await shop.settled();
      const jobs = ids.map((id) => shop.engine.get(id));
      const calls = ids.flatMap((id) => shop.library.repos.paidCalls.listByJob(id));
      return {
        ...{ jobs, calls, posts: server.posts().length, tookMs: time.nowMs() - startMs },
        found: checkLibrary(home, server.charges(), { isEnded: true }),
        struck: server.faults().map(({ kind }) => kind),
      };
    },
    async close() {
      time.close();
      await shop.close();
      rmSync(home, { recursive: true, force: true });
      await server.close();
    },
  };
}
