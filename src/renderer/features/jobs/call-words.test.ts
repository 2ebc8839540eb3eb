import { describe, expect, it } from 'vitest';
import type { CallView, Need } from '../../../shared/contract/calls.ts';
import { createTranslate, isMessageKey } from '../../../shared/i18n/translate.ts';
import { CALL_FLAGS, CALL_STATES } from '../../../shared/model/paid-call.ts';
import { createFormatters } from '../../lib/formatters.ts';
import {
  costOfCall,
  eventInWords,
  needInWords,
  newestAttempts,
  percentOver,
  stateOfCall,
  timesOfCall,
  waitInWords,
} from './call-words.ts';
import { reasonOf } from './job-words.ts';

const t = createTranslate('en');
const th = createTranslate('th');
const { duration } = createFormatters({ language: 'en' });

const call = (patch: Partial<CallView>): CallView => ({
  ...{ callId: 'c', orderKey: 'o', attempt: 1, jobId: 'j', runId: null, projectId: null, projectName: null },
  ...{ shotId: null, scene: 1, shot: 1, kind: 'image', vendor: 'replicate', model: 'replicate/a/b', state: 'RUNNING' },
  ...{ flags: [], error: null, estimateMicroUsd: 3_000, chargedMicroUsd: null, isOverVariance: false, wait: null },
  ...{ isLate: false, usualMs: null, choices: [], createdAtMs: 0, sentAtMs: null, submittedAtMs: null },
  ...{ updatedAtMs: 0, finishedAtMs: null },
  ...patch,
});
const need = (patch: Partial<Need>): Need => ({
  ...{ id: 'n', code: 'key-refused', details: {}, vendor: 'replicate', model: null, replacement: null, jobIds: [] },
  ...{
    projects: [],
    calls: [],
    shotsDone: 0,
    shotsTotal: 0,
    canResume: true,
    sinceMs: 0,
    kind: null,
    canChangeModel: false,
  },
  ...patch,
});

describe('a purchase in words', () => {
  it('has a word for every state and every remark, in both languages', () => {
    for (const state of CALL_STATES) {
      expect(stateOfCall(t, { state, isLate: false })).not.toContain('calls.');
      expect(stateOfCall(th, { state, isLate: false })).toMatch(/[\u0E00-\u0E7F]/);
    }
    for (const flag of CALL_FLAGS) expect(th(`calls.flag.${flag}`)).toMatch(/[\u0E00-\u0E7F]/);
    expect(stateOfCall(t, { state: 'RUNNING', isLate: true })).toBe('Late: still looked at');
  });

  it('says a guess before, both amounts after, and doubt as doubt', () => {
    expect(costOfCall(t, call({}))).toBe('about $0.003');
    expect(costOfCall(t, call({ state: 'DONE', chargedMicroUsd: 4_200 }))).toBe('$0.003 → $0.0042');
    expect(costOfCall(t, call({ state: 'FAILED', chargedMicroUsd: null }))).toBe('$0.003 → $0.00');
    expect(costOfCall(t, call({ state: 'NEEDS_USER' }))).toBe('perhaps $0.003');
    const ended = (charged: string) => call({ state: 'CANCELED', error: { code: 'x', details: { charged } } });
    expect(costOfCall(t, ended('unknown'))).toBe('perhaps $0.003');
    expect(costOfCall(t, ended('no'))).toBe('$0.003 → $0.00');
    expect([percentOver(3_000, 4_200), percentOver(0, 1)]).toEqual([40, 100]);
  });

  it('counts a wait down, and what nobody has words for is still a sentence', () => {
    const wait = { untilMs: 20_000, reason: 'rate-limited', failure: null };
    expect(waitInWords(t, wait, 5_000, duration)).toBe('The provider asks for a pause; goes on in 15 s');
    expect(waitInWords(t, wait, 20_000, duration)).toBe('The provider asks for a pause; goes on now');
    expect(waitInWords(t, { ...wait, reason: 'malformed-response' }, 0, duration)).toBe(
      'The provider did not answer well; goes on in 20 s',
    );
  });

  it('compares with the own history only while the provider works', () => {
    const working = call({ submittedAtMs: 1_000, usualMs: 41_400 });
    expect(timesOfCall(t, working, 13_000, duration)).toBe('12 s so far, usually about 41 s');
    expect(timesOfCall(t, { ...working, usualMs: null }, 13_000, duration)).toBe('12 s so far');
    expect(timesOfCall(t, { ...working, state: 'DONE' }, 13_000, duration)).toBeNull();
    expect(timesOfCall(t, call({}), 13_000, duration)).toBeNull();
  });

  it('shows the newest attempt of each order', () => {
    const calls = [call({ callId: 'a' }), call({ callId: 'b', attempt: 2 }), call({ callId: 'c', orderKey: 'p' })];
    expect(newestAttempts(calls).map(({ callId }) => callId)).toEqual(['b', 'c']);
  });

  it('tells a step of the time line beyond its state', () => {
    expect(eventInWords(t, { reason: 'found' })).toBe('found in the provider’s list');
    expect(eventInWords(t, { unknown: 'quantum' })).toBe('unknown word: quantum');
    expect(eventInWords(t, { choice: 'pay-again' })).toBe('Pay again');
    expect(eventInWords(t, { fault: 'timeout', reason: 'no answer' })).toBe('timeout: no answer');
    expect(eventInWords(t, { attempt: 1 })).toBe('');
  });
});

describe('what waits for a person in words', () => {
  it('counts the shots of a used budget, where there are any', () => {
    const details = { scope: 'day', budget: '1.00', used: '0.98', wanted: '0.07' };
    const used = need({ code: 'budget-exceeded', details, shotsDone: 12, shotsTotal: 20 });
    expect(needInWords(t, used).title).toBe('Budget used: 12 of 20 shots done');
    expect(needInWords(t, used).text).toContain('The day has a hard limit of $1.00; $0.98 is used');
    expect(needInWords(t, { ...used, shotsTotal: 0 }).title).toBe('Budget used');
  });

  it('names the replacement of a model that is gone', () => {
    const gone = need({ code: 'model-retired', model: 'replicate/a/b', replacement: 'replicate/c/d' });
    expect(needInWords(t, gone)).toEqual({
      title: 'a/b is no longer offered',
      text: 'Nothing was charged. Its successor is c/d. Choose the model for what is left; what is done stays.',
    });
    expect(needInWords(t, { ...gone, replacement: null }).text).toContain('another model');
  });

  it('has a title and a text for every cause, in both languages, and something for one that is new', () => {
    const codes = ['payment-uncertain', 'provider-changed', 'key-missing', 'key-refused', 'credit-empty'];
    for (const code of [...codes, 'price-unknown', 'price-changed', 'budget-exceeded', 'model-retired']) {
      expect(isMessageKey(`needs.title.${code}`), code).toBe(true);
      expect(needInWords(th, need({ code })).text, code).toMatch(/[\u0E00-\u0E7F]/);
    }
    expect(needInWords(t, need({ code: 'something-new' })).title).toBe('Work that waits for you');
  });

  it('says what was charged as words, not as a code', () => {
    const failed = {
      code: 'provider-failed',
      details: { id: 'a/b', reason: 'no memory', charged: 'unknown', amount: '$0.0030' },
    };
    expect(reasonOf(t, failed)).toEqual({
      reason: 'a/b could not make it: no memory. It may have been charged: $0.003.',
      next: 'Try again: that is a new purchase. Or change the shot or the model.',
    });
  });
});
