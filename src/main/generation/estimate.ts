import { AppError } from '../../shared/contract/errors.ts';
import { SEGMENT_SECONDS } from '../../shared/model/frame-time.ts';
import { itemMicroUsd } from '../../shared/model/money.ts';
import type { PurchaseItem } from '../../shared/model/money.ts';
import type { ProviderModel, Quote, QuoteWish } from '../providers/port.ts';

/** Day of the rates of local work, which costs nothing. */
export const LOCAL_PRICE_DATE = '2026-11-21';

/** What one call of a model buys and costs now; local work is counted too, at nothing. */
export function quoteOf(model: Pick<ProviderModel, 'quote'>, wish: QuoteWish): Quote {
  if (model.quote !== undefined) return model.quote(wish);
  const counted =
    wish.kind === 'image'
      ? { unit: 'image' as const, quantity: 1 }
      : { unit: 'second' as const, quantity: wish.seconds };
  return { ...counted, variant: '', unitMicroUsd: 0, priceDate: LOCAL_PRICE_DATE };
}

/** Price of one call in micro-dollars; null where nobody has named one. */
export const callMicroUsd = (model: Pick<ProviderModel, 'quote'>, wish: QuoteWish): number | null =>
  itemMicroUsd(quoteOf(model, wish));

export interface BoardSize {
  shots: number;
  variations: number;
  /** Frame of the keyframes and of the segments, px. */
  image: { widthPx: number; heightPx: number };
  video: { widthPx: number; heightPx: number };
}

export const segmentWish = (video: BoardSize['video']): QuoteWish => ({
  ...{ kind: 'video', seconds: SEGMENT_SECONDS, hasEnd: true },
  ...video,
});

/** What a board of this size buys (decision 28): two keyframes a shot and a segment, for each variation. */
export function purchasesOfBoard(
  board: BoardSize,
  image: Pick<ProviderModel, 'id' | 'quote'>,
  video: Pick<ProviderModel, 'id' | 'quote'>,
): PurchaseItem[] {
  const pieces = board.shots * board.variations;
  const keyframe = quoteOf(image, { kind: 'image', ...board.image });
  const segment = quoteOf(video, segmentWish(board.video));
  return [
    { model: image.id, ...keyframe, quantity: keyframe.quantity * pieces * 2 },
    { model: video.id, ...segment, quantity: segment.quantity * pieces },
  ];
}

/** Sum of a list of purchases; what has no price yet is left out, `assertPriced` is the guard. */
export function totalMicroUsd(items: readonly PurchaseItem[]): number {
  return items.reduce((sum, item) => sum + (itemMicroUsd(item) ?? 0), 0);
}

/** The oldest rate of a list: what is shown, and what an approval is bound to. */
export const priceDateOf = (items: readonly PurchaseItem[]): string =>
  items.map(({ priceDate }) => priceDate).sort()[0] ?? LOCAL_PRICE_DATE;

/** Throws AppError `price-unknown`: nothing is bought at a price that nobody has seen. */
export function assertPriced(items: readonly PurchaseItem[]): void {
  const unknown = items.find((item) => itemMicroUsd(item) === null);
  if (unknown !== undefined)
    throw new AppError('price-unknown', `no price for ${unknown.model}`, { id: unknown.model });
}
