import { describe, expect, it } from 'vitest';
import { purchasesOfBoard, totalMicroUsd } from './estimate.ts';

describe('estimate', () => {
  it('buys two keyframes and eight seconds for each shot of each variation', () => {
    const items = purchasesOfBoard(
      { shots: 5, variations: 2 },
      { id: 'a/image', unitMicroUsd: 3_000 },
      { id: 'b/video', unitMicroUsd: 100_000 },
    );
    expect(items).toEqual([
      { provider: 'a/image', unit: 'image', quantity: 20, unitMicroUsd: 3_000 },
      { provider: 'b/video', unit: 'second', quantity: 80, unitMicroUsd: 100_000 },
    ]);
    expect(totalMicroUsd(items)).toBe(8_060_000);
  });
  it('costs nothing where everything is made here', () => {
    expect(
      totalMicroUsd(
        purchasesOfBoard(
          { shots: 9, variations: 3 },
          { id: 'local/sketch', unitMicroUsd: 0 },
          { id: 'local/animatic', unitMicroUsd: 0 },
        ),
      ),
    ).toBe(0);
  });
});
