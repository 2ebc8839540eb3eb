import type { SKRSContext2D } from '@napi-rs/canvas';
import { paintCaption } from './caption.ts';
import { paintOverlay } from './move-overlay.ts';
import { planFigure, projectPlan } from './plan-figure.ts';
import { cameraAt, layerTransform } from './layer-motion.ts';
import type { PreparedScene, SceneLayer } from './prepare-scene.ts';
import { actorAt, actorPlace, actorScale } from './actors.ts';
import { closeUpAt, figureAt, personTones } from './person-look.ts';
import { drawContactShadow } from './sprites.ts';
import type { Actor } from './actors.ts';
import { toCameraSpace } from './camera.ts';
import type { Camera } from './camera.ts';
import type { Figure, Point, Shape } from './shape-types.ts';
import { paintWeather } from './weather.ts';

export interface ComposeOptions {
  /** Camera and subject arrows of a still keyframe. */
  overlay?: boolean;
  /** Paper tooth over the picture; default true. */
  grain?: boolean;
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
  const frame = { widthPx, heightPx: pictureHeightPx, unitPx: scene.unitPx };
  for (const layer of scene.layers) if (layer.depth < 0.6) drawLayer(scene, ctx, layer, t);
  if (!scene.interior) paintWeather(ctx, frame, description, inks, t, false);
  const order = [...scene.actors].sort((a, b) => actorAt(b, t).z - actorAt(a, t).z);
  for (const actor of order) if (actor.grounded) shadowOf(scene, ctx, camera, actor, t);
  for (const actor of order) drawActor(scene, ctx, camera, actor, t);
  for (const layer of scene.layers) if (layer.depth >= 0.6) drawLayer(scene, ctx, layer, t);
  ctx.restore();
  if (!scene.interior) paintWeather(ctx, frame, description, inks, t, true);
  ctx.globalCompositeOperation = 'multiply';
  ctx.drawImage(options.grain === false ? scene.light : scene.finish, 0, 0);
  ctx.globalCompositeOperation = 'source-over';
  if (options.overlay === true) paintOverlay(ctx, scene, t);
  ctx.restore();
  if (scene.caption !== null) paintCaption(ctx, scene.caption, widthPx, scene.heightPx);
}

/** Draws one pre-rendered plane where the camera at `t` sees it, at sub-pixel precision. */
export function drawLayer(scene: PreparedScene, ctx: SKRSContext2D, layer: SceneLayer, t: number): void {
  const map = layerTransform(scene, layer.plane, t);
  ctx.save();
  ctx.imageSmoothingEnabled = true;
  // Layers are drawn at the finest scale they need, so plain bilinear sampling is enough and no mip chain is built.
  ctx.imageSmoothingQuality = 'low';
  ctx.transform(map.a, map.b, map.c, map.d, map.e, map.f);
  ctx.translate(layer.originX, layer.originY);
  ctx.scale(1 / layer.pixelScale, 1 / layer.pixelScale);
  ctx.drawImage(layer.canvas, 0, 0);
  ctx.restore();
}

function shadowOf(scene: PreparedScene, ctx: SKRSContext2D, camera: Camera, actor: Actor, t: number): void {
  if (camera.y < 0.1) return;
  const width = actor.person === null ? actor.heightMetres * (scene.sprites.get(actor.key)?.aspect ?? 1) * 0.5 : 0.42;
  const opacity = actor.opacity[0] + (actor.opacity[1] - actor.opacity[0]) * t;
  if (opacity < 0.4) return;
  const lowSun =
    !scene.interior && (scene.description.timeOfDay === 'dawn' || scene.description.timeOfDay === 'golden-hour');
  const thing = actor.person === null ? 0.3 : 1;
  drawContactShadow(
    ctx,
    scene.pen,
    camera,
    actorAt(actor, t),
    width,
    thing,
    scene.description.light.from,
    actor.key,
    lowSun,
  );
}

function drawActor(scene: PreparedScene, ctx: SKRSContext2D, camera: Camera, actor: Actor, t: number): void {
  const opacity = actor.opacity[0] + (actor.opacity[1] - actor.opacity[0]) * t;
  if (opacity <= 0.01) return;
  const at = actorAt(actor, t);
  if (toCameraSpace(camera, { ...at, y: at.y + 0.5 }).z < 0.3) return;
  const place = actorPlace(actor, camera, t);
  const scale = actorScale(actor, camera, t);
  if (actor.person === null) {
    const sprite = scene.sprites.get(actor.key);
    if (sprite === undefined) return;
    const foot = place({ x: 0, y: 0 });
    const head = place({ x: 0, y: -1 });
    ctx.save();
    ctx.globalAlpha = opacity;
    ctx.translate(foot.x, foot.y);
    const tall = Math.max(0.02, (foot.y - head.y) / sprite.scale);
    ctx.scale((actor.mirrored ? -scale : scale) / sprite.scale, tall);
    ctx.drawImage(sprite.canvas, -sprite.originX, -sprite.originY);
    ctx.restore();
    return;
  }
  const figure =
    actor.closeUp === null ? figureAt(actor.person, actor.index, t, scale) : closeUpAt(actor.person, actor.closeUp, t);
  const focus = scene.framing.focus?.id === actor.id;
  const fromAbove = camera.pitch > 1 && actor.closeUp === null;
  const shapes: Shape[] = fromAbove
    ? planFigure(actor.person, actorAt(actor, t), t).map((shape) => projectPlan(shape, camera, actor.key))
    : figure.shapes.map((shape) => ({ ...shape, key: `${actor.key}/${shape.key}`, points: shape.points.map(place) }));
  const far = scale < 300 * scene.unitPx;
  scene.pen.draw(ctx, shapes, {
    tones: personTones(actor.person, scene.inks, focus, actor.index),
    weight: far ? 0.5 : scale < 700 * scene.unitPx ? 0.8 : Math.min(1.5, 0.9 + scale / (5200 * scene.unitPx)),
    opacity,
    // In the dark a person keeps a rim of light, or the silhouette would drown.
    ...(scene.inks.night
      ? { rim: scene.inks.look === 'pencil' ? 'rgba(248,243,230,0.9)' : 'rgba(255,232,180,0.75)' }
      : {}),
  });
  if (fromAbove) return;
  if (actor.closeUp === null || actor.closeUp === 'hands') drawHeld(scene, ctx, actor, figure, place, scale);
}

function drawHeld(
  scene: PreparedScene,
  ctx: SKRSContext2D,
  actor: Actor,
  figure: Figure,
  place: (point: Point) => Point,
  scale: number,
): void {
  const sprite = scene.heldSprites.get(actor.key);
  if (sprite === undefined) return;
  const hand = place(figure.anchors.rightHand);
  const size = (scale * (actor.closeUp === null ? 0.085 : 0.5)) / sprite.scale;
  ctx.save();
  ctx.translate(hand.x, hand.y + scale * 0.025);
  ctx.scale(size, size);
  ctx.drawImage(sprite.canvas, -sprite.originX, -sprite.originY);
  ctx.restore();
}

/** Where the focus stands in the finished frame at `t`, clipped to nothing: for captions, arrows and tests. */
export function focusBox(scene: PreparedScene, t: number): Box | null {
  const actor = scene.actors.find((item) => item.id === scene.framing.focus?.id);
  if (actor === undefined) return null;
  const { camera } = cameraAt(scene, t);
  const place = actorPlace(actor, camera, t);
  const half = (scene.sprites.get(actor.key)?.aspect ?? 0.4) / 2;
  const figure =
    actor.person === null
      ? null
      : actor.closeUp === null
        ? figureAt(actor.person, actor.index, t, actorScale(actor, camera, t))
        : closeUpAt(actor.person, actor.closeUp, t);
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
