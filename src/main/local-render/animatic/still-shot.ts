import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Image, SKRSContext2D } from '@napi-rs/canvas';
import { AppError } from '../../../shared/contract/errors.ts';
import type { FrameRaster } from '../raster/frame-raster.ts';
import type { AnimaticJob } from './animatic-job.ts';
import { smoothStep } from './move-curve.ts';
import { giveBack } from './overlay.ts';
import { shotMoment } from './shot-clock.ts';
import { stillFrame } from './still-camera.ts';
import type { StillFrame } from './still-camera.ts';

/** Draws single frames of one clip into its raster. */
export interface ShotPainter {
  paint(frame: number): void;
}

async function read(path: string): Promise<Image> {
  try {
    return await loadImage(path);
  } catch (cause) {
    throw new AppError('broken-media', `a keyframe cannot be read: ${path}`, { path }, { cause });
  }
}

function draw(ctx: SKRSContext2D, image: Image, view: StillFrame, widthPx: number, heightPx: number): void {
  const cover = Math.max(widthPx / image.width, heightPx / image.height);
  ctx.save();
  ctx.imageSmoothingEnabled = true;
  ctx.imageSmoothingQuality = cover * view.zoom < 0.6 ? 'high' : 'medium';
  ctx.translate(widthPx / 2 + view.x * widthPx, heightPx / 2 + view.y * heightPx);
  ctx.rotate(view.roll);
  ctx.scale(cover * view.zoom, cover * view.zoom);
  ctx.drawImage(image, -image.width / 2, -image.height / 2);
  ctx.restore();
}

/**
 * A clip from two finished stills: both are moved by the same camera path and the first dissolves into the second.
 * Throws `broken-media` for a still that is no image.
 */
export async function openStillShot(
  job: AnimaticJob & { stills: NonNullable<AnimaticJob['stills']> },
  raster: FrameRaster,
): Promise<ShotPainter> {
  const [start, end] = await Promise.all([read(job.stills.startPath), read(job.stills.endPath)]);
  const { camera } = job.picture;
  const canvas = createCanvas(job.widthPx, job.heightPx);
  const ctx = canvas.getContext('2d');
  return {
    paint(frame) {
      // Without it each frame would be kept for the next one, and copied.
      ctx.reset();
      const moment = shotMoment(camera.move, job, frame);
      const mix = smoothStep((moment.action - 0.15) / 0.7);
      const views = stillFrame(camera, moment);
      draw(ctx, start, views.start, job.widthPx, job.heightPx);
      if (mix > 0) {
        ctx.globalAlpha = mix;
        draw(ctx, end, views.end, job.widthPx, job.heightPx);
      }
      const pixels = canvas.data();
      raster.replace(pixels);
      giveBack(pixels);
    },
  };
}
