import { describe, expect, it } from 'vitest';
import { createFormatters } from './formatters.ts';

const timeZone = 'Asia/Bangkok';
const en = createFormatters({ language: 'en', timeZone });
const th = createFormatters({ language: 'th', timeZone });
const NOON = Date.UTC(2026, 10, 21, 5, 0);

describe('formatters', () => {
  it('writes the Buddhist year in Thai unless told otherwise, and never the era', () => {
    expect(th.date(NOON)).toContain('2569');
    expect(th.date(NOON)).not.toContain('พ.ศ.');
    expect(createFormatters({ language: 'th', thaiYear: 'gregorian', timeZone }).date(NOON)).toContain('2026');
    expect(en.date(NOON)).toBe('Nov 21, 2026');
    expect(en.dateTime(NOON)).toBe('Nov 21, 2026 12:00');
  });
  it('writes money with the decimals that matter', () => {
    expect([0, 0.004, 0.42, 12.5, -3].map(en.money)).toEqual(['$0.00', '$0.004', '$0.42', '$12.50', '−$3.00']);
  });
  it('writes sizes', () => {
    expect([0, 900, 1536, 3.4 * 1024 ** 2, 250 * 1024 ** 3].map(en.bytes)).toEqual([
      '0 B',
      '900 B',
      '1.5 KB',
      '3.4 MB',
      '250 GB',
    ]);
  });
  it('writes durations and carries 59.6 s over to a minute', () => {
    expect([0, 1500, 45_000, 59_600, 64_000, 7_500_000].map(en.duration)).toEqual([
      '0 s',
      '1.5 s',
      '45 s',
      '1 min',
      '1 min 4 s',
      '2 h 5 min',
    ]);
    expect(th.duration(64_000)).toBe('1 นาที 4 วินาที');
  });
  it('writes relative times up to a fortnight, dates after', () => {
    expect(en.relativeTime(NOON - 3 * 3_600_000, NOON)).toBe('3 hours ago');
    expect(en.relativeTime(NOON - 20_000, NOON)).toBe('just now');
    expect(en.relativeTime(NOON - 40 * 86_400_000, NOON)).toBe('Oct 12, 2026');
    expect(th.relativeTime(NOON - 3 * 3_600_000, NOON)).toBe('3 ชั่วโมงที่ผ่านมา');
  });
  it('sorts numbers as numbers and Thai as Thai', () => {
    expect(['shot 10', 'shot 2'].sort(en.compare)).toEqual(['shot 2', 'shot 10']);
    expect(['เขา', 'กา', 'ขา'].sort(th.compare)).toEqual(['กา', 'ขา', 'เขา']);
  });
});
