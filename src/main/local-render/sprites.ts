import type { SceneDescription } from '../../shared/model/scene-description.ts';
import { projectPoint } from './camera.ts';
import type { Camera, WorldPoint } from './camera.ts';
import type { Inks } from './inks.ts';
import type { Pen } from './pen.ts';
import { drawPictogram, loadPictogram } from './pictograms.ts';
import type { Pictogram } from './pictograms.ts';
import { hashKey, randomStream } from './seeded-random.ts';
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
}

/** Pre-renders a pictogram or an asset image at the greatest size it will have. */
export function makeSprite(
  reference: string,
  key: string,
  scalePx: number,
  source: SpriteSource,
  pressure = 1,
): Sprite | null {
  const scale = Math.max(8, Math.min(2600, scalePx));
  const image = reference.startsWith('asset:')
    ? (source.images[reference] ?? source.images[reference.slice(6)])
    : undefined;
  const pictogram =
    image === undefined ? loadPictogram(reference.startsWith('asset:') ? 'emoji:1f4e6' : reference) : null;
  const aspect = image === undefined ? (pictogram?.aspect ?? 1) : image.width / Math.max(1, image.height);
  const pad = 8 + 4 * source.unitPx;
  const canvas = createCanvas(Math.ceil(scale * aspect + pad * 2), Math.ceil(scale + pad * 2));
  const ctx = canvas.getContext('2d');
  const originX = canvas.width / 2;
  const originY = canvas.height - pad;
  if (image !== undefined)
    drawAsset(
      ctx,
      image,
      { x: originX - (scale * aspect) / 2, y: originY - scale, width: scale * aspect, height: scale },
      source,
      key,
    );
  else if (pictogram !== null) drawOnSprite(ctx, pictogram, scale, originX, originY, source, key, pressure);
  else drawParcel(ctx, scale, originX, originY, source);
  return { canvas, scale, originX, originY, aspect };
}

function drawOnSprite(
  ctx: SKRSContext2D,
  pictogram: Pictogram,
  scale: number,
  x: number,
  y: number,
  source: SpriteSource,
  key: string,
  pressure: number,
): void {
  const place = (point: Point): Point => ({ x: x + point.x * scale, y: y + point.y * scale });
  drawPictogram(ctx, pictogram, place, { inks: source.inks, key, seed: source.seed, unitPx: source.unitPx, pressure });
}

/** The brand's own picture keeps its pixels; a drawn edge ties it to the sketch when the picture is a full rectangle. */
function drawAsset(
  ctx: SKRSContext2D,
  image: Image,
  box: { x: number; y: number; width: number; height: number },
  source: SpriteSource,
  key: string,
): void {
  ctx.drawImage(image, box.x, box.y, box.width, box.height);
  const sample = [box.x + 2, box.x + box.width - 3].map(
    (x) => ctx.getImageData(Math.round(x), Math.round(box.y + 2), 1, 1).data[3] ?? 0,
  );
  if (sample.some((alpha) => alpha < 200)) return;
  ctx.lineJoin = 'round';
  const random = randomStream(hashKey(key, source.seed));
  for (const width of [3.2, 1.6]) {
    const off = (): number => (random() - 0.5) * 4 * source.unitPx;
    ctx.lineWidth = width * source.unitPx;
    ctx.strokeStyle = `rgba(${source.inks.line.join(',')},0.8)`;
    ctx.beginPath();
    ctx.moveTo(box.x + off(), box.y + off());
    ctx.lineTo(box.x + box.width + off(), box.y + off());
    ctx.lineTo(box.x + box.width + off(), box.y + box.height + off());
    ctx.lineTo(box.x + off(), box.y + box.height + off());
    ctx.closePath();
    ctx.stroke();
  }
}

/** What no drawing exists for becomes a plain package in the key colour. */
function drawParcel(ctx: SKRSContext2D, scale: number, x: number, y: number, source: SpriteSource): void {
  ctx.fillStyle = source.inks.accent;
  ctx.strokeStyle = `rgb(${source.inks.line.join(',')})`;
  ctx.lineWidth = 3 * source.unitPx;
  ctx.beginPath();
  ctx.rect(x - scale * 0.36, y - scale, scale * 0.72, scale);
  ctx.fill();
  ctx.stroke();
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

/** The shade under the feet, thrown away from the light, so that nothing floats. */
export function drawContactShadow(ctx: SKRSContext2D, pen: Pen, camera: Camera, shadow: ContactShadow): void {
  const { at, widthMetres, reach, light } = shadow;
  const long = shadow.lowSun ? 2.1 : 1;
  const throwX = (light === 'left' ? 0.55 : light === 'right' ? -0.55 : 0.12) * long * reach;
  // Drawn round the feet, so that the hatching goes with them.
  const foot = projectPoint(camera, at);
  const points: Point[] = [];
  for (let step = 0; step < 12; step += 1) {
    const angle = (step / 12) * Math.PI * 2;
    const x = at.x + throwX * widthMetres + Math.cos(angle) * widthMetres * (0.62 + Math.abs(throwX) * 0.5);
    const z = at.z - 0.02 + Math.sin(angle) * widthMetres * 0.3;
    const seen = projectPoint(camera, { x, y: at.y, z });
    points.push({ x: seen.x - foot.x, y: seen.y - foot.y });
  }
  const shape: Shape = {
    key: `shadow/${shadow.key}`,
    points,
    curve: 'smooth',
    closed: true,
    fill: 'shadow',
    stroke: 'none',
    hatch: 0.5,
  };
  ctx.save();
  ctx.translate(foot.x, foot.y);
  pen.draw(ctx, [{ ...shape, hatch: 0 }], { opacity: 0.45 * shadow.opacity });
  pen.draw(ctx, [{ ...shape, fill: null }], { opacity: shadow.opacity });
  ctx.restore();
}
