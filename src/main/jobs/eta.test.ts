import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateEta, medianMs } from './eta.ts';

describe('medianMs', () => {
  it.each([
    [[], undefined],
    [[7], 7],
    [[9, 1, 5], 5],
    [[1, 9, 5, 3], 4],
  ])('%j is %s', (values, expected) => {
    expect(medianMs(values)).toBe(expected);
  });
});

describe('estimateEta', () => {
  it.each([
    ['nothing known', { fraction: 0, elapsedMs: 900, historyMs: [] }, null],
    ['history alone', { fraction: 0, elapsedMs: 2_000, historyMs: [10_000, 12_000, 11_000] }, 11_000],
    ['own speed alone', { fraction: 0.25, elapsedMs: 2_000, historyMs: [] }, 6_000],
    [
      'late: own speed wins over a history of slower days',
      { fraction: 0.5, elapsedMs: 2_000, historyMs: [60_000] },
      2_000,
    ],
    ['done', { fraction: 1, elapsedMs: 2_000, historyMs: [60_000] }, 0],
    ['nonsense progress', { fraction: 7, elapsedMs: -5, historyMs: [] }, 0],
  ])('%s', (_name, input, remainingMs) => {
    expect(estimateEta(input).remainingMs).toBe(remainingMs);
  });

  it('does not jump: a hundredth more progress at steady speed changes the total little', () => {
    const totalMs = 20_000;
    const at = (fraction: number): number =>
      estimateEta({ fraction, elapsedMs: fraction * totalMs, historyMs: [25_000] }).remainingMs ?? Number.NaN;
    for (let percent = 0; percent < 99; percent += 1) {
      expect(Math.abs(at(percent / 100) - at((percent + 1) / 100))).toBeLessThan(0.05 * totalMs);
    }
  });

  it('is never negative', () => {
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fraction, fc.nat(), fc.array(fc.nat()), (value, elapsedMs, historyMs) => {
        expect(estimateEta({ fraction: value, elapsedMs, historyMs }).remainingMs ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
