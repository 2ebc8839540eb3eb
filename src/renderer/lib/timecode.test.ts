import { describe, expect, it } from 'vitest';
import { formatTimecode, parseTimecode } from './timecode.ts';

describe('timecode', () => {
  it.each([
    [0, 24, '00:00:00'],
    [1743, 24, '01:12:15'],
    [-25, 24, '-00:01:01'],
    [24 * 3600, 24, '1:00:00:00'],
  ])('%d frames at %d fps read %s', (frames, fps, text) => expect(formatTimecode(frames, fps)).toBe(text));
  it.each([
    ['12', 288],
    ['1.5s', 36],
    ['10f', 10],
    ['1:04', 64 * 24],
    ['01:12:08', 72 * 24 + 8],
    ['1:00:00:00', 86_400],
    ['+10f', 110],
    ['-2', 52],
    ['-99', 0],
    ['00:00:24', undefined],
    ['x', undefined],
    ['', undefined],
  ])('%s is read', (text, frames) => expect(parseTimecode(text, 24, 100)).toBe(frames));
  it('reads back what it writes', () => {
    for (const fps of [24, 25, 30, 60])
      for (let frames = 0; frames < 300_000; frames += 7919)
        expect(parseTimecode(formatTimecode(frames, fps), fps)).toBe(frames);
  });
});
