import { AppError } from '../../shared/contract/errors.ts';
import { FINAL_CALL_STATES } from '../../shared/model/paid-call.ts';
import type { PaidCallRow } from '../db/repositories/paid-call-repository.ts';
import { plainFault } from '../providers/http/network-fault.ts';
import { ProviderError } from '../providers/remote-port.ts';
import type { RemoteAdapter } from '../providers/remote-port.ts';
import { errorOfCall, troubleOf } from './call-trouble.ts';
import type { BuyContext, CallOrder, CallsDeps } from './calls-deps.ts';
import { fetchOutput } from './fetch-output.ts';
import { followCall, takeStatus } from './follow-call.ts';
import { lookUp } from './look-up.ts';
import { obeyFree } from './obey.ts';
import { isRestoredAlone } from './replay-journal.ts';
import { onInterrupted } from './send-call.ts';
import type { WantedOutput } from './verify-output.ts';

const cancelledByPerson = plainFault('provider-failed', 'cancelled');

/** Asks the provider to stop, once; what it answers counts, whatever it is (F50, F51). */
async function askToStop(
  deps: CallsDeps,
  adapter: RemoteAdapter,
  call: PaidCallRow,
  order: CallOrder,
  context: BuyContext,
): Promise<PaidCallRow> {
  const { kind } = order.wanted;
  let asked = call.state === 'CANCEL_REQUESTED' ? call : await deps.store.move(call, { to: 'CANCEL_REQUESTED' });
  if (adapter.cancel === undefined) return followCall(deps, adapter, asked, order, context);
  for (;;) {
    deps.killPoint('call.closing');
    try {
      const status = await adapter.cancel(asked.remoteId ?? '', { signal: context.signal });
      const final = await takeStatus(deps, asked, status, kind);
      return final ?? (await followCall(deps, adapter, asked, order, context));
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      const given = await obeyFree(deps, asked, kind, error.fault, 'poll', context.signal);
      asked = given.call;
      if (given.step.kind !== 'retry') return followCall(deps, adapter, asked, order, context);
    }
  }
}

/**
 * Brings a call that nobody waits for any more to its end: what was not sent is freed, what was sent is stopped at the
 * provider, what was finished meanwhile is kept, and the money is booked as it really went. Gives the ended row. Throws
 * `payment-uncertain` where only a person can tell.
 */
export async function closeCall(deps: CallsDeps, callId: string, context: BuyContext): Promise<PaidCallRow> {
  let call = deps.calls.find(callId);
  if (call === undefined) throw new AppError('not-found', `no call ${callId}`, { kind: 'call', id: callId });
  const order: CallOrder = { wanted: call.request['wanted'] as WantedOutput, requestHash: call.requestHash };
  while (!FINAL_CALL_STATES.has(call.state)) {
    const adapter = deps.adapterOf(call.vendor);
    if (adapter === undefined) {
      throw new AppError('provider-unknown', `no provider ${call.vendor}`, {
        id: call.model,
        what: call.vendor,
        known: '',
      });
    }
    switch (call.state) {
      case 'QUEUED':
      case 'RESERVED': {
        deps.guards.released(call.vendor, call.id);
        const error = troubleOf(call, cancelledByPerson, { phase: 'create', charged: 'no', amountMicroUsd: 0 });
        call = await deps.store.move(call, {
          to: 'CANCELED',
          patch: { error, chargedMicroUsd: 0 },
          alongside: (row) => void deps.ledger.release(row),
        });
        break;
      }
      case 'SUBMITTING':
        call = await onInterrupted(deps, call);
        break;
      case 'UNCERTAIN':
        call = await lookUp(deps, adapter, call, order, context);
        break;
      case 'WAITING':
      case 'SUBMITTED':
      case 'RUNNING':
      case 'CANCEL_REQUESTED':
        // What a restored library found again was wanted when it was bought, and is paid for.
        call = isRestoredAlone(call)
          ? await followCall(deps, adapter, call, order, context)
          : await askToStop(deps, adapter, call, order, context);
        break;
      case 'REMOTE_DONE':
      case 'DOWNLOADING':
      case 'VERIFYING':
        call = await fetchOutput(deps, adapter, call, order, context);
        break;
      case 'NEEDS_USER':
        throw errorOfCall(call, 'payment-uncertain');
      default:
        return call;
    }
  }
  return call;
}
