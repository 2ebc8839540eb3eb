import { describe, expect, it } from 'vitest';
import type { ProviderModel, QuoteWish } from '../providers/port.ts';
import { assertPriced, callMicroUsd, priceDateOf, purchasesOfBoard, totalMicroUsd } from './estimate.ts';

const paid = (id: string, unitMicroUsd: number | null): Pick<ProviderModel, 'id' | 'quote'> => ({
  id,
  quote: (wish: QuoteWish) => ({
    ...(wish.kind === 'image' ? { unit: 'image', quantity: 1 } : { unit: 'second', quantity: 10 }),
    ...{ variant: '', unitMicroUsd, priceDate: '2026-10-08' },
  }),
});
const frame = { widthPx: 1920, heightPx: 1080 };
const board = { shots: 5, variations: 2, image: frame, video: frame };

describe('estimate', () => {
  it('buys two keyframes and a segment as the provider bills it, for each shot of each variation', () => {
    const items = purchasesOfBoard(board, paid('a/image', 3_000), paid('b/video', 70_000));
    expect(items.map(({ model, unit, quantity }) => [model, unit, quantity])).toEqual([
      ['a/image', 'image', 20],
      ['b/video', 'second', 100],
    ]);
    expect(totalMicroUsd(items)).toBe(20 * 3_000 + 100 * 70_000);
    expect(priceDateOf(items)).toBe('2026-10-08');
    expect(() => assertPriced(items)).not.toThrow();
  });
  it('costs nothing where everything is made here', () => {
    const items = purchasesOfBoard(board, { id: 'local/sketch' }, { id: 'local/animatic' });
    expect(totalMicroUsd(items)).toBe(0);
    expect(items.map(({ quantity }) => quantity)).toEqual([20, 80]);
  });
  it('buys nothing at a price that nobody has named', () => {
    const items = purchasesOfBoard(board, paid('a/image', null), { id: 'local/animatic' });
    expect(callMicroUsd(paid('a/image', null), { kind: 'image', ...frame })).toBeNull();
    expect(() => assertPriced(items)).toThrow(expect.objectContaining({ code: 'price-unknown' }));
  });
});
