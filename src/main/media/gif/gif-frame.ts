/** From yuv420p to the bytes of one GIF frame: ordered dither, look-up, only what changed. Pure. */
import { lzwEncode } from './lzw.ts';
import type { LzwTables } from './lzw.ts';
import { LOOKUP_BITS, TRANSPARENT_INDEX } from './palette.ts';
import type { ChannelRange } from './palette.ts';

const BAYER_SIDE = 8;

/** The 8×8 Bayer matrix, 0…63. */
function bayer(): Uint8Array {
  const table = new Uint8Array(64);
  for (let y = 0; y < 8; y += 1) {
    for (let x = 0; x < 8; x += 1) {
      let value = 0;
      for (let bit = 0; bit < 3; bit += 1) {
        const xb = (x >> bit) & 1;
        const yb = (y >> bit) & 1;
        value |= ((xb ^ yb) << (5 - 2 * bit)) | (yb << (4 - 2 * bit));
      }
      table[y * 8 + x] = value;
    }
  }
  return table;
}

/**
 * For each of the 64 places of the pattern and each value 0…255 the dithered value as table bits of its range. One table
 * replaces an addition, two comparisons and a scaling per value.
 */
export function ditherTable(amplitude: number, range: ChannelRange): Uint8Array {
  const pattern = bayer();
  const most = (1 << LOOKUP_BITS) - 1;
  const scale = most / (range.high - range.low);
  const table = new Uint8Array(64 * 256);
  for (let place = 0; place < 64; place += 1) {
    const offset = (((pattern[place] ?? 0) + 0.5) / 64 - 0.5) * amplitude * 2;
    for (let value = 0; value < 256; value += 1) {
      table[place * 256 + value] = Math.max(0, Math.min(most, Math.round((value + offset - range.low) * scale)));
    }
  }
  return table;
}

/** Table bits of each chroma value; not dithered: its noise is seen as coloured spots and costs more than it hides. */
export function chromaTable(range: ChannelRange): Uint8Array {
  return ditherTable(0, range).slice(0, 256);
}

/** Bytes of a yuv420p frame. */
export function frameSizeBytes(widthPx: number, heightPx: number): number {
  return widthPx * heightPx + 2 * ((widthPx + 1) >> 1) * ((heightPx + 1) >> 1);
}

/** What turns yuv420p into palette indices. */
export interface QuantiseTables {
  lookup: Uint8Array;
  luma: Uint8Array;
  chroma: Uint8Array;
}

/** Palette indices of a yuv420p frame. The pattern stands still, so what does not move keeps its indices. */
export function quantise(yuv: Uint8Array, widthPx: number, tables: QuantiseTables, indices: Uint8Array): void {
  const { lookup, luma, chroma } = tables;
  const heightPx = indices.length / widthPx;
  const chromaWidth = (widthPx + 1) >> 1;
  const uPlane = widthPx * heightPx;
  const vPlane = uPlane + chromaWidth * ((heightPx + 1) >> 1);
  for (let y = 0; y < heightPx; y += 1) {
    const row = (y % BAYER_SIDE) * BAYER_SIDE * 256;
    const colours = (y >> 1) * chromaWidth;
    const from = y * widthPx;
    for (let x = 0; x < widthPx; x += 2) {
      const colour = colours + (x >> 1);
      const u = chroma[yuv[uPlane + colour] as number] as number;
      const v = chroma[yuv[vPlane + colour] as number] as number;
      const base = (u << (2 * LOOKUP_BITS)) | (v << LOOKUP_BITS);
      const at = from + x;
      const spot = row + (x & 7) * 256;
      indices[at] = lookup[base | (luma[spot + (yuv[at] as number)] as number)] as number;
      if (x + 1 < widthPx)
        indices[at + 1] = lookup[base | (luma[spot + 256 + (yuv[at + 1] as number)] as number)] as number;
    }
  }
}

interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The smallest rectangle that changed, and how many pixels in the frame did. */
function changedRect(before: Uint8Array, now: Uint8Array, width: number): { rect: Rect; changed: number } {
  const height = now.length / width;
  let left = width;
  let right = -1;
  let top = height;
  let bottom = -1;
  let changed = 0;
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      if (before[at] === now[at]) continue;
      changed += 1;
      if (x < left) left = x;
      if (x > right) right = x;
      if (top > y) top = y;
      bottom = y;
    }
  }
  // A frame must draw something: one pixel where nothing changed.
  if (changed === 0) return { rect: { x: 0, y: 0, width: 1, height: 1 }, changed };
  return { rect: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }, changed };
}

/** Above this share of changed pixels "as before" only breaks the runs that LZW could use. */
const MOSTLY_CHANGED = 0.6;

/** Graphic control, descriptor and data of one frame. `before` is undefined for the first. */
export function frameBytes(
  frame: { indices: Uint8Array; before: Uint8Array | undefined; widthPx: number; delayCentiseconds: number },
  tables: LzwTables,
): Uint8Array {
  const { indices, before, widthPx } = frame;
  const whole = { x: 0, y: 0, width: widthPx, height: indices.length / widthPx };
  const { rect, changed } = before ? changedRect(before, indices, widthPx) : { rect: whole, changed: indices.length };
  const usesBefore = before !== undefined && changed < MOSTLY_CHANGED * indices.length;
  const pixels = new Uint8Array(rect.width * rect.height);
  for (let y = 0, at = 0; y < rect.height; y += 1) {
    const start = (rect.y + y) * widthPx + rect.x;
    if (!usesBefore) pixels.set(indices.subarray(start, start + rect.width), at);
    else {
      for (let x = 0; x < rect.width; x += 1) {
        const value = indices[start + x] as number;
        pixels[at + x] = before[start + x] === value ? TRANSPARENT_INDEX : value;
      }
    }
    at += rect.width;
  }
  const data = lzwEncode(pixels, tables);
  const bytes = new Uint8Array(18 + data.length);
  const view = new DataView(bytes.buffer);
  // Graphic control: leave in place; transparency only where used.
  bytes.set([0x21, 0xf9, 4, usesBefore ? 0x05 : 0x04]);
  view.setUint16(4, frame.delayCentiseconds, true);
  bytes[6] = TRANSPARENT_INDEX;
  bytes[8] = 0x2c;
  view.setUint16(9, rect.x, true);
  view.setUint16(11, rect.y, true);
  view.setUint16(13, rect.width, true);
  view.setUint16(15, rect.height, true);
  bytes.set(data, 18);
  return bytes;
}

/** Header of an endlessly looping GIF with one palette for all frames. */
export function gifHeader(size: { widthPx: number; heightPx: number }, colours: Uint8Array): Uint8Array {
  const loop = [0x21, 0xff, 11, ...Buffer.from('NETSCAPE2.0'), 3, 1, 0, 0, 0];
  const head = new Uint8Array([...Buffer.from('GIF89a'), 0, 0, 0, 0, 0xf7, 0, 0, ...colours, ...loop]);
  new DataView(head.buffer).setUint16(6, size.widthPx, true);
  new DataView(head.buffer).setUint16(8, size.heightPx, true);
  return head;
}

export const GIF_TRAILER = 0x3b;

/**
 * Delays in centiseconds of frames at `fps` for a film of `seconds`: each the difference of rounded times, so that the
 * whole keeps its length (12 fps rounded one by one would make 30 s into 28.8).
 */
export function frameDelays(count: number, fps: number, seconds: number): number[] {
  const total = Math.round(seconds * 100);
  const at = (index: number): number => (index >= count ? total : Math.round((index * 100) / fps));
  // Two centiseconds is the least that viewers honour.
  return Array.from({ length: count }, (_, index) => Math.max(2, at(index + 1) - at(index)));
}
