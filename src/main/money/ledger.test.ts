import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, NOON, tempMoney } from '../../../tests/support/money/temp-money.ts';
import type { Balance } from '../../shared/model/money.ts';
import { callMoneyOf } from './ledger-state.ts';
import { localDayOf } from './local-day.ts';

const sums = (reserved: number, charged: number, uncertain: number): Balance => ({
  ...{ reservedMicroUsd: reserved, chargedMicroUsd: charged, uncertainMicroUsd: uncertain },
  totalMicroUsd: reserved + charged + uncertain,
});
const kindsOf = (lines: readonly { kind: string; of: string | null; amountMicroUsd: number }[]): string[] =>
  lines.map(({ kind, of, amountMicroUsd }) => `${kind}${of === null ? '' : ` of ${of}`} ${amountMicroUsd}`);

describe('a call', () => {
  it('is reserved and charged what it really cost', () => {
    const { ledger, reports, call } = tempMoney();
    const one = call('a');
    expect(ledger.ofCall('a')).toBeUndefined();
    expect(ledger.reserve(one, 500)).toEqual({ isNew: true, warnings: [] });
    expect(ledger.balance({ projectId: 'p1' })).toEqual(sums(500, 0, 0));
    expect(ledger.charge(one, 520, { counter: 'image_output_count' })).toBe(true);
    expect(ledger.balance({ projectId: 'p1' })).toEqual(sums(0, 520, 0));
    expect(ledger.balance({ campaignId: 'c1' })).toEqual(sums(0, 520, 0));
    expect(ledger.balance({ day: localDayOf(NOON) })).toEqual(sums(0, 520, 0));
    expect(kindsOf(reports.entries('a'))).toEqual(['reserved 500', 'released of reserved 500', 'charged 520']);
    expect(reports.entries('a').at(-1)).toMatchObject({ note: { counter: 'image_output_count' }, vendor: 'replicate' });
  });

  it('is settled once: whatever comes again writes nothing', () => {
    const { ledger, reports, call } = tempMoney();
    const charged = call('a');
    ledger.reserve(charged, 500);
    expect(ledger.reserve(charged, 900)).toEqual({ isNew: false, warnings: [] });
    ledger.charge(charged, 500);
    const lines = reports.entries('a');
    expect(ledger.charge(charged, 500)).toBe(false);
    expect(ledger.release(charged)).toBe(false);
    expect(ledger.markUncertain(charged)).toBe(false);
    expect(ledger.chargeLate(charged, 500)).toBe(false);
    expect(() => ledger.reserve(charged, 500)).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(reports.entries('a')).toEqual(lines);
    const released = call('b');
    ledger.reserve(released, 100);
    expect(ledger.release(released)).toBe(true);
    expect(ledger.release(released)).toBe(false);
    expect(ledger.charge(released, 100)).toBe(false);
    expect(ledger.markUncertain(released)).toBe(false);
    expect(ledger.balance({})).toEqual(sums(0, 500, 0));
  });

  it('that never held anything is neither charged nor released', () => {
    const { ledger, call } = tempMoney();
    const one = call('a');
    expect([ledger.charge(one, 1), ledger.release(one), ledger.markUncertain(one), ledger.chargeLate(one, 1)]).toEqual([
      ...[false, false, false, false],
    ]);
    expect(ledger.balance({})).toEqual(sums(0, 0, 0));
  });

  it('may be uncertain, and is then charged or given back', () => {
    const { ledger, reports, call } = tempMoney();
    const [found, lost] = [call('a'), call('b')];
    for (const one of [found, lost]) {
      ledger.reserve(one, 400);
      expect(ledger.markUncertain(one)).toBe(true);
      expect(ledger.markUncertain(one)).toBe(false);
      expect(ledger.reserve(one, 400).isNew).toBe(false);
    }
    expect(ledger.balance({})).toEqual(sums(0, 0, 800));
    expect(ledger.charge(found, 380)).toBe(true);
    expect(ledger.release(lost, { reason: 'lost' })).toBe(true);
    expect(ledger.balance({})).toEqual(sums(0, 380, 0));
    expect(kindsOf(reports.entries('a'))).toEqual([
      ...['reserved 400', 'released of reserved 400', 'uncertain 400', 'released of uncertain 400', 'charged 380'],
    ]);
  });

  it('that was given up for lost and was paid after all is charged late, once, to today', () => {
    const { ledger, call, clock } = tempMoney();
    const one = call('a');
    ledger.reserve(one, 400);
    ledger.markUncertain(one);
    ledger.release(one);
    clock.now += DAY_MS;
    expect(ledger.chargeLate(one, 400)).toBe(true);
    expect(ledger.chargeLate(one, 400)).toBe(false);
    expect(ledger.balance({ day: localDayOf(NOON) })).toEqual(sums(0, 0, 0));
    expect(ledger.balance({ day: localDayOf(clock.now) })).toEqual(sums(0, 400, 0));
    expect(ledger.ofCall('a')).toMatchObject({ state: 'charged', amountMicroUsd: 400 });
  });

  it('may reserve again after its reservation was given back', () => {
    const { ledger, call, clock } = tempMoney();
    const one = call('a');
    ledger.reserve(one, 400);
    ledger.release(one);
    clock.now += DAY_MS;
    expect(ledger.reserve(one, 450).isNew).toBe(true);
    ledger.charge(one, 450);
    expect(ledger.ofCall('a')).toEqual({
      ...{ state: 'charged', amountMicroUsd: 450, estimateMicroUsd: 450, day: localDayOf(clock.now) },
    });
  });

  it('that ends after midnight counts for the day that let it start', () => {
    const { ledger, call, clock } = tempMoney();
    const [charged, released] = [call('a'), call('b')];
    ledger.reserve(charged, 400);
    ledger.reserve(released, 300);
    clock.now += DAY_MS;
    ledger.charge(charged, 410);
    ledger.release(released);
    expect(ledger.balance({ day: localDayOf(NOON) })).toEqual(sums(0, 410, 0));
    expect(ledger.balance({ day: localDayOf(clock.now) })).toEqual(sums(0, 0, 0));
  });

  it('takes only whole micro-dollars', () => {
    const { ledger, call } = tempMoney();
    const one = call('a');
    for (const amount of [-1, 0.5, Number.NaN, 2 ** 60]) {
      expect(() => ledger.reserve(one, amount)).toThrow(expect.objectContaining({ code: 'internal' }));
    }
    expect(ledger.ofCall('a')).toBeUndefined();
  });
});

describe('the ledger', () => {
  it('goes with the transaction it is written in', () => {
    const { ledger, call, db } = tempMoney();
    const one = call('a');
    expect(() =>
      db.write(() => {
        ledger.reserve(one, 500);
        throw new Error('the row of the call was refused');
      }),
    ).toThrow('refused');
    expect(ledger.ofCall('a')).toBeUndefined();
    ledger.reserve(one, 500);
    expect(() =>
      db.write(() => {
        ledger.charge(one, 500);
        throw new Error('again');
      }),
    ).toThrow('again');
    expect(ledger.balance({})).toEqual(sums(500, 0, 0));
  });

  it('cannot be changed or shortened', () => {
    const { ledger, call, db } = tempMoney();
    ledger.reserve(call('a'), 500);
    expect(() => db.sql.exec('UPDATE ledger_entry SET amount_micro_usd = 1')).toThrow('append only');
    expect(() => db.sql.exec('DELETE FROM ledger_entry')).toThrow('append only');
    expect(ledger.balance({})).toEqual(sums(500, 0, 0));
  });

  it('names the call whose lines cannot be', () => {
    const { ledger, repos, call } = tempMoney();
    const one = call('a');
    ledger.reserve(one, 500);
    repos.ledger.insert({
      ...{ callId: 'a', kind: 'charged', of: null, amountMicroUsd: 500, projectId: null, campaignId: null },
      ...{ vendor: 'v', model: 'm', day: '2026-11-21', atMs: 0, priceDate: '', note: {} },
    });
    expect(() => ledger.release(one)).toThrow(expect.objectContaining({ code: 'library-corrupt' }));
  });
});

describe('lines that nobody can have written', () => {
  const line = (
    kind: 'reserved' | 'charged' | 'released' | 'uncertain',
    of: 'reserved' | 'uncertain' | null = null,
  ) => ({
    ...{ kind, of, amountMicroUsd: 5, day: '2026-11-21' },
  });
  it.each([
    ['begin with a charge', [line('charged')]],
    ['begin with a release', [line('released', 'reserved')]],
    ['reserve twice', [line('reserved'), line('reserved')]],
    ['charge what is still held', [line('reserved'), line('charged')]],
    ['close what is not open', [line('reserved'), line('released', 'uncertain')]],
    ['close another amount', [line('reserved'), { ...line('released', 'reserved'), amountMicroUsd: 4 }]],
    ['charge twice', [line('reserved'), line('released', 'reserved'), line('charged'), line('charged')]],
    ['go on after a charge', [line('reserved'), line('released', 'reserved'), line('charged'), line('reserved')]],
  ])('%s', (_what, lines) => expect(callMoneyOf(lines)).toBeNull());

  it('none is none', () => expect(callMoneyOf([])).toBeUndefined());
});

/** What a person with a pencil would write. */
interface Pencil {
  state: 'none' | 'reserved' | 'uncertain' | 'charged' | 'released';
  amount: number;
  day: string;
}

const HARD = 5_000;
const commands = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constantFrom('reserve', 'charge', 'release', 'uncertain', 'late'),
      call: fc.nat(5),
      amount: fc.nat(2_000),
    }),
    fc.record({ kind: fc.constant('midnight'), call: fc.nat(5), amount: fc.nat(1) }),
  ),
  { maxLength: 60 },
);

it('random sequences keep the equation in every scope, never below zero, and reservations within the hard budgets', () => {
  fc.assert(
    fc.property(commands, fc.boolean(), (steps, mayCostMore) => {
      const { ledger, budgets, repos, call, clock } = tempMoney();
      budgets.set({ scope: 'project', scopeId: 'p0', softMicroUsd: null, hardMicroUsd: HARD });
      budgets.set({ scope: 'campaign', scopeId: 'c1', softMicroUsd: null, hardMicroUsd: HARD });
      budgets.set({ scope: 'day', scopeId: '', softMicroUsd: null, hardMicroUsd: 2 * HARD });
      const calls = Array.from({ length: 6 }, (_, at) =>
        call(`k${at}`, { projectId: `p${at % 2}`, campaignId: at % 3 === 0 ? null : `c${at % 3}` }),
      );
      const pencils: Pencil[] = calls.map(() => ({ state: 'none', amount: 0, day: '' }));
      const totalOf = (isOf: (at: number) => boolean, day?: string): Balance => {
        const of = (state: Pencil['state']): number =>
          pencils.reduce(
            (sum, pencil, at) =>
              pencil.state === state && isOf(at) && (day === undefined || pencil.day === day)
                ? sum + pencil.amount
                : sum,
            0,
          );
        return sums(of('reserved'), of('charged'), of('uncertain'));
      };
      for (const { kind, call: at, amount } of steps) {
        const one = calls[at] as (typeof calls)[number];
        const pencil = pencils[at] as Pencil;
        const today = localDayOf(clock.now);
        const isHeld = pencil.state === 'reserved' || pencil.state === 'uncertain';
        const paid = mayCostMore ? amount : Math.min(amount, pencil.amount);
        if (kind === 'midnight') clock.now += DAY_MS;
        if (kind === 'reserve') {
          const isFree = pencil.state === 'none' || pencil.state === 'released';
          const { projectId, campaignId } = one;
          const fits =
            amount === 0 ||
            ((projectId !== 'p0' || totalOf((n) => calls[n]?.projectId === 'p0').totalMicroUsd + amount <= HARD) &&
              (campaignId !== 'c1' || totalOf((n) => calls[n]?.campaignId === 'c1').totalMicroUsd + amount <= HARD) &&
              totalOf(() => true, today).totalMicroUsd + amount <= 2 * HARD);
          if (pencil.state === 'charged') expect(() => ledger.reserve(one, amount)).toThrow('charged');
          else if (isFree && !fits) {
            expect(() => ledger.reserve(one, amount)).toThrow(expect.objectContaining({ code: 'budget-exceeded' }));
          } else {
            expect(ledger.reserve(one, amount).isNew).toBe(isFree);
            if (isFree) Object.assign(pencil, { state: 'reserved', amount, day: today });
          }
        }
        if (kind === 'charge') {
          expect(ledger.charge(one, paid)).toBe(isHeld);
          if (isHeld) Object.assign(pencil, { state: 'charged', amount: paid });
        }
        if (kind === 'release') {
          expect(ledger.release(one)).toBe(isHeld);
          if (isHeld) Object.assign(pencil, { state: 'released', amount: 0 });
        }
        if (kind === 'uncertain') {
          expect(ledger.markUncertain(one)).toBe(pencil.state === 'reserved');
          if (pencil.state === 'reserved') pencil.state = 'uncertain';
        }
        if (kind === 'late' && mayCostMore) {
          expect(ledger.chargeLate(one, amount)).toBe(pencil.state === 'released');
          if (pencil.state === 'released') Object.assign(pencil, { state: 'charged', amount, day: today });
        }

        const p0 = ledger.balance({ projectId: 'p0' });
        expect(p0).toEqual(totalOf((n) => calls[n]?.projectId === 'p0'));
        const c1 = ledger.balance({ campaignId: 'c1' });
        expect(c1).toEqual(totalOf((n) => calls[n]?.campaignId === 'c1'));
        const day = ledger.balance({ day: today });
        expect(day).toEqual(totalOf(() => true, today));
        expect(ledger.balance({})).toEqual(totalOf(() => true));
        for (const balance of [p0, c1, day, ledger.balance({})]) {
          for (const value of Object.values(balance)) expect(value).toBeGreaterThanOrEqual(0);
        }
        for (const { id } of calls) expect(callMoneyOf(repos.ledger.listOfCall(id))).not.toBeNull();
        if (!mayCostMore) {
          expect(p0.totalMicroUsd).toBeLessThanOrEqual(HARD);
          expect(c1.totalMicroUsd).toBeLessThanOrEqual(HARD);
          expect(day.totalMicroUsd).toBeLessThanOrEqual(2 * HARD);
        }
      }
    }),
    { numRuns: 60 },
  );
});
