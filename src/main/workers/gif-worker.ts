/** Turns raw frames into a palette and into GIF frames, so that the main loop never quantises or packs. */
import { parentPort } from 'node:worker_threads';
import { sampleColours } from '../media/gif/colour-sample.ts';
import { createFrameBuffers, frameBytes, frameSizeBytes, quantise } from '../media/gif/gif-frame.ts';
import type { QuantiseTables } from '../media/gif/gif-frame.ts';
import { chromaRanges, chromaTables, createNearestColours } from '../media/gif/nearest-colours.ts';
import type { ChromaRanges } from '../media/gif/nearest-colours.ts';
import { choosePalette } from '../media/gif/palette.ts';
import { lowerThreadPriority } from './lower-priority.ts';

lowerThreadPriority();

export interface GifSize {
  widthPx: number;
  heightPx: number;
}

export interface GifPalette {
  /** 256 × rgb24, of which `count` are used. */
  colours: Uint8Array;
  count: number;
  /** What the film's chroma stays within. */
  chroma: ChromaRanges;
}

/** A yuv420p frame whose colours count for the palette. */
export interface GifSample {
  kind: 'sample';
  id: number;
  size: GifSize;
  yuv: Uint8Array<ArrayBuffer>;
}

/** Asks for the palette of the samples so far. */
export interface GifPaletteWish {
  kind: 'palette';
  id: number;
}

/** yuv420p frames laid end to end. */
export interface GifBatch {
  kind: 'frames';
  id: number;
  size: GifSize;
  palette: GifPalette;
  yuv: Uint8Array<ArrayBuffer>;
  /** The first frame is only what the second stands on: the batch before went to another thread. */
  hasBefore: boolean;
  delaysCentiseconds: readonly number[];
}

export type GifWish = GifSample | GifPaletteWish | GifBatch;

export interface GifDone {
  id: number;
  frames: Uint8Array<ArrayBuffer>[];
  palette?: GifPalette;
  /** The wish's memory, to be filled again. */
  yuv?: Uint8Array<ArrayBuffer>;
}

interface Encoder {
  tables: QuantiseTables;
  /** The frame before and the frame now; they change places. */
  before: Uint8Array;
  now: Uint8Array;
  isFirst: boolean;
}

const buffers = createFrameBuffers();
let samples: Uint8Array[] = [];
let encoder: Encoder | undefined;

function palette(): GifPalette {
  const rgb = Buffer.concat(samples);
  samples = [];
  return { ...choosePalette(rgb), chroma: chromaRanges(rgb) };
}

function createEncoder({ size, palette: { colours, count, chroma } }: GifBatch): Encoder {
  return {
    tables: {
      colours: createNearestColours(colours, count, chroma),
      chroma: chromaTables(chroma),
    },
    before: new Uint8Array(size.widthPx * size.heightPx),
    now: new Uint8Array(size.widthPx * size.heightPx),
    isFirst: true,
  };
}

function encode(batch: GifBatch): Uint8Array<ArrayBuffer>[] {
  const { yuv, hasBefore, delaysCentiseconds } = batch;
  const { widthPx, heightPx } = batch.size;
  const state = (encoder ??= createEncoder(batch));
  const frameLength = frameSizeBytes(widthPx, heightPx);
  const frames: Uint8Array<ArrayBuffer>[] = [];
  const skipped = hasBefore ? 1 : 0;
  for (let index = 0; index < delaysCentiseconds.length + skipped; index += 1) {
    [state.before, state.now] = [state.now, state.before];
    quantise(yuv.subarray(index * frameLength, (index + 1) * frameLength), widthPx, state.tables, state.now);
    const before = state.isFirst ? undefined : state.before;
    state.isFirst = false;
    if (index < skipped) continue;
    const delayCentiseconds = delaysCentiseconds[index - skipped] ?? 8;
    frames.push(frameBytes({ indices: state.now, before, widthPx, delayCentiseconds }, buffers));
  }
  return frames;
}

function answer(wish: GifWish): GifDone {
  const { id } = wish;
  switch (wish.kind) {
    case 'sample':
      samples.push(sampleColours(wish.yuv, wish.size.widthPx, wish.size.heightPx));
      return { id, frames: [], yuv: wish.yuv };
    case 'palette':
      return { id, frames: [], palette: palette() };
    case 'frames':
      return { id, frames: encode(wish), yuv: wish.yuv };
  }
}

parentPort?.on('message', (wish: GifWish) => {
  const done = answer(wish);
  parentPort?.postMessage(done, [...(done.yuv ? [done.yuv.buffer] : []), ...done.frames.map(({ buffer }) => buffer)]);
});
