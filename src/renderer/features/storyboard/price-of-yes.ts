import type { BoardApprovalDto } from '../../../shared/contract/boards.ts';

/** What a yes would spend now: the segments that are not there yet. Null: nobody has named a price. */
export function priceOfYes(facts: BoardApprovalDto | undefined): { price: number | null; isBought: boolean } {
  if (facts === undefined || facts.segments.isLocal) return { price: 0, isBought: false };
  return { price: facts.segments.microUsd, isBought: true };
}
