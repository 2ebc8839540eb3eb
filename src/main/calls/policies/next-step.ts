import type { Capability, CallPolicies, RepeatedFault } from '../../../shared/model/call-policies.ts';
import { REPEATED_FAULTS } from '../../../shared/model/call-policies.ts';
import type { ProviderErrorCode, ProviderFault } from '../../providers/remote-port.ts';
import { jitteredMs, ruleWaitMs } from './waits.ts';

/**
 * What a fault leads to. One pure function over the table of policies; nothing else decides about repeating.
 * The rule that no table can change: a create whose fate is unknown is never sent again (decision 4, F38).
 */

/** `result`: the provider itself says that the work failed. The others name the call that did not get through. */
export const CALL_PHASES = ['create', 'poll', 'download', 'upload', 'reconcile', 'result'] as const;
export type CallPhase = (typeof CALL_PHASES)[number];

export type PostponeReason = 'rate-limited' | 'offline' | 'portal' | 'clock-wrong' | 'disk-full' | 'too-many-files';
export type AskReason = 'model-retired' | 'remote-gone' | 'provider-changed';

export type NextStep =
  /** The same again after the wait. In phase `result` this is a new attempt at buying: a new intent, a new nonce. */
  | { kind: 'retry'; afterMs: number }
  /** Nothing of this vendor is started before `untilMs`; then the same again. */
  | { kind: 'postpone'; untilMs: number; reason: PostponeReason }
  /** A person must enter a key or credit; one prompt for all calls of the vendor. */
  | { kind: 'block'; cause: 'auth' | 'quota' }
  /** The content was refused: the words must change first. */
  | { kind: 'reject' }
  | { kind: 'fail'; code: ProviderErrorCode }
  | { kind: 'ask'; reason: AskReason }
  /** It may have been started: look it up, never send it again. */
  | { kind: 'reconcile' };

export interface StepSituation {
  capability: Capability;
  /** How often this call has met this code in this phase, this time included: from 1. */
  attemptsOfCode: number;
  phase: CallPhase;
  /** How the adapter classed a create. Left out: codes that can stand for a lost answer count as `unknown`. */
  createAnswer?: 'refused' | 'not-sent' | 'unknown';
  /** For `result`: only what was provably not charged may be bought again by itself. Left out: `unknown`. */
  charged?: 'yes' | 'no' | 'unknown';
  policies: CallPolicies;
  /** A number in [0, 1). */
  random: () => number;
  /** Wall clock. */
  nowMs: number;
}

const REPEATED: ReadonlySet<string> = new Set(REPEATED_FAULTS);
const isRepeated = (code: ProviderErrorCode): code is RepeatedFault => REPEATED.has(code);

/** A refusal proves that nothing was started; all other codes of a create need the adapter's word for it. */
const REFUSALS: ReadonlySet<ProviderErrorCode> = new Set([
  'auth',
  'quota',
  'rate-limited',
  'invalid-request',
  'content-policy',
  'not-found',
]);
/** Found before anything was sent: the machine's own trouble. */
const OWN: ReadonlySet<ProviderErrorCode> = new Set(['disk-full', 'too-many-files', 'blocked-address', 'clock-wrong']);

/** How often a full disk, a used-up limit or a wrong clock is looked at again, ms. */
const OWN_TROUBLE_WAIT_MS = 30_000;

const inferredAnswer = (code: ProviderErrorCode): 'refused' | 'not-sent' | 'unknown' =>
  REFUSALS.has(code) ? 'refused' : OWN.has(code) ? 'not-sent' : 'unknown';

type Repeat = (onGivingUp: NextStep) => NextStep;

/** What has one meaning whatever was going on. */
function anywhere(fault: ProviderFault, situation: StepSituation): NextStep | undefined {
  const { nowMs, policies, random } = situation;
  switch (fault.code) {
    case 'auth':
    case 'quota':
      return { kind: 'block', cause: fault.code };
    case 'content-policy':
      return { kind: 'reject' };
    case 'blocked-address':
      return { kind: 'fail', code: fault.code };
    case 'disk-full':
    case 'too-many-files':
    case 'clock-wrong':
    case 'portal':
      return {
        kind: 'postpone',
        untilMs: nowMs + jitteredMs(OWN_TROUBLE_WAIT_MS, policies.jitter, random),
        reason: fault.code,
      };
    default:
      return undefined;
  }
}

function rateLimited(fault: ProviderFault, situation: StepSituation, isPaidFor: boolean): NextStep {
  const { capability, policies, attemptsOfCode, nowMs, random } = situation;
  const rule = policies.repeats[capability]['rate-limited'];
  if (attemptsOfCode > rule.times && !isPaidFor) return { kind: 'fail', code: 'rate-limited' };
  const waitMs = fault.retryAfterMs ?? ruleWaitMs(rule, attemptsOfCode);
  return { kind: 'postpone', untilMs: nowMs + jitteredMs(waitMs, policies.jitter, random), reason: 'rate-limited' };
}

/** Once at once, then the lane waits longer and longer, up to the pace of the probes. */
function offline(situation: StepSituation): NextStep {
  const { capability, policies, attemptsOfCode, nowMs, random } = situation;
  const rule = policies.repeats[capability].offline;
  if (attemptsOfCode <= rule.times)
    return { kind: 'retry', afterMs: jitteredMs(ruleWaitMs(rule, attemptsOfCode), policies.jitter, random) };
  const waitMs = probeWaitMs(attemptsOfCode - rule.times, policies);
  return { kind: 'postpone', untilMs: nowMs + jitteredMs(waitMs, policies.jitter, random), reason: 'offline' };
}

/** Wait before the n-th probe of a connection, from 1: doubles from the first wait to the longest. */
export function probeWaitMs(probe: number, { offline: { probeFirstMs, probeMaxMs } }: CallPolicies): number {
  return Math.min(probeFirstMs * 2 ** Math.min(Math.max(probe, 1) - 1, 20), Math.max(probeMaxMs, probeFirstMs));
}

function ofCreate(code: ProviderErrorCode, situation: StepSituation, repeat: Repeat): NextStep {
  const answer = situation.createAnswer ?? inferredAnswer(code);
  if (code === 'not-found') return { kind: 'ask', reason: 'model-retired' };
  return answer === 'not-sent' ? repeat({ kind: 'fail', code }) : { kind: 'fail', code };
}

/** A failure that was not charged may be bought again, where another attempt can help. */
function ofResult(code: ProviderErrorCode, situation: StepSituation, repeat: Repeat): NextStep {
  const isTransient = code === 'provider-failed' || code === 'unavailable' || code === 'timeout';
  const mayRepeat = isTransient && situation.charged === 'no';
  return mayRepeat ? repeat({ kind: 'fail', code }) : { kind: 'fail', code };
}

/** Reading is free and the work is paid for: what can pass is waited for, without an end (decision 18). */
function ofPoll(code: ProviderErrorCode, situation: StepSituation, repeat: Repeat): NextStep {
  const { policies, random } = situation;
  switch (code) {
    case 'not-found':
      return repeat({ kind: 'ask', reason: 'remote-gone' });
    case 'invalid-request':
      return { kind: 'ask', reason: 'provider-changed' };
    case 'provider-failed':
      return ofResult(code, situation, repeat);
    case 'bad-output':
    case 'expired':
      return { kind: 'fail', code };
    default:
      return repeat({ kind: 'retry', afterMs: jitteredMs(policies.latePollMs, policies.jitter, random) });
  }
}

function ofReconcile(code: ProviderErrorCode, situation: StepSituation, repeat: Repeat): NextStep {
  const { policies, random } = situation;
  const isTransient = code === 'unavailable' || code === 'timeout' || code === 'malformed-response';
  if (!isTransient) return { kind: 'ask', reason: code === 'not-found' ? 'remote-gone' : 'provider-changed' };
  return repeat({ kind: 'retry', afterMs: jitteredMs(policies.latePollMs, policies.jitter, random) });
}

function ofDownload(code: ProviderErrorCode, situation: StepSituation, repeat: Repeat): NextStep {
  const { policies, random } = situation;
  switch (code) {
    case 'bad-output':
    case 'expired':
      return repeat({ kind: 'fail', code });
    case 'not-found':
      return repeat({ kind: 'fail', code: 'expired' });
    case 'invalid-request':
    case 'provider-failed':
      return { kind: 'fail', code };
    default:
      return repeat({ kind: 'retry', afterMs: jitteredMs(policies.latePollMs, policies.jitter, random) });
  }
}

/** Nothing is bought yet: an upload that does not work in time fails and costs nothing. */
function ofUpload(code: ProviderErrorCode, repeat: Repeat): NextStep {
  const isFinal = code === 'not-found' || code === 'invalid-request' || code === 'expired';
  return isFinal ? { kind: 'fail', code } : repeat({ kind: 'fail', code });
}

/**
 * What a fault of a call leads to. Pure; waits in ms carry jitter and are never shorter than what the provider asked
 * for. `retry` after `expired` or `not-found` of a download means: read the prediction again for a fresh address (F44).
 */
export function nextStep(fault: ProviderFault, situation: StepSituation): NextStep {
  const { code } = fault;
  const { phase, capability, policies, attemptsOfCode, random } = situation;
  if (phase === 'create' && (situation.createAnswer ?? inferredAnswer(code)) === 'unknown')
    return { kind: 'reconcile' };
  // Whatever went wrong: what was or may have been charged is not bought again by itself.
  if (phase === 'result' && situation.charged !== 'no')
    return code === 'content-policy' ? { kind: 'reject' } : { kind: 'fail', code };
  const same = anywhere(fault, situation);
  if (same !== undefined) return same;
  // Polls, downloads and look-ups serve work that is paid for or may be: they are never given up for a busy vendor.
  if (code === 'rate-limited')
    return rateLimited(fault, situation, phase === 'poll' || phase === 'download' || phase === 'reconcile');
  if (code === 'offline') return offline(situation);

  const repeat: Repeat = (onGivingUp) => {
    if (!isRepeated(code)) return onGivingUp;
    const rule = policies.repeats[capability][code];
    if (attemptsOfCode > rule.times) return onGivingUp;
    const waitMs = Math.max(ruleWaitMs(rule, attemptsOfCode), fault.retryAfterMs ?? 0);
    return { kind: 'retry', afterMs: jitteredMs(waitMs, policies.jitter, random) };
  };
  switch (phase) {
    case 'create':
      return ofCreate(code, situation, repeat);
    case 'result':
      return ofResult(code, situation, repeat);
    case 'poll':
      return ofPoll(code, situation, repeat);
    case 'reconcile':
      return ofReconcile(code, situation, repeat);
    case 'download':
      return ofDownload(code, situation, repeat);
    case 'upload':
      return ofUpload(code, repeat);
  }
}
