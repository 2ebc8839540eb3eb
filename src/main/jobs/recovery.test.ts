import { describe, expect, it } from 'vitest';
import { decideRecovery } from './recovery.ts';

const row = { kind: 'k', version: 1, cancel_requested: 0, recoveries: 0 };
const handler = { version: 1, recovery: 'resume' } as const;

describe('decideRecovery', () => {
  it.each([
    ['resume', row, handler, 'resume'],
    ['restart', row, { ...handler, recovery: 'restart' as const }, 'restart'],
    ['abandon', row, { ...handler, recovery: 'abandon' as const }, 'fail'],
    ['an older row', row, { ...handler, version: 5 }, 'resume'],
    ['a newer row', { ...row, version: 2 }, handler, 'put-aside'],
    ['no handler', row, undefined, 'put-aside'],
    ['no handler, but cancelled', { ...row, cancel_requested: 1 }, undefined, 'cancel'],
    ['one crash below the limit', { ...row, recoveries: 2 }, handler, 'resume'],
    ['at the limit', { ...row, recoveries: 3 }, handler, 'put-aside'],
    ['at the limit, but cancelled', { ...row, recoveries: 3, cancel_requested: 1 }, handler, 'cancel'],
  ])('%s', (_name, record, known, action) => {
    expect(decideRecovery(record, known, 3).action).toBe(action);
  });
});
