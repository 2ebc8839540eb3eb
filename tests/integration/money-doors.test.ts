import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newUuid } from '../../src/main/platform/ids.ts';
import { openTestDoors } from '../support/doors/test-doors.ts';
import type { AppClient, TestDoors } from '../support/doors/test-doors.ts';

/** Money through the doors: what a window, a script and a reviewer see and may change. */

let doors: TestDoors;
let projectId: string;
const clients = new Map<string, AppClient>();
const DOORS = ['memory', 'socket', 'http'] as const;
const KLING = { model: 'replicate/kwaivgi/kling-v2.5-turbo-pro', unit: 'second', variant: '' } as const;

beforeAll(async () => {
  doors = await openTestDoors();
  clients.set('memory', doors.memory());
  clients.set('socket', await doors.socket());
  clients.set('http', doors.http());
  ({ projectId } = await doors.memory().projects.create({ brief: { name: '=Reeds', prompt: 'A reed bends.' } }));
});
afterAll(() => doors.close());
beforeEach(async () => {
  const { money } = doors.memory();
  await money.resetBudget({ scope: 'day', scopeId: '' });
  await money.resetPrice(KLING);
});

const clientOf = (door: string): AppClient => clients.get(door) as AppClient;
const codeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return 'answered';
  } catch (error) {
    // The HTTP client keeps the problem document as a file.
    const { code, data } = error as { code: string; data?: { body?: Blob } };
    return data?.body === undefined ? code : (JSON.parse(await data.body.text()) as { code: string }).code;
  }
};

/** A call of the project that was paid. */
function pay(estimate: number, actual: number): string {
  const id = newUuid();
  const { library, money } = doors.app;
  library.db.sql
    .prepare(
      `INSERT INTO paid_call (id, order_key, attempt, job_id, project_id, vendor, model, state, request_hash, nonce,
         request_json, estimate_micro_usd, price_date, created_at_ms, updated_at_ms)
       VALUES (@id, @id, 1, 'j', @projectId, 'replicate', 'replicate/a/b', 'DONE', 'h', 'n', '{}', 0, '2026-11-20', 0, 0)`,
    )
    .run({ id, projectId });
  const call = {
    ...{ id, projectId, campaignId: null, vendor: 'replicate', model: 'replicate/a/b', priceDate: '2026-11-20' },
  };
  money.ledger.reserve(call, estimate);
  money.ledger.charge(call, actual);
  return id;
}

describe.each(DOORS)('through %s', (door) => {
  it('prices are listed, edited and given back', async () => {
    const { money } = clientOf(door);
    const { prices, tableDate } = await money.prices();
    expect(tableDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(prices.find(({ model }) => model === KLING.model)).toMatchObject({ unitMicroUsd: 70_000, isEdited: false });
    expect(await money.editPrice({ ...KLING, unitMicroUsd: 65_000 })).toMatchObject({
      unitMicroUsd: 65_000,
      isEdited: true,
    });
    expect(await money.estimate({ items: [{ ...KLING, quantity: 10 }] })).toMatchObject({ totalMicroUsd: 650_000 });
    expect(await money.resetPrice(KLING)).toMatchObject({ unitMicroUsd: 70_000, isEdited: false });
    expect(await money.estimate({ items: [{ ...KLING, model: 'replicate/no/body', quantity: 1 }] })).toMatchObject({
      ...{ totalMicroUsd: null, unknown: [{ model: 'replicate/no/body', unit: 'second', variant: '' }] },
    });
  });

  it('the ledger is listed, paged, summed and handed out', async () => {
    const { money } = clientOf(door);
    const [first, second] = [pay(1_000, 1_000), pay(1_000, 1_300)];
    const page = await money.ledger({ projectId, limit: 1 });
    expect(page.lines).toMatchObject([
      { callId: second, projectName: '=Reeds', variance: 1.3, isOverVariance: true, state: 'charged' },
    ]);
    const next = await money.ledger({ projectId, limit: 1, beforeId: page.nextBeforeId ?? 0 });
    expect(next.lines).toMatchObject([{ callId: first, isOverVariance: false }]);
    expect((await money.entries({ callId: first })).entries.map(({ kind }) => kind)).toEqual([
      ...['reserved', 'released', 'charged'],
    ]);
    expect(await codeOf(money.entries({ callId: newUuid() }))).toBe('not-found');
    const { lines, all } = await money.spending({ by: 'project' });
    expect(lines).toMatchObject([{ key: projectId, name: '=Reeds', chargedMicroUsd: all.chargedMicroUsd }]);
    const { csv, fileName } = await money.csv({ projectId });
    expect(fileName).toMatch(/^framewright-ledger-\d{4}-\d{2}-\d{2}\.csv$/);
    expect(csv).toContain(`,'=Reeds,,replicate,replicate/a/b,${second},charged,0.001,0.0013,1.300,`);
  });

  it('budgets are set, read with what counts against them, and given back', async () => {
    const { money } = clientOf(door);
    expect((await money.budgets()).budgets).toMatchObject([
      { scope: 'day', hardMicroUsd: 150_000_000, isDefault: true },
    ]);
    pay(1_000, 1_000);
    const limits = { softMicroUsd: 500, hardMicroUsd: 800 };
    expect(await money.setBudget({ scope: 'project', scopeId: projectId, ...limits })).toMatchObject({
      ...{ ...limits, isDefault: false, isSoftPassed: true, isHardReached: true, leftMicroUsd: 0 },
    });
    const { budgets } = await money.budgets({ projectId });
    expect(budgets.map(({ scope, scopeId }) => [scope, scopeId])).toEqual([
      ['day', ''],
      ['project', projectId],
    ]);
    expect(await codeOf(money.setBudget({ scope: 'day', scopeId: '', softMicroUsd: 2, hardMicroUsd: 1 }))).toBe(
      'invalid-input',
    );
    expect(await money.resetBudget({ scope: 'project', scopeId: projectId })).toMatchObject({ hardMicroUsd: null });
  });

  it('the cache says what it saved and can be cleared', async () => {
    const { money } = clientOf(door);
    const { cache } = doors.app.money;
    cache.put('text', door, { value: 1, costMicroUsd: 40 });
    const before = (await money.cache()).savedMicroUsd;
    cache.find('text', door);
    expect((await money.cache()).savedMicroUsd).toBe(before + 40);
    expect(await money.clearCache({ kind: 'plan' })).toEqual({ cleared: 0 });
    expect(await money.clearCache()).toEqual({ cleared: 1 });
    expect((await money.cache()).kinds.find(({ kind }) => kind === 'text')).toMatchObject({ entries: 0 });
  });

  it.each([
    [
      'a rate for work on this machine',
      (at: AppClient) => at.money.editPrice({ ...KLING, model: 'local/sketch', unitMicroUsd: 1 }),
    ],
    ['a model that is no id', (at: AppClient) => at.money.editPrice({ ...KLING, model: '=cmd|x', unitMicroUsd: 1 })],
    ['a rate below zero', (at: AppClient) => at.money.editPrice({ ...KLING, unitMicroUsd: -1 })],
    ['part of a micro-dollar', (at: AppClient) => at.money.editPrice({ ...KLING, unitMicroUsd: 0.5 })],
    [
      'a day with an id',
      (at: AppClient) =>
        at.money.setBudget({ scope: 'day', scopeId: newUuid(), softMicroUsd: null, hardMicroUsd: null }),
    ],
    [
      'a project without one',
      (at: AppClient) => at.money.setBudget({ scope: 'project', scopeId: '', softMicroUsd: null, hardMicroUsd: null }),
    ],
    ['a quantity below zero', (at: AppClient) => at.money.estimate({ items: [{ ...KLING, quantity: -1 }] })],
    ['no day', (at: AppClient) => at.money.csv({ fromDay: 'yesterday' })],
  ])('%s is refused', async (_what, call) => expect(await codeOf(call(clientOf(door)))).toBe('invalid-input'));
});

it('what a brief allows stops its project, until a person sets limits for the project itself', async () => {
  const { projects, money } = doors.memory();
  const made = await projects.create({ brief: { prompt: 'A reed bends.', budget: 0.5 } });
  const stateOf = async () =>
    (await money.budgets({ projectId: made.projectId })).budgets.find(({ scope }) => scope === 'project');
  expect(await stateOf()).toMatchObject({ hardMicroUsd: 500_000, softMicroUsd: null, isDefault: true });
  const { budgets } = doors.app.money;
  const whose = { projectId: made.projectId, campaignId: null, day: '2026-11-21' };
  expect(budgets.check(whose, 500_000)).toEqual([]);
  expect(() => budgets.check(whose, 500_001)).toThrow(expect.objectContaining({ code: 'budget-exceeded' }));
  await money.setBudget({ scope: 'project', scopeId: made.projectId, softMicroUsd: null, hardMicroUsd: 900_000 });
  expect(await stateOf()).toMatchObject({ hardMicroUsd: 900_000, isDefault: false });
  await money.resetBudget({ scope: 'project', scopeId: made.projectId });
});

it('a reviewer reads and changes nothing', async () => {
  const { money } = doors.memory('reviewer');
  const limits = { softMicroUsd: null, hardMicroUsd: null };
  for (const read of [
    money.prices(),
    money.ledger(),
    money.budgets(),
    money.cache(),
    money.csv(),
    money.spending({ by: 'day' }),
  ])
    expect(await codeOf(read)).toBe('answered');
  for (const change of [
    ...[money.editPrice({ ...KLING, unitMicroUsd: 1 }), money.resetPrice(KLING), money.clearCache()],
    ...[money.setBudget({ scope: 'day', scopeId: '', ...limits }), money.resetBudget({ scope: 'day', scopeId: '' })],
  ])
    expect(await codeOf(change)).toBe('forbidden');
});
