import { describe, expect, it } from 'vitest';
import { DEFAULT_CALL_POLICIES } from '../../../shared/model/call-policies.ts';
import { CALL_STATES } from '../../../shared/model/paid-call.ts';
import { isJobStalled, isStalled, watchForStalls } from './stall-detector.ts';
import type { WatchedCall } from './stall-detector.ts';

const QUARTER_HOUR_MS = 900_000;
const stalled = (state: WatchedCall['state'], nowMs: number): boolean =>
  isStalled({ state, updatedAtMs: 0 }, nowMs, DEFAULT_CALL_POLICIES);

describe('a call stalls', () => {
  it('after 15 min without progress, not before', () => {
    expect(stalled('RUNNING', QUARTER_HOUR_MS - 1)).toBe(false);
    expect(stalled('RUNNING', QUARTER_HOUR_MS)).toBe(true);
  });
  it('not because the clock was set back', () => {
    expect(stalled('RUNNING', -QUARTER_HOUR_MS * 10)).toBe(false);
  });
  it('only where something should move by itself', () => {
    expect(CALL_STATES.filter((state) => stalled(state, QUARTER_HOUR_MS))).toEqual([
      ...['RESERVED', 'SUBMITTING', 'SUBMITTED', 'RUNNING', 'REMOTE_DONE', 'DOWNLOADING', 'VERIFYING'],
      'CANCEL_REQUESTED',
    ]);
  });
});

describe('a job stalls with its call', () => {
  const nowMs = QUARTER_HOUR_MS;
  const put = (reason: string) => ({ code: 'provider-unavailable' as const, message: '', details: { reason } });
  const still: Omit<WatchedCall, 'id'> = { state: 'RUNNING', updatedAtMs: 0 };
  it.each([
    ['it runs', { status: 'running', runAtMs: 0, error: null }, still, true],
    [
      'it runs and its call has moved',
      { status: 'running', runAtMs: 0, error: null },
      { ...still, updatedAtMs: 1 },
      false,
    ],
    ['it has bought nothing', { status: 'running', runAtMs: 0, error: null }, undefined, false],
    [
      'it is late and looked at again in a minute',
      { status: 'queued', runAtMs: nowMs + 60_000, error: put('late') },
      still,
      true,
    ],
    ['it waits for the network', { status: 'queued', runAtMs: nowMs + 60_000, error: put('offline') }, still, false],
    ['that wait is over', { status: 'queued', runAtMs: nowMs, error: put('offline') }, still, true],
    ['it waits for a person', { status: 'needs-attention', runAtMs: 0, error: null }, still, false],
    ['it is over', { status: 'succeeded', runAtMs: 0, error: null }, still, false],
  ] as const)('%s', (_name, job, call, expected) => {
    expect(isJobStalled(job, call, nowMs, DEFAULT_CALL_POLICIES)).toBe(expected);
  });
});

it('is looked for at the start and every minute, told once, and again after it moved', () => {
  const call: WatchedCall = { id: 'c', state: 'RUNNING', updatedAtMs: 0 };
  const told: number[] = [];
  const planned: { delayMs: number; fn: () => void }[] = [];
  let nowMs = QUARTER_HOUR_MS;
  const stop = watchForStalls({
    timers: {
      set(delayMs, fn) {
        const each = { delayMs, fn };
        planned.push(each);
        return () => void planned.splice(planned.indexOf(each), 1);
      },
    },
    nowMs: () => nowMs,
    policies: () => DEFAULT_CALL_POLICIES,
    list: () => [call],
    onStalled: () => told.push(nowMs),
  });
  expect(told).toEqual([QUARTER_HOUR_MS]);
  const minute = (): void => {
    nowMs += 60_000;
    const next = planned.shift();
    expect(next?.delayMs).toBe(60_000);
    next?.fn();
  };
  minute();
  expect(told).toHaveLength(1);
  call.updatedAtMs = nowMs;
  for (let n = 0; n < 14; n += 1) minute();
  expect(told).toHaveLength(1);
  minute();
  expect(told).toEqual([QUARTER_HOUR_MS, nowMs]);
  stop();
  expect(planned).toEqual([]);
});
