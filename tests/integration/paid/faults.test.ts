import { afterEach, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../src/shared/contract/errors.ts';
import type { CallChoice, CallState } from '../../../src/shared/model/paid-call.ts';
import { openFaultWorld } from '../../support/paid/fault-world.ts';
import type { FaultEnd, FaultWorld } from '../../support/paid/fault-world.ts';
import type { Goods } from '../../support/paid/shop.ts';
import { FAULT_KINDS, faultRow } from '../../support/providers/replicate/fault-kinds.ts';
import type { FaultKind, FaultPoint, ScriptedFault } from '../../support/providers/replicate/fault-kinds.ts';

/**
 * Every fault of the test server (F33–F61) against the engine: end, words, money, and how many POSTs there were.
 * FRAMEWRIGHT_ALL_FAULTS=1: every kind at every point that it can strike.
 */

const IMAGE = 3_000;
/** Ten seconds of kling at 0.07 $. */
const VIDEO = 700_000;

let world: FaultWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

type More = NonNullable<Parameters<typeof openFaultWorld>[2]>;

async function open(goods: readonly Goods[], script: readonly ScriptedFault[], more: More = {}): Promise<FaultWorld> {
  world = await openFaultWorld(goods, script, more);
  return world;
}

/** What holds after every fault, whatever its end. */
function expectSound(end: FaultEnd, { server }: FaultWorld): void {
  expect(end.found.problems).toEqual([]);
  // One POST per attempt, whatever the socket did.
  const sent = end.calls.filter(({ sentAtMs }) => sentAtMs !== null);
  expect(end.posts).toBe(sent.length);
  expect(server.canaryHits()).toBe(0);
}

const one: readonly Goods[] = [{ name: 'one' }];
const clip: readonly Goods[] = [{ name: 'one', kind: 'video' }];

/** Kinds with an end of their own; they have rows below. */
const ENDING = new Set<FaultKind>([
  ...(['data-removed', 'content-refused', 'content-refused-charged', 'partial-output', 'run-failed'] as const),
  ...(['run-failed-charged', 'cancelled-outside', 'aborted-in-queue', 'deadline-while-running'] as const),
  ...(['output-loopback', 'output-link-local', 'output-file-url', 'upload-too-large', 'hold-answer'] as const),
]);
/** A create that these meet was refused, which proves that nothing was started: another attempt follows. */
const REFUSED = new Set<FaultKind>([
  ...(['rate-limit-header', 'rate-limit-date', 'rate-limit-body', 'rate-limit-text', 'rate-limit-bare'] as const),
]);
/** A create that these meet was sent whole and started nothing, which no list can prove: a person is asked. */
const UNPROVEN = new Set<FaultKind>([
  ...(['error-500', 'error-502', 'error-503', 'error-504', 'reset-after-read', 'hang'] as const),
  ...(['captive-portal', 'redirect-loopback', 'redirect-link-local', 'redirect-metadata'] as const),
]);
/** Cut while the create arrives: whether its last byte had been handed over is a race of the two sockets. */
const CUT_SHORT = new Set<FaultKind>(['reset-before-read', 'upload-reset']);
/** Cancels are met in rows of their own; nobody asks for the account here. */
const POINTS: readonly FaultPoint[] = ['create', 'poll', 'list', 'upload', 'download', 'model'];

/** Kinds that differ in a number alone: of these only the first is tried at more than one point, unless all are asked for. */
const FAMILIES = [
  /^error-\d+$/,
  /^error-\d+-after-charge$/,
  /^redirect-/,
  /^url-expired-/,
  /^rate-limit-/,
  /^truncated-/,
];
const isLong = process.env['FRAMEWRIGHT_ALL_FAULTS'] === '1';
const isSecond = (kind: FaultKind): boolean =>
  FAMILIES.some((family) => family.test(kind) && FAULT_KINDS.find((first) => family.test(first)) !== kind);

/** In the short form a kind meets the create and one more of its points, each point by some kind. */
const shortOf = (kind: FaultKind, tried: readonly FaultPoint[]): FaultPoint[] => {
  if (isSecond(kind)) return tried.slice(0, 1);
  const turn = tried[FAULT_KINDS.indexOf(kind) % tried.length];
  return tried.filter((at) => at === 'create' || at === turn);
};

const passing = FAULT_KINDS.flatMap((kind) => {
  const { points, passes, scenario } = faultRow(kind);
  if (passes === false || ENDING.has(kind)) return [];
  const tried = points.filter((at) => POINTS.includes(at));
  return (isLong ? tried : shortOf(kind, tried)).map((at) => ({ scenario, kind, at }));
});
const isAsked = ({ kind, at }: { kind: FaultKind; at: FaultPoint }): boolean =>
  at === 'create' && (UNPROVEN.has(kind) || CUT_SHORT.has(kind));

/** Longest rest that one fault leads to: two minutes for a video's 429, its jitter, and the polls. */
const PASSES_WITHIN_MS = 120_000 + 4_000 + 15_000;

describe('a fault that passes: done, paid once', () => {
  it.each(passing.filter((row) => !isAsked(row)))('$scenario $kind in $at', async ({ kind, at }) => {
    const isClip = faultRow(kind).media === 'video' || at === 'upload';
    // Lists are read only when an answer was lost.
    const lost: ScriptedFault[] = at === 'list' ? [{ kind: 'reset-after-charge', at: 'create' }] : [];
    const opened = await open(isClip ? clip : one, [{ kind, at }, ...lost]);
    const end = await opened.settle();
    expectSound(end, opened);
    expect(end.struck).toContain(kind);
    expect(end.jobs.map(({ status, error }) => [status, error?.code])).toEqual([['succeeded', undefined]]);
    const again = at === 'create' && REFUSED.has(kind);
    expect(end.calls).toHaveLength(again ? 2 : 1);
    expect(end.calls.at(-1)?.state).toMatch(/^DONE/);
    // A clip is paid by its own length: that of the short one is 7.2 s.
    const price = kind === 'video-7.2s' ? 504_000 : kind === 'video-8.9s' ? 623_000 : isClip ? VIDEO : IMAGE;
    expect(end.found.sums).toEqual({
      providerMicroUsd: price,
      ourMicroUsd: price,
      uncertainMicroUsd: 0,
      cautiousMicroUsd: 0,
    });
    expect(end.tookMs).toBeLessThanOrEqual(PASSES_WITHIN_MS);
  });
});

describe('a create of which nobody can say whether it was started', () => {
  it.each(passing.filter(isAsked))('$scenario $kind: asked, bought again when a person says so', async ({ kind }) => {
    const opened = await open(one, [{ kind, at: 'create' }]);
    const end = await opened.settle();
    expectSound(end, opened);
    expect(end.struck).toContain(kind);
    const [call] = opened.shop.calls.needs();
    const wasCut = CUT_SHORT.has(kind) && call === undefined;
    if (!wasCut) {
      expect(end.jobs.map(({ status, error }) => [status, error?.code])).toEqual([
        ['needs-attention', 'payment-uncertain'],
      ]);
      expect(end.calls.map(({ state }) => state)).toEqual(['NEEDS_USER']);
      expect(end.found.sums.providerMicroUsd).toBe(0);
      opened.shop.calls.decide(call?.id ?? '', 'pay-again');
    }
    const more = await opened.settle();
    expectSound(more, opened);
    expect(more.calls.map(({ state }) => state)).toEqual(['FAILED', 'DONE']);
    // What a person gives up counts as paid.
    const ourMicroUsd = wasCut ? IMAGE : 2 * IMAGE;
    expect(more.found.sums).toMatchObject({ providerMicroUsd: IMAGE, ourMicroUsd });
  });
});

interface Row {
  name: string;
  script: ScriptedFault[];
  goods?: readonly Goods[];
  status: 'failed' | 'needs-attention' | 'succeeded';
  code: ErrorCode | null;
  /** Of the attempts. */
  states: CallState[];
  provider: number;
  ours: number;
  /** Set aside for an end of which nobody can say what it cost. */
  uncertain?: number;
  more?: More;
}

const gone = { gone: true, at: 'download' } as const;
const ROWS: Row[] = [
  {
    name: 'F43 a broken file four times: failed, and it says that it was charged',
    script: [{ kind: 'bytes-html', times: 100 }],
    ...{ status: 'failed', code: 'output-broken', states: ['FAILED'], provider: IMAGE, ours: IMAGE },
  },
  {
    name: 'F44 the data is taken away at once',
    script: [{ kind: 'data-removed' }],
    ...{ status: 'failed', code: 'output-expired', states: ['FAILED'], provider: IMAGE, ours: IMAGE },
  },
  {
    name: 'F44 the address expires and the prediction has no other',
    script: [{ kind: 'url-expired-410', ...gone }],
    ...{ status: 'failed', code: 'output-expired', states: ['FAILED'], provider: IMAGE, ours: IMAGE },
  },
  {
    name: 'F45 a clip of 7.2 s: flagged, paid by its length',
    goods: clip,
    script: [{ kind: 'video-7.2s' }],
    ...{ status: 'succeeded', code: null, states: ['DONE_FLAGGED'], provider: 504_000, ours: 504_000 },
  },
  {
    name: 'F45, F53 a clip of 7.2 s whose answer has lost its counters: the whole price is booked',
    goods: clip,
    script: [{ kind: 'video-7.2s' }, { kind: 'extra-null', at: 'poll' }],
    more: { server: { latency: { startMs: 0, runMs: 0 } } },
    ...{ status: 'succeeded', code: null, states: ['DONE_FLAGGED'], provider: 504_000, ours: VIDEO },
  },
  {
    name: 'F47 content refused, not charged: nothing is tried again, the price stays set aside until somebody knows better',
    script: [{ kind: 'content-refused' }],
    ...{ status: 'failed', code: 'content-refused', states: ['REJECTED'], provider: 0, ours: 0, uncertain: IMAGE },
  },
  {
    name: 'F47 content refused and charged',
    script: [{ kind: 'content-refused-charged' }],
    ...{ status: 'failed', code: 'content-refused', states: ['REJECTED'], provider: IMAGE, ours: 0, uncertain: IMAGE },
  },
  {
    name: 'F47 a run that fails: not bought again, since nobody says that it was free',
    script: [{ kind: 'run-failed' }],
    ...{ status: 'failed', code: 'provider-failed', states: ['FAILED'], provider: 0, ours: 0, uncertain: IMAGE },
  },
  {
    name: 'F47 a run that fails and is charged',
    script: [{ kind: 'run-failed-charged' }],
    ...{
      status: 'failed',
      code: 'provider-failed',
      states: ['FAILED'],
      provider: IMAGE,
      ours: 0,
      uncertain: IMAGE,
    },
  },
  {
    name: 'F47, F53 a charged failure whose answer has lost its counters: not bought again, and booked',
    script: [{ kind: 'run-failed-charged' }, { kind: 'extra-null' }],
    more: { server: { latency: { startMs: 0, runMs: 0 } } },
    ...{
      status: 'failed',
      code: 'provider-failed',
      states: ['FAILED'],
      provider: IMAGE,
      ours: 0,
      uncertain: IMAGE,
    },
  },
  {
    name: 'F48 all pictures filtered: a person is asked after half an hour',
    script: [{ kind: 'partial-output' }],
    ...{ status: 'needs-attention', code: 'provider-changed', states: ['NEEDS_USER'], provider: 0, ours: 0 },
  },
  {
    name: 'F49 cancelled on the provider’s site while it ran',
    script: [{ kind: 'cancelled-outside' }],
    ...{ status: 'failed', code: 'provider-failed', states: ['CANCELED'], provider: 1_500, ours: 0, uncertain: IMAGE },
  },
  {
    name: 'F52 given up in the queue: free',
    script: [{ kind: 'aborted-in-queue' }],
    ...{ status: 'failed', code: 'provider-failed', states: ['CANCELED'], provider: 0, ours: 0 },
  },
  {
    name: 'F52 its deadline came while it ran',
    script: [{ kind: 'deadline-while-running' }],
    ...{ status: 'failed', code: 'provider-failed', states: ['CANCELED'], provider: 1_500, ours: 0, uncertain: IMAGE },
  },
  {
    name: 'F49, F53 cancelled while it ran, by an answer that has lost its times and counters: set aside, not free',
    script: [{ kind: 'cancelled-outside' }, { kind: 'extra-null', times: 100 }],
    ...{ status: 'failed', code: 'provider-failed', states: ['CANCELED'], provider: 1_500, ours: 0, uncertain: IMAGE },
  },
  {
    name: 'F53 a word that stays unknown: a person is asked after half an hour',
    script: [{ kind: 'unknown-status', times: 1_000 }],
    ...{ status: 'needs-attention', code: 'provider-changed', states: ['NEEDS_USER'], provider: IMAGE, ours: 0 },
  },
  ...(['create', 'model'] as const).map((at): Row => ({
    name: `F54 the model is gone, said by ${at}`,
    script: [{ kind: 'model-retired', at }],
    ...{ status: 'needs-attention', code: 'model-retired', states: ['FAILED'], provider: 0, ours: 0 },
  })),
  ...(['output-loopback', 'output-link-local', 'output-file-url'] as const).map((kind): Row => ({
    name: `F60 ${kind}: never fetched`,
    script: [{ kind }],
    ...{ status: 'failed', code: 'address-blocked', states: ['FAILED'], provider: IMAGE, ours: IMAGE },
  })),
  {
    name: 'F61 the picture is too large for the provider',
    goods: clip,
    script: [{ kind: 'upload-too-large', times: 100 }],
    ...{ status: 'failed', code: 'provider-rejected', states: ['FAILED'], provider: 0, ours: 0 },
  },
  {
    name: 'F36 429 for the third time in a row: it fails, and nothing was bought',
    script: [{ kind: 'rate-limit-header', at: 'create', times: 100 }],
    ...{ status: 'failed', code: 'rate-limited', states: ['FAILED', 'FAILED', 'FAILED'], provider: 0, ours: 0 },
  },
  {
    name: 'F06 the list cannot be read for an hour: only a person can tell',
    script: [
      { kind: 'reset-after-charge', at: 'create' },
      { kind: 'error-503', at: 'list', times: 10_000 },
    ],
    ...{ status: 'needs-attention', code: 'payment-uncertain', states: ['NEEDS_USER'], provider: IMAGE, ours: 0 },
  },
];

describe('a fault with an end of its own', () => {
  it.each(ROWS)('$name', async ({ script, goods = one, status, code, states, provider, ours, uncertain = 0, more }) => {
    const opened = await open(goods, script, more);
    const end = await opened.settle();
    expectSound(end, opened);
    expect(end.jobs.map((job) => [job.status, job.error?.code ?? null])).toEqual([[status, code]]);
    expect(end.calls.map(({ state }) => state)).toEqual(states);
    expect(end.found.sums).toMatchObject({
      providerMicroUsd: provider,
      ourMicroUsd: ours,
      uncertainMicroUsd: uncertain,
    });
  });

  it('every kind of the server has a row', () => {
    const named = new Set([...passing, ...ROWS.flatMap(({ script }) => script), ...HEALED].map(({ kind }) => kind));
    expect(FAULT_KINDS.filter((kind) => !named.has(kind))).toEqual([]);
  });
});

/** Faults that end when a person acts; the rows are in the tests below. */
const HEALED: { kind: FaultKind; at: FaultPoint; code: ErrorCode }[] = [
  ...(['create', 'poll', 'list', 'model'] as const).flatMap((at) => [
    { kind: 'unauthorized' as const, at, code: 'key-refused' as const },
    { kind: 'forbidden' as const, at, code: 'key-refused' as const },
  ]),
  { kind: 'no-credit', at: 'create', code: 'credit-empty' },
  { kind: 'spend-limit', at: 'create', code: 'credit-empty' },
  { kind: 'hold-answer', at: 'create', code: 'cancelled' },
];

/** Runs until a person is asked about a payment, who says so once the line is clear; runs to the end. */
async function answer(opened: FaultWorld, choice: CallChoice): Promise<FaultEnd> {
  await opened.settle();
  opened.server.clearFaults();
  const [call] = opened.shop.calls.needs();
  opened.shop.calls.decide(call?.id ?? '', choice);
  const end = await opened.settle();
  expectSound(end, opened);
  return end;
}

describe('a fault that a person ends', () => {
  const rows = HEALED.filter(({ kind }) => kind !== 'hold-answer');
  it.each(rows)('F55, F56 $kind in $at: one prompt, then it goes on, paid once', async ({ kind, at, code }) => {
    const goods = [{ name: 'one' }, { name: 'two' }, { name: 'three' }];
    const lost: ScriptedFault[] = at === 'list' ? [{ kind: 'reset-after-charge', at: 'create', times: 3 }] : [];
    const opened = await open(goods, [{ kind, at, times: 100 }, ...lost]);
    const end = await opened.settle();
    expect(end.jobs.map((job) => [job.status, job.error?.code])).toEqual(goods.map(() => ['needs-attention', code]));
    expectSound(end, opened);
    const { guards } = opened.shop.calls;
    expect(guards.prompts()).toHaveLength(1);
    opened.server.clearFaults();
    guards.unblock('replicate');
    expect(opened.shop.calls.resume({ kind: 'vendor', vendor: 'replicate' })).toBe(3);
    const healed = await opened.settle();
    expectSound(healed, opened);
    expect(healed.found.jobs).toEqual({ succeeded: 3 });
    expect(healed.found.sums).toEqual({
      providerMicroUsd: 9_000,
      ourMicroUsd: 9_000,
      uncertainMicroUsd: 0,
      cautiousMicroUsd: 0,
    });
  });

  it('F53 the unknown word is known again: looked at once more, paid once', async () => {
    const opened = await open(one, [{ kind: 'unknown-status', times: 1_000 }]);
    const [job] = (await opened.settle()).jobs;
    opened.server.clearFaults();
    opened.shop.engine.retry(job?.id ?? '');
    const end = await opened.settle();
    expectSound(end, opened);
    expect(end.calls.map(({ state, chargedMicroUsd }) => [state, chargedMicroUsd])).toEqual([['DONE', IMAGE]]);
  });

  it('F06 pay again after an uncertain payment: one charge more, and no more than that', async () => {
    const opened = await open(one, [
      { kind: 'reset-after-charge', at: 'create' },
      { kind: 'error-503', at: 'list', times: 10_000 },
    ]);
    const end = await answer(opened, 'pay-again');
    expect(end.found.jobs).toEqual({ succeeded: 1 });
    expect(end.found.sums).toMatchObject({ providerMicroUsd: 2 * IMAGE, ourMicroUsd: 2 * IMAGE });
  });

  it('F06, F60 somebody is in the way of the list for an hour: asked, and looking again asks again, paid once', async () => {
    const opened = await open(one, [
      { kind: 'reset-after-charge', at: 'create' },
      { kind: 'redirect-loopback', at: 'list', times: 10_000 },
    ]);
    const end = await answer(opened, 'look-again');
    expect(end.jobs[0]?.error?.code).toBe('payment-uncertain');
    expect(end.posts).toBe(1);
    expect(end.found.sums.providerMicroUsd).toBe(IMAGE);
  });
});

/** Odd: the line is there in the end. */
const FLAPS = 21;

describe('waits', () => {
  it.each([
    ['F33 Retry-After: 120', 'rate-limit-header', 120, 120_000],
    ['F34 a date two minutes away', 'rate-limit-date', 120, 118_000],
    ['F35 a number in the body', 'rate-limit-body', 40, 40_000],
    ['F35 words in the body', 'rate-limit-text', 30, 30_000],
    ['F35 nothing at all', 'rate-limit-bare', 1, 60_000],
  ] as const)('%s is waited for, and hardly longer', async (_name, kind, retryAfterSeconds, leastMs) => {
    const opened = await open(one, [{ kind, at: 'create', retryAfterSeconds }]);
    const end = await opened.settle();
    expectSound(end, opened);
    expect(end.found.jobs).toEqual({ succeeded: 1 });
    expect(end.tookMs).toBeGreaterThanOrEqual(leastMs);
    expect(end.tookMs).toBeLessThanOrEqual(leastMs + 4_000 + 10_000);
  });

  it.each([
    ['F33 seconds', 'rate-limit-header', 300_000],
    ['F34 a date', 'rate-limit-date', 298_000],
  ] as const)('%s of a file host: waited for, and no other call waits for it', async (_name, kind, leastMs) => {
    const goods = [{ name: 'one' }, { name: 'two' }];
    const opened = await open(goods, [{ kind, at: 'download', retryAfterSeconds: 300 }]);
    const doneMs: number[] = [];
    opened.shop.engine.onEvent(({ type }) => {
      if (type === 'succeeded') doneMs.push(opened.time.nowMs());
    });
    const startMs = opened.time.nowMs();
    const end = await opened.settle();
    expectSound(end, opened);
    expect(end.found.jobs).toEqual({ succeeded: 2 });
    const [first = 0, last = 0] = doneMs.map((atMs) => atMs - startMs).toSorted((a, b) => a - b);
    // The clock jumps while work waits for a slow machine: what matters is that it did not wait for the other's file.
    expect(first).toBeLessThan(leastMs);
    expect(last).toBeGreaterThanOrEqual(leastMs);
    expect(last).toBeLessThanOrEqual(leastMs + 4_000 + 10_000);
  });

  it('F37 three jobs meet 503: the lane rests five minutes, then all is done and paid once', async () => {
    const goods = Array.from({ length: 6 }, (_, at) => ({ name: `picture ${at}` }));
    const opened = await open(goods, [{ kind: 'error-503-after-charge', at: 'create', times: 4 }]);
    const end = await opened.settle();
    expectSound(end, opened);
    expect(end.found.jobs).toEqual({ succeeded: 6 });
    expect(end.found.sums).toEqual({
      providerMicroUsd: 18_000,
      ourMicroUsd: 18_000,
      uncertainMicroUsd: 0,
      cautiousMicroUsd: 0,
    });
    expect(end.tookMs).toBeGreaterThanOrEqual(300_000);
  });

  it('F39, F59 nobody listens, again and again: nothing is sent twice, one banner, all done', async () => {
    const goods = Array.from({ length: 4 }, (_, at) => ({ name: `picture ${at}` }));
    const opened = await open(goods, []);
    const { server, time, shop } = opened;
    let banners = 0;
    shop.calls.guards.connectivity.onChange(() => {
      banners = Math.max(banners, shop.calls.guards.connectivity.banner()?.vendors.length ?? 0);
    });
    let isListening = true;
    let turns = 0;
    const flap = (): void => {
      turns += 1;
      isListening = !isListening;
      void time.during(isListening ? server.listenAgain() : server.stopListening());
      if (turns < FLAPS) time.set(3_000, flap);
    };
    await time.during(server.stopListening());
    isListening = false;
    time.set(3_000, flap);
    const end = await opened.settle();
    while (turns < FLAPS) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(end.found.problems).toEqual([]);
    // What no byte of left is an attempt without a POST.
    expect(end.posts).toBe(4);
    expect(banners).toBe(1);
    expect(end.found.jobs).toEqual({ succeeded: 4 });
    expect(end.found.sums).toEqual({
      providerMicroUsd: 12_000,
      ourMicroUsd: 12_000,
      uncertainMicroUsd: 0,
      cautiousMicroUsd: 0,
    });
  });
});

/** Cancelled by a person while the answer to its create is held back; then it comes. */
async function cancelWhileHeld(opened: FaultWorld): Promise<FaultEnd> {
  const { server, shop } = opened;
  const running = opened.settle();
  while (server.posts().every(({ predictionId }) => predictionId === null)) await turn();
  shop.engine.cancel(shop.library.repos.paidCalls.listOpen()[0]?.jobId ?? '');
  server.release();
  await running;
  const end = await opened.settle();
  expectSound(end, opened);
  expect(end.jobs[0]?.status).toBe('cancelled');
  return end;
}

describe('cancel', () => {
  it('F50 while the create is in flight: stopped as soon as its id is known', async () => {
    const opened = await open(one, [{ kind: 'hold-answer', at: 'create' }], {
      server: { latency: { startMs: 100, runMs: 3_600_000 } },
    });
    const end = await cancelWhileHeld(opened);
    expect(end.calls.map(({ state }) => state)).toEqual(['CANCELED']);
    expect(opened.server.predictions()[0]?.['status']).toBe('canceled');
  });

  it('wanted again while the provider is slow to stop it: stopped, then made anew, each paid as it went', async () => {
    const opened = await open(one, [{ kind: 'rate-limit-header', at: 'cancel', retryAfterSeconds: 60 }], {
      server: { latency: { startMs: 100, runMs: 300_000 } },
    });
    const { server, shop } = opened;
    const { paidCalls } = shop.library.repos;
    const running = opened.settle();
    while (paidCalls.listOpen()[0]?.state !== 'RUNNING') await turn();
    const jobId = paidCalls.listOpen()[0]?.jobId ?? '';
    // Time stands until both wishes are said: nothing may jump over them.
    await opened.time.during(
      (async () => {
        shop.engine.cancel(jobId);
        while (server.faults().length === 0 || shop.engine.get(jobId).status !== 'cancelled') await turn();
        shop.engine.retry(jobId);
      })(),
    );
    await running;
    const end = await opened.settle();
    expectSound(end, opened);
    expect(end.jobs[0]?.status).toBe('succeeded');
    expect(end.calls.map(({ state }) => state)).toEqual(['CANCELED', 'DONE']);
  });

  it('F51 after it was finished: the picture is kept, and it was paid', async () => {
    const opened = await open(one, [{ kind: 'hold-answer', at: 'create' }], {
      server: { latency: { startMs: 0, runMs: 0 } },
    });
    const end = await cancelWhileHeld(opened);
    expect(end.calls.map(({ state, chargedMicroUsd }) => [state, chargedMicroUsd])).toEqual([['DONE', IMAGE]]);
  });
});
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('own limits', () => {
  it('F57 the budget is used up in mid-run: nothing new is reserved, what runs ends; a higher one goes on', async () => {
    const goods = Array.from({ length: 5 }, (_, at) => ({ name: `picture ${at}` }));
    const opened = await open(goods, []);
    const { budgets } = opened.shop.money;
    budgets.set({ scope: 'day', scopeId: '', softMicroUsd: null, hardMicroUsd: 10_000 });
    const end = await opened.settle();
    expectSound(end, opened);
    expect(end.found.jobs).toEqual({ succeeded: 3, 'needs-attention': 2 });
    const stopped = end.jobs.filter(({ status }) => status === 'needs-attention');
    expect(stopped.map(({ error }) => error?.code)).toEqual(['budget-exceeded', 'budget-exceeded']);
    expect(end.found.sums.providerMicroUsd).toBe(9_000);
    budgets.set({ scope: 'day', scopeId: '', softMicroUsd: null, hardMicroUsd: 20_000 });
    expect(opened.shop.calls.resume({ kind: 'vendor', vendor: 'replicate' })).toBe(0);
    expect(opened.shop.calls.resume({ kind: 'need', id: 'budget-exceeded:project:film' })).toBe(0);
    expect(opened.shop.calls.resume({ kind: 'need', id: 'budget-exceeded:day:' })).toBe(2);
    const more = await opened.settle();
    expectSound(more, opened);
    expect(more.found.sums.providerMicroUsd).toBe(15_000);
  });

  it.each([
    [2_000, 'price-changed', 0],
    [2_850, 'price-changed', 0],
    [2_860, undefined, IMAGE],
    [IMAGE, undefined, IMAGE],
    [3_150, undefined, IMAGE],
    [3_200, 'price-changed', 0],
  ] as const)('F58 approved at %i, the price is 3000', async (approvedMicroUsd, code, paid) => {
    const opened = await open([{ name: 'one', approvedMicroUsd }], []);
    const end = await opened.settle();
    expectSound(end, opened);
    expect(end.jobs[0]?.error?.code).toBe(code);
    expect(end.found.sums.providerMicroUsd).toBe(paid);
  });
});
