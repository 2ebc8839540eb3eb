import type { ActorMoment } from '../actor-moment.ts';
import type { Actor } from '../actors.ts';
import type { Affine } from '../camera.ts';
import { planActors } from '../draw-actors.ts';
import type { PlannedDrawing } from '../draw-actors.ts';
import { parseHex } from '../inks.ts';
import { aboutMiddle, cameraAt, chain, layerTransform } from '../layer-motion.ts';
import type { PreparedScene, SceneLayer } from '../prepare-scene.ts';
import type { FrameRaster, PlacedPicture } from '../raster/frame-raster.ts';
import { storePicture } from '../raster/picture-store.ts';
import type { StoredPicture } from '../raster/picture-store.ts';
import { rasterMarks } from '../raster/weather-marks.ts';
import { paintWeather, weatherMarks } from '../weather.ts';
import { mergeAlikeLayers } from './merge-layers.ts';
import { createOverlay } from './overlay.ts';

/** Layers at this depth and nearer hide the subjects, as in a keyframe. */
const NEAR_DEPTH = 0.6;
const UPRIGHT: Affine = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

/** Where everything but the camera is in one frame. */
export interface FrameState {
  momentOf(actor: Actor): ActorMoment;
  /** Weather's own time, in turns of its cycle. */
  weather: number;
  /** Enlarges the picture round its centre. */
  zoom: number;
}

/** Puts frames of one scene together in a raster: the picture of `composeFrame` without paper, arrows and caption. */
export interface SceneRaster {
  /** `t`: the camera on its way. */
  paint(t: number, state: FrameState): void;
}

interface StoredLayer {
  layer: SceneLayer;
  picture: StoredPicture;
}

/** Stores a scene's layers in the raster's memory. `lastT`: the camera's last place on its way. */
export function createSceneRaster(prepared: PreparedScene, raster: FrameRaster, lastT: number): SceneRaster {
  const { layers, ...scene } = mergeAlikeLayers(prepared, lastT);
  const stored = layers.map((layer) => ({ layer, picture: storePicture(raster.memory, layer.canvas) }));
  const behind = stored.filter(({ layer }) => layer.depth < NEAR_DEPTH);
  const front = stored.filter(({ layer }) => layer.depth >= NEAR_DEPTH);
  const light = storePicture(raster.memory, prepared.light);
  const paper = parseHex(scene.inks.paper);
  const overlay = createOverlay();
  const { widthPx, pictureHeightPx, unitPx, description, inks } = scene;
  const size = { widthPx, heightPx: pictureHeightPx, unitPx };
  const isWindy = description.weather === 'wind' && !scene.interior;

  const place = (t: number, lens: Affine, { layer, picture }: StoredLayer): PlacedPicture => {
    const { originX, originY, pixelScale } = layer;
    const own = { a: 1 / pixelScale, b: 0, c: 0, d: 1 / pixelScale, e: originX, f: originY };
    return { picture, map: chain(lens, chain(layerTransform(prepared, layer.plane, t), own)) };
  };

  function gusts(turns: number, near: boolean): PlannedDrawing[] {
    if (!isWindy) return [];
    const extent = { left: 0, right: widthPx, top: 0, bottom: pictureHeightPx };
    return [{ extent, paint: (ctx) => paintWeather(ctx, size, description, inks, turns, near) }];
  }

  return {
    paint(t, { momentOf, weather, zoom }) {
      const { camera, roll } = cameraAt(prepared, t);
      const lens = aboutMiddle(scene, roll, zoom);
      const marks = (near: boolean): void => {
        if (scene.interior) return;
        rasterMarks(raster, weatherMarks(size, description, inks, weather, near), near ? UPRIGHT : lens);
      };
      raster.begin(
        behind.map((layer) => place(t, lens, layer)),
        paper,
      );
      marks(false);
      overlay.lay(raster, [...gusts(weather, false), ...planActors(prepared, camera, momentOf)], lens);
      if (front.length > 0) raster.add(front.map((layer) => place(t, lens, layer)));
      marks(true);
      overlay.lay(raster, gusts(weather, true), UPRIGHT);
      raster.multiply(light);
    },
  };
}
