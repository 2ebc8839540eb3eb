import { describe, expect, it } from 'vitest';
import { evaluateNumber, snapNumber } from './number-expression.ts';

describe('arithmetic in number fields', () => {
  it.each([
    ['12', 12],
    ['2*1.5', 3],
    ['1+2*3', 7],
    ['(1+2)*3', 9],
    ['-4', -4],
    ['2×3', 6],
    ['1,500', 1500],
    ['1,5', 1.5],
    ['+=5', 15],
    ['*=2', 20],
    ['50%', 5],
    ['1/0', undefined],
    ['(1+2', undefined],
    ['1 2', undefined],
    ['alert(1)', undefined],
    ['', undefined],
  ])('%s', (text, value) => expect(evaluateNumber(text, 10)).toBe(value));
  it('snaps to steps from the least value, without binary dust', () => {
    expect(snapNumber(0.1 + 0.2, { step: 0.1 })).toBe(0.3);
    expect(snapNumber(7.8, { min: 0.5, max: 8, step: 0.5 })).toBe(8);
    expect(snapNumber(-3, { min: 0 })).toBe(0);
  });
});
