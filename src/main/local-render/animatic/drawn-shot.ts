import type { SceneDescription } from '../../../shared/model/scene-description.ts';
import { loadAssetImages } from '../draw-keyframe.ts';
import { frontal, layerTransform } from '../layer-motion.ts';
import { prepareScene } from '../prepare-scene.ts';
import type { PreparedScene } from '../prepare-scene.ts';
import type { FrameRaster } from '../raster/frame-raster.ts';
import { weatherTurnSeconds } from '../weather.ts';
import { createActorMotion, mostOverrun } from './actor-motion.ts';
import type { AnimaticJob } from './animatic-job.ts';
import { createSceneRaster } from './scene-raster.ts';
import { shotMoment } from './shot-clock.ts';
import type { ShotLength, ShotMoment } from './shot-clock.ts';
import type { ShotPainter } from './still-shot.ts';

/** How far the picture drifts in the handle, in shares of its width. */
const DRIFT = 0.008;
/** Drift never leads further along the move than this. */
const MOST_DRIFT_T = 0.08;
/** Handheld cameras never stand still: share of the move per second of handle. */
const HANDHELD_PER_SECOND = 0.05;

/** A painter that can also say where its camera is, for measuring. */
export interface ScenePainter extends ShotPainter {
  /** The camera's place on its way in a frame: 0 start … 1 end keyframe, above 1 in the handle. */
  cameraT(frame: number): number;
}

/** A clip from the layers of its own drawing. */
export async function openDrawnShot(job: AnimaticJob, raster: FrameRaster): Promise<ScenePainter> {
  const { picture, widthPx, heightPx } = job;
  const assetImages = await loadAssetImages(picture, job.assetPaths);
  const lastT = mostCameraT(picture.camera.move, job);
  const parts = { caption: false, grain: false, overscan: 0.012, lastT };
  const scene = prepareScene(picture, { widthPx, heightPx, assetImages, ...parts });
  return paintScene(scene, job, raster);
}

/** The furthest that the camera can get on its way, handle included. */
function mostCameraT(move: SceneDescription['camera']['move'], length: ShotLength): number {
  const cutSeconds = Math.max(1, length.cutFrames - 1) / length.fps;
  if (length.cutFrames >= length.durationFrames || move === 'static') return 1;
  if (move === 'follow') return 1 + mostOverrun(cutSeconds);
  if (move === 'handheld') return 1 + HANDHELD_PER_SECOND * (length.durationFrames / length.fps - cutSeconds);
  return 1 + MOST_DRIFT_T;
}

/** Puts the frames of a prepared scene together. The scene must be prepared as far as the camera goes. */
export function paintScene(scene: PreparedScene, length: ShotLength, raster: FrameRaster): ScenePainter {
  const { description } = scene;
  const { move } = description.camera;
  const cutSeconds = Math.max(1, length.cutFrames - 1) / length.fps;
  const motion = createActorMotion(description, cutSeconds);
  const followed =
    move === 'follow' && Math.hypot(scene.travel.x, scene.travel.z) >= 0.05
      ? scene.actors.find((actor) => actor.id === scene.framing.focus?.id)
      : undefined;
  const driftT = move === 'static' || followed !== undefined ? 0 : driftOf(scene);
  const turns = weatherTurns(description.weather, cutSeconds);

  function cameraT(moment: ShotMoment): number {
    if (followed !== undefined) return motion.placeOf(followed, moment);
    if (move === 'handheld') return moment.camera + moment.handleSeconds * HANDHELD_PER_SECOND;
    return moment.camera + driftT * moment.drift;
  }

  const painted = createSceneRaster(scene, raster, cameraT(shotMoment(move, length, length.durationFrames - 1)));
  return {
    cameraT: (frame) => cameraT(shotMoment(move, length, frame)),
    paint(frame) {
      const moment = shotMoment(move, length, frame);
      painted.paint(cameraT(moment), {
        momentOf: (actor) => motion.at(actor, moment),
        weather: (moment.seconds / cutSeconds) * turns,
        zoom: driftT === 0 ? 1 + DRIFT * moment.drift : 1,
      });
    },
  };
}

/** How far beyond the end keyframe the camera may go for the picture to shift by `DRIFT`. */
function driftOf(scene: PreparedScene): number {
  const { framing, widthPx, pictureHeightPx } = scene;
  const plane = frontal(framing.camera.z + framing.distance);
  const step = 0.02;
  const from = layerTransform(scene, plane, 1);
  const to = layerTransform(scene, plane, 1 + step);
  const shift = Math.max(
    ...[0, widthPx].flatMap((x) =>
      [0, pictureHeightPx].map((y) =>
        Math.hypot(
          (to.a - from.a) * x + (to.c - from.c) * y + to.e - from.e,
          (to.b - from.b) * x + (to.d - from.d) * y + to.f - from.f,
        ),
      ),
    ),
  );
  return shift < 0.01 ? 0 : Math.min(MOST_DRIFT_T, (DRIFT * widthPx * step) / shift);
}

/** Turns of the weather from the start to the end keyframe: whole ones where that hardly changes its speed. */
function weatherTurns(weather: SceneDescription['weather'], cutSeconds: number): number {
  const natural = cutSeconds / weatherTurnSeconds(weather);
  const whole = Math.max(1, Math.round(natural));
  return Math.abs(whole / natural - 1) < 0.34 ? whole : natural;
}
