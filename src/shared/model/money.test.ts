import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPriceMoved, isOverVariance, itemMicroUsd, usdDigits } from './money.ts';

describe('the cost of a line', () => {
  it.each([
    [1, 3_000, 3_000],
    [3, 100_000, 300_000],
    // In binary 0.1 × 3 is above 0.3: no micro-dollar may come from that.
    [0.1, 3, 1],
    [5.04, 70_000, 352_800],
    [0.07, 1_000_000, 70_000],
    [1.1, 1_100_000, 1_210_000],
    [0.333, 10, 4],
    [0, 70_000, 0],
    [7, 0, 0],
  ])('%d units at %d are %d', (quantity, unitMicroUsd, wanted) => {
    expect(itemMicroUsd({ quantity, unitMicroUsd })).toBe(wanted);
  });

  it('is unknown where the rate is', () => expect(itemMicroUsd({ quantity: 1, unitMicroUsd: null })).toBeNull());

  it('is whole, never below the exact cost, and less than one above it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 2_000_000 }), (milli, unit) => {
        const cost = itemMicroUsd({ quantity: milli / 1_000, unitMicroUsd: unit }) ?? -1;
        const exact = BigInt(milli) * BigInt(unit);
        expect(BigInt(cost) * 1_000n >= exact).toBe(true);
        expect((BigInt(cost) - 1n) * 1_000n < exact).toBe(true);
      }),
    );
  });
});

describe('what is worth asking and telling', () => {
  it.each([
    [1_000_000, 1_050_000, false],
    [1_000_000, 1_050_001, true],
    [1_000_000, 950_000, false],
    [1_000_000, 949_999, true],
    [0, 0, false],
    [0, 1, true],
  ])('approved %d, now %d: asked again %s', (approved, now, wanted) => {
    expect(hasPriceMoved(approved, now)).toBe(wanted);
  });

  it.each([
    [1_000_000, 1_200_000, false],
    [1_000_000, 1_200_001, true],
    [1_000_000, 10, false],
    [0, 0, false],
    [0, 1, true],
  ])('estimated %d, charged %d: told %s', (estimate, actual, wanted) => {
    expect(isOverVariance(estimate, actual)).toBe(wanted);
  });
});

describe('dollars as digits', () => {
  it.each([
    [0, '0.00'],
    [3_015_000, '3.015'],
    [150_000_000, '150.00'],
    [1, '0.000001'],
    [10, '0.00001'],
    [-2_500_000, '-2.50'],
    [100_000, '0.10'],
  ])('%d is %s', (microUsd, wanted) => expect(usdDigits(microUsd)).toBe(wanted));

  it('lose nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (microUsd) => {
        expect(Math.round(Number(usdDigits(microUsd)) * 1e6)).toBe(microUsd);
      }),
    );
  });
});
