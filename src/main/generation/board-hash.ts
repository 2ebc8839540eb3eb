import { hashOf } from '../projects/approval-hash.ts';

/** The board's own hash: the shots in their order, the price and its date. */
export function boardApprovalHash(
  shots: readonly (readonly [string, string])[],
  estimateMicroUsd: number,
  priceDate: string,
): string {
  return hashOf({ shots, estimateMicroUsd, priceDate });
}
