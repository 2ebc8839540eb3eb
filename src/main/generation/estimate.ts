import { SEGMENT_SECONDS } from '../../shared/model/frame-time.ts';
import type { ProviderModel } from '../providers/port.ts';

/** Rates are those of the price table; local work costs nothing and needs no date of its own. */
export const LOCAL_PRICE_DATE = '2026-11-21';

/** One thing that a run will really buy (decision 28). Money in integer micro-dollars. */
export interface PurchaseItem {
  provider: string;
  unit: 'image' | 'second';
  quantity: number;
  unitMicroUsd: number;
}

/** What a board of this size buys: two keyframes a shot and 8 seconds a segment, for each variation. */
export function purchasesOfBoard(
  board: { shots: number; variations: number },
  image: Pick<ProviderModel, 'id' | 'unitMicroUsd'>,
  video: Pick<ProviderModel, 'id' | 'unitMicroUsd'>,
): PurchaseItem[] {
  const pieces = board.shots * board.variations;
  return [
    { provider: image.id, unit: 'image', quantity: pieces * 2, unitMicroUsd: image.unitMicroUsd },
    { provider: video.id, unit: 'second', quantity: pieces * SEGMENT_SECONDS, unitMicroUsd: video.unitMicroUsd },
  ];
}

/** Sum of a list of purchases. */
export function totalMicroUsd(items: readonly PurchaseItem[]): number {
  return items.reduce((sum, { quantity, unitMicroUsd }) => sum + quantity * unitMicroUsd, 0);
}
