import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, NOON, tempMoney } from '../../../tests/support/money/temp-money.ts';
import type { LedgerTarget } from './ledger.ts';
import { localDayOf } from './local-day.ts';

/** F29: the lines of a call that a restored library no longer has. */

const to = (state: LedgerTarget['state'], amountMicroUsd = 500): LedgerTarget => ({
  ...{ state, amountMicroUsd, estimateMicroUsd: 500, atMs: NOON - DAY_MS },
});
const kindsOf = (lines: readonly { kind: string; of: string | null; amountMicroUsd: number }[]): string[] =>
  lines.map(({ kind, of, amountMicroUsd }) => `${kind}${of === null ? '' : ` of ${of}`} ${amountMicroUsd}`);

describe('a call that the ledger does not know', () => {
  it.each([
    [to('reserved'), ['reserved 500']],
    [to('uncertain'), ['reserved 500', 'released of reserved 500', 'uncertain 500']],
    [to('charged', 520), ['reserved 500', 'released of reserved 500', 'charged 520']],
    [to('released', 0), ['reserved 500', 'released of reserved 500']],
  ])('is brought to $state', (target, lines) => {
    const { ledger, reports, call } = tempMoney();
    ledger.restore(call('a'), target, { restored: true });
    expect(kindsOf(reports.entries('a'))).toEqual(lines);
    expect(ledger.ofCall('a')).toMatchObject({ state: target.state });
    // It counts for the day on which it was bought, and every line says where it comes from.
    const days = new Set(reports.entries('a').map(({ day, note }) => `${day} ${String(note['restored'])}`));
    expect([...days]).toEqual([`${localDayOf(NOON - DAY_MS)} true`]);
  });

  it('asks no budget, and what comes after it does', () => {
    const { ledger, budgets, call } = tempMoney();
    budgets.set({ scope: 'project', scopeId: 'p1', softMicroUsd: null, hardMicroUsd: 400 });
    ledger.restore(call('a'), to('charged', 500));
    expect(ledger.balance({ projectId: 'p1' }).chargedMicroUsd).toBe(500);
    expect(() => ledger.reserve(call('b'), 1)).toThrow(expect.objectContaining({ code: 'budget-exceeded' }));
  });
});

describe('a call that the ledger knows in an older state', () => {
  it.each([
    ['reserved', to('charged', 520), ['released of reserved 500', 'charged 520']],
    ['reserved', to('reserved'), []],
    ['reserved', to('released', 0), ['released of reserved 500']],
    ['uncertain', to('charged', 500), ['released of uncertain 500', 'charged 500']],
    ['uncertain', to('uncertain'), []],
    ['uncertain', to('reserved'), []],
    ['charged', to('released', 0), []],
    ['charged', to('charged', 900), []],
    ['released', to('released', 0), []],
    ['released', to('charged', 500), ['reserved 500', 'released of reserved 500', 'charged 500']],
  ] as const)('%s to $state', (state, target, added) => {
    const { ledger, reports, call } = tempMoney();
    const one = call('a');
    ledger.reserve(one, 500);
    if (state === 'uncertain') ledger.markUncertain(one);
    if (state === 'charged') ledger.charge(one, 500);
    if (state === 'released') ledger.release(one);
    const before = reports.entries('a').length;
    ledger.restore(one, target);
    expect(kindsOf(reports.entries('a').slice(before))).toEqual(added);
  });
});

it('whatever was there and whatever comes: the lines balance, a second time writes nothing', () => {
  const states = ['reserved', 'uncertain', 'charged', 'released'] as const;
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...states), fc.nat(1_000)), { maxLength: 6 }), (targets) => {
      const { ledger, reports, call } = tempMoney();
      const one = call('a');
      for (const [state, amount] of targets) {
        const target = { ...to(state, amount), estimateMicroUsd: amount };
        ledger.restore(one, target);
        const lines = reports.entries('a').length;
        ledger.restore(one, target);
        expect(reports.entries('a')).toHaveLength(lines);
        // Throws where they do not balance.
        expect(ledger.ofCall('a')).toBeDefined();
      }
    }),
    { numRuns: 60 },
  );
});
