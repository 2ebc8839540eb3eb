import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROVIDER_ERROR_CODES } from '../../providers/remote-port.ts';
import {
  breakerFailed,
  breakerGate,
  breakerReleased,
  breakerSucceeded,
  CLOSED_BREAKER,
  failureKindOf,
  takeTrial,
} from './breaker.ts';
import type { BreakerState, FailureKind } from './breaker.ts';

const RULE = { failures: 3, openMs: 300_000 };
const fail = (state: BreakerState, jobId: string, nowMs = 0, kind: FailureKind = 'answer'): BreakerState =>
  breakerFailed(state, { callId: `call of ${jobId}`, jobId, kind }, RULE, nowMs);
const opened = (kind: FailureKind = 'answer'): BreakerState =>
  ['a', 'b', 'c'].reduce((state, job) => fail(state, job, 0, kind), CLOSED_BREAKER);

describe('the breaker', () => {
  it('opens for 300 s after failures of three different jobs', () => {
    const two = fail(fail(CLOSED_BREAKER, 'a'), 'b');
    expect(breakerGate(two, 'x', 0)).toEqual({ kind: 'go' });
    expect(breakerGate(fail(two, 'c'), 'x', 0)).toEqual({ kind: 'rest', untilMs: 300_000 });
    expect(breakerGate(fail(two, 'c'), 'x', 299_999).kind).toBe('rest');
    expect(breakerGate(fail(two, 'c'), 'x', 300_000)).toEqual({ kind: 'trial' });
  });
  it('one job that fails again and again is that job’s trouble', () => {
    const stubborn = ['a', 'b', 'a', 'b', 'a', 'a'].reduce((state, job) => fail(state, job), CLOSED_BREAKER);
    expect(breakerGate(stubborn, 'x', 0)).toEqual({ kind: 'go' });
  });
  it('a success between them starts the count anew', () => {
    const two = fail(fail(CLOSED_BREAKER, 'a'), 'b');
    expect(fail(breakerSucceeded(two, { callId: 'x', kind: 'answer' }), 'c').openUntilMs).toBeNull();
  });
  it('answers do not hide that nothing gets made; a result does', () => {
    const answered = (state: BreakerState, kind: FailureKind): BreakerState =>
      breakerSucceeded(state, { callId: 'x', kind });
    const two = fail(fail(CLOSED_BREAKER, 'a', 0, 'result'), 'b', 0, 'result');
    expect(fail(answered(two, 'answer'), 'c', 0, 'result').openUntilMs).toBe(300_000);
    expect(fail(answered(two, 'result'), 'c', 0, 'result').openUntilMs).toBeNull();
  });
  it('exactly one call tries; its success closes', () => {
    const trying = takeTrial(opened(), 't');
    expect(breakerGate(trying, 't', 300_000)).toEqual({ kind: 'go' });
    expect(breakerGate(trying, 'u', 300_000)).toEqual({ kind: 'trial-under-way' });
    expect(breakerSucceeded(trying, { callId: 'u', kind: 'result' })).toBe(trying);
    expect(breakerSucceeded(trying, { callId: 't', kind: 'answer' })).toEqual(CLOSED_BREAKER);
  });
  it('after results failed, the trial must bring one', () => {
    const trying = takeTrial(opened('result'), 't');
    expect(breakerSucceeded(trying, { callId: 't', kind: 'answer' })).toBe(trying);
    expect(breakerSucceeded(trying, { callId: 't', kind: 'result' })).toEqual(CLOSED_BREAKER);
  });
  it('the trial’s failure opens it again; news of older calls do not', () => {
    const trying = takeTrial(opened(), 't');
    expect(fail(trying, 'old', 300_500)).toBe(trying);
    const again = breakerFailed(trying, { callId: 't', jobId: 'j', kind: 'answer' }, RULE, 301_000);
    expect(breakerGate(again, 'u', 600_999).kind).toBe('rest');
    expect(breakerGate(again, 'u', 601_000).kind).toBe('trial');
  });
  it('a trial that proves nothing leaves its place to another', () => {
    const trying = takeTrial(opened(), 't');
    expect(breakerReleased(trying, 'u')).toBe(trying);
    expect(breakerGate(breakerReleased(trying, 't'), 'u', 300_000)).toEqual({ kind: 'trial' });
  });
  it.each(PROVIDER_ERROR_CODES)('%s', (code) => {
    const unwell = ['unavailable', 'timeout', 'malformed-response', 'provider-failed'];
    expect(failureKindOf(code) !== undefined).toBe(unwell.includes(code));
  });
});

/** What the breaker promises, kept as a list of what happened. */
interface Model {
  nowMs: number;
  jobs: Set<string>;
  openUntilMs: number | null;
  trial: string | null;
}
const newModel = (): Model => ({ nowMs: 0, jobs: new Set(), openUntilMs: null, trial: null });
interface Real {
  state: BreakerState;
}
const calls = fc.constantFrom('1', '2', '3', '4', '5');
type Command = fc.Command<Model, Real>;

const start = (callId: string): Command => ({
  check: () => true,
  toString: () => `start ${callId}`,
  run(model, real) {
    const gate = breakerGate(real.state, callId, model.nowMs);
    if (model.openUntilMs === null) expect(gate.kind).toBe('go');
    else if (model.nowMs < model.openUntilMs) expect(gate).toEqual({ kind: 'rest', untilMs: model.openUntilMs });
    else if (model.trial === null) expect(gate.kind).toBe('trial');
    else expect(gate.kind).toBe(model.trial === callId ? 'go' : 'trial-under-way');
    if (gate.kind !== 'trial') return;
    real.state = takeTrial(real.state, callId);
    model.trial = callId;
  },
});
const failing = (callId: string): Command => ({
  check: () => true,
  toString: () => `fail ${callId}`,
  run(model, real) {
    real.state = breakerFailed(real.state, { callId, jobId: `job ${callId}`, kind: 'answer' }, RULE, model.nowMs);
    if (model.openUntilMs === null) {
      model.jobs.add(callId);
      if (model.jobs.size >= RULE.failures) model.openUntilMs = model.nowMs + RULE.openMs;
    } else if (model.trial === callId) {
      model.openUntilMs = model.nowMs + RULE.openMs;
      model.trial = null;
    }
    expect(real.state.openUntilMs).toBe(model.openUntilMs);
  },
});
const succeeding = (callId: string): Command => ({
  check: () => true,
  toString: () => `succeed ${callId}`,
  run(model, real) {
    real.state = breakerSucceeded(real.state, { callId, kind: 'answer' });
    if (model.openUntilMs === null || model.trial === callId) {
      model.jobs.clear();
      model.openUntilMs = null;
      model.trial = null;
    }
    expect(real.state.openUntilMs).toBe(model.openUntilMs);
  },
});
const releasing = (callId: string): Command => ({
  check: () => true,
  toString: () => `release ${callId}`,
  run(model, real) {
    real.state = breakerReleased(real.state, callId);
    if (model.trial === callId) model.trial = null;
  },
});
const passing = (ms: number): Command => ({
  check: () => true,
  toString: () => `pass ${ms}`,
  run(model) {
    model.nowMs += ms;
  },
});

it('behaves as its model under any order of events', () => {
  const command = fc.oneof(
    calls.map(start),
    calls.map(failing),
    calls.map(succeeding),
    calls.map(releasing),
    fc.integer({ min: 0, max: 400_000 }).map(passing),
  );
  expect(() =>
    fc.assert(
      fc.property(fc.commands([command], { maxCommands: 60 }), (commands) =>
        fc.modelRun(() => ({ model: newModel(), real: { state: CLOSED_BREAKER } }), commands),
      ),
      { numRuns: 300 },
    ),
  ).not.toThrow();
});
