import type { SceneDescription } from '../../shared/model/scene-description.ts';
import { projectPoint } from './camera.ts';
import type { Camera, WorldPoint } from './camera.ts';
import type { Inks } from './inks.ts';
import type { Pen } from './pen.ts';
import { cutOut } from './cut-out.ts';
import { drawnThing, plainPackage } from './drawn-things.ts';
import type { DrawnThing } from './drawn-things.ts';
import { createPen } from './pen.ts';
import { drawPictogram, loadPictogram } from './pictograms.ts';
import type { Point, Shape } from './shape-types.ts';
import { createCanvas } from '@napi-rs/canvas';
import type { Canvas, Image, SKRSContext2D } from '@napi-rs/canvas';

/** A thing drawn once, moved and scaled per frame. */
export interface Sprite {
  canvas: Canvas;
  /** Sprite pixels per unit of the actor's height. */
  scale: number;
  originX: number;
  originY: number;
  aspect: number;
}

interface SpriteSource {
  inks: Inks;
  seed: number;
  unitPx: number;
  images: Readonly<Record<string, Image>>;
  light?: SceneDescription['light']['from'];
}

/** Pre-renders a thing at the greatest size it will have: the brand's image, a drawing of our own, or a pictogram. */
export function makeSprite(
  reference: string,
  key: string,
  scalePx: number,
  source: SpriteSource,
  held = false,
): Sprite | null {
  const scale = Math.max(8, Math.min(2600, scalePx));
  const image = reference.startsWith('asset:')
    ? (source.images[reference] ?? source.images[reference.slice(6)])
    : undefined;
  if (image !== undefined) return assetSprite(image, scale, source);
  const drawn = drawnThing(reference, held);
  if (drawn !== null) return drawnSprite(drawn, key, scale, source);
  const pictogram = reference.startsWith('asset:') ? null : loadPictogram(reference);
  if (pictogram === null) return drawnSprite(plainPackage(), key, scale, source);
  const { aspect } = pictogram;
  const { canvas, ctx, originX, originY } = sheet(scale * aspect, scale, source.unitPx);
  const place = (point: Point): Point => ({ x: originX + point.x * scale, y: originY + point.y * scale });
  drawPictogram(ctx, pictogram, place, {
    inks: source.inks,
    key,
    seed: source.seed,
    unitPx: source.unitPx,
    scalePx: scale,
  });
  paintShadeSide(ctx, canvas, scale, source);
  return { canvas, scale, originX, originY, aspect };
}

function sheet(
  width: number,
  height: number,
  unitPx: number,
): { canvas: Canvas; ctx: SKRSContext2D; originX: number; originY: number; pad: number } {
  const pad = 8 + 6 * unitPx;
  const canvas = createCanvas(Math.ceil(width + pad * 2), Math.ceil(height + pad * 2));
  return { canvas, ctx: canvas.getContext('2d'), originX: canvas.width / 2, originY: canvas.height - pad, pad };
}

function drawnSprite(thing: DrawnThing, key: string, scale: number, source: SpriteSource): Sprite {
  const per = scale / thing.heightMetres;
  const below = Math.max(0, ...thing.shapes.flatMap((shape) => shape.points.map((p) => p.y))) * per;
  const { canvas, ctx, originY, pad } = sheet(thing.widthMetres * per, scale + below, source.unitPx);
  const originX = pad - thing.minX * per;
  const foot = originY - below;
  const place = (point: Point): Point => ({ x: originX + point.x * per, y: foot + point.y * per });
  const pen = createPen({ inks: source.inks, seed: source.seed, unitPx: source.unitPx });
  pen.draw(
    ctx,
    thing.shapes.map((shape) => ({ ...shape, key: `${key}/${shape.key}`, points: shape.points.map(place) })),
    { weight: lineShare(scale, source.unitPx) },
  );
  paintShadeSide(ctx, canvas, scale, source);
  for (const hole of thing.holes) {
    ctx.beginPath();
    for (const point of hole.map(place)) ctx.lineTo(point.x, point.y);
    ctx.closePath();
    ctx.globalCompositeOperation = 'destination-out';
    ctx.globalAlpha = 0.72;
    ctx.fill();
    ctx.globalCompositeOperation = 'source-over';
    ctx.globalAlpha = 1;
    ctx.lineWidth = 2.6 * source.unitPx * lineShare(scale, source.unitPx);
    ctx.strokeStyle = `rgba(${source.inks.line.join(',')},0.85)`;
    ctx.stroke();
  }
  return { canvas, scale, originX, originY: foot, aspect: thing.widthMetres / thing.heightMetres };
}

/** Small things get a thinner line, or they would look pasted in. */
export function lineShare(scalePx: number, unitPx: number): number {
  return Math.min(1.05, Math.max(0.4, 0.34 + scalePx / (900 * unitPx)));
}

/** The side away from the light lies in shade, following the outline. */
function paintShadeSide(ctx: SKRSContext2D, canvas: Canvas, scale: number, source: SpriteSource): void {
  const from = source.light ?? 'left';
  if (from === 'back' || scale < 24) return;
  const away = Math.min(0.09 * scale, 90 * source.unitPx);
  const dx = from === 'left' ? -away : from === 'right' ? away : 0;
  const shade = createCanvas(canvas.width, canvas.height);
  const inner = shade.getContext('2d');
  inner.drawImage(canvas, 0, 0);
  inner.globalCompositeOperation = 'destination-out';
  inner.drawImage(canvas, dx, -away * 0.6);
  inner.globalCompositeOperation = 'source-in';
  inner.fillStyle = `rgb(${source.inks.hatch.join(',')})`;
  inner.fillRect(0, 0, shade.width, shade.height);
  ctx.save();
  ctx.globalCompositeOperation = 'source-atop';
  ctx.globalAlpha = source.inks.look === 'pencil' ? 0.26 : 0.2;
  ctx.drawImage(shade, 0, 0);
  ctx.restore();
}

/** The brand's own picture keeps its pixels and its silhouette; one shade side and our line tie it to the drawing. */
function assetSprite(image: Image, scale: number, source: SpriteSource): Sprite {
  const cut = cutOut(image);
  const aspect = cut.width / Math.max(1, cut.height);
  const { canvas, ctx, originX, originY } = sheet(scale * aspect, scale, source.unitPx);
  const box = { x: originX - (scale * aspect) / 2, y: originY - scale, width: scale * aspect, height: scale };
  ctx.imageSmoothingQuality = 'high';
  const body = createCanvas(canvas.width, canvas.height);
  const inner = body.getContext('2d');
  inner.imageSmoothingQuality = 'high';
  inner.drawImage(cut, box.x, box.y, box.width, box.height);
  const dark = createCanvas(canvas.width, canvas.height);
  const outline = dark.getContext('2d');
  outline.drawImage(body, 0, 0);
  outline.globalCompositeOperation = 'source-in';
  outline.fillStyle = `rgb(${source.inks.line.join(',')})`;
  outline.fillRect(0, 0, dark.width, dark.height);
  const reach = 2.1 * source.unitPx * lineShare(scale, source.unitPx);
  for (let step = 0; step < 10; step += 1) {
    const angle = (step / 10) * Math.PI * 2;
    ctx.drawImage(dark, Math.cos(angle) * reach, Math.sin(angle) * reach);
  }
  ctx.drawImage(body, 0, 0);
  const from = source.light ?? 'left';
  const lit = ctx.createLinearGradient(box.x, 0, box.x + box.width, 0);
  const [near, far] = from === 'right' ? [1, 0] : [0, 1];
  lit.addColorStop(near, 'rgba(255,250,236,0.2)');
  lit.addColorStop(0.45, 'rgba(255,250,236,0)');
  lit.addColorStop(0.55, 'rgba(30,26,46,0)');
  lit.addColorStop(far, 'rgba(30,26,46,0.34)');
  ctx.globalCompositeOperation = 'source-atop';
  ctx.fillStyle = lit;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  if (source.inks.look === 'pencil') {
    // On a pencil sheet the label is drawn in the same lead.
    ctx.globalCompositeOperation = 'saturation';
    ctx.globalAlpha = 0.75;
    ctx.fillStyle = '#808080';
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.globalAlpha = 1;
    ctx.globalCompositeOperation = 'destination-in';
    ctx.drawImage(dark, 0, 0);
  }
  ctx.globalCompositeOperation = 'source-over';
  return { canvas, scale, originX, originY, aspect };
}

/** What a shade on the floor follows from. */
export interface ContactShadow {
  at: WorldPoint;
  widthMetres: number;
  /** How far it is thrown: 1 as from a person. */
  reach: number;
  light: SceneDescription['light']['from'];
  key: string;
  lowSun: boolean;
  /** 0…1 */
  opacity: number;
}

/** A shade as it is seen: its outline in pixels of the picture, and the foot it lies at. */
export interface SeenShadow {
  foot: Point;
  outline: readonly Point[];
  key: string;
  opacity: number;
}

/** Where the shade under the feet falls, thrown away from the light, so that nothing floats. */
export function contactShadow(camera: Camera, shadow: ContactShadow): SeenShadow {
  const { at, widthMetres, reach, light } = shadow;
  const long = shadow.lowSun ? 2.1 : 1;
  const throwX = (light === 'left' ? 0.55 : light === 'right' ? -0.55 : 0.12) * long * reach;
  const outline: Point[] = [];
  for (let step = 0; step < 12; step += 1) {
    const angle = (step / 12) * Math.PI * 2;
    const x = at.x + throwX * widthMetres + Math.cos(angle) * widthMetres * (0.62 + Math.abs(throwX) * 0.5);
    const z = at.z - Math.min(0.02, widthMetres * 0.06) + Math.sin(angle) * widthMetres * 0.3;
    outline.push(projectPoint(camera, { x, y: at.y, z }));
  }
  return { foot: projectPoint(camera, at), outline, key: shadow.key, opacity: shadow.opacity };
}

/** Draws the shade under the feet. */
export function drawContactShadow(ctx: SKRSContext2D, pen: Pen, { foot, outline, key, opacity }: SeenShadow): void {
  const shape: Shape = {
    key: `shadow/${key}`,
    // Drawn round the feet, so that the hatching goes with them.
    points: outline.map((point) => ({ x: point.x - foot.x, y: point.y - foot.y })),
    curve: 'smooth',
    closed: true,
    fill: 'shadow',
    stroke: 'none',
    hatch: 0.5,
  };
  ctx.save();
  ctx.translate(foot.x, foot.y);
  pen.draw(ctx, [{ ...shape, hatch: 0 }], { opacity: 0.45 * opacity });
  pen.draw(ctx, [{ ...shape, fill: null }], { opacity });
  ctx.restore();
}
