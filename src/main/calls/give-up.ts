import type { CallChoice } from '../../shared/model/paid-call.ts';
import type { PaidCallRow } from '../db/repositories/paid-call-repository.ts';
import type { CallMove } from './call-store.ts';
import type { CallsDeps } from './calls-deps.ts';

/** The end of a call that a person gives up. Nobody knows better: what may have been paid counts as paid. */
export function givenUp(deps: Pick<CallsDeps, 'ledger'>, call: PaidCallRow, choice: CallChoice): CallMove {
  const chargedMicroUsd = call.chargedMicroUsd ?? call.estimateMicroUsd;
  return {
    to: 'FAILED',
    patch: { choice, chargedMicroUsd },
    detail: { choice },
    alongside: (row) => void deps.ledger.charge(row, chargedMicroUsd),
  };
}
