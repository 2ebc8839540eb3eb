import type { ProviderErrorCode } from '../../providers/remote-port.ts';

/**
 * The circuit breaker of one vendor as a pure machine (R5.6): failures of enough different jobs with no success between
 * them open it; after the rest exactly one call may try; its success closes, its failure opens again. Times are of one
 * clock that never jumps back, ms.
 */

/** `answer`: the vendor did not answer as it should. `result`: it took the work and could not make it. */
export type FailureKind = 'answer' | 'result';

export interface FailedJob {
  jobId: string;
  kind: FailureKind;
}

export interface BreakerState {
  failed: readonly FailedJob[];
  /** Null while it is closed. */
  openUntilMs: number | null;
  trialCallId: string | null;
}

export const CLOSED_BREAKER: BreakerState = { failed: [], openUntilMs: null, trialCallId: null };

export interface BreakerRule {
  /** Different jobs that must fail. */
  failures: number;
  openMs: number;
}

export type BreakerGate =
  | { kind: 'go' }
  /** It may go as the one trial; `takeTrial` books it. */
  | { kind: 'trial' }
  | { kind: 'rest'; untilMs: number }
  /** Another call is the trial; its end is news. */
  | { kind: 'trial-under-way' };

const KIND_OF_CODE: Partial<Record<ProviderErrorCode, FailureKind>> = {
  unavailable: 'answer',
  timeout: 'answer',
  'malformed-response': 'answer',
  'provider-failed': 'result',
};

/** Which faults say that a vendor is unwell. Refusals, own troubles and full lanes do not. */
export function failureKindOf(code: ProviderErrorCode): FailureKind | undefined {
  return KIND_OF_CODE[code];
}

/** Whether a call may start. */
export function breakerGate(state: BreakerState, callId: string, nowMs: number): BreakerGate {
  if (state.openUntilMs === null) return { kind: 'go' };
  if (nowMs < state.openUntilMs) return { kind: 'rest', untilMs: state.openUntilMs };
  if (state.trialCallId === null) return { kind: 'trial' };
  return state.trialCallId === callId ? { kind: 'go' } : { kind: 'trial-under-way' };
}

/** Books the one trial. The gate must have said `trial`. */
export function takeTrial(state: BreakerState, callId: string): BreakerState {
  return { ...state, trialCallId: callId };
}

const isOpen = (state: BreakerState): boolean => state.openUntilMs !== null;

/** A failure of a call. While the lane rests, late news of calls from before changes nothing. */
export function breakerFailed(
  state: BreakerState,
  failure: FailedJob & { callId: string },
  rule: BreakerRule,
  nowMs: number,
): BreakerState {
  const { callId, jobId, kind } = failure;
  if (isOpen(state))
    return state.trialCallId === callId ? { ...state, openUntilMs: nowMs + rule.openMs, trialCallId: null } : state;
  const failed = [...state.failed.filter((each) => each.jobId !== jobId), { jobId, kind }];
  if (failed.length < rule.failures) return { ...state, failed };
  return { failed, openUntilMs: nowMs + rule.openMs, trialCallId: null };
}

/**
 * A success. `answer`: the vendor answered as it should; a good answer says nothing about work that it could not make.
 * `result`: it made something.
 */
export function breakerSucceeded(state: BreakerState, success: { callId: string; kind: FailureKind }): BreakerState {
  const { callId, kind } = success;
  if (!isOpen(state)) {
    const failed = kind === 'result' ? [] : state.failed.filter((each) => each.kind === 'result');
    return failed.length === state.failed.length ? state : { ...state, failed };
  }
  if (state.trialCallId !== callId) return state;
  const isProof = kind === 'result' || !state.failed.some((each) => each.kind === 'result');
  return isProof ? CLOSED_BREAKER : state;
}

/** The trial ended in a way that proves nothing (cancelled, refused for its words): another call may try. */
export function breakerReleased(state: BreakerState, callId: string): BreakerState {
  return state.trialCallId === callId ? { ...state, trialCallId: null } : state;
}
