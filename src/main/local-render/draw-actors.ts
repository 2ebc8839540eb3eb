import type { SKRSContext2D } from '@napi-rs/canvas';
import type { ActorMoment, FigureState } from './actor-moment.ts';
import { actorAt, actorPlace, actorScale } from './actors.ts';
import type { Actor } from './actors.ts';
import { projectPoint, toCameraSpace } from './camera.ts';
import type { Camera } from './camera.ts';
import { cameraAt } from './layer-motion.ts';
import { closeUpOfState, detailLevelOf, figureOfState, personTones } from './person-look.ts';
import { heldShare } from './thing-shape.ts';
import { planFigure, projectPlan } from './plan-figure.ts';
import type { Extent } from './hold-focus.ts';
import type { DrawOptions } from './pen.ts';
import type { PreparedScene } from './prepare-scene.ts';
import type { Figure, Point, Shape } from './shape-types.ts';
import { contactShadow, drawContactShadow } from './sprites.ts';
import type { Sprite } from './sprites.ts';

/** Something that is going to be drawn, and the pixels that it can reach. */
export interface PlannedDrawing {
  extent: Extent;
  paint(ctx: SKRSContext2D): void;
}

/** Draws all subjects and props with their shades, the far ones first. */
export function drawActors(
  scene: PreparedScene,
  ctx: SKRSContext2D,
  camera: Camera,
  momentOf: (actor: Actor) => ActorMoment,
): void {
  for (const drawing of planActors(scene, camera, momentOf)) drawing.paint(ctx);
}

/** What `drawActors` draws, one after the other, with where it will be before anything is drawn. */
export function planActors(
  scene: PreparedScene,
  camera: Camera,
  momentOf: (actor: Actor) => ActorMoment,
): PlannedDrawing[] {
  const cast = scene.actors
    .map((actor) => ({ actor, moment: momentOf(actor) }))
    .sort((a, b) => actorAt(b.actor, b.moment.place).z - actorAt(a.actor, a.moment.place).z);
  return [
    ...cast.flatMap(({ actor, moment }) => (actor.grounded ? planShadow(scene, camera, actor, moment) : [])),
    ...cast.flatMap(({ actor, moment }) => planActor(scene, camera, actor, moment)),
  ];
}

/** The pixels of some points with `margin` round them. */
function extentOf(points: readonly Point[], margin: number): Extent {
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left: left - margin, right: right + margin, top: top - margin, bottom: bottom + margin };
}

/**
 * Height in pixels of one unit of an actor's space in the middle between both keyframes. Detail and line are chosen for
 * this size and kept through the shot: choosing them anew in each frame would make lines jump and hatching crawl.
 */
export function drawingScale(scene: PreparedScene, actor: Actor): number {
  const at = (t: number): number => actorScale(actor, cameraAt(scene, t).camera, t);
  return Math.sqrt(at(0) * at(1));
}

function planShadow(scene: PreparedScene, camera: Camera, actor: Actor, moment: ActorMoment): PlannedDrawing[] {
  if (camera.y < 0.1 || moment.opacity < 0.02) return [];
  const width = actor.person === null ? actor.heightMetres * (scene.sprites.get(actor.key)?.aspect ?? 1) * 0.5 : 0.42;
  const { timeOfDay, light } = scene.description;
  const shadow = contactShadow(camera, {
    at: actorAt(actor, moment.place),
    widthMetres: width,
    reach: actor.person === null ? 0.3 : 1,
    light: light.from,
    key: actor.key,
    lowSun: !scene.interior && (timeOfDay === 'dawn' || timeOfDay === 'golden-hour'),
    opacity: Math.min(1, moment.opacity * 1.4),
  });
  return [
    { extent: extentOf(shadow.outline, 12 * scene.unitPx), paint: (ctx) => drawContactShadow(ctx, scene.pen, shadow) },
  ];
}

function planActor(scene: PreparedScene, camera: Camera, actor: Actor, moment: ActorMoment): PlannedDrawing[] {
  if (moment.opacity <= 0.01) return [];
  const at = actorAt(actor, moment.place);
  if (toCameraSpace(camera, { ...at, y: at.y + 0.5 }).z < 0.3) return [];
  if (actor.person === null) return planSprite(scene, camera, actor, moment);
  if (moment.figure === null) return [];
  // Both show fully in the middle of a change, so that nothing shines through.
  const share = moment.next?.share ?? 0;
  return [
    ...(share < 1 ? planFigureDrawing(scene, camera, actor, moment, moment.figure, Math.min(1, 2 - 2 * share)) : []),
    ...(moment.next !== null && share > 0
      ? planFigureDrawing(scene, camera, actor, moment, moment.next.figure, Math.min(1, 2 * share))
      : []),
  ];
}

function planSprite(scene: PreparedScene, camera: Camera, actor: Actor, moment: ActorMoment): PlannedDrawing[] {
  const sprite = scene.sprites.get(actor.key);
  if (sprite === undefined) return [];
  const place = actorPlace(actor, camera, moment.place);
  const scale = actorScale(actor, camera, moment.place);
  const foot = place({ x: 0, y: -moment.lift });
  const head = place({ x: 0, y: -1 - moment.lift });
  const across = (actor.mirrored ? -scale : scale) / sprite.scale;
  const tall = Math.max(0.02, (foot.y - head.y) / sprite.scale) * moment.stretch;
  const paint = (ctx: SKRSContext2D): void => {
    ctx.save();
    ctx.globalAlpha = moment.opacity;
    ctx.translate(foot.x, foot.y);
    // The shear keeps its place exact to the fraction of a pixel, see `drawLayer`.
    ctx.transform(across, 2e-6, 0, tall, 0, 0);
    ctx.drawImage(sprite.canvas, -sprite.originX, -sprite.originY);
    ctx.restore();
  };
  return [{ extent: spriteExtent(sprite, foot, across, tall), paint }];
}

function spriteExtent(sprite: Sprite, at: Point, across: number, tall: number): Extent {
  const { canvas, originX, originY } = sprite;
  const corner = (x: number, y: number): Point => ({
    x: at.x + (x - originX) * across,
    y: at.y + (y - originY) * tall,
  });
  return extentOf([corner(0, 0), corner(canvas.width, canvas.height)], 2);
}

function planFigureDrawing(
  scene: PreparedScene,
  camera: Camera,
  actor: Actor,
  moment: ActorMoment,
  state: FigureState,
  share: number,
): PlannedDrawing[] {
  const { person } = actor;
  if (person === null) return [];
  const { unitPx, inks, pen } = scene;
  const place = actorPlace(actor, camera, moment.place);
  const usual = drawingScale(scene, actor);
  const grown = actorScale(actor, camera, moment.place) / usual;
  const figure =
    actor.closeUp === null
      ? figureOfState(person, actor.index, state, detailLevelOf(usual))
      : closeUpOfState(person, actor.closeUp, state);
  const fromAbove = camera.pitch > 1 && actor.closeUp === null;
  const seen: Shape[] = fromAbove
    ? planFigure(person, actorAt(actor, moment.place), moment.place).map((item) => projectPlan(item, camera, actor.key))
    : figure.shapes.map((item) => ({
        ...item,
        key: `${actor.key}/${item.key}`,
        points: item.points.map((point) => place({ x: point.x, y: point.y * moment.stretch })),
      }));
  // Line and hatching belong to the figure, not to the screen: they are drawn in its own space, at one size.
  const foot = place({ x: 0, y: 0 });
  const shapes = seen.map((item) => ({
    ...item,
    points: item.points.map((point) => ({ x: (point.x - foot.x) / grown, y: (point.y - foot.y) / grown })),
  }));
  const opacity = moment.opacity * share;
  const options: DrawOptions = {
    tones: personTones(person, inks, actor.index),
    weight: lineWeight(usual, unitPx) / Math.sqrt(grown),
    opacity,
    // In the dark a person keeps a rim of light, or the silhouette would drown.
    ...(inks.night ? { rim: inks.look === 'pencil' ? 'rgba(248,243,230,0.42)' : 'rgba(255,232,180,0.4)' } : {}),
  };
  const lowest = actor.hiddenBelowMetres;
  const edge =
    lowest === undefined || fromAbove ? null : projectPoint(camera, { ...actorAt(actor, moment.place), y: lowest }).y;
  const body: PlannedDrawing = {
    // Lines are up to 8 px wide, run past corners and round them.
    extent: extentOf(
      seen.flatMap((item) => item.points),
      24 * unitPx * Math.max(1, grown) + 0.02 * usual * grown,
    ),
    paint(ctx) {
      ctx.save();
      if (edge !== null) {
        ctx.beginPath();
        ctx.rect(-1e5, -1e5, 2e5, 1e5 + edge);
        ctx.clip();
      }
      ctx.translate(foot.x, foot.y);
      ctx.scale(grown, grown);
      pen.draw(ctx, shapes, options);
      ctx.restore();
    },
  };
  const holding = scene.description.subjects.find((subject) => subject.id === actor.id)?.holding ?? '';
  const carries = !fromAbove && (actor.closeUp === null || actor.closeUp === 'hands');
  const held = carries ? planHeld(scene, actor, figure, place, grown * usual, opacity) : [];
  const under = actor.closeUp === null && heldShare(holding) > 0.4;
  return under ? [...held, body] : [body, ...held];
}

const OVER_HEAD = /^emoji:(2602|2614|1f302)/;
const UPRIGHT = /^emoji:(2602|2614|1f302|1f388|1f3a3)/;

function lineWeight(scalePx: number, unitPx: number): number {
  if (scalePx < 300 * unitPx) return 0.5;
  return scalePx < 700 * unitPx ? 0.8 : Math.min(1.5, 0.9 + scalePx / (5200 * unitPx));
}

function planHeld(
  scene: PreparedScene,
  actor: Actor,
  figure: Figure,
  place: (point: Point) => Point,
  scale: number,
  opacity: number,
): PlannedDrawing[] {
  const sprite = scene.heldSprites.get(actor.key);
  if (sprite === undefined) return [];
  const holding = scene.description.subjects.find((subject) => subject.id === actor.id)?.holding ?? '';
  const { rightHand, chest, head } = figure.anchors;
  // An umbrella is carried over the head, whatever the arms of the pose do.
  const overHead = actor.closeUp === null && OVER_HEAD.test(holding);
  const grip = overHead ? { x: (chest.x + head.x) / 2 + 0.03, y: chest.y + 0.02 } : rightHand;
  const hand = place(grip);
  const high = scale * (actor.closeUp === null ? heldShare(holding) : 0.5);
  const size = high / sprite.scale;
  // The hand grips it below its middle; umbrellas stand in it, long things hang at the side.
  const stands = actor.closeUp === null && heldShare(holding) > 0.9;
  if (stands) hand.y = place({ x: 0, y: 0 }).y - high * 0.42;
  const at = {
    x: hand.x,
    y: hand.y + high * (actor.closeUp !== null ? 0.05 : UPRIGHT.test(holding) ? 0.06 : 0.4),
  };
  const paint = (ctx: SKRSContext2D): void => {
    ctx.save();
    ctx.globalAlpha = opacity;
    ctx.translate(at.x, at.y);
    ctx.scale(size, size);
    ctx.drawImage(sprite.canvas, -sprite.originX, -sprite.originY);
    ctx.restore();
  };
  return [{ extent: spriteExtent(sprite, at, size, size), paint }];
}
