import { describe, expect, it } from 'vitest';
import { assertSeenPrice } from './seen-price.ts';

const codeOf = (seen: number | undefined, now: number | null): unknown => {
  try {
    assertSeenPrice('a/b/c', seen, now);
    return null;
  } catch (error) {
    return (error as { code: unknown }).code;
  }
};

describe('a yes to a price', () => {
  it.each([
    [3_000, 3_000, null],
    [3_000, 3_150, null],
    [3_000, 3_151, 'price-changed'],
    [3_000, 2_850, null],
    [3_000, 2_849, 'price-changed'],
    [0, 0, null],
    [0, 1, 'price-changed'],
    [undefined, 0, null],
    [undefined, 1, 'price-changed'],
    [3_000, null, 'price-unknown'],
  ])('to %s binds at %s: %s', (seen, now, code) => expect(codeOf(seen, now)).toBe(code));

  it('names both amounts', () => {
    expect(() => assertSeenPrice('a/b/c', 2_000, 3_000)).toThrow(
      expect.objectContaining({ details: { id: 'a/b/c', approved: '$0.002', now: '$0.003' } }),
    );
  });
});
