import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../../shared/util/seeded-random.ts';
import { createFrameBuffers, frameBytes, frameDelays, frameSizeBytes, gifHeader, quantise } from './gif-frame.ts';
import { createLzwTables, lzwEncode } from './lzw.ts';
import type { ChannelRange } from './nearest-colours.ts';
import { chromaRanges, chromaTables, createNearestColours, rgbOfBt709 } from './nearest-colours.ts';
import { choosePalette, TRANSPARENT_INDEX } from './palette.ts';

/** A plain decoder after the GIF89a specification. */
function lzwDecode(bytes: Uint8Array): number[] {
  const data: number[] = [];
  for (let at = 1; bytes[at] !== 0; at += (bytes[at] ?? 0) + 1)
    data.push(...bytes.subarray(at + 1, at + 1 + (bytes[at] ?? 0)));
  const out: number[] = [];
  let table: number[][] = [];
  const reset = (): void => {
    table = Array.from({ length: 258 }, (_, index) => (index < 256 ? [index] : []));
  };
  reset();
  let size = 9;
  let previous: number[] | undefined;
  for (let bit = 0; bit + size <= data.length * 8;) {
    let code = 0;
    for (let one = 0; one < size; one += 1, bit += 1) code |= (((data[bit >> 3] ?? 0) >> (bit & 7)) & 1) << one;
    if (code === 257) return out;
    if (code === 256) {
      reset();
      size = 9;
      previous = undefined;
      continue;
    }
    const entry: number[] = table[code] ?? [...(previous ?? []), previous?.[0] ?? 0];
    out.push(...entry);
    if (previous && table.length < 4_096) table.push([...previous, entry[0] ?? 0]);
    if (table.length === 1 << size && size < 12) size += 1;
    previous = entry;
  }
  throw new Error('no end code');
}

describe('lzwEncode', () => {
  it('comes back the same', () => {
    const tables = createLzwTables();
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 3_000 }), (indices) => {
        expect(lzwDecode(lzwEncode(indices, tables))).toEqual([...indices]);
      }),
      { numRuns: 40 },
    );
  });

  it('comes back the same where it is runs of all lengths, over many full tables', () => {
    const tables = createLzwTables();
    const run = fc.record({ value: fc.integer({ min: 0, max: 5 }), length: fc.integer({ min: 1, max: 400 }) });
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 200 }), (runs) => {
        const indices = runs.flatMap(({ value, length }) => Array.from({ length }, () => value));
        expect(lzwDecode(lzwEncode(Uint8Array.from(indices), tables))).toEqual(indices);
      }),
      { numRuns: 40 },
    );
    const bands = Uint8Array.from({ length: 200_000 }, (_, at) => (at >> (3 + ((at >> 12) % 5))) & 0xff);
    expect(lzwDecode(lzwEncode(bands, tables))).toEqual([...bands]);
  });

  it('says a flat picture in few codes', () => {
    // The longest phrases are 1, 2, 3 … pixels: 400,000 of them take about 900 codes of 9 or 10 bits.
    const flat = new Uint8Array(400_000).fill(7);
    expect(lzwEncode(flat, createLzwTables()).length).toBeLessThan(1_200);
  });

  it('survives full tables and every code width', () => {
    const random = Uint8Array.from({ length: 40_000 }, (_, index) => (Math.imul(index, 2_654_435_761) >>> 24) & 0xff);
    const flat = new Uint8Array(40_000).fill(7);
    const tables = createLzwTables();
    for (const indices of [random, flat]) expect(lzwDecode(lzwEncode(indices, tables))).toEqual([...indices]);
  });
});

describe('palette', () => {
  it('keeps few colours exactly, and looks them up', () => {
    const colours = [
      [255, 0, 0],
      [0, 255, 0],
      [12, 40, 200],
      [250, 250, 250],
    ];
    const { colours: palette, count } = choosePalette(
      Uint8Array.from(colours.flatMap((colour) => Array.from({ length: 50 }, () => colour).flat())),
    );
    expect(count).toBe(4);
    const chroma = chromaRanges(Uint8Array.from(colours.flat()));
    const tables = {
      colours: createNearestColours(palette, count, chroma),
      chroma: chromaTables(chroma),
    };
    for (const [r = 0, g = 0, b = 0] of colours) {
      const y = Math.round(16 + 0.182_59 * r + 0.614_23 * g + 0.062_01 * b);
      const u = Math.round(128 - 0.100_64 * r - 0.338_57 * g + 0.439_22 * b);
      const v = Math.round(128 + 0.439_22 * r - 0.398_94 * g - 0.040_27 * b);
      const indices = new Uint8Array(9);
      // An odd size: chroma planes are rounded up.
      quantise(
        Uint8Array.from([...Array<number>(9).fill(y), ...Array<number>(4).fill(u), ...Array<number>(4).fill(v)]),
        3,
        tables,
        indices,
      );
      for (const index of indices) expect([...palette.subarray(index * 3, index * 3 + 3)]).toEqual([r, g, b]);
    }
  });

  it('finds the nearest colour everywhere', () => {
    const random = createSeededRandom(7);
    const pixels = Uint8Array.from({ length: 9_000 }, () => random.integer(0, 255));
    const { colours, count } = choosePalette(pixels);
    expect(count).toBe(255);
    const chroma = chromaRanges(colours);
    const nearest = createNearestColours(colours, count, chroma);
    const distance = (index: number, rgb: readonly number[]): number =>
      rgb.reduce((sum, value, axis) => sum + (value - (colours[index * 3 + axis] ?? 0)) ** 2, 0);
    for (let cell = 0; cell < nearest.table.length; cell += 4_943) {
      const value = ({ low, high }: ChannelRange, step: number): number => low + (step * (high - low)) / 63;
      const [u, v] = [value(chroma.u, cell >> 14), value(chroma.v, (cell >> 8) & 63)];
      const rgb = rgbOfBt709(cell & 255, u, v);
      const best = Math.min(...Array.from({ length: count }, (_, index) => distance(index, rgb)));
      expect(distance(nearest.learn(cell), rgb)).toBeCloseTo(best, 6);
    }
  });
});

describe('frames', () => {
  const buffers = createFrameBuffers();
  it('draw only the rectangle that changed', () => {
    const before = new Uint8Array(100);
    const indices = before.slice();
    indices[23] = 5;
    indices[45] = 6;
    const bytes = frameBytes({ indices, before, widthPx: 10, delayCentiseconds: 8 }, buffers);
    const view = new DataView(bytes.buffer);
    expect([
      view.getUint16(9, true),
      view.getUint16(11, true),
      view.getUint16(13, true),
      view.getUint16(15, true),
    ]).toEqual([3, 2, 3, 3]);
    expect(lzwDecode(bytes.subarray(18))).toEqual([5, ...Array.from({ length: 7 }, () => TRANSPARENT_INDEX), 6]);
  });

  it('stand still where the picture does', () => {
    const yuv = Uint8Array.from({ length: frameSizeBytes(16, 16) }, (_, index) => 16 + ((index * 7) % 200));
    const colours = Uint8Array.from({ length: 768 }, (_, index) => (index * 37) & 0xff);
    const chroma = { u: { low: 16, high: 240 }, v: { low: 16, high: 240 } };
    const tables = {
      colours: createNearestColours(colours, 255, chroma),
      chroma: chromaTables(chroma),
    };
    const [first, second] = [new Uint8Array(256), new Uint8Array(256)];
    for (const indices of [first, second]) quantise(yuv, 16, tables, indices);
    expect(new Set(first).size).toBeGreaterThan(8);
    expect(second).toEqual(first);
  });

  it('keep the length of the film', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), (frames) => {
        expect(frameDelays(frames, 12, frames / 12).reduce((a, b) => a + b, 0)).toBe(Math.round((frames * 100) / 12));
      }),
    );
  });

  it('stand behind a header with size and palette', () => {
    const head = gifHeader({ widthPx: 480, heightPx: 854 }, new Uint8Array(768));
    expect([Buffer.from(head.subarray(0, 6)).toString(), head[6], head[7], head[8], head[9], head.length]).toEqual([
      'GIF89a',
      0xe0,
      1,
      0x56,
      3,
      13 + 768 + 19,
    ]);
  });
});
