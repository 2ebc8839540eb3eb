import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../../shared/i18n/translate.ts';
import { faultOfNumber, keptOf, SECONDS, waitsOf, waitsText } from './policy-table.ts';

const t = createTranslate('en');

describe('numbers of the table of waits', () => {
  it('are kept in milliseconds, typed in seconds, with a comma or a point', () => {
    expect(keptOf('1.5', SECONDS)).toBe(1_500);
    expect(keptOf('1,5', SECONDS)).toBe(1_500);
    expect(keptOf('3', 1)).toBe(3);
    for (const wrong of ['', '-1', '1e3', 'ten', '1.55', ' 5']) expect(keptOf(wrong, SECONDS)).toBeNaN();
    expect(keptOf('1.5', 1)).toBeNaN();
  });
  it('say why they cannot be kept', () => {
    expect(faultOfNumber('10', 'pollMs', SECONDS, t)).toBeUndefined();
    expect(faultOfNumber('0', 'pollMs', SECONDS, t)).toBe('From 1 to 120.');
    expect(faultOfNumber('121', 'pollMs', SECONDS, t)).toBe('From 1 to 120.');
    expect(faultOfNumber('2.5', 'times', 1, t)).toBe('A whole number.');
    expect(faultOfNumber('21', 'times', 1, t)).toBe('From 0 to 20.');
  });
});

describe('waits', () => {
  it('come back as they were typed', () => {
    const wait = fc.integer({ min: 0, max: 3_600 });
    fc.assert(
      fc.property(fc.array(wait, { minLength: 1, maxLength: 8 }), (seconds) => {
        expect(waitsOf(waitsText(seconds.map((each) => each * SECONDS)))).toEqual(
          seconds.map((each) => each * SECONDS),
        );
      }),
    );
  });
  it('are refused where one is no wait, too long, or there are none or too many', () => {
    for (const wrong of ['', ',', '5, many', '-5', '3601', '1 2 3 4 5 6 7 8 9']) expect(waitsOf(wrong)).toBeUndefined();
  });
});
