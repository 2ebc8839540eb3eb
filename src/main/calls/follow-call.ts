import type { PaidCallRow } from '../db/repositories/paid-call-repository.ts';
import { plainFault } from '../providers/http/network-fault.ts';
import { ProviderError } from '../providers/remote-port.ts';
import type { Counters, ProviderFault, Purchase, RemoteAdapter, RemoteStatus } from '../providers/remote-port.ts';
import { chargedWord, settlementOf } from '../money/settlement.ts';
import type { Settlement } from '../money/settlement.ts';
import { errorOfTrouble, troubleOf } from './call-trouble.ts';
import type { Charged } from './call-trouble.ts';
import type { BuyContext, CallOrder, CallsDeps } from './calls-deps.ts';
import { assertGoing, attemptsWithFault, decide, obeyFree, waitUntil } from './obey.ts';
import { isLate, isUnknownTooLong, pollDelayMs } from './policies/waits.ts';

/** What was bought, as the row remembers it. */
export function purchaseOf(call: PaidCallRow): Purchase & { unitMicroUsd: number } {
  return call.request['purchase'] as Purchase & { unitMicroUsd: number };
}

/** How an ending without a result is booked. */
function settle(deps: CallsDeps, call: PaidCallRow, counters: Counters, charged: Charged): Settlement {
  const { unitMicroUsd, ...purchase } = purchaseOf(call);
  return settlementOf(charged, () => deps.chargeOf(purchase, counters, unitMicroUsd), call.estimateMicroUsd);
}

/** Books an ending that gave nothing. */
export function bookEnding(
  deps: CallsDeps,
  call: PaidCallRow,
  end: {
    to: 'FAILED' | 'REJECTED' | 'CANCELED';
    fault: ProviderFault;
    money: Settlement;
    counters: Counters;
    /** Another attempt follows by itself at this time. */
    againAtMs?: number;
  },
): Promise<PaidCallRow> {
  const { money, to, fault } = end;
  const charged = chargedWord(money);
  const amountMicroUsd = money.kind === 'released' ? 0 : money.amountMicroUsd;
  const note = { ended: to, counter: money.kind === 'uncertain' ? null : money.counter };
  return deps.store.move(call, {
    to,
    patch: {
      chargedMicroUsd: money.kind === 'uncertain' ? null : amountMicroUsd,
      counters: { ...end.counters },
      error: troubleOf(call, fault, {
        ...{ phase: 'result', charged, amountMicroUsd },
        again: end.againAtMs !== undefined,
      }),
      waitUntilMs: end.againAtMs ?? null,
    },
    detail: { fault: fault.code, charged, reason: fault.message },
    alongside: (row) => {
      if (money.kind === 'released') deps.ledger.release(row, note);
      else if (money.kind === 'charged') deps.ledger.charge(row, amountMicroUsd, note);
      else deps.ledger.markUncertain(row, note);
    },
  });
}

const cancelledOutside = plainFault('provider-failed', 'canceled outside Framewright');
export const expiredFault = plainFault('expired', 'the files are gone at the provider');

/** Stores a final answer of the provider. Undefined: it is not final. Throws the error that ends the job. */
export async function takeStatus(
  deps: CallsDeps,
  call: PaidCallRow,
  status: RemoteStatus,
  kind: 'image' | 'video',
): Promise<PaidCallRow | undefined> {
  switch (status.state) {
    case 'pending':
    case 'running':
    case 'unknown':
      return undefined;
    case 'succeeded': {
      const { unitMicroUsd, ...purchase } = purchaseOf(call);
      const { amountMicroUsd: chargedMicroUsd, counter } = deps.chargeOf(purchase, status.counters, unitMicroUsd);
      deps.guards.succeeded(call.vendor, call.id, 'result');
      return deps.store.move(call, {
        to: 'REMOTE_DONE',
        patch: {
          outputs: status.outputs.map(({ url }) => ({ url })),
          counters: { ...status.counters },
          chargedMicroUsd,
        },
        alongside: (row) => void deps.ledger.charge(row, chargedMicroUsd, { counter }),
      });
    }
    case 'failed': {
      const { fault, counters } = status;
      const money = settle(deps, call, counters, status.charged);
      deps.guards.failed(call.vendor, call, fault);
      const step = decide(deps, kind, fault, {
        ...{ phase: 'result' as const, attemptsOfCode: attemptsWithFault(deps, call, fault.code) },
        charged: chargedWord(money),
      });
      const to = step.kind === 'reject' ? 'REJECTED' : 'FAILED';
      return bookEnding(deps, call, {
        ...{ to, fault, money, counters },
        ...(step.kind === 'retry' ? { againAtMs: deps.clock.nowMs() + step.afterMs } : {}),
      });
    }
    case 'cancelled':
    case 'expired': {
      const { counters } = status;
      const isExpired = status.state === 'expired';
      return bookEnding(deps, call, {
        ...(isExpired
          ? { to: 'FAILED' as const, fault: expiredFault }
          : { to: 'CANCELED' as const, fault: cancelledOutside }),
        ...{ counters, money: settle(deps, call, counters, isExpired ? 'yes' : status.charged) },
      });
    }
  }
}

/**
 * Polls a started call until the provider has finished: adaptive, slow once it is late, never given up while it may still
 * deliver. Gives the call as REMOTE_DONE or ended; throws what pauses the job.
 */
export async function followCall(
  deps: CallsDeps,
  adapter: RemoteAdapter,
  submitted: PaidCallRow,
  order: CallOrder,
  { signal, onProgress }: BuyContext,
): Promise<PaidCallRow> {
  const { kind } = order.wanted;
  let call = submitted;
  let isAnswered = false;
  for (;;) {
    assertGoing(signal);
    deps.killPoint('call.polling');
    const elapsedMs = deps.clock.nowMs() - (call.submittedAtMs ?? call.createdAtMs);
    if (isAnswered) {
      const untilMs = deps.clock.nowMs() + pollDelayMs(elapsedMs, kind, deps.policies());
      const reason = isLate(elapsedMs, kind, deps.policies()) ? 'late' : 'running';
      await waitUntil(deps, untilMs, signal, () => ({ code: 'provider-unavailable', call, reason }));
    }
    const taken = deps.guards.take(call.vendor, 'read');
    if (taken.kind === 'wait') {
      await waitUntil(deps, taken.untilMs, signal, () => ({ code: 'rate-limited', call, reason: 'own-rate' }));
      continue;
    }
    let status: RemoteStatus;
    try {
      status = await adapter.poll(call.remoteId ?? '', { signal });
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      assertGoing(signal);
      const given = await obeyFree(deps, call, kind, error.fault, 'poll', signal);
      call = given.call;
      isAnswered = false;
      if (given.step.kind === 'retry') continue;
      if (given.step.kind !== 'ask') {
        const money = settle(deps, call, {}, 'unknown');
        return bookEnding(deps, call, { to: 'FAILED', fault: error.fault, money, counters: {} });
      }
      return needsPerson(deps, call, error.fault, given.step.reason);
    }
    deps.guards.succeeded(call.vendor, call.id);
    isAnswered = true;
    const final = await takeStatus(deps, call, status, kind);
    if (final !== undefined) return final;
    if (status.state === 'unknown') {
      call = await noteUnknown(deps, call, status.raw);
      continue;
    }
    if (call.state !== 'RUNNING' && status.state === 'running') call = await deps.store.move(call, { to: 'RUNNING' });
    if ('progress' in status && status.progress !== null) onProgress(status.progress * 0.9);
  }
}

async function needsPerson(deps: CallsDeps, call: PaidCallRow, fault: ProviderFault, reason: string): Promise<never> {
  const more = { phase: 'poll', charged: 'unknown' as const, amountMicroUsd: call.estimateMicroUsd };
  const trouble = troubleOf(call, fault, more);
  const code = reason === 'remote-gone' ? 'payment-uncertain' : 'provider-changed';
  const error = { ...trouble, code, details: { ...trouble.details, found: fault.message, reason } };
  await deps.store.move(call, { to: 'NEEDS_USER', patch: { error }, detail: { reason, fault: fault.code } });
  throw errorOfTrouble(error);
}

/** A status word that this version does not know: looked at slowly, and after a while a person is asked (F53). */
async function noteUnknown(deps: CallsDeps, call: PaidCallRow, raw: string): Promise<PaidCallRow> {
  const seen = deps.calls.listEvents(call.id).find(({ detail }) => detail['unknown'] !== undefined);
  if (seen === undefined) return deps.store.move(call, { to: call.state, detail: { unknown: raw } });
  if (!isUnknownTooLong(deps.clock.nowMs() - seen.atMs, deps.policies())) return call;
  const fault: ProviderFault = {
    ...{ code: 'malformed-response', message: raw, status: null, retryAfterMs: null, fields: [] },
  };
  return needsPerson(deps, call, fault, 'unknown-status');
}
