import { AppError } from '../../shared/contract/errors.ts';
import { hasPriceMoved, usdDigits } from '../../shared/model/money.ts';
import type { GenerationDeps } from './generation-deps.ts';

/** What one segment cost when the board was approved, micro-dollars; null for yeses from before prices. */
export function approvedSegmentMicroUsd(deps: Pick<GenerationDeps, 'repos'>, projectId: string): number | null {
  return deps.repos.approvals.findLatest(projectId)?.allowance.segmentMicroUsd ?? null;
}

/**
 * Holds what somebody said yes to against what it costs now, micro-dollars; nothing said is a yes to nothing. Throws
 * AppError `price-unknown`, and `price-changed` beyond 5 % (F58).
 */
export function assertSeenPrice(model: string, seenMicroUsd: number | undefined, nowMicroUsd: number | null): void {
  if (nowMicroUsd === null) throw new AppError('price-unknown', `no price for ${model}`, { id: model });
  const seen = seenMicroUsd ?? 0;
  if (hasPriceMoved(seen, nowMicroUsd))
    throw new AppError('price-changed', `the price of ${model} has moved`, {
      ...{ id: model, approved: `$${usdDigits(seen)}`, now: `$${usdDigits(nowMicroUsd)}` },
    });
}
