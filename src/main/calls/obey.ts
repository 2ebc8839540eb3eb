import { AppError } from '../../shared/contract/errors.ts';
import type { PaidCallRow } from '../db/repositories/paid-call-repository.ts';
import { PostponeError } from '../jobs/job-types.ts';
import { sleep } from '../jobs/timers.ts';
import type { ProviderFault } from '../providers/remote-port.ts';
import { errorOfTrouble, troubleOf } from './call-trouble.ts';
import type { CallsDeps } from './calls-deps.ts';
import { nextStep } from './policies/next-step.ts';
import type { CallPhase, NextStep, StepSituation } from './policies/next-step.ts';

/** A wait up to this long keeps the job's place; a longer one gives the place to others. */
const HELD_WAIT_MS = 15_000;

/** Throws when the job was cancelled or the program stops. */
export function assertGoing(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled', 'the call is not waited for any more');
}

type WaitCode = 'rate-limited' | 'provider-unavailable' | 'disk-full' | 'too-many-files' | 'clock-wrong';

/** The job goes back to the queue until then; what the person reads is why. */
export function putOff(
  deps: Pick<CallsDeps, 'clock'>,
  untilMs: number,
  { code, model, callId, reason }: { code: WaitCode; model: string; callId: string | null; reason: string },
): PostponeError {
  const seconds = Math.max(1, Math.ceil((untilMs - deps.clock.nowMs()) / 1_000));
  const details = { id: model, ...(callId === null ? {} : { callId }), reason, untilMs, seconds };
  return new PostponeError(untilMs, { code, message: `${model}: ${reason}`, details });
}

/** Waits in place, or puts the job off when it takes longer. Throws `cancelled` after an abort. */
export async function waitUntil(
  deps: Pick<CallsDeps, 'clock' | 'timers'>,
  untilMs: number,
  signal: AbortSignal,
  why: () => { code: WaitCode; call: PaidCallRow; reason: string },
): Promise<void> {
  const waitMs = untilMs - deps.clock.nowMs();
  if (waitMs > HELD_WAIT_MS) {
    const { code, call, reason } = why();
    throw putOff(deps, untilMs, { code, model: call.model, callId: call.id, reason });
  }
  if (waitMs > 0) await sleep(deps.timers, waitMs, signal);
  assertGoing(signal);
}

/** The state in which a call can still be read and fetched: what follows is free. */
type FreePhase = 'poll' | 'download' | 'reconcile' | 'upload';

/** How often this call has met this fault in this phase, this time included. */
function countOfFault(deps: Pick<CallsDeps, 'calls'>, call: PaidCallRow, phase: CallPhase, code: string): number {
  const events = deps.calls.listEvents(call.id);
  return events.filter(({ detail }) => detail['phase'] === phase && detail['fault'] === code).length + 1;
}

/** How many attempts in a row of this call's order ended with this fault since a person last decided, this one included. */
export function attemptsWithFault(deps: Pick<CallsDeps, 'calls'>, call: PaidCallRow, code: string): number {
  const earlier = deps.calls.listByOrder(call.orderKey).filter(({ attempt }) => attempt < call.attempt);
  const lastChoice = earlier.findLastIndex(({ choice }) => choice !== null);
  return earlier.slice(lastChoice + 1).filter(({ error }) => error?.details['fault'] === code).length + 1;
}

/** What the table says about a fault of this call. */
export function decide(
  deps: Pick<CallsDeps, 'policies' | 'random' | 'clock'>,
  kind: 'image' | 'video',
  fault: ProviderFault,
  more: Pick<StepSituation, 'phase' | 'createAnswer' | 'charged' | 'attemptsOfCode'>,
): NextStep {
  return nextStep(fault, {
    ...more,
    capability: kind,
    policies: deps.policies(),
    random: deps.random,
    nowMs: deps.clock.nowMs(),
  });
}

const POSTPONE_CODE = {
  'rate-limited': 'rate-limited',
  offline: 'provider-unavailable',
  portal: 'provider-unavailable',
  'clock-wrong': 'clock-wrong',
  'disk-full': 'disk-full',
  'too-many-files': 'too-many-files',
} as const;

/**
 * Answers a fault of a free call (poll, download, upload, look-up): returns when it may be tried again, throws the job's
 * end or pause otherwise. The call keeps its state; only `reject`, `fail` and `ask` are given back to the caller.
 */
export async function obeyFree(
  deps: CallsDeps,
  call: PaidCallRow,
  kind: 'image' | 'video',
  given: ProviderFault,
  phase: FreePhase,
  signal: AbortSignal,
): Promise<{ call: PaidCallRow; step: Extract<NextStep, { kind: 'retry' | 'reject' | 'fail' | 'ask' }> }> {
  // The address of the API is our own: only somebody in the way leads elsewhere (F60). What is paid for is not given up.
  const isLedAway = given.code === 'blocked-address' && phase !== 'download';
  const fault: ProviderFault = isLedAway ? { ...given, code: 'portal' } : given;
  const attemptsOfCode = countOfFault(deps, call, phase, fault.code);
  const step = decide(deps, kind, fault, { phase, attemptsOfCode });
  deps.guards.failed(call.vendor, call, fault);
  const noted = await deps.store.move(call, {
    to: call.state,
    detail: { phase, fault: fault.code, status: fault.status, reason: fault.message },
  });
  switch (step.kind) {
    case 'retry':
      await waitUntil(deps, deps.clock.nowMs() + step.afterMs, signal, () => ({
        ...{ code: 'provider-unavailable' as const, call: noted, reason: fault.code },
      }));
      return { call: noted, step };
    case 'postpone':
      // The host of the files is not the vendor's API: what it asks for holds back no other call.
      if (step.reason === 'rate-limited' && phase !== 'download')
        deps.guards.blockUntil(call.vendor, step.untilMs, 'read');
      await waitUntil(deps, step.untilMs, signal, () => ({
        ...{ code: POSTPONE_CODE[step.reason], call: noted, reason: step.reason },
      }));
      return { call: noted, step: { kind: 'retry', afterMs: 0 } };
    case 'block': {
      deps.guards.block(call.vendor, step.cause, fault);
      const amountMicroUsd = call.estimateMicroUsd;
      throw errorOfTrouble(
        troubleOf(call, fault, { phase, charged: call.remoteId === null ? 'no' : 'unknown', amountMicroUsd }),
      );
    }
    case 'reconcile':
      throw new AppError('internal', `a ${phase} cannot be looked up`);
    case 'reject':
    case 'fail':
    case 'ask':
      return { call: noted, step };
  }
}
