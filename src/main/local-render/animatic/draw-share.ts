import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { toAppError } from '../../../shared/contract/errors.ts';
import type { AnimaticShare, DrawingFailed, DrawnFrame, FreePlace } from './animatic-job.ts';
import { threadOfFrame } from './animatic-job.ts';
import { createFrameRaster } from '../raster/frame-raster.ts';
import type { FrameRaster } from '../raster/frame-raster.ts';
import { openDrawnShot } from './drawn-shot.ts';
import { makeSlate, paintSlate } from './slate.ts';
import { openStillShot } from './still-shot.ts';
import type { ShotPainter } from './still-shot.ts';

/** Opens the painter that fits the job. Errors: `broken-media` for unreadable stills. */
async function openShot(job: AnimaticShare['job'], raster: FrameRaster): Promise<ShotPainter> {
  const { stills } = job;
  return stills === null ? openDrawnShot(job, raster) : openStillShot({ ...job, stills }, raster);
}

/** Runs in the thread: draws this thread's frames as long as it has a free place to put them. */
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
  const { job, thread, threads, memory, places } = workerData as AnimaticShare;
  const raster = createFrameRaster(memory, job.widthPx, job.heightPx);
  const painter = await openShot(job, raster);
  const slate = job.slate === null ? null : makeSlate(job.slate.text, job.widthPx, job.heightPx);
  const free = [...places];
  let frame = 0;
  let isBusy = false;

  const next = (): void => {
    while (frame < job.durationFrames && threadOfFrame(frame, threads) !== thread) frame += 1;
    const place = frame < job.durationFrames ? free.shift() : undefined;
    isBusy = place !== undefined;
    if (place === undefined) {
      // The thread ends by itself after its last frame.
      if (frame >= job.durationFrames) port.close();
      return;
    }
    painter.paint(frame);
    if (slate !== null) paintSlate(raster, slate);
    raster.writeYuv(place);
    port.postMessage({ frame, place } satisfies DrawnFrame);
    frame += 1;
    setImmediate(next);
  };
  port.on('message', ({ freePlace }: FreePlace) => {
    free.push(freePlace);
    if (!isBusy) next();
  });
  next();
}
