/** The threads that make a GIF's palette and frames. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { GifDone, GifPalette, GifSize, GifWish } from '../workers/gif-worker.ts';
import { workerUrl } from '../workers/worker-url.ts';

type Memory = Uint8Array<ArrayBuffer>;

export interface GifThreads {
  /** How many work side by side. */
  readonly size: number;
  /** Memory of `bytes`, from work that is done where there is some; what it holds is left over from that. */
  memory(bytes: number): Memory;
  /** Counts a frame's colours for the palette. Takes the memory over. */
  sample(yuv: Memory): Promise<void>;
  /** The palette of all samples; must be asked for once, after them. */
  choosePalette(): Promise<GifPalette>;
  /** Encodes frames when the palette is there, each thread in the order of the calls. Takes the memory over. */
  encode(batch: { yuv: Memory; hasBefore: boolean; delaysCentiseconds: readonly number[] }): Promise<Memory[]>;
  dispose(): Promise<void>;
}

/**
 * Starts the threads at once. Half the cores: decoding costs more than the threads do, and each thread more has to be
 * started and warmed up again. Their failure rejects what is waiting.
 */
export function startGifThreads(size: GifSize): GifThreads {
  const count = Math.max(1, Math.min(8, Math.ceil(availableParallelism() / 2)));
  const waiting = new Map<number, { resolve: (done: GifDone) => void; reject: (error: unknown) => void }>();
  const spare: Memory[] = [];
  const workers = Array.from({ length: count }, () => {
    const worker = new Worker(workerUrl('gif-worker'));
    worker.on('message', (done: GifDone) => {
      if (done.yuv) spare.push(done.yuv);
      waiting.get(done.id)?.resolve(done);
      waiting.delete(done.id);
    });
    worker.on('error', (error) => {
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    });
    return worker;
  });
  const chosen = Promise.withResolvers<GifPalette>();
  chosen.promise.catch(() => undefined);
  let nextId = 0;
  let nextBatch = 0;

  const ask = (thread: number, wish: (id: number) => GifWish): Promise<GifDone> => {
    nextId += 1;
    const request = wish(nextId);
    const { promise, resolve, reject } = Promise.withResolvers<GifDone>();
    waiting.set(nextId, { resolve, reject });
    workers[thread]?.postMessage(request, 'yuv' in request ? [request.yuv.buffer] : []);
    return promise;
  };

  return {
    size: count,
    memory(bytes) {
      const found = spare.findIndex(({ length }) => length === bytes);
      return found < 0 ? new Uint8Array(bytes) : (spare.splice(found, 1)[0] ?? new Uint8Array(bytes));
    },
    async sample(yuv) {
      await ask(0, (id) => ({ kind: 'sample', id, size, yuv }));
    },
    async choosePalette() {
      const { palette } = await ask(0, (id) => ({ kind: 'palette', id }));
      if (!palette) throw new Error('The thread answered without a palette');
      chosen.resolve(palette);
      return palette;
    },
    async encode({ yuv, hasBefore, delaysCentiseconds }) {
      const thread = nextBatch % count;
      nextBatch += 1;
      const palette = await chosen.promise;
      const { frames } = await ask(thread, (id) => ({
        ...{ kind: 'frames', id, size, palette },
        ...{ yuv, hasBefore, delaysCentiseconds },
      }));
      return frames;
    },
    async dispose() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
