import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { createCanvas } from '@napi-rs/canvas';
import { toAppError } from '../../../shared/contract/errors.ts';
import type { AnimaticShare, DrawingFailed, DrawnFrame, FrameCredit } from './animatic-job.ts';
import { threadOfFrame } from './animatic-job.ts';
import { openDrawnShot } from './drawn-shot.ts';
import { makeSlate, paintSlate } from './slate.ts';
import { openStillShot } from './still-shot.ts';
import type { ShotPainter } from './still-shot.ts';

/** Opens the painter that fits the job. Errors: `broken-media` for unreadable stills. */
export async function openShot(share: AnimaticShare['job']): Promise<ShotPainter> {
  const { stills } = share;
  return stills === null ? openDrawnShot(share) : openStillShot({ ...share, stills });
}

/** Runs in the thread: draws this thread's frames as long as it has credit, and hands them over without copying. */
export async function drawShare(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('drawShare belongs into a worker thread');
  try {
    await drawFrames(port);
  } catch (error) {
    const { code, message, details } = toAppError(error);
    port.postMessage({ code, message, details } satisfies DrawingFailed);
    port.close();
  }
}

async function drawFrames(port: MessagePort): Promise<void> {
  const { job, thread, threads, credits } = workerData as AnimaticShare;
  const painter = await openShot(job);
  const slate = job.slate === null ? null : makeSlate(job.slate.text, job.widthPx, job.heightPx);
  const canvas = createCanvas(job.widthPx, job.heightPx);
  const ctx = canvas.getContext('2d');
  let credit = credits;
  let frame = 0;
  let isBusy = false;

  const next = (): void => {
    while (frame < job.durationFrames && threadOfFrame(frame, threads) !== thread) frame += 1;
    isBusy = frame < job.durationFrames && credit > 0;
    if (!isBusy) {
      // The thread ends by itself after its last frame.
      if (frame >= job.durationFrames) port.close();
      return;
    }
    credit -= 1;
    painter.paint(ctx, frame);
    if (slate !== null) paintSlate(ctx, slate);
    const rgba = new Uint8Array(canvas.data()).buffer;
    port.postMessage({ frame, rgba } satisfies DrawnFrame, [rgba]);
    frame += 1;
    setImmediate(next);
  };
  port.on('message', (_message: FrameCredit) => {
    credit += 1;
    if (!isBusy) next();
  });
  next();
}
