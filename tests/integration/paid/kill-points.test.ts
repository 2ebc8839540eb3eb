import { afterEach, describe, expect, it } from 'vitest';
import { CALL_KILL_POINTS } from '../../../src/main/jobs/kill-points.ts';
import type { RecoveryClass } from '../../../src/shared/model/paid-call.ts';
import { BOUGHT, CANCELLED, IS_LONG, runKillCase } from '../../support/paid/kill-case.ts';
import type { KillCase, KillWorld } from '../../support/paid/kill-case.ts';

/**
 * The process is killed for real at every boundary of a paid call and started again. FRAMEWRIGHT_ALL_KILLS=1: every point,
 * first, second and last time, in all three recovery classes.
 */

let world: KillWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

async function run(wish: KillCase): Promise<KillWorld> {
  world = await runKillCase(wish);
  expect(world.last).toMatchObject({ code: 0, stderr: '', hung: false });
  return world;
}

/** How often a run that nobody kills passes each point. The commits depend on what is looked up, so they are measured. */
const passedByClass: Partial<Record<RecoveryClass, Record<string, number>>> = {};
async function passed(recovery: RecoveryClass): Promise<Record<string, number>> {
  const known = passedByClass[recovery];
  if (known !== undefined) return known;
  const { first, look, close } = await runKillCase({ recovery });
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(look().found.problems).toEqual([]);
  await close();
  passedByClass[recovery] = first.passed;
  return first.passed;
}

/** Killed here all but the last byte of a create has left: nothing was started, and nobody can prove it. */
const LEAVING = 'call.leaving';

/** Everything was bought once or cancelled, whatever happened. `broken`: POSTs that never arrived whole. */
function expectAllDone({ look }: KillWorld, broken = 0): void {
  const { found, charges, posts } = look();
  expect(found.problems).toEqual([]);
  expect(found.jobs).toEqual({ succeeded: BOUGHT.length + CANCELLED.length, cancelled: CANCELLED.length });
  expect(found.calls['DONE']).toBe(BOUGHT.length);
  expect(charges.filter(({ state }) => state === 'charged')).toHaveLength(BOUGHT.length);
  expect(posts).toHaveLength(BOUGHT.length + CANCELLED.length + broken);
}

/**
 * Kills at the n-th passing. How often a running call is looked at depends on how fast the machine is: where a run came by
 * less often than the one that was counted, its own last time is taken.
 */
async function kill(recovery: RecoveryClass, name: string, occurrence: number): Promise<KillWorld> {
  const killed = await run({ recovery, failPoint: `${name}:kill9:${occurrence}` });
  if (killed.kills === 1) return killed;
  const passedHere = killed.first.passed[name] ?? 0;
  expect(passedHere, `${name} ${occurrence}`).toBeGreaterThan(0);
  expect(passedHere, `${name} ${occurrence}`).toBeLessThan(occurrence);
  await killed.close();
  return kill(recovery, name, passedHere);
}

const occurrences = (count: number): number[] => [...new Set([1, 2, count])].filter((n) => n >= 1 && n <= count);

/** Every change of state passes these: whether the call is in doubt depends on which change it was. */
const EITHER: ReadonlySet<string> = new Set(['call.inCommit', 'call.beforeCommit', 'call.afterCommit']);

describe('a provider that lists what it has made', () => {
  it('passes every point when nobody is killed', async () => {
    const counts = await passed('reconcile');
    expect(
      Object.keys(counts)
        .filter((name) => name.startsWith('call.'))
        .toSorted(),
    ).toEqual([...CALL_KILL_POINTS].toSorted());
  });

  it.each(CALL_KILL_POINTS.filter((name) => name !== LEAVING))(
    'kill at %s: all is done, each is paid once',
    async (name) => {
      const counts = IS_LONG ? occurrences((await passed('reconcile'))[name] ?? 0) : [1];
      expect(counts).not.toEqual([]);
      for (const occurrence of counts) {
        const killed = await kill('reconcile', name, occurrence);
        expectAllDone(killed);
        await killed.close();
        world = undefined;
      }
    },
  );

  it(`kill at ${LEAVING}: the list never names it, so a person is asked; bought again with that yes alone`, async () => {
    const killed = await kill('reconcile', LEAVING, 1);
    expect(killed.look().found).toMatchObject({
      problems: [],
      jobs: { 'needs-attention': 1 },
      calls: { NEEDS_USER: 1, DONE: BOUGHT.length - 1 },
    });
    expect(await killed.answer('pay-again')).toMatchObject({ code: 0, stderr: '' });
    expectAllDone(killed, 1);
  });

  it('killed again while it looks up what the first kill left', async () => {
    const killed = await run({
      recovery: 'reconcile',
      failPoint: 'call.afterAnswer:kill9:1',
      secondFailPoint: 'call.reconciling:kill9:1',
    });
    expect(killed.kills).toBe(2);
    expectAllDone(killed);
  });
});

describe('a provider with a key for repeats', () => {
  const points = IS_LONG ? CALL_KILL_POINTS : (['call.afterIntent', 'call.afterAnswer', 'call.afterRemoteId'] as const);
  it.each(points)('kill at %s: sent again under its key, paid once', async (name) => {
    const counts = IS_LONG ? occurrences((await passed('idempotent'))[name] ?? 0) : [1];
    // It never reads a list.
    if (name === 'call.reconciling') expect(counts).toEqual([]);
    for (const occurrence of counts) {
      const killed = await kill('idempotent', name, occurrence);
      expectAllDone(killed, name === LEAVING ? 1 : 0);
      // What had not left yet is no case for the key: that attempt is over, and another one is sent.
      const unsent = name === 'call.afterIntent' || EITHER.has(name) ? 1 : 0;
      expect(killed.look().found.calls['FAILED'] ?? 0).toBeLessThanOrEqual(unsent);
      await killed.close();
      world = undefined;
    }
  });
});

/** Between the last byte and the id nobody can say whether it was bought. Other points never lead to a question. */
const UNSURE: ReadonlySet<string> = new Set([LEAVING, 'call.afterAnswer']);
describe('a provider of which only a person can ask', () => {
  const points = IS_LONG
    ? CALL_KILL_POINTS
    : (['call.beforeIntent', 'call.afterAnswer', 'call.afterRemoteId', 'call.adopted'] as const);
  it.each(points)('kill at %s: at most one charge, and a question where it is unsure', async (name) => {
    const counts = IS_LONG ? occurrences((await passed('operator'))[name] ?? 0) : [1];
    if (name === 'call.reconciling') expect(counts).toEqual([]);
    for (const occurrence of counts) {
      const killed = await kill('operator', name, occurrence);
      const { found, charges } = killed.look();
      expect(found.problems).toEqual([]);
      expect(charges.length).toBeLessThanOrEqual(BOUGHT.length + CANCELLED.length);
      const asks = found.calls['NEEDS_USER'] ?? 0;
      if (!EITHER.has(name)) expect(asks, `${name} ${occurrence}`).toBe(UNSURE.has(name) ? 1 : 0);
      expect(found.jobs['needs-attention'] ?? 0).toBe(asks);
      if (asks === 0) expectAllDone(killed);
      await killed.close();
      world = undefined;
    }
  });

  const asked = async (failPoint = 'call.afterAnswer:kill9:1'): Promise<KillWorld> => {
    const killed = await run({ recovery: 'operator', failPoint });
    expect(killed.look().found).toMatchObject({ problems: [], jobs: { 'needs-attention': 1 } });
    return killed;
  };

  it('looking again finds nothing more: it asks again, and nothing was paid in addition', async () => {
    const killed = await asked();
    expect(await killed.answer('look-again')).toMatchObject({ code: 0, stderr: '' });
    const { found, charges, posts } = killed.look();
    expect(found).toMatchObject({ problems: [], jobs: { 'needs-attention': 1 }, calls: { NEEDS_USER: 1 } });
    expect(charges.filter(({ state }) => state === 'charged')).toHaveLength(BOUGHT.length);
    expect(posts).toHaveLength(BOUGHT.length + CANCELLED.length);
  });

  it('marked as lost: what may have been paid counts as paid, nothing is bought again', async () => {
    const killed = await asked();
    expect(await killed.answer('lost')).toMatchObject({ code: 0, stderr: '' });
    const { found, charges, posts } = killed.look();
    expect(found.problems).toEqual([]);
    expect(found.calls).toEqual({ DONE: BOUGHT.length - 1, FAILED: 1, CANCELED: CANCELLED.length });
    expect(found.jobs['needs-attention']).toBeUndefined();
    expect(charges.filter(({ state }) => state === 'charged')).toHaveLength(BOUGHT.length);
    expect(posts).toHaveLength(BOUGHT.length + CANCELLED.length);
  });

  it('paid again: one more charge, as the person wished, and both are in the ledger', async () => {
    const killed = await asked();
    expect(await killed.answer('pay-again')).toMatchObject({ code: 0, stderr: '' });
    const { found, charges } = killed.look();
    expect(found.problems).toEqual([]);
    expect(found.calls).toEqual({ DONE: BOUGHT.length, FAILED: 1, CANCELED: CANCELLED.length });
    expect(charges.filter(({ state }) => state === 'charged')).toHaveLength(BOUGHT.length + 1);
  });

  it('paid again where nothing had been started: one charge at the provider, two in the ledger', async () => {
    const killed = await asked(`${LEAVING}:kill9:1`);
    expect(await killed.answer('pay-again')).toMatchObject({ code: 0, stderr: '' });
    const { found, charges } = killed.look();
    expect(found.problems).toEqual([]);
    expect(found.calls['DONE']).toBe(BOUGHT.length);
    expect(charges.filter(({ state }) => state === 'charged')).toHaveLength(BOUGHT.length);
  });
});
