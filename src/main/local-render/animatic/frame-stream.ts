import { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../../shared/contract/errors.ts';
import { workerUrl } from '../../workers/worker-url.ts';
import { yuvBytesOf } from '../raster/frame-raster.ts';
import { createSharedMemory, takeBytes } from '../raster/shared-memory.ts';
import type { SharedMemory } from '../raster/shared-memory.ts';
import type { AnimaticJob, AnimaticShare, DrawingFailed, DrawnFrame, FreePlace } from './animatic-job.ts';
import { threadOfFrame } from './animatic-job.ts';

/** Frames each thread may be ahead of the encoder, with the one that is being written. */
const PLACES_PER_THREAD = 4;
/** A pipe holds two frames at most: the one it writes and the one that waits in the stream. */
const FRAMES_IN_PIPE = 2;

export interface FrameStream {
  /**
   * Raw 4:2:0 (BT.709, limited range), frame after frame. The memory of a frame is drawn on again when the stream gives the second frame after
   * it: pipe it on or copy it. Fails with `internal` when a thread dies.
   */
  stream: Readable;
  /** Ends the threads; settles when they are gone. */
  close(): Promise<void>;
}

/**
 * Frames of a job in order, drawn by threads that each take runs of frames in turn. Back-pressure: a thread draws on
 * only when one of its places is free, so never more than `threads × 4` frames lie in memory. The places are shared memory
 * that lives as long as the job: a new buffer for each frame would make the main loop collect garbage ten times a second.
 * `memory`: one with nothing taken; it is free again when `close` has settled.
 */
export function openFrameStream(
  job: AnimaticJob,
  threads: number,
  memory: SharedMemory = createSharedMemory(),
): FrameStream {
  const frameBytes = yuvBytesOf(job);
  const ready = new Map<number, number>();
  const inPipe: DrawnFrame[] = [];
  let nextFrame = 0;
  let isWanted = false;
  const placesOf = Array.from({ length: threads }, () =>
    Array.from({ length: PLACES_PER_THREAD }, () => takeBytes(memory, frameBytes)),
  );
  // Growing leaves this view of the memory as it is, and all places lie in it.
  const { buffer } = memory;
  const workers = placesOf.map((places, thread) => {
    const share: AnimaticShare = { job, thread, threads, memory, places };
    return new Worker(workerUrl('animatic-worker'), { workerData: share });
  });
  const stream = new Readable({
    highWaterMark: 1,
    read() {
      isWanted = true;
      deliver();
    },
    destroy(error, done) {
      // A Node stream hands its callback in; there is no other form of `destroy`.
      // oxlint-disable-next-line promise/no-callback-in-promise
      void end().then(() => done(error));
    },
  });

  function deliver(): void {
    while (isWanted) {
      if (nextFrame >= job.durationFrames) {
        isWanted = false;
        stream.push(null);
        return;
      }
      const place = ready.get(nextFrame);
      if (place === undefined) return;
      ready.delete(nextFrame);
      inPipe.push({ frame: nextFrame, place });
      if (inPipe.length > FRAMES_IN_PIPE) giveBack(inPipe.shift());
      nextFrame += 1;
      isWanted = stream.push(Buffer.from(buffer, place, frameBytes));
    }
  }

  function giveBack(used: DrawnFrame | undefined): void {
    if (used === undefined) return;
    workers[threadOfFrame(used.frame, threads)]?.postMessage({ freePlace: used.place } satisfies FreePlace);
  }

  function fail(cause: unknown): void {
    stream.destroy(
      cause instanceof AppError
        ? cause
        : new AppError('internal', 'a drawing thread stopped unexpectedly', {}, { cause }),
    );
  }

  async function end(): Promise<void> {
    await Promise.all(
      workers.map(async (worker) => {
        worker.removeAllListeners('message');
        worker.removeAllListeners('exit');
        await worker.terminate();
      }),
    );
  }

  workers.forEach((worker, thread) => {
    let left = 0;
    for (let frame = 0; frame < job.durationFrames; frame += 1) if (threadOfFrame(frame, threads) === thread) left += 1;
    worker.on('message', (message: DrawnFrame | DrawingFailed) => {
      if ('code' in message) {
        fail(new AppError(message.code, message.message, message.details));
        return;
      }
      left -= 1;
      ready.set(message.frame, message.place);
      deliver();
    });
    worker.on('error', fail);
    worker.on('exit', (exitCode) => {
      if (left > 0) fail(new Error(`thread ended with ${exitCode}`));
    });
  });
  return { stream, close: end };
}
