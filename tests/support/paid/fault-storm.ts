import { createSeededRandom } from '../../../src/shared/util/seeded-random.ts';
import { PASSING_FAULTS } from '../providers/replicate/fault-kinds.ts';
import type { FaultKind } from '../providers/replicate/fault-kinds.ts';
import { openFaultWorld } from './fault-world.ts';
import type { Goods } from './shop.ts';

export interface Storm {
  shots: number;
  /** Faults that struck. */
  faults: number;
  kinds: number;
  jobs: Record<string, number>;
  /** Jobs by the code they ended or wait with. */
  codes: Record<string, number>;
  /** How often a person was asked for a key or for credit. */
  prompts: number;
  /** In a state that no word stands for, or without an end. */
  nameless: number;
  attempts: number;
  /** Calls that waited for a person in the end. */
  asked: number;
  charges: number;
  /** Orders that were charged more often than a person has approved. */
  doubleCharges: number;
  /** Micro-dollars that the provider took beyond what the ledger says. */
  overspendMicroUsd: number;
  problems: string[];
  /** Longest wait that a job was sent into, by the injected clock, ms. */
  longestWaitMs: number;
  /** How much later than its wait was over a job went on, at most, ms. */
  longestDelayMs: number;
  tookMs: number;
}

/** What only a person ends; here one stands by, who puts everything right at once. */
const OF_A_PERSON = ['unauthorized', 'forbidden', 'no-credit', 'spend-limit'] as const satisfies readonly FaultKind[];
/**
 * Every kind but two: an answer that is held back is a wish of the tests for races, and a model that is retired stays so.
 * Both are in the table of single faults.
 */
const STORM_KINDS: readonly FaultKind[] = [...PASSING_FAULTS, ...OF_A_PERSON];
const SLOW = new Set<FaultKind>(['slow-loris', 'endless-body', 'gzip-bomb', 'hang', 'hang-after-charge']);
/** Share of requests that meet a fault: a shot meets about six before it has its picture. */
const RATE = 0.6;

/** Every fourth is a clip from its first picture, every eighth one to its last picture too. */
const shotOf = (at: number): Goods => ({
  name: `shot ${at}`,
  ...(at % 4 === 3 ? { kind: 'video' as const, end: at % 8 === 7 } : {}),
});

/**
 * Buys `shots` pictures and clips from a provider where three of five requests meet a fault, until `faults` have struck; then the line
 * is clear. Where the shots end before, more are bought.
 */
export async function runStorm(options: {
  seed: number;
  shots: number;
  faults: number;
  /** Without what takes real time for every byte. */
  isQuick?: boolean;
}): Promise<Storm> {
  const random = createSeededRandom(options.seed);
  const faultKinds = STORM_KINDS.filter((kind) => options.isQuick !== true || !SLOW.has(kind));
  const goods = Array.from({ length: options.shots }, (_, at) => shotOf(at));
  // As many at a time as the product runs, so that nobody waits for a free place.
  const world = await openFaultWorld(goods.slice(0, AT_A_TIME), [], {
    server: { looks: 4, validate: false, seed: options.seed, faultRate: RATE, faultKinds },
    shop: { maxConcurrent: AT_A_TIME, random: () => random.next() },
  });
  const { server, shop, time } = world;
  const watch = setInterval(() => {
    if (server.faults().length >= options.faults) server.clearFaults();
  }, 1);
  const dueMs = new Map<string, number>();
  let longestWaitMs = 0;
  let longestDelayMs = 0;
  shop.engine.onEvent(({ type, jobId }) => {
    if (type === 'postponed' || type === 'retrying') {
      const { runAtMs } = shop.engine.get(jobId);
      dueMs.set(jobId, runAtMs);
      longestWaitMs = Math.max(longestWaitMs, runAtMs - time.nowMs());
    } else if (type === 'started') {
      longestDelayMs = Math.max(longestDelayMs, time.nowMs() - (dueMs.get(jobId) ?? time.nowMs()));
      dueMs.delete(jobId);
    }
  });
  let prompts = 0;
  /** To the end of what is ordered; whoever is asked for a key or for credit puts it right. */
  const settle = async () => {
    for (;;) {
      const end = await world.settle();
      const asked = shop.calls.guards.prompts().length;
      if (asked === 0) return end;
      prompts += asked;
      shop.calls.guards.unblock('replicate');
      if (shop.calls.resume({ kind: 'vendor', vendor: 'replicate' }) === 0) return world.settle();
    }
  };
  let end = await settle();
  for (let from = AT_A_TIME; from < goods.length; from += AT_A_TIME) {
    shop.order(goods.slice(from, from + AT_A_TIME));
    end = await settle();
  }
  let extra = 0;
  while (server.faults().length < options.faults && extra < MOST_EXTRA) {
    extra += 1;
    shop.order([{ name: `extra ${extra}` }]);
    end = await settle();
  }
  clearInterval(watch);
  // What was sent whole and is never listed waits for a person: each is bought again, once the line is clear.
  server.clearFaults();
  const asked = shop.calls.needs().length;
  for (const { id } of shop.calls.needs()) shop.calls.decide(id, 'pay-again');
  end = await settle();
  const rows = shop.library.db.sql
    .prepare("SELECT status, json_extract(error_json, '$.code') AS code FROM job")
    .all() as {
    status: string;
    code: string | null;
  }[];
  const codes: Record<string, number> = {};
  for (const { status, code } of rows) if (status !== 'succeeded') codes[code ?? ''] = (codes[code ?? ''] ?? 0) + 1;
  const { sums, jobs } = end.found;
  const problems = end.found.problems.map((text) => {
    const id = /call ([0-9a-f-]{36})/.exec(text)?.[1];
    return id === undefined ? text : `${text}: ${JSON.stringify(shop.library.repos.paidCalls.listEvents(id))}`;
  });
  const attempts = shop.library.db.sql.prepare('SELECT count(*) AS count FROM paid_call').get() as { count: number };
  const storm: Storm = {
    shots: options.shots + extra,
    faults: server.faults().length,
    kinds: new Set(server.faults().map(({ kind }) => kind)).size,
    ...{ jobs, codes, problems, prompts },
    nameless: rows.filter(({ status, code }) => !(status === 'succeeded' || NAMED.has(code ?? ''))).length,
    ...{ attempts: attempts.count, asked },
    charges: server.charges().filter(({ state }) => state !== 'released').length,
    doubleCharges: problems.filter((text) => /charged twice|was charged \d+ times/.test(text)).length,
    overspendMicroUsd: Math.max(0, sums.providerMicroUsd - sums.ourMicroUsd - sums.uncertainMicroUsd),
    ...{ longestWaitMs, longestDelayMs },
    tookMs: end.tookMs,
  };
  time.close();
  await world.close();
  return storm;
}

const MOST_EXTRA = 400;
const AT_A_TIME = 20;

/** Ends that say what happened and what to do: the words for them are in shared/i18n. */
const NAMED: ReadonlySet<string> = new Set([
  ...['content-refused', 'provider-failed', 'provider-unavailable', 'output-broken', 'output-expired'],
  ...['provider-changed', 'payment-uncertain', 'address-blocked', 'rate-limited', 'provider-rejected'],
]);

/** A breaker's rest with its jitter: the longest wait that anything is sent into. */
const LONGEST_WAIT_MS = 300_000;
const SLACK_MS = 5_000;

/** What of the storm's promise was not kept. */
export function stormFindings(storm: Storm): string[] {
  const findings = [...storm.problems];
  if (storm.nameless > 0) findings.push(`${storm.nameless} shots ended without a name for it`);
  if (storm.doubleCharges > 0) findings.push(`${storm.doubleCharges} orders were paid twice`);
  if (storm.overspendMicroUsd > 0) findings.push(`${storm.overspendMicroUsd} micro-dollars were not booked`);
  if (storm.longestWaitMs > LONGEST_WAIT_MS) findings.push(`a wait of ${storm.longestWaitMs} ms`);
  if (storm.longestDelayMs > SLACK_MS) findings.push(`a job went on ${storm.longestDelayMs} ms late`);
  return findings;
}
