import { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../../shared/contract/errors.ts';
import { workerUrl } from '../../workers/worker-url.ts';
import type { AnimaticJob, AnimaticShare, DrawingFailed, DrawnFrame, FrameCredit } from './animatic-job.ts';
import { threadOfFrame } from './animatic-job.ts';

/** Frames each thread may be ahead of the encoder. */
const CREDITS_PER_THREAD = 3;

export interface FrameStream {
  /** Raw RGBA, frame after frame. Fails with `internal` when a thread dies. */
  stream: Readable;
  /** Ends the threads; settles when they are gone. */
  close(): Promise<void>;
}

/**
 * Frames of a job in order, drawn by threads that each take runs of frames in turn. Back-pressure: a thread draws on
 * only when one of its frames has been taken, so never more than `threads × 3` frames lie in memory.
 */
export function openFrameStream(job: AnimaticJob, threads: number): FrameStream {
  const ready = new Map<number, ArrayBuffer>();
  let nextFrame = 0;
  let isWanted = false;
  const workers = Array.from({ length: threads }, (_, thread) => {
    const share: AnimaticShare = { job, thread, threads, credits: CREDITS_PER_THREAD };
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
      const rgba = ready.get(nextFrame);
      if (rgba === undefined) return;
      ready.delete(nextFrame);
      workers[threadOfFrame(nextFrame, threads)]?.postMessage({ kind: 'credit' } satisfies FrameCredit);
      nextFrame += 1;
      isWanted = stream.push(Buffer.from(rgba));
    }
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
      ready.set(message.frame, message.rgba);
      deliver();
    });
    worker.on('error', fail);
    worker.on('exit', (exitCode) => {
      if (left > 0) fail(new Error(`thread ended with ${exitCode}`));
    });
  });
  return { stream, close: end };
}
