import { AppError } from '../../shared/contract/errors.ts';
import { hasPriceMoved, usdDigits } from '../../shared/model/money.ts';

/**
 * Holds what somebody said yes to against what it costs now, micro-dollars; nothing said is a yes to nothing. The one rule
 * of the board, of every start and of the purchase itself. Throws AppError `price-unknown`, and `price-changed` beyond 5 %
 * in either direction (F58): a price that has fallen as far is another offer, or an error in a table.
 */
export function assertSeenPrice(
  model: string,
  seenMicroUsd: number | undefined,
  nowMicroUsd: number | null,
): asserts nowMicroUsd is number {
  if (nowMicroUsd === null) throw new AppError('price-unknown', `no price for ${model}`, { id: model });
  const seen = seenMicroUsd ?? 0;
  if (hasPriceMoved(seen, nowMicroUsd))
    throw new AppError('price-changed', `the price of ${model} has moved`, {
      ...{ id: model, approved: `$${usdDigits(seen)}`, now: `$${usdDigits(nowMicroUsd)}` },
    });
}
