import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../contract/errors.ts';
import { RUN_STAGES, RUN_STATES } from '../model/run-terms.ts';
import { describeError } from './describe-error.ts';
import { messagesEn } from './messages-en.ts';
import { messagesTh } from './messages-th.ts';
import { createTranslate, isMessageKey } from './translate.ts';

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

describe('messages', () => {
  it('has a sentence for every code, stage and state', () => {
    for (const code of ERROR_CODES) expect(isMessageKey(`error.${code}`), code).toBe(true);
    for (const stage of RUN_STAGES) expect(isMessageKey(`stage.${stage}`), stage).toBe(true);
    for (const state of RUN_STATES) expect(isMessageKey(`state.${state}`), state).toBe(true);
  });

  it('keeps the same placeholders in both languages', () => {
    for (const [key, text] of Object.entries(messagesEn)) {
      expect(placeholders(messagesTh[key as keyof typeof messagesEn]), key).toEqual(placeholders(text));
    }
  });

  it('is really Thai where it says Thai', () => {
    const latinOnly = Object.entries(messagesTh).filter(([, text]) => !/[\u0E00-\u0E7F]/.test(text));
    // Names of programs and pure pass-through lines are the same everywhere.
    expect(latinOnly.map(([key]) => key).sort()).toEqual([
      'cli.next-command',
      'cli.wrong-option',
      'doctor.ffmpeg',
      'doctor.ffprobe',
      'doctor.node',
      'issue.other',
      'ui.kilobytes',
      'ui.megabytes',
      'ui.percent',
      'ui.title',
    ]);
  });
});

describe('describeError', () => {
  it('names each field of a bad brief', () => {
    const error = {
      code: 'invalid-input' as const,
      details: {
        issues: [
          { path: 'duration', code: 'too-large', params: { limit: 180 } },
          { path: 'colour', code: 'unknown-field' },
        ],
      },
    };
    expect(describeError(error, createTranslate('en'))).toBe(
      'The input cannot be used: "duration" must be at most 180; unknown field "colour".',
    );
  });

  it('never shows a raw placeholder', () => {
    for (const code of ERROR_CODES)
      expect(describeError({ code, details: {} }, createTranslate('th'))).not.toContain('{{');
  });

  it('does not treat a parameter as a template', () => {
    expect(createTranslate('en')('error.media-missing', { what: '$t(error.internal) <b>' })).toContain(
      '$t(error.internal) <b>',
    );
  });
});

describe('numbers', () => {
  it('take the form of the language', () => {
    const en = createTranslate('en');
    expect(en('shell.selected', { count: 1 })).toBe('1 selected');
    expect(en('shell.save-wait', { count: 1 })).toBe('Saving 1 change…');
    expect(en('shell.save-wait', { count: 3 })).toBe('Saving 3 changes…');
    expect(createTranslate('th')('shell.save-wait', { count: 1 })).toContain('1');
    expect(isMessageKey('shell.save-wait')).toBe(true);
    expect(isMessageKey('shell.save-wai')).toBe(false);
  });
});

it('says in words what is not possible, and in which state', () => {
  const error = { code: 'not-possible-now', details: { what: 'retry', state: 'trashed' } } as const;
  expect(describeError(error, createTranslate('en'))).toBe(
    'Trying again is not possible: the project is in the trash.',
  );
  expect(describeError(error, createTranslate('th'))).not.toMatch(/[a-z]/);
});

it('says whether it was charged, and how much', () => {
  const error = {
    code: 'provider-failed',
    details: { id: 'v/m', reason: 'out of memory', charged: 'unknown', amount: '$0.70' },
  } as const;
  expect(describeError(error, createTranslate('en'))).toBe(
    'v/m could not make it: out of memory. It may have been charged: $0.70.',
  );
});
