/** Turns batches of raw frames into GIF frames, so that the main loop never quantises or packs. */
import { parentPort } from 'node:worker_threads';
import { chromaTable, ditherTable, frameBytes, frameSizeBytes, quantise } from '../media/gif/gif-frame.ts';
import type { QuantiseTables } from '../media/gif/gif-frame.ts';
import { createLzwTables } from '../media/gif/lzw.ts';
import { LUMA_RANGE } from '../media/gif/palette.ts';
import type { ChannelRange } from '../media/gif/palette.ts';
import { lowerThreadPriority } from './lower-priority.ts';

lowerThreadPriority();
export interface GifWorkerSetup {
  widthPx: number;
  heightPx: number;
  lookup: Uint8Array<SharedArrayBuffer>;
  chroma: ChannelRange;
  ditherAmplitude: number;
}

/** yuv420p frames laid end to end; the first is only what the second stands on, unless the batch begins the film. */
export interface GifBatch {
  id: number;
  setup: GifWorkerSetup;
  yuv: Uint8Array<ArrayBuffer>;
  hasBefore: boolean;
  delaysCentiseconds: readonly number[];
}

export interface GifBatchDone {
  id: number;
  frames: Uint8Array[];
}

const lzw = createLzwTables();
let tables: QuantiseTables | undefined;

function encode({ setup, yuv, hasBefore, delaysCentiseconds }: GifBatch): Uint8Array[] {
  const { widthPx, heightPx, lookup, chroma, ditherAmplitude } = setup;
  tables ??= {
    lookup,
    luma: ditherTable(ditherAmplitude, LUMA_RANGE),
    chroma: chromaTable(chroma),
  };
  const frameLength = frameSizeBytes(widthPx, heightPx);
  let before: Uint8Array | undefined;
  const frames: Uint8Array[] = [];
  for (let index = 0; (index + 1) * frameLength <= yuv.length; index += 1) {
    const indices = new Uint8Array(widthPx * heightPx);
    quantise(yuv.subarray(index * frameLength, (index + 1) * frameLength), widthPx, tables, indices);
    const number = hasBefore ? index - 1 : index;
    if (number >= 0) {
      frames.push(frameBytes({ indices, before, widthPx, delayCentiseconds: delaysCentiseconds[number] ?? 8 }, lzw));
    }
    before = indices;
  }
  return frames;
}

parentPort?.on('message', (batch: GifBatch) => {
  const done: GifBatchDone = { id: batch.id, frames: encode(batch) };
  parentPort?.postMessage(
    done,
    done.frames.map((frame) => frame.buffer as ArrayBuffer),
  );
});
