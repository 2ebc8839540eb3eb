import { loadAssetImages } from '../draw-keyframe.ts';
import { composeFrame } from '../compose-frame.ts';
import { prepareScene } from '../prepare-scene.ts';
import type { AnimaticJob } from './animatic-job.ts';
import { shotMoment } from './shot-clock.ts';
import type { ShotPainter } from './still-shot.ts';

/** A clip from the layers of its own drawing. */
export async function openDrawnShot(job: AnimaticJob): Promise<ShotPainter> {
  const assetImages = await loadAssetImages(job.picture, job.assetPaths);
  const scene = prepareScene(job.picture, {
    widthPx: job.widthPx,
    heightPx: job.heightPx,
    assetImages,
    caption: false,
    overscan: 0.02,
  });
  return {
    paint(ctx, frame) {
      const moment = shotMoment(job.picture.camera.move, job, frame);
      composeFrame(scene, ctx, moment.camera + moment.drift * 0.03, { grain: false });
    },
  };
}
