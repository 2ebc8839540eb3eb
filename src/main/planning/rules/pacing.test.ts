import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readingSeconds, shareFrames, shotCountRange, speakingSeconds } from './pacing.ts';

describe('shareFrames', () => {
  it('sums exactly and keeps the limits where they can hold together', () => {
    const wish = fc.record({
      weight: fc.double({ min: 0.2, max: 5, noNaN: true }),
      least: fc.integer({ min: 1, max: 60 }),
      room: fc.integer({ min: 0, max: 200 }),
    });
    fc.assert(
      fc.property(
        fc.array(wish, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 120, max: 10_800 }),
        (raw, total) => {
          const wishes = raw.map(({ weight, least, room }) => ({ weight, minFrames: least, maxFrames: least + room }));
          const frames = shareFrames(total, wishes);
          expect(frames.reduce((sum, value) => sum + value, 0)).toBe(total);
          const least = wishes.reduce((sum, { minFrames }) => sum + minFrames, 0);
          const most = wishes.reduce((sum, { maxFrames }) => sum + maxFrames, 0);
          if (least <= total && total <= most) {
            for (const [index, value] of frames.entries()) {
              expect(value).toBeGreaterThanOrEqual(wishes[index]?.minFrames ?? 0);
              expect(value).toBeLessThanOrEqual(wishes[index]?.maxFrames ?? 0);
            }
          }
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });

  it('gives one frame at least, however crowded', () => {
    expect(
      Math.min(
        ...shareFrames(
          40,
          Array.from({ length: 40 }, () => ({ weight: 1, minFrames: 24, maxFrames: 192 })),
        ),
      ),
    ).toBe(1);
  });
});

describe('shotCountRange', () => {
  it.each([
    [15, 3, 5],
    [30, 5, 8],
    [60, 8, 12],
  ])('%i s: %i to %i shots', (seconds, min, max) => {
    expect(shotCountRange(seconds)).toMatchObject({ min, max });
  });

  it('never needs a shot over 8 s nor under 1 s', () => {
    for (let seconds = 5; seconds <= 180; seconds += 0.5) {
      const { min, max } = shotCountRange(seconds);
      expect(seconds / min).toBeLessThanOrEqual(8);
      expect(seconds / max).toBeGreaterThanOrEqual(1);
    }
  });
});

describe('reading and speaking time', () => {
  it('counts Thai marks with their letters and never goes under one second', () => {
    expect(readingSeconds('')).toBe(0);
    expect(readingSeconds('Hi')).toBe(1);
    expect(readingSeconds('a'.repeat(30))).toBe(2);
    expect(readingSeconds('กี่กี่กี่กี่กี่กี่กี่กี่กี่กี่กี่กี่กี่กี่กี่กี่กี่กี่กี่กี่')).toBeCloseTo(2, 5);
  });

  it('leaves air around speech', () => {
    expect(speakingSeconds('one two three four five six')).toBeCloseTo(3.1, 5);
  });
});
