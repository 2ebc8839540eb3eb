import { describe, expect, it } from 'vitest';
import { duckDbAt, ENVELOPE_RATE, musicEnvelope, speechIntervals, wavBytes } from './duck-envelope.ts';

const RATE = 8_000;
function tone(spans: readonly (readonly [number, number])[], seconds: number): Float32Array {
  return Float32Array.from({ length: seconds * RATE }, (_, index) => {
    const at = index / RATE;
    return spans.some(([from, to]) => at >= from && at < to) ? 0.3 * Math.sin(index * 0.4) : 0.0005 * Math.sin(index);
  });
}

describe('speechIntervals', () => {
  it('closes short pauses and keeps long ones', () => {
    const found = speechIntervals(
      tone(
        [
          [1, 1.5],
          [1.9, 2.4],
          [4, 5],
        ],
        6,
      ),
      RATE,
    );
    expect(
      found.map(({ startSeconds, endSeconds }) =>
        [startSeconds, endSeconds].map((value) => Math.round(value * 50) / 50),
      ),
    ).toEqual([
      [1, 2.4],
      [4, 5],
    ]);
  });

  it('finds none in noise or nothing', () => {
    expect(speechIntervals(tone([], 2), RATE)).toEqual([]);
    expect(speechIntervals(new Float32Array(), RATE)).toEqual([]);
  });
});

describe('duckDbAt', () => {
  it('is full from the first word to the last, 150 ms down and 400 ms up', () => {
    const speech = [{ startSeconds: 2, endSeconds: 3 }];
    expect([1.84, 1.925, 2, 2.5, 3, 3.2, 3.41].map((at) => Math.round(duckDbAt(at, speech) * 10) / 10)).toEqual([
      0, 5, 10, 10, 10, 5, 0,
    ]);
  });
});

describe('musicEnvelope', () => {
  it('ends in silence and is the volume in between', () => {
    const envelope = musicEnvelope({ seconds: 10, volume: 0.6, speech: [] });
    expect(envelope[5 * ENVELOPE_RATE]).toBeCloseTo(0.6);
    expect(envelope[10 * ENVELOPE_RATE]).toBe(0);
    for (let at = 8.5 * ENVELOPE_RATE; at < 10 * ENVELOPE_RATE; at += 1)
      expect(envelope[at + 1]).toBeLessThanOrEqual(envelope[at] ?? 0);
  });
});

describe('wavBytes', () => {
  it('writes a header that says what follows', () => {
    const wav = wavBytes(Float32Array.of(0, 1, -1, 2), 1_000);
    expect([wav.length, wav.readUInt32LE(40), wav.readInt16LE(46), wav.readInt16LE(48), wav.readInt16LE(50)]).toEqual([
      52, 8, 32_767, -32_767, 32_767,
    ]);
  });
});
