import type { CallPolicies, Capability, RepeatRule } from '../../../shared/model/call-policies.ts';

/** Times of the table of policies, as pure functions. All in ms. */

/** The wait before the repeat that follows the n-th failure, from 1; the last entry stands for all later ones. */
export function ruleWaitMs({ waitsMs }: RepeatRule, attempt: number): number {
  return waitsMs[Math.min(Math.max(attempt, 1), waitsMs.length) - 1] ?? 0;
}

/** A wait with its random part on top: never shorter than `waitMs`. `random` gives a number in [0, 1). */
export function jitteredMs(waitMs: number, jitter: CallPolicies['jitter'], random: () => number): number {
  return Math.round(waitMs + Math.min(waitMs * jitter.share, jitter.maxMs) * random());
}

/**
 * Whether quick polling is over. A late call is still paid for: it is looked at slowly and its result is taken.
 * @param elapsedMs since the provider took the call
 */
export function isLate(elapsedMs: number, capability: Capability, policies: CallPolicies): boolean {
  return elapsedMs >= policies.quickPollingMs[capability];
}

/** Wait before the next look at a running call (R5.3: 2 s words, 5 s images, 10 s video; slow once it is late). */
export function pollDelayMs(elapsedMs: number, capability: Capability, policies: CallPolicies): number {
  const quickMs = policies.pollMs[capability];
  return isLate(elapsedMs, capability, policies) ? Math.max(policies.latePollMs, quickMs) : quickMs;
}

/** Whether a status word that this program does not know has stood long enough to ask a person (F53). */
export function isUnknownTooLong(unknownForMs: number, policies: CallPolicies): boolean {
  return unknownForMs >= policies.unknownStatusMs;
}
