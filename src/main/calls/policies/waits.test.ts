import { describe, expect, it } from 'vitest';
import { DEFAULT_CALL_POLICIES } from '../../../shared/model/call-policies.ts';
import { isLate, isUnknownTooLong, jitteredMs, pollDelayMs, ruleWaitMs } from './waits.ts';

const policies = DEFAULT_CALL_POLICIES;

describe('polling', () => {
  it.each([
    ['text', 2_000, 30_000],
    ['image', 5_000, 120_000],
    ['speech', 5_000, 120_000],
    ['video', 10_000, 600_000],
  ] as const)('%s: every %i ms, slowly from %i ms on', (capability, quickMs, limitMs) => {
    expect(pollDelayMs(0, capability, policies)).toBe(quickMs);
    expect(pollDelayMs(limitMs - 1, capability, policies)).toBe(quickMs);
    expect(isLate(limitMs - 1, capability, policies)).toBe(false);
    expect(isLate(limitMs, capability, policies)).toBe(true);
    expect(pollDelayMs(limitMs, capability, policies)).toBe(60_000);
    expect(pollDelayMs(86_400_000, capability, policies)).toBe(60_000);
  });
  it('a late call is never asked more often than a new one', () => {
    const odd = { ...policies, latePollMs: 10_000, pollMs: { ...policies.pollMs, video: 90_000 } };
    expect(pollDelayMs(600_000, 'video', odd)).toBe(90_000);
  });
  it('a status that nobody knows is watched for 30 min', () => {
    expect(isUnknownTooLong(1_799_999, policies)).toBe(false);
    expect(isUnknownTooLong(1_800_000, policies)).toBe(true);
  });
});

it('the last wait of a rule stands for all later ones', () => {
  const rule = { times: 9, waitsMs: [1, 2, 4] };
  expect([0, 1, 2, 3, 4, 99].map((n) => ruleWaitMs(rule, n))).toEqual([1, 1, 2, 4, 4, 4]);
});

it('jitter is a share of the wait, at most 4 s, and only on top', () => {
  expect(jitteredMs(1_000, policies.jitter, () => 0)).toBe(1_000);
  expect(jitteredMs(1_000, policies.jitter, () => 0.5)).toBe(1_125);
  expect(jitteredMs(100_000, policies.jitter, () => 1)).toBe(104_000);
});
