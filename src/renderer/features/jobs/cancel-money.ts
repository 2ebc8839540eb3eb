import type { CallView } from '../../../shared/contract/calls.ts';
import { FINAL_CALL_STATES } from '../../../shared/model/paid-call.ts';

/** What cancelling a run means for its money. Pure. */
export interface CancelMoney {
  /** Charged already: cancelling gives nothing of it back. */
  paidMicroUsd: number;
  /** Sent and not finished: may still be charged, at most this much. */
  remote: { count: number; microUsd: number };
  /** Payments that nobody knows of: a person decides about them, cancelled or not. */
  unsure: { count: number; microUsd: number };
}

const sumOf = (calls: readonly CallView[]): CancelMoney['remote'] => ({
  count: calls.length,
  microUsd: calls.reduce((sum, { estimateMicroUsd }) => sum + estimateMicroUsd, 0),
});

/** Reads it from the calls of a run: what was charged is known, what is under way may cost its estimate. */
export function cancelMoney(calls: readonly CallView[]): CancelMoney {
  const open = calls.filter(({ state, chargedMicroUsd }) => !FINAL_CALL_STATES.has(state) && chargedMicroUsd === null);
  return {
    paidMicroUsd: calls.reduce((sum, { chargedMicroUsd }) => sum + (chargedMicroUsd ?? 0), 0),
    remote: sumOf(open.filter(({ state, sentAtMs }) => sentAtMs !== null && state !== 'NEEDS_USER')),
    unsure: sumOf(open.filter(({ state }) => state === 'NEEDS_USER')),
  };
}
