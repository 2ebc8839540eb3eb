/** Turns batches of raw frames into GIF frames, so that the main loop never quantises or packs. */
import { parentPort, workerData } from 'node:worker_threads';
import { ditherTable, frameBytes, quantise } from '../media/gif/gif-frame.ts';
import { createLzwTables } from '../media/gif/lzw.ts';

export interface GifWorkerSetup {
  widthPx: number;
  heightPx: number;
  lookup: Uint8Array<SharedArrayBuffer>;
  ditherAmplitude: number;
}

/** Frames laid end to end; the first is only what the second stands on, unless the batch begins the film. */
export interface GifBatch {
  id: number;
  rgb: Uint8Array<ArrayBuffer>;
  hasBefore: boolean;
  delaysCentiseconds: readonly number[];
}

export interface GifBatchDone {
  id: number;
  frames: Uint8Array[];
}

const setup = workerData as GifWorkerSetup;
const dither = ditherTable(setup.ditherAmplitude);
const tables = createLzwTables();
const pixels = setup.widthPx * setup.heightPx;

function encode(batch: GifBatch): Uint8Array[] {
  let before: Uint8Array | undefined;
  const frames: Uint8Array[] = [];
  for (let index = 0; index * pixels * 3 < batch.rgb.length; index += 1) {
    const indices = new Uint8Array(pixels);
    quantise(
      batch.rgb.subarray(index * pixels * 3, (index + 1) * pixels * 3),
      setup.widthPx,
      setup.lookup,
      dither,
      indices,
    );
    const number = batch.hasBefore ? index - 1 : index;
    if (number >= 0) {
      frames.push(
        frameBytes(
          { indices, before, widthPx: setup.widthPx, delayCentiseconds: batch.delaysCentiseconds[number] ?? 8 },
          tables,
        ),
      );
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
