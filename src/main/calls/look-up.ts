import type { CallPolicies } from '../../shared/model/call-policies.ts';
import type { PaidCallRow } from '../db/repositories/paid-call-repository.ts';
import { plainFault } from '../providers/http/network-fault.ts';
import { ProviderError } from '../providers/remote-port.ts';
import type { RemoteAdapter } from '../providers/remote-port.ts';
import { errorOfTrouble, troubleOf } from './call-trouble.ts';
import type { BuyContext, CallOrder, CallsDeps } from './calls-deps.ts';
import { assertGoing, obeyFree, waitUntil } from './obey.ts';

/** The provider's clock and ours may differ by this much. */
const SKEW_MS = 120_000;
/** Longest pause between two listings while it may still turn up by itself. */
const LONGEST_PAUSE_MS = 30_000;

const unknownFault = plainFault('timeout', 'the answer to the request was lost');

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

/** One reading of the provider's list for a create of ours. Throws ProviderError. */
export function askList(
  deps: Pick<CallsDeps, 'calls'>,
  adapter: RemoteAdapter,
  call: PaidCallRow,
  signal: AbortSignal,
): Promise<{ remoteId: string } | undefined> {
  if (adapter.reconcile === undefined) return Promise.resolve(undefined);
  return adapter.reconcile(
    {
      ...{ model: call.model, match: call.match ?? {}, sentAtMs: (call.sentAtMs ?? call.createdAtMs) - SKEW_MS },
      knownIds: { has: (remoteId) => deps.calls.hasRemoteId(call.vendor, remoteId) },
    },
    { signal },
  );
}

/** How long after its send a lost create of this adapter can be found in its list, ms. */
export const listedForMs = ({ reconcile }: CallPolicies, adapter: RemoteAdapter): number =>
  Math.min(reconcile.windowMs, adapter.reconcileWindowMs);

/**
 * Finds out what became of a create whose answer was lost. Gives the call as SUBMITTED when the provider lists it. It is
 * looked for again and again, at growing distances; a list may lag by any time, so one that never names it proves nothing:
 * after `askAfterMs` it throws `payment-uncertain`, and a person decides. Nothing is ever sent again before that.
 */
export async function lookUp(
  deps: CallsDeps,
  adapter: RemoteAdapter,
  uncertain: PaidCallRow,
  order: CallOrder,
  { signal }: BuyContext,
): Promise<PaidCallRow> {
  let call = uncertain;
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
  // A clock that was set back since then must not make anybody wait for it.
  const sentAtMs = Math.min(call.sentAtMs ?? call.createdAtMs, deps.clock.nowMs());
  const { everyMs, askAfterMs } = deps.policies().reconcile;
  const pauseUntil = (untilMs: number): Promise<void> =>
    waitUntil(deps, untilMs, signal, () => ({ code: 'provider-unavailable', call, reason: 'looking-up' }));
  // What was just sent may not be listed yet.
  await pauseUntil(sentAtMs + everyMs);
  for (;;) {
    assertGoing(signal);
    if (deps.clock.nowMs() - sentAtMs > listedForMs(deps.policies(), adapter)) {
      return askAboutPayment(deps, call, 'too-late');
    }
    deps.killPoint('call.reconciling');
    try {
      const found = await askList(deps, adapter, call, signal);
      deps.guards.succeeded(call.vendor, call.id);
      if (found !== undefined) return await takeFound(deps, call, found.remoteId);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      assertGoing(signal);
      const given = await obeyFree(deps, call, order.wanted.kind, error.fault, 'reconcile', signal);
      call = given.call;
      if (given.step.kind !== 'retry') return askAboutPayment(deps, call, error.fault.code);
      continue;
    }
    const sinceMs = Math.max(0, deps.clock.nowMs() - sentAtMs);
    if (sinceMs >= askAfterMs) return askAboutPayment(deps, call, 'not-listed');
    const pauseMs = Math.min(Math.max(sinceMs, everyMs), LONGEST_PAUSE_MS);
    await pauseUntil(Math.min(deps.clock.nowMs() + pauseMs, sentAtMs + askAfterMs));
  }
}

/** It was started after all: the call goes on with the provider's id. */
function takeFound(deps: Pick<CallsDeps, 'store'>, call: PaidCallRow, remoteId: string): Promise<PaidCallRow> {
  return deps.store.move(call, {
    to: 'SUBMITTED',
    patch: { remoteId, submittedAtMs: call.sentAtMs ?? call.createdAtMs },
    detail: { reason: 'found' },
  });
}
