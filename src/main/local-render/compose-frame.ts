import type { SKRSContext2D } from '@napi-rs/canvas';
import { paintCaption } from './caption.ts';
import { paintOverlay } from './move-overlay.ts';
import { keyframeMoment } from './actor-moment.ts';
import type { ActorMoment } from './actor-moment.ts';
import { actorPlace } from './actors.ts';
import type { Actor } from './actors.ts';
import { drawActors, drawingScale } from './draw-actors.ts';
import type { Affine } from './camera.ts';
import { cameraAt, layerTransform } from './layer-motion.ts';
import { closeUpOfState, detailLevelOf, figureOfState } from './person-look.ts';
import type { PreparedScene, SceneLayer } from './prepare-scene.ts';
import { paintWeather } from './weather.ts';

export interface ComposeOptions {
  /** Camera and subject arrows of a still keyframe. */
  overlay?: boolean;
  /** Paper tooth over the picture; default true. */
  grain?: boolean;
  /** Where each actor is and how it holds itself; by default as far as the camera. */
  momentOf?: (actor: Actor) => ActorMoment;
  /** Weather's own time, in turns of its cycle; by default 0. */
  weather?: number;
  /** Enlarges the picture round its centre. */
  zoom?: number;
}

/** A box in pixels of the finished frame. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Draws the picture at `t` (0 start … 1 end). The context's canvas has the prepared size. */
export function composeFrame(scene: PreparedScene, ctx: SKRSContext2D, t: number, options: ComposeOptions = {}): void {
  const { widthPx, pictureHeightPx, description, inks } = scene;
  const { camera, roll } = cameraAt(scene, t);
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, 0, widthPx, pictureHeightPx);
  ctx.clip();
  ctx.fillStyle = inks.paper;
  ctx.fillRect(0, 0, widthPx, pictureHeightPx);
  ctx.save();
  if (roll !== 0) {
    ctx.translate(widthPx / 2, pictureHeightPx / 2);
    ctx.rotate(roll);
    ctx.translate(-widthPx / 2, -pictureHeightPx / 2);
  }
  if (options.zoom !== undefined && options.zoom !== 1) {
    ctx.translate(widthPx / 2, pictureHeightPx / 2);
    ctx.scale(options.zoom, options.zoom);
    ctx.translate(-widthPx / 2, -pictureHeightPx / 2);
  }
  const weather = options.weather ?? 0;
  const frame = { widthPx, heightPx: pictureHeightPx, unitPx: scene.unitPx };
  for (const layer of scene.layers) if (layer.depth < 0.6) drawLayer(scene, ctx, layer, t);
  if (!scene.interior) paintWeather(ctx, frame, description, inks, weather, false);
  drawActors(scene, ctx, camera, options.momentOf ?? ((actor) => keyframeMoment(actor, t)));
  for (const layer of scene.layers) if (layer.depth >= 0.6) drawLayer(scene, ctx, layer, t);
  ctx.restore();
  if (!scene.interior) paintWeather(ctx, frame, description, inks, weather, true);
  ctx.globalCompositeOperation = 'multiply';
  ctx.drawImage(options.grain === false ? scene.light : scene.finish, 0, 0);
  ctx.globalCompositeOperation = 'source-over';
  if (options.overlay === true) paintOverlay(ctx, scene, t);
  ctx.restore();
  if (scene.caption !== null) paintCaption(ctx, scene.caption, widthPx, scene.heightPx);
}

/** Shear that moves nothing by more than a hundredth of a pixel. */
const HAIR = 2e-6;

function isIdentity(map: Affine): boolean {
  const off = Math.abs(map.a - 1) + Math.abs(map.b) + Math.abs(map.c) + Math.abs(map.d - 1);
  return off < 1e-9 && Math.abs(map.e) + Math.abs(map.f) < 1e-6;
}

/** Draws one pre-rendered plane where the camera at `t` sees it, at sub-pixel precision. */
export function drawLayer(scene: PreparedScene, ctx: SKRSContext2D, layer: SceneLayer, t: number): void {
  const map = layerTransform(scene, layer.plane, t);
  ctx.save();
  ctx.imageSmoothingEnabled = true;
  // Layers are drawn at the finest scale they need, so plain bilinear sampling is enough and no mip chain is built.
  ctx.imageSmoothingQuality = 'low';
  // A hair of shear keeps the painter off its quick path, which rounds places to a sixteenth of a pixel: slow moves would
  // tremble. A layer at rest may take that path.
  const shear = isIdentity(map) ? 0 : HAIR;
  ctx.transform(map.a, map.b + shear, map.c, map.d, map.e, map.f);
  ctx.translate(layer.originX, layer.originY);
  ctx.scale(1 / layer.pixelScale, 1 / layer.pixelScale);
  ctx.drawImage(layer.canvas, 0, 0);
  ctx.restore();
}

/** Where the focus stands in the finished frame at `t`, clipped to nothing: for captions, arrows and tests. */
export function focusBox(scene: PreparedScene, t: number): Box | null {
  const actor = scene.actors.find((item) => item.id === scene.framing.focus?.id);
  if (actor === undefined) return null;
  const { camera } = cameraAt(scene, t);
  const place = actorPlace(actor, camera, t);
  const half = (scene.sprites.get(actor.key)?.aspect ?? 0.4) / 2;
  const { figure: state } = keyframeMoment(actor, t);
  const figure =
    actor.person === null || state === null
      ? null
      : actor.closeUp === null
        ? figureOfState(actor.person, actor.index, state, detailLevelOf(drawingScale(scene, actor)))
        : closeUpOfState(actor.person, actor.closeUp, state);
  const bounds = figure?.bounds ?? { minX: -half, maxX: half, minY: -1, maxY: 0 };
  const corners = [
    place({ x: bounds.minX, y: bounds.minY }),
    place({ x: bounds.maxX, y: bounds.minY }),
    place({ x: bounds.minX, y: bounds.maxY }),
    place({ x: bounds.maxX, y: bounds.maxY }),
  ];
  const x = Math.min(...corners.map((corner) => corner.x));
  const y = Math.min(...corners.map((corner) => corner.y));
  return {
    x,
    y,
    width: Math.max(...corners.map((corner) => corner.x)) - x,
    height: Math.max(...corners.map((corner) => corner.y)) - y,
  };
}
