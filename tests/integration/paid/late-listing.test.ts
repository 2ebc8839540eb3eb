import { afterEach, describe, expect, it } from 'vitest';
import { openFaultWorld } from '../../support/paid/fault-world.ts';
import type { FaultEnd, FaultWorld } from '../../support/paid/fault-world.ts';
import type { FaultKind, ScriptedFault } from '../../support/providers/replicate/fault-kinds.ts';

/**
 * F38: a create whose answer was lost and that the provider's list names late, or never. Nothing is bought a second time
 * before a person says so, however late the list is.
 */

const IMAGE = 3_000;
/** As long as a person is not asked yet (the table of policies). */
const ASK_AFTER_MS = 60_000;

let world: FaultWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

async function open(script: readonly ScriptedFault[], names = ['one']): Promise<FaultWorld> {
  world = await openFaultWorld(
    names.map((name) => ({ name })),
    script,
  );
  return world;
}

const lost = (listDelayMs: number, kind: FaultKind = 'reset-after-charge'): ScriptedFault => ({
  ...{ kind, at: 'create', listDelayMs },
});
const signal = (): AbortSignal => new AbortController().signal;

/** What matters of an end. */
const shortOf = ({ jobs, calls, found, posts }: FaultEnd) => ({
  problems: found.problems,
  posts,
  jobs: jobs.map(({ status, error }) => [status, error?.code, error?.details.reason]),
  calls: calls.map(({ state, chargedMicroUsd }) => [state, chargedMicroUsd]),
});
const PAID_ONCE = {
  ...{ problems: [], posts: 1 },
  ...{ jobs: [['succeeded', undefined, undefined]], calls: [['DONE', IMAGE]] },
};
const ASKED = {
  ...{ problems: [], posts: 1 },
  ...{ jobs: [['needs-attention', 'payment-uncertain', 'not-listed']], calls: [['NEEDS_USER', null]] },
};

describe('the list is late, and within the time', () => {
  it.each([3_000, 19_000, 25_000, 59_000])('%i ms: found by itself, one POST, paid once', async (delayMs) => {
    const opened = await open([lost(delayMs)]);
    expect(shortOf(await opened.settle())).toEqual(PAID_ONCE);
  });

  it('waits of the look-up give the place to others', async () => {
    const opened = await open([lost(50_000)]);
    const waits: string[] = [];
    opened.shop.engine.onEvent(({ type, jobId }) => {
      if (type === 'postponed') waits.push(String(opened.shop.engine.get(jobId).error?.details.reason));
    });
    expect(shortOf(await opened.settle())).toEqual(PAID_ONCE);
    expect(waits).toContain('looking-up');
  });
});

describe('the list is later than that', () => {
  const after: readonly FaultKind[] = ['reset-after-charge', 'error-503-after-charge', 'hang-after-charge'];
  it.each(after)('%s, listed after 90 s: asked, and it goes on by itself when it turns up', async (kind) => {
    const opened = await open([lost(90_000, kind)]);
    const { shop, time } = opened;
    const end = await opened.settle();
    expect(shortOf(end)).toEqual(ASKED);
    expect(end.tookMs).toBeGreaterThanOrEqual(ASK_AFTER_MS);
    // What is not there yet changes nothing.
    expect(await shop.calls.lookForLate(signal())).toBe(0);
    expect(shortOf(await opened.settle())).toEqual(ASKED);
    time.advance(40_000);
    expect(await shop.calls.lookForLate(signal())).toBe(1);
    expect(shortOf(await opened.settle())).toEqual(PAID_ONCE);
    expect(await shop.calls.lookForLate(signal())).toBe(0);
  });

  it('the watch of the running program finds it without being asked', async () => {
    const opened = await open([lost(90_000)]);
    expect(shortOf(await opened.settle())).toEqual(ASKED);
    opened.shop.calls.watch();
    while (opened.shop.calls.needs().length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(shortOf(await opened.settle())).toEqual(PAID_ONCE);
  });

  it('a person pays again, then the first turns up: two charges as approved, and it is shown, not adopted', async () => {
    const opened = await open([lost(90_000)]);
    const { shop, time } = opened;
    await opened.settle();
    const [asked] = shop.calls.needs();
    shop.calls.decide(asked?.id ?? '', 'pay-again');
    const bought = await opened.settle();
    expect(bought.calls.map(({ state }) => state)).toEqual(['FAILED', 'DONE']);
    time.advance(90_000);
    expect(await shop.calls.lookForLate(signal())).toBe(1);
    const end = await opened.settle();
    expect(end.found.problems).toEqual([]);
    expect(end.posts).toBe(2);
    expect(end.found.sums).toMatchObject({ providerMicroUsd: 2 * IMAGE, ourMicroUsd: 2 * IMAGE });
    const { call, events } = shop.calls.get(asked?.id ?? '');
    expect(call).toMatchObject({ state: 'FAILED', choice: 'pay-again', chargedMicroUsd: IMAGE });
    expect(call.remoteId).toBe(opened.server.charges()[0]?.predictionId);
    expect(events.at(-1)?.detail).toEqual({ reason: 'turned-up' });
  });

  it('a person looks again before it is listed: asked again; after it is: goes on', async () => {
    const opened = await open([lost(180_000)]);
    const { shop, time } = opened;
    await opened.settle();
    const [asked] = shop.calls.needs();
    shop.calls.decide(asked?.id ?? '', 'look-again');
    expect(shortOf(await opened.settle())).toEqual(ASKED);
    time.advance(180_000);
    shop.calls.decide(asked?.id ?? '', 'look-again');
    expect(shortOf(await opened.settle())).toEqual(PAID_ONCE);
  });

  it('its job was cancelled meanwhile: what turns up is kept and booked', async () => {
    const opened = await open([lost(90_000)]);
    const { shop, time } = opened;
    await opened.settle();
    const [asked] = shop.calls.needs();
    shop.engine.cancel(asked?.jobId ?? '');
    expect((await opened.settle()).calls.map(({ state }) => state)).toEqual(['NEEDS_USER']);
    time.advance(90_000);
    expect(await shop.calls.lookForLate(signal())).toBe(1);
    const end = await opened.settle();
    expect(end.found.problems).toEqual([]);
    expect(end.posts).toBe(1);
    expect(end.calls.map(({ state, chargedMicroUsd }) => [state, chargedMicroUsd])).toEqual([['DONE', IMAGE]]);
  });

  it.each(['turns up', 'lost', 'look-again', 'pay-again'] as const)(
    'its job was cancelled while it was looked for, then %s: nothing waits for anybody in the end',
    async (what) => {
      const opened = await open([lost(90_000)]);
      const { shop, time } = opened;
      const { paidCalls } = shop.library.repos;
      const running = opened.settle();
      while (paidCalls.listOpen()[0]?.state !== 'UNCERTAIN') await new Promise((resolve) => setTimeout(resolve, 2));
      shop.engine.cancel(paidCalls.listOpen()[0]?.jobId ?? '');
      await running;
      expect((await opened.settle()).calls.map(({ state }) => state)).toEqual(['NEEDS_USER']);
      time.advance(90_000);
      if (what === 'turns up') expect(await shop.calls.lookForLate(signal())).toBe(1);
      else shop.calls.decide(shop.calls.needs()[0]?.id ?? '', what);
      const end = await opened.settle();
      expect(end.found.problems).toEqual([]);
      expect(end.posts).toBe(1);
      const isGivenUp = what === 'lost' || what === 'pay-again';
      expect(end.calls.map(({ state, chargedMicroUsd }) => [state, chargedMicroUsd])).toEqual([
        [isGivenUp ? 'FAILED' : 'DONE', IMAGE],
      ]);
      expect([shop.calls.needs(), shop.engine.listNeedingAttention()]).toEqual([[], []]);
    },
  );

  it('a create that never turns up: asked, nothing is taken, and a list that fails is left for the next time', async () => {
    const opened = await open([
      { kind: 'error-503', at: 'create' },
      { kind: 'error-503', at: 'list', nth: 5 },
    ]);
    const end = await opened.settle();
    expect(shortOf(end)).toEqual(ASKED);
    expect(end.found.sums.providerMicroUsd).toBe(0);
    expect(await opened.shop.calls.lookForLate(signal())).toBe(0);
    expect(opened.server.requests().filter(({ path }) => path.includes('created_after')).length).toBeGreaterThan(4);
  });

  it('two with the same fate are told apart', async () => {
    const opened = await open([{ ...lost(90_000), times: 2 }], ['one', 'two']);
    const { shop, time } = opened;
    await opened.settle();
    time.advance(90_000);
    expect(await shop.calls.lookForLate(signal())).toBe(2);
    const end = await opened.settle();
    expect(end.found.problems).toEqual([]);
    expect(end.found.jobs).toEqual({ succeeded: 2 });
    expect(end.posts).toBe(2);
  });
});

describe('what never left goes on at once', () => {
  it('a refused connection: no question, no look-up', async () => {
    const opened = await open([]);
    await opened.server.stopListening();
    const running = opened.settle();
    while (opened.shop.library.repos.paidCalls.listOpen().length === 0)
      await new Promise((resolve) => setTimeout(resolve, 5));
    await opened.server.listenAgain();
    const end = await running;
    expect(end.found.problems).toEqual([]);
    expect(end.found.jobs).toEqual({ succeeded: 1 });
    expect(end.posts).toBe(1);
    expect(opened.server.requests().filter(({ path }) => path.includes('created_after'))).toEqual([]);
  });
});
