import { describe, expect, it } from 'vitest';
import { chooseFrames } from './frame-choice.ts';
import { fragmentHead, fragmentsHead } from './mp4-fragments.ts';
import { isReference, readVideoTrack } from './mp4-samples.ts';
import type { VideoTrack } from './mp4-samples.ts';

const u32 = (...values: number[]): number[] =>
  values.flatMap((value) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
const box = (type: string, ...parts: number[][]): number[] => {
  const content = parts.flat();
  return [...u32(content.length + 8), ...Buffer.from(type, 'latin1'), ...content];
};
const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);

const AVC = box('avc1', zeros(78), box('avcC', [1, 100, 0, 31, 0xff, 0xe0, 0]));

/** Six frames at 24 fps in decoding order I P B B P B, three in each of two chunks, shown two frames late. */
function moov(changes: { entry?: number[]; edits?: number[]; sizes?: number[] } = {}): Uint8Array {
  const sizes = changes.sizes ?? [900, 300, 100, 110, 320, 120];
  const table = box(
    'stbl',
    box('stsd', u32(0, 1), changes.entry ?? AVC),
    box('stts', u32(0, 1, 6, 512)),
    box('ctts', u32(0, 6), u32(1, 1024, 1, 2048, 1, 512, 1, 512, 1, 1024, 1, 0)),
    box('stss', u32(0, 1, 1)),
    box('stsc', u32(0, 1, 1, 3, 1)),
    box('stsz', u32(0, 0, sizes.length, ...sizes)),
    box('stco', u32(0, 2, 5_000, 9_000)),
  );
  const header = box('mdhd', u32(0, 0, 0, 12_288, 3_072, 0));
  const media = box('mdia', header, box('hdlr', u32(0, 0), [...Buffer.from('vide')], zeros(13)), box('minf', table));
  const edits = box('edts', box('elst', u32(0, 1, ...(changes.edits ?? [250, 1_024, 0x1_0000]))));
  return Uint8Array.from(box('moov', box('trak', edits, media)));
}

describe('readVideoTrack', () => {
  it('knows where each frame lies and when it is shown', () => {
    const track = readVideoTrack(moov());
    expect(track).toMatchObject({ timescale: 12_288, startPts: 1_024, lengthBytes: 4 });
    expect(track?.frames.map(({ offset, bytes }) => [offset, bytes])).toEqual([
      [5_000, 900],
      [5_900, 300],
      [6_200, 100],
      [9_000, 110],
      [9_110, 320],
      [9_430, 120],
    ]);
    expect(track?.frames.map(({ pts }) => (pts - 1_024) / 512)).toEqual([0, 3, 1, 2, 4, 3]);
    expect(track?.frames.map(({ isKey }) => isKey)).toEqual([true, false, false, false, false, false]);
  });

  it('leaves to FFmpeg what it does not know', () => {
    expect(readVideoTrack(moov({ entry: box('hvc1', zeros(78)) }))).toBeUndefined();
    expect(readVideoTrack(moov({ edits: [250, 1_024, 0x2_0000] }))).toBeUndefined();
    // Shown from a frame on that is not the first.
    expect(readVideoTrack(moov({ edits: [250, 4_000, 0x1_0000] }))).toBeUndefined();
    expect(readVideoTrack(moov({ sizes: [900, 300, 100, 110, 320, 120, 7] }))).toBeUndefined();
  });

  it('survives any cut and any flipped byte', () => {
    const whole = moov();
    for (let length = 0; length < whole.length; length += 1)
      expect(readVideoTrack(whole.slice(0, length))).toBeUndefined();
    for (let at = 0; at < whole.length; at += 1) {
      const broken = whole.slice();
      broken[at] = 0xff;
      expect(() => readVideoTrack(broken)).not.toThrow();
    }
  });
});

describe('isReference', () => {
  it('looks at the first slice, behind whatever else is there', () => {
    const information = [0, 0, 0, 2, 0x06, 0x05];
    expect(isReference(Uint8Array.from([...information, 0, 0, 0, 2, 0x41, 0]), 4)).toBe(true);
    expect(isReference(Uint8Array.from([...information, 0, 0, 0, 2, 0x01, 0]), 4)).toBe(false);
    expect(isReference(Uint8Array.from(information), 4)).toBe(true);
  });
});

/** `seconds` of film at `fps`, a key frame every 12, no reordering. */
const plainTrack = (fps: number, seconds: number): VideoTrack => ({
  timescale: fps * 512,
  startPts: 0,
  description: new Uint8Array(0),
  lengthBytes: 4,
  frames: Array.from({ length: fps * seconds }, (_, index) => ({
    ...{ offset: index * 100, bytes: 100, dts: index * 512, pts: index * 512 },
    isKey: index % 12 === 0,
  })),
});

describe('chooseFrames', () => {
  it.each([24, 25, 30, 60])('takes one frame of %i fps for each of the GIF, the last before its time', (fps) => {
    const { shown, end } = chooseFrames(plainTrack(fps, 4), 12, 48);
    // FFmpeg's rounding: half a step and more belongs to the next.
    const expected = Array.from({ length: 48 }, (_, slot) => Math.ceil(((slot + 0.5) * fps) / 12) - 1);
    expect([...shown].toSorted((a, b) => a - b)).toEqual(expected.map((index) => Math.min(index, fps * 4 - 1)));
    expect(end).toBe(Math.max(...expected) + 1);
  });

  it('spreads the palette over the whole film', () => {
    const { samples } = chooseFrames(plainTrack(24, 60), 12, 720);
    expect(samples).toHaveLength(24);
    expect(samples.every((index) => index % 12 === 0)).toBe(true);
    expect(samples[0]).toBeLessThan(60);
    expect(samples.at(-1)).toBeGreaterThan(1_380);
  });
});

describe('fragments', () => {
  it('lead to their data', () => {
    const head = fragmentHead({ number: 7, dts: 2 ** 33, shift: 12, isKey: true }, 55);
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    const run = Buffer.from(head).indexOf('trun');
    // Offset of the data, its size, the shift.
    expect(view.getUint32(run + 12)).toBe(head.length);
    expect([view.getUint32(run + 16), view.getUint32(run + 24)]).toEqual([55, 12]);
    expect(view.getBigUint64(Buffer.from(head).indexOf('tfdt') + 8)).toBe(2n ** 33n);
    expect(view.getUint32(head.length - 8)).toBe(63);
  });

  it('stand behind a head that names the codec and the timescale', () => {
    const head = Buffer.from(fragmentsHead(Uint8Array.from(box('stsd', u32(0, 1), AVC)), 147_456));
    expect(head.toString('latin1', 4, 8)).toBe('ftyp');
    expect(head.includes('avcC')).toBe(true);
    expect(head.readUInt32BE(head.indexOf('mdhd') + 16)).toBe(147_456);
  });
});
