import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/contract/errors.ts';
import { failureOf, mayRetry, parseFailure } from './job-failure.ts';

const policy = { maxAttempts: 3, delaysMs: [1] };

describe('mayRetry', () => {
  it.each([
    ['a code that may pass', 'ffmpeg-killed' as const, 1, true],
    ['no attempt left', 'ffmpeg-killed' as const, 3, false],
    ['a code that stays', 'broken-media' as const, 1, false],
  ])('%s', (_name, code, attempt, expected) => {
    expect(mayRetry(policy, failureOf(new AppError(code, 'x')), attempt, 3)).toBe(expected);
  });
  it('asks the handler before the code', () => {
    const failure = failureOf(new AppError('gate-failed', 'x'));
    expect(mayRetry({ ...policy, shouldRetry: (error) => error.code === 'gate-failed' }, failure, 1, 3)).toBe(true);
    expect(mayRetry({ ...policy, shouldRetry: () => true }, failure, 3, 3)).toBe(false);
  });
});

describe('parseFailure', () => {
  it('reads what failureOf gave', () => {
    const failure = failureOf(new AppError('disk-full', 'full', { path: '/x', bytes: 3 }));
    expect(parseFailure(JSON.stringify(failure))).toEqual(failure);
    expect(parseFailure(null)).toBeNull();
  });
  it.each(['', '{}', '{"code":"no-such-code","message":"x","details":{}}'])('%j is internal, not a throw', (text) => {
    expect(parseFailure(text)).toMatchObject({ code: 'internal' });
  });
});
