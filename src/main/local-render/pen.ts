import { hashKey, lineNoise } from './seeded-random.ts';
import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Inks } from './inks.ts';
import type { Point, Shape, Tone } from './shape-types.ts';
import { thinLine } from './thin-line.ts';

export interface PenOptions {
  inks: Inks;
  seed: number;
  /** Pixels of the picture's short side divided by 1080: keeps lines equally thick on every panel. */
  unitPx: number;
}

export interface DrawOptions {
  /** 0…1: far things are drawn with a light hand. */
  pressure?: number;
  /** Multiplies line widths. */
  weight?: number;
  /** Colours of one person, over the picture's own. */
  tones?: Partial<Record<Tone, string>>;
  opacity?: number;
  /** Colour of a rim of light round everything that is drawn. */
  rim?: string;
  /** Replaces every fill, for silhouettes near the camera. */
  silhouette?: string;
}

/** Draws shapes the way a hand with a pencil would. */
export interface Pen {
  draw(ctx: SKRSContext2D, shapes: readonly Shape[], options?: DrawOptions): void;
}

const WIDTHS = { none: 0, fine: 1.9, mid: 3.3, bold: 5.4 } as const;
/** All hatching leans this way (radians from the x axis), as a right-handed person's does. */
const HATCH_ANGLE = -0.96;

/** Turns a shape's points into a polyline dense enough to wander. */
export function flattenShape(shape: Pick<Shape, 'points' | 'curve' | 'closed'>, stepPx: number): Point[] {
  const { points, closed } = shape;
  const count = points.length;
  if (count < 2) return [...points];
  if (isRound(shape)) return flattenRound(shape, stepPx);
  const result: Point[] = [];
  const last = closed ? count : count - 1;
  const at = (index: number): Point =>
    closed
      ? (points[((index % count) + count) % count] as Point)
      : (points[Math.min(count - 1, Math.max(0, index))] as Point);
  for (let index = 0; index < last; index += 1) {
    const from = at(index);
    const to = at(index + 1);
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const steps = Math.max(1, Math.min(shape.curve === 'smooth' ? 14 : 24, Math.ceil(length / stepPx)));
    if (shape.curve === 'line') {
      for (let step = 0; step < steps; step += 1) {
        const u = step / steps;
        result.push({ x: from.x + (to.x - from.x) * u, y: from.y + (to.y - from.y) * u });
      }
      continue;
    }
    const before = at(index - 1);
    const after = at(index + 2);
    for (let step = 0; step < steps; step += 1) {
      const u = step / steps;
      const u2 = u * u;
      const u3 = u2 * u;
      const w0 = -0.5 * u3 + u2 - 0.5 * u;
      const w1 = 1.5 * u3 - 2.5 * u2 + 1;
      const w2 = -1.5 * u3 + 2 * u2 + 0.5 * u;
      const w3 = 0.5 * u3 - 0.5 * u2;
      result.push({
        x: before.x * w0 + from.x * w1 + to.x * w2 + after.x * w3,
        y: before.y * w0 + from.y * w1 + to.y * w2 + after.y * w3,
      });
    }
  }
  if (!closed) result.push(at(count - 1));
  return result;
}

/** Cosine of the turn up to which a corner is part of a curve. */
const SOFT_TURN = 0.62;

/** True for an outline given as many short edges that bend a little each: a limb, a cheek, a cloud. */
function isRound({ points, curve }: Pick<Shape, 'points' | 'curve'>): boolean {
  if (curve !== 'line' || points.length < 8) return false;
  let soft = 0;
  for (let index = 0; index < points.length; index += 1) if (turnAt(points, index) > SOFT_TURN) soft += 1;
  return soft > points.length * 0.55;
}

function turnAt(points: readonly Point[], index: number): number {
  const count = points.length;
  const a = points[(index + count - 1) % count] as Point;
  const b = points[index] as Point;
  const c = points[(index + 1) % count] as Point;
  const before = Math.hypot(b.x - a.x, b.y - a.y);
  const after = Math.hypot(c.x - b.x, c.y - b.y);
  if (before === 0 || after === 0) return 1;
  return ((b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y)) / (before * after);
}

/** Curves through the soft corners, keeps the hard ones: a drawn outline has no facets. */
function flattenRound(shape: Pick<Shape, 'points' | 'closed'>, stepPx: number): Point[] {
  const { points, closed } = shape;
  const count = points.length;
  const last = closed ? count : count - 1;
  const way = (index: number): Point | null => {
    if (!closed && (index <= 0 || index >= count - 1)) return null;
    if (turnAt(points, index % count) <= SOFT_TURN) return null;
    const a = points[(index + count - 1) % count] as Point;
    const b = points[index % count] as Point;
    const c = points[(index + 1) % count] as Point;
    const before = Math.max(1e-6, Math.hypot(b.x - a.x, b.y - a.y));
    const after = Math.max(1e-6, Math.hypot(c.x - b.x, c.y - b.y));
    // Weighted towards the shorter edge, so that a long straight run stays straight.
    const x = (b.x - a.x) / (before * before) + (c.x - b.x) / (after * after);
    const y = (b.y - a.y) / (before * before) + (c.y - b.y) / (after * after);
    const long = Math.max(1e-6, Math.hypot(x, y));
    return { x: x / long, y: y / long };
  };
  const result: Point[] = [];
  for (let index = 0; index < last; index += 1) {
    const from = points[index] as Point;
    const to = points[(index + 1) % count] as Point;
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const length = Math.hypot(dx, dy);
    const leave = way(index);
    const reach = way(index + 1);
    const steps = Math.max(1, Math.min(14, Math.ceil(length / (stepPx * 0.5))));
    for (let step = 0; step < steps; step += 1) {
      const u = step / steps;
      const u2 = u * u;
      const u3 = u2 * u;
      const h1 = u3 - 2 * u2 + u;
      const h2 = u3 - u2;
      const h3 = -2 * u3 + 3 * u2;
      result.push({
        x:
          from.x +
          dx * h3 +
          (leave === null ? dx : leave.x * length) * h1 +
          (reach === null ? dx : reach.x * length) * h2,
        y:
          from.y +
          dy * h3 +
          (leave === null ? dy : leave.y * length) * h1 +
          (reach === null ? dy : reach.y * length) * h2,
      });
    }
  }
  if (!closed) result.push(points[count - 1] as Point);
  return result;
}

/** How far a line may be off where that saves points, in units of the picture. */
const THINNING = 0.25;

function trace(ctx: SKRSContext2D, line: readonly Point[], closed: boolean, unitPx: number): void {
  thinLine(line, THINNING * unitPx).forEach((point, index) => {
    if (index === 0) ctx.moveTo(point.x, point.y);
    else ctx.lineTo(point.x, point.y);
  });
  if (closed) ctx.closePath();
}

/** The line as a hand draws it: off by a slow wander, its ends a little past the corner. */
function wander(line: readonly Point[], closed: boolean, seed: number, amplitude: number, unitPx: number): Point[] {
  let travelled = 0;
  return line.map((point, index) => {
    const previous = line[index - 1] ?? point;
    travelled += Math.hypot(point.x - previous.x, point.y - previous.y);
    const position = travelled / (46 * unitPx);
    const fade = closed ? 1 : 0.75;
    return {
      x: point.x + lineNoise(seed, position) * amplitude * fade,
      y: point.y + lineNoise(seed ^ 0x5bd1e995, position) * amplitude * fade,
    };
  });
}

/** Parallel strokes inside closed outlines (even-odd), found by geometry (cheaper than clipping, and the ends stay uneven). */
export function hatchLines(
  rings: readonly (readonly Point[])[],
  density: number,
  seed: number,
  unitPx: number,
  angle = HATCH_ANGLE,
): [Point, Point][] {
  if (rings.length === 0 || density <= 0) return [];
  const spacing = Math.max(4.2, 19 - 13 * Math.min(1, density)) * unitPx;
  const cos = Math.cos(-angle);
  const sin = Math.sin(-angle);
  const turned = rings.map((ring) => ring.map((p) => ({ x: p.x * cos - p.y * sin, y: p.x * sin + p.y * cos })));
  let minY = Infinity;
  let maxY = -Infinity;
  for (const p of turned.flat()) {
    minY = Math.min(minY, p.y);
    maxY = Math.max(maxY, p.y);
  }
  // Outlines that run out of the picture are hatched only where a frame with its overscan can be.
  const first = Math.ceil(Math.max(minY, -2400 * unitPx) / spacing);
  const lastRow = Math.min(Math.floor(Math.min(maxY, 5200 * unitPx) / spacing), first + 1800);
  const lines: [Point, Point][] = [];
  for (let row = first; row <= lastRow; row += 1) {
    const y = row * spacing + lineNoise(seed, row * 1.7) * spacing * 0.22;
    const crossings: number[] = [];
    for (const ring of turned) {
      for (let index = 0; index < ring.length; index += 1) {
        const a = ring[index] as Point;
        const b = ring[(index + 1) % ring.length] as Point;
        if (a.y <= y !== b.y <= y) crossings.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x));
      }
    }
    crossings.sort((left, right) => left - right);
    for (let index = 0; index + 1 < crossings.length; index += 2) {
      const trim = (1.5 + Math.abs(lineNoise(seed + 7, row * 3.1 + index)) * 5) * unitPx;
      const from = (crossings[index] as number) + trim;
      const to = (crossings[index + 1] as number) - trim * 0.8;
      if (to - from < 3 * unitPx) continue;
      const y2 = y + lineNoise(seed + 3, row + index) * spacing * 0.12;
      lines.push([
        { x: from * cos + y * sin, y: -from * sin + y * cos },
        { x: to * cos + y2 * sin, y: -to * sin + y2 * cos },
      ]);
    }
  }
  return lines;
}

/** Makes the pen of one picture. Points are pixels; the same key and seed always give the same line. */
export function createPen({ inks, seed, unitPx }: PenOptions): Pen {
  const pencil = inks.look === 'pencil';
  const rgba = (colour: readonly number[], alpha: number): string =>
    `rgba(${colour[0]},${colour[1]},${colour[2]},${alpha.toFixed(3)})`;

  function drawOne(ctx: SKRSContext2D, shape: Shape, options: DrawOptions): void {
    const pressure = options.pressure ?? 1;
    const shapeSeed = hashKey(shape.key, seed);
    const line = flattenShape(shape, 22 * unitPx);
    if (line.length < 2) return;
    if (shape.fill !== null && line.length > 2) {
      ctx.beginPath();
      trace(ctx, line, true, unitPx);
      ctx.fillStyle = options.silhouette ?? options.tones?.[shape.fill] ?? inks.fill(shape.fill);
      ctx.fill();
    }
    if (shape.hatch > 0.02 && shape.closed && options.silhouette === undefined) {
      const strokes = hatchLines([line], shape.hatch, shapeSeed, unitPx);
      ctx.beginPath();
      for (const [from, to] of strokes) {
        ctx.moveTo(from.x, from.y);
        const bend = lineNoise(shapeSeed, from.y * 0.05) * 1.6 * unitPx;
        ctx.quadraticCurveTo((from.x + to.x) / 2 + bend, (from.y + to.y) / 2 + bend, to.x, to.y);
      }
      ctx.lineWidth = (1.35 + shape.hatch * 0.85) * unitPx;
      ctx.strokeStyle = rgba(inks.hatch, (pencil ? 0.46 + shape.hatch * 0.34 : 0.2 + shape.hatch * 0.16) * pressure);
      ctx.stroke();
    }
    const width = WIDTHS[shape.stroke] * unitPx * (options.weight ?? 1);
    if (width <= 0) return;
    ctx.lineWidth = width;
    ctx.strokeStyle = rgba(inks.line, (pencil ? 0.82 : 0.9) * pressure);
    ctx.beginPath();
    strokePass(ctx, shape, line, shapeSeed, 1.3);
    ctx.stroke();
    ctx.lineWidth = width * 0.55;
    ctx.strokeStyle = rgba(inks.line, (pencil ? 0.5 : 0.28) * pressure);
    ctx.beginPath();
    strokePass(ctx, shape, line, shapeSeed ^ 0x2545f491, 3);
    ctx.stroke();
  }

  function strokePass(
    ctx: SKRSContext2D,
    shape: Shape,
    line: readonly Point[],
    passSeed: number,
    amplitude: number,
  ): void {
    const reach = amplitude * unitPx;
    if (shape.curve === 'smooth' || shape.stroke === 'fine' || isRound(shape)) {
      trace(ctx, wander(line, shape.closed, passSeed, reach, unitPx), shape.closed, unitPx);
      return;
    }
    // Straight edges are drawn one by one, each running a little past its corner, as with a quick ruler-less hand.
    const { points, closed } = shape;
    const count = closed ? points.length : points.length - 1;
    for (let index = 0; index < count; index += 1) {
      const from = points[index] as Point;
      const to = points[(index + 1) % points.length] as Point;
      const length = Math.hypot(to.x - from.x, to.y - from.y);
      if (length < 0.5) continue;
      const over = Math.min(length * 0.06, (1.5 + Math.abs(lineNoise(passSeed, index * 5.3)) * 4) * unitPx);
      const ux = ((to.x - from.x) / length) * over;
      const uy = ((to.y - from.y) / length) * over;
      const edge = flattenShape(
        {
          points: [
            { x: from.x - ux, y: from.y - uy },
            { x: to.x + ux, y: to.y + uy },
          ],
          curve: 'line',
          closed: false,
        },
        30 * unitPx,
      );
      trace(ctx, wander(edge, false, passSeed + index * 101, reach, unitPx), false, unitPx);
    }
  }

  return {
    draw(ctx, shapes, options = {}) {
      ctx.save();
      ctx.lineCap = 'round';
      ctx.lineJoin = 'round';
      if (options.opacity !== undefined) ctx.globalAlpha = options.opacity;
      if (options.rim !== undefined) {
        ctx.strokeStyle = options.rim;
        ctx.lineWidth = 7 * unitPx * (options.weight ?? 1);
        for (const shape of shapes) {
          if (!shape.closed) continue;
          ctx.beginPath();
          trace(ctx, flattenShape(shape, 22 * unitPx), true, unitPx);
          ctx.stroke();
        }
      }
      for (const shape of shapes) drawOne(ctx, shape, options);
      ctx.restore();
    },
  };
}
