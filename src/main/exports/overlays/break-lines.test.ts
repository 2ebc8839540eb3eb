import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakLines } from './break-lines.ts';

const measure = (text: string): number => [...text.replace(/\p{M}/gu, '')].length;

describe('breakLines', () => {
  it('balances lines', () => {
    expect(breakLines('one two three four five six', 'en', 22, measure)).toEqual(['one two three', 'four five six']);
  });

  it('breaks Thai between words', () => {
    const words = ['รองเท้า', 'วิ่ง', 'ที่', 'ทำ', 'จาก', 'ขวด', 'พลาสติก'];
    const lines = breakLines(words.join(''), 'th', 12, measure);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('')).toBe(words.join(''));
    const cuts = new Set(words.map((_, index) => words.slice(0, index + 1).join('').length));
    let at = 0;
    for (const line of lines) {
      at += line.length;
      expect(cuts.has(at)).toBe(true);
    }
  });

  it('ends a Thai line at a space where there is one', () => {
    expect(breakLines('สั่งซื้อวันนี้ ส่งฟรีทั่วประเทศ', 'th', 15, measure)).toEqual(['สั่งซื้อวันนี้', 'ส่งฟรีทั่วประเทศ']);
  });

  it('keeps line breaks and drops empty lines', () => {
    expect(breakLines('a\n\nb', 'en', 10, measure)).toEqual(['a', 'b']);
  });

  it('keeps every letter and never passes the width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 4, max: 30 }), (text, width) => {
        const count = (line: string): number =>
          [...new Intl.Segmenter('th', { granularity: 'grapheme' }).segment(line)].length;
        const lines = breakLines(text, 'en', width, count);
        const bare = (value: string): string => value.replace(/\s/gu, '');
        expect(bare(lines.join(''))).toBe(bare(text));
        for (const line of lines) expect(count(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
