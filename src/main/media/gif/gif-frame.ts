/** From yuv420p to the bytes of one GIF frame: nearest colours, only what changed. Pure. */
import { createLzwTables, lzwEncode } from './lzw.ts';
import type { LzwTables } from './lzw.ts';
import { UNKNOWN_INDEX } from './nearest-colours.ts';
import type { NearestColours } from './nearest-colours.ts';
import { TRANSPARENT_INDEX } from './palette.ts';

/** Bytes of a yuv420p frame. */
export function frameSizeBytes(widthPx: number, heightPx: number): number {
  return widthPx * heightPx + 2 * ((widthPx + 1) >> 1) * ((heightPx + 1) >> 1);
}

/** What turns yuv420p into palette indices. */
export interface QuantiseTables {
  colours: NearestColours;
  chroma: { u: Uint32Array; v: Uint32Array };
}

/**
 * Palette indices of a yuv420p frame: the nearest colours, undithered. A pattern on luma, even of one step, costs more
 * likeness than the bands that it hides, and what does not move must keep its indices (docs/media.md). Two by two pixels
 * at a time, since they share their chroma.
 */
export function quantise(yuv: Uint8Array, widthPx: number, tables: QuantiseTables, indices: Uint8Array): void {
  const { colours, chroma } = tables;
  const { table } = colours;
  const { u, v } = chroma;
  const heightPx = indices.length / widthPx;
  const chromaBytes = ((widthPx + 1) >> 1) * ((heightPx + 1) >> 1);
  let uAt = widthPx * heightPx;
  for (let y = 0; y < heightPx; y += 2) {
    // In the last row and column of an odd size these point at the pixel itself.
    const toLower = y + 1 < heightPx ? widthPx : 0;
    const end = (y + 1) * widthPx;
    for (let at = y * widthPx; at < end; at += 2, uAt += 1) {
      const base = (u[yuv[uAt] as number] as number) + (v[yuv[uAt + chromaBytes] as number] as number);
      const right = at + 1 < end ? at + 1 : at;
      const a = base + (yuv[at] as number);
      const b = base + (yuv[right] as number);
      const c = base + (yuv[at + toLower] as number);
      const d = base + (yuv[right + toLower] as number);
      const ai = table[a] as number;
      const bi = table[b] as number;
      const ci = table[c] as number;
      const di = table[d] as number;
      indices[at] = ai === UNKNOWN_INDEX ? colours.learn(a) : ai;
      indices[right] = bi === UNKNOWN_INDEX ? colours.learn(b) : bi;
      indices[at + toLower] = ci === UNKNOWN_INDEX ? colours.learn(c) : ci;
      indices[right + toLower] = di === UNKNOWN_INDEX ? colours.learn(d) : di;
    }
  }
}

interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The smallest rectangle that changed; one pixel where nothing did, since a frame must draw something. */
function changedRect(before: Uint8Array, now: Uint8Array, width: number): Rect {
  let first = 0;
  while (first < now.length && before[first] === now[first]) first += 1;
  if (first === now.length) return { x: 0, y: 0, width: 1, height: 1 };
  let last = now.length - 1;
  while (before[last] === now[last]) last -= 1;
  const top = Math.floor(first / width);
  const bottom = Math.floor(last / width);
  let left = first % width;
  let right = last % width;
  for (let y = top; y <= bottom; y += 1) {
    const start = y * width;
    for (let x = 0; x < left; x += 1) if (before[start + x] !== now[start + x]) left = x;
    for (let x = width - 1; x > right; x -= 1) if (before[start + x] !== now[start + x]) right = x;
  }
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** Every so many rows are counted to tell how much changed. */
const COUNTED_ROWS = 4;

/** About how many pixels changed. */
function changedPixels(before: Uint8Array, now: Uint8Array, width: number): number {
  let changed = 0;
  for (let row = 0; row < now.length; row += width * COUNTED_ROWS) {
    for (let at = row; at < row + width; at += 1) {
      // 1 where the two differ, without a branch: grain makes it unpredictable.
      changed -= -((before[at] as number) ^ (now[at] as number)) >> 31;
    }
  }
  return changed * COUNTED_ROWS;
}

/** Above this share of changed pixels "as before" only breaks the runs that LZW could use. */
const MOSTLY_CHANGED = 0.6;

/** What an encoder keeps from frame to frame. */
export interface FrameBuffers {
  lzw: LzwTables;
  pixels: Uint8Array;
}

export function createFrameBuffers(): FrameBuffers {
  return { lzw: createLzwTables(), pixels: new Uint8Array(0) };
}

const FRAME_HEAD_BYTES = 18;

/** Graphic control, descriptor and data of one frame. `before` is undefined for the first. */
export function frameBytes(
  frame: { indices: Uint8Array; before: Uint8Array | undefined; widthPx: number; delayCentiseconds: number },
  buffers: FrameBuffers,
): Uint8Array<ArrayBuffer> {
  const { indices, before, widthPx } = frame;
  const rect = before
    ? changedRect(before, indices, widthPx)
    : { x: 0, y: 0, width: widthPx, height: indices.length / widthPx };
  const usesBefore = before !== undefined && changedPixels(before, indices, widthPx) < MOSTLY_CHANGED * indices.length;
  if (buffers.pixels.length < indices.length) buffers.pixels = new Uint8Array(indices.length);
  const pixels = buffers.pixels.subarray(0, rect.width * rect.height);
  for (let y = 0, at = 0; y < rect.height; y += 1) {
    const start = (rect.y + y) * widthPx + rect.x;
    if (!usesBefore) pixels.set(indices.subarray(start, start + rect.width), at);
    else {
      for (let x = 0; x < rect.width; x += 1) {
        const value = indices[start + x] as number;
        // All bits set (the transparent index) where nothing changed, without a branch.
        pixels[at + x] = value | ((((before[start + x] as number) ^ value) - 1) >> 31);
      }
    }
    at += rect.width;
  }
  const bytes = lzwEncode(pixels, buffers.lzw, FRAME_HEAD_BYTES);
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
