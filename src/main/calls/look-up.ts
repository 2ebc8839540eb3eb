import type { PaidCallRow } from '../db/repositories/paid-call-repository.ts';
import { ProviderError } from '../providers/remote-port.ts';
import type { ProviderFault, RemoteAdapter } from '../providers/remote-port.ts';
import { errorOfTrouble, troubleOf } from './call-trouble.ts';
import type { BuyContext, CallOrder, CallsDeps } from './calls-deps.ts';
import { assertGoing, obeyFree, waitUntil } from './obey.ts';

/** The provider's clock and ours may differ by this much. */
const SKEW_MS = 120_000;
/** Two listings that both lack the work prove that it was not started. */
const LISTINGS = 2;
/** The second one comes this many waits after the send: 20 s by default. */
const PROOF_AFTER_TURNS = 4;

const unknownFault: ProviderFault = {
  code: 'timeout',
  message: 'the answer to the request was lost',
  status: null,
  retryAfterMs: null,
  fields: [],
};

/** Only a person can say what happens to this money. */
export async function askAboutPayment(deps: CallsDeps, call: PaidCallRow, reason: string): Promise<never> {
  const trouble = troubleOf(call, unknownFault, {
    phase: 'reconcile',
    charged: 'unknown',
    amountMicroUsd: call.estimateMicroUsd,
  });
  const error = { ...trouble, code: 'payment-uncertain', details: { ...trouble.details, reason } };
  await deps.store.move(call, { to: 'NEEDS_USER', patch: { error }, detail: { reason } });
  throw errorOfTrouble(error);
}

/**
 * Finds out what became of a create whose answer was lost. Gives the call as SUBMITTED when the provider lists it, as
 * FAILED with another attempt to come when two listings lack it. Throws `payment-uncertain` when only a person can tell.
 * Nothing is ever sent again before one of these is known.
 */
export async function lookUp(
  deps: CallsDeps,
  adapter: RemoteAdapter,
  uncertain: PaidCallRow,
  order: CallOrder,
  { signal }: BuyContext,
): Promise<PaidCallRow> {
  let call = uncertain;
  const { reconcile: rule } = deps.policies();
  if (adapter.recovery === 'idempotent') {
    // The same key gives the same work: sending it again is the look-up.
    return deps.store.move(call, {
      to: 'RESERVED',
      detail: { reason: 'same-key' },
      alongside: (row) => {
        deps.ledger.release(row);
        deps.ledger.reserve(row, row.estimateMicroUsd);
      },
    });
  }
  if (adapter.recovery === 'operator' || adapter.reconcile === undefined) {
    return askAboutPayment(deps, call, 'no-list');
  }
  const sentAtMs = call.sentAtMs ?? call.createdAtMs;
  const windowMs = Math.min(rule.windowMs, adapter.reconcileWindowMs);
  for (let missed = 0; missed < LISTINGS;) {
    assertGoing(signal);
    if (deps.clock.nowMs() - sentAtMs > windowMs) return askAboutPayment(deps, call, 'too-late');
    // What was just sent may not be listed yet; nobody says how long that takes, and the proof must not come too soon.
    const earliestMs = sentAtMs + rule.everyMs * (missed === 0 ? 1 : PROOF_AFTER_TURNS);
    await waitUntil(deps, earliestMs, signal, () => ({ code: 'provider-unavailable', call, reason: 'looking-up' }));
    deps.killPoint('call.reconciling');
    try {
      const found = await adapter.reconcile(
        {
          model: call.model,
          match: call.match ?? {},
          sentAtMs: sentAtMs - SKEW_MS,
          knownIds: new Set(deps.calls.listRemoteIds(call.vendor, 0)),
        },
        { signal },
      );
      deps.guards.succeeded(call.vendor, call.id);
      if (found !== undefined) {
        return await deps.store.move(call, {
          to: 'SUBMITTED',
          patch: { remoteId: found.remoteId, submittedAtMs: sentAtMs },
          detail: { reason: 'found' },
        });
      }
      missed += 1;
      if (missed < LISTINGS) {
        await waitUntil(deps, deps.clock.nowMs() + rule.everyMs, signal, () => ({
          ...{ code: 'provider-unavailable' as const, call, reason: 'looking-up' },
        }));
      }
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      assertGoing(signal);
      const given = await obeyFree(deps, call, order.wanted.kind, error.fault, 'reconcile', signal);
      call = given.call;
      if (given.step.kind !== 'retry') return askAboutPayment(deps, call, error.fault.code);
    }
  }
  return deps.store.move(call, {
    to: 'FAILED',
    patch: {
      error: troubleOf(call, unknownFault, { phase: 'reconcile', charged: 'no', amountMicroUsd: 0, again: true }),
      waitUntilMs: deps.clock.nowMs(),
    },
    detail: { reason: 'not-started' },
    alongside: (row) => void deps.ledger.release(row),
  });
}
