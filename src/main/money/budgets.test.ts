import { describe, expect, it } from 'vitest';
import { DAY_MS, tempMoney } from '../../../tests/support/money/temp-money.ts';
import { describeError } from '../../shared/i18n/describe-error.ts';
import { createTranslate } from '../../shared/i18n/translate.ts';
import type { AppError } from '../../shared/contract/errors.ts';

const USD = 1_000_000;
const refusal = (fn: () => unknown): AppError => {
  try {
    fn();
  } catch (error) {
    return error as AppError;
  }
  throw new Error('it was not refused');
};

describe('without a person’s word', () => {
  it('a day has $100 and $150, a project and a campaign have no limit', () => {
    const { budgets } = tempMoney();
    expect(budgets.state('day', '')).toMatchObject({
      ...{ softMicroUsd: 100 * USD, hardMicroUsd: 150 * USD, leftMicroUsd: 150 * USD, isDefault: true },
    });
    expect(budgets.state('project', 'p1')).toMatchObject({
      softMicroUsd: null,
      hardMicroUsd: null,
      leftMicroUsd: null,
    });
    expect(budgets.list()).toMatchObject([{ scope: 'day', scopeId: '' }]);
  });

  it('the 151st dollar of a day is not reserved, the next day’s first is', () => {
    const { ledger, call, clock } = tempMoney();
    ledger.reserve(call('a'), 150 * USD);
    expect(refusal(() => ledger.reserve(call('b'), 1))).toMatchObject({ code: 'budget-exceeded' });
    expect(ledger.ofCall('b')).toBeUndefined();
    clock.now += DAY_MS;
    expect(ledger.reserve(call('b'), 1).isNew).toBe(true);
  });
});

describe('a hard limit', () => {
  it.each(['project', 'campaign', 'day'] as const)('of a %s stops a reservation and says why', (scope) => {
    const { ledger, budgets, call } = tempMoney();
    const scopeId = { project: 'p1', campaign: 'c1', day: '' }[scope];
    budgets.set({ scope, scopeId, softMicroUsd: null, hardMicroUsd: 2 * USD });
    ledger.reserve(call('a'), 1_500_000);
    const error = refusal(() => ledger.reserve(call('b'), 500_001));
    expect(error.details).toMatchObject({ scope, scopeId, budget: '2.00', used: '1.50', wanted: '0.500001' });
    expect(describeError(error, createTranslate('en'))).toContain('$2.00');
    expect(ledger.reserve(call('b'), 500_000).isNew).toBe(true);
    expect(budgets.state(scope, scopeId)).toMatchObject({ isHardReached: true, leftMicroUsd: 0 });
  });

  it('counts what is reserved, charged and uncertain, and lets go of what is released', () => {
    const { ledger, budgets, call } = tempMoney();
    budgets.set({ scope: 'project', scopeId: 'p1', softMicroUsd: null, hardMicroUsd: 300 });
    const [reserved, charged, uncertain] = [call('a'), call('b'), call('c')];
    for (const one of [reserved, charged, uncertain]) ledger.reserve(one, 100);
    ledger.charge(charged, 100);
    ledger.markUncertain(uncertain);
    expect(refusal(() => ledger.reserve(call('d'), 1))).toMatchObject({ code: 'budget-exceeded' });
    ledger.release(uncertain);
    expect(ledger.reserve(call('d'), 100).isNew).toBe(true);
  });

  it('never stops what is out already, what costs nothing, or another project', () => {
    const { ledger, budgets, call } = tempMoney();
    const one = call('a');
    ledger.reserve(one, 1_000);
    budgets.set({ scope: 'project', scopeId: 'p1', softMicroUsd: 0, hardMicroUsd: 500 });
    expect(ledger.charge(one, 1_100)).toBe(true);
    expect(ledger.reserve(call('free'), 0)).toEqual({ isNew: true, warnings: [] });
    expect(ledger.reserve(call('other', { projectId: 'p2' }), 1_000).isNew).toBe(true);
    expect(ledger.reserve(call('of nobody', { projectId: null, campaignId: null }), 1_000).isNew).toBe(true);
    expect(budgets.state('project', 'p1')).toMatchObject({
      totalMicroUsd: 1_100,
      leftMicroUsd: 0,
      isHardReached: true,
    });
  });

  it('can be taken away, also the day’s', () => {
    const { ledger, budgets, call } = tempMoney();
    budgets.set({ scope: 'day', scopeId: '', softMicroUsd: null, hardMicroUsd: null });
    expect(ledger.reserve(call('a'), 1_000 * USD)).toEqual({ isNew: true, warnings: [] });
    expect(budgets.list()).toMatchObject([{ scope: 'day', hardMicroUsd: null, isDefault: false }]);
    budgets.reset('day', '');
    expect(budgets.state('day', '')).toMatchObject({ hardMicroUsd: 150 * USD, isDefault: true, isHardReached: true });
  });

  it('below the soft one is refused', () => {
    const { budgets } = tempMoney();
    const wish = { scope: 'day', scopeId: '', softMicroUsd: 2, hardMicroUsd: 1 } as const;
    expect(refusal(() => budgets.set(wish))).toMatchObject({ code: 'invalid-input' });
    expect(budgets.state('day', '').isDefault).toBe(true);
  });
});

it('a soft limit warns and stops nothing: once as the one that passed it, then as passed', () => {
  const { ledger, budgets, call } = tempMoney();
  budgets.set({ scope: 'project', scopeId: 'p1', softMicroUsd: 100, hardMicroUsd: null });
  budgets.set({ scope: 'campaign', scopeId: 'c1', softMicroUsd: 150, hardMicroUsd: 1_000 });
  expect(ledger.reserve(call('a'), 100).warnings).toEqual([]);
  const project = { scope: 'project', scopeId: 'p1', softMicroUsd: 100 };
  expect(ledger.reserve(call('b'), 50).warnings).toEqual([{ ...project, usedMicroUsd: 150, isFirst: true }]);
  expect(ledger.reserve(call('c'), 50).warnings).toEqual([
    { ...project, usedMicroUsd: 200, isFirst: false },
    { scope: 'campaign', scopeId: 'c1', softMicroUsd: 150, usedMicroUsd: 200, isFirst: true },
  ]);
  expect(budgets.state('project', 'p1')).toMatchObject({ isSoftPassed: true, isHardReached: false });
});

it('a passed warning is told once, after its transaction, and is news for its day alone', async () => {
  const { ledger, budgets, call, onSoftPassed, clock, db } = tempMoney();
  budgets.set({ scope: 'project', scopeId: 'p1', softMicroUsd: 100, hardMicroUsd: null });
  const told: string[] = [];
  const stop = onSoftPassed(({ scope, scopeId, usedMicroUsd }) => told.push(`${scope} ${scopeId} ${usedMicroUsd}`));
  db.write(() => {
    ledger.reserve(call('a'), 150);
    expect(told).toEqual([]);
  }, 'test');
  await Promise.resolve();
  ledger.reserve(call('b'), 50);
  await Promise.resolve();
  expect(told).toEqual(['project p1 150']);
  const passed = () => budgets.state('project', 'p1');
  expect(passed()).toMatchObject({ isSoftPassed: true, isSoftPassedToday: true });
  clock.now += DAY_MS;
  expect(passed()).toMatchObject({ isSoftPassed: true, isSoftPassedToday: false });
  ledger.reserve(call('c'), 50);
  expect(passed()).toMatchObject({ isSoftPassed: true, isSoftPassedToday: false });
  stop();
  budgets.set({ scope: 'campaign', scopeId: 'c1', softMicroUsd: 260, hardMicroUsd: null });
  ledger.reserve(call('d'), 50);
  await Promise.resolve();
  expect(budgets.state('campaign', 'c1')).toMatchObject({ isSoftPassedToday: true });
  expect(told).toHaveLength(1);
});
