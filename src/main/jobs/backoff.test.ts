import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCAL_RETRY_DELAYS_MS, MAX_RETRY_DELAY_MS, retryDelayMs } from './backoff.ts';

describe('retryDelayMs', () => {
  it.each([
    [[1_000, 5_000], 1, 0.5, 1_000],
    [[1_000, 5_000], 2, 0.5, 5_000],
    [[1_000, 5_000], 9, 0.5, 5_000],
    [[1_000], 1, 0, 750],
    [[1_000], 1, 0.999_999, 1_250],
    [[], 1, 0.5, 0],
    [[Number.MAX_SAFE_INTEGER], 1, 0.9, MAX_RETRY_DELAY_MS],
  ])('%j after attempt %i with random %f is %i', (table, attempt, unit, expected) => {
    expect(retryDelayMs(table, attempt, unit)).toBe(expected);
  });

  it('is an integer within a quarter of the table, for every attempt and every random number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        (attempt, unit) => {
          const base = LOCAL_RETRY_DELAYS_MS[Math.min(attempt, LOCAL_RETRY_DELAYS_MS.length) - 1] ?? 0;
          const delayMs = retryDelayMs(LOCAL_RETRY_DELAYS_MS, attempt, unit);
          expect(Number.isInteger(delayMs)).toBe(true);
          expect(delayMs).toBeGreaterThanOrEqual(Math.floor(base * 0.75));
          expect(delayMs).toBeLessThanOrEqual(Math.ceil(base * 1.25));
        },
      ),
    );
  });
});
