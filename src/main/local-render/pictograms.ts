import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import type { SKRSContext2D } from '@napi-rs/canvas';
import { resourcePath } from './fonts.ts';
import { mixHex, parseHex } from './inks.ts';
import type { Inks } from './inks.ts';
import { hatchLines } from './pen.ts';
import { hashKey, lineNoise } from './seeded-random.ts';
import type { Point } from './shape-types.ts';

/** One filled part of a pictogram: its colour and rings, in units where the 32-pixel box is 320 wide. */
type Part = readonly [string, ...number[][]];
type Table = Record<string, readonly Part[]>;

/** A pictogram ready to be placed: foot on y = 0, height 1 (up is negative), x = 0 in the middle. */
export interface Pictogram {
  parts: readonly { fill: string; area: number; rings: readonly (readonly Point[])[] }[];
  /** Width for a height of 1. */
  aspect: number;
}

let table: Table | null = null;
const made = new Map<string, Pictogram | null>();

/** Reads `emoji:<hexcode>`; null when the sets have no such drawing (tiles and signs are left out on purpose). */
export function loadPictogram(reference: string): Pictogram | null {
  const hexcode = reference.replace(/^emoji:/, '').replace(/-fe0f/g, '');
  const known = made.get(hexcode);
  if (known !== undefined) return known;
  table ??= JSON.parse(
    brotliDecompressSync(readFileSync(resourcePath('pictograms.json.br'))).toString('utf8'),
  ) as Table;
  const parts = table[hexcode];
  const result = parts === undefined ? null : normalise(parts);
  made.set(hexcode, result);
  return result;
}

function normalise(parts: readonly Part[]): Pictogram {
  let minX = Infinity;
  let maxX = -Infinity;
  let minY = Infinity;
  let maxY = -Infinity;
  for (const [, ...rings] of parts) {
    for (const ring of rings as number[][]) {
      for (let index = 0; index < ring.length; index += 2) {
        minX = Math.min(minX, ring[index] as number);
        maxX = Math.max(maxX, ring[index] as number);
        minY = Math.min(minY, ring[index + 1] as number);
        maxY = Math.max(maxY, ring[index + 1] as number);
      }
    }
  }
  const height = Math.max(1, maxY - minY);
  const midX = (minX + maxX) / 2;
  return {
    aspect: (maxX - minX) / height,
    parts: parts.map(([fill, ...rings]) => {
      const points = (rings as number[][]).map((ring) => {
        const result: Point[] = [];
        for (let index = 0; index < ring.length; index += 2) {
          result.push({
            x: ((ring[index] as number) - midX) / height,
            y: ((ring[index + 1] as number) - maxY) / height,
          });
        }
        return result;
      });
      return { fill, rings: points, area: points.reduce((sum, ring) => sum + Math.abs(ringArea(ring)), 0) };
    }),
  };
}

function ringArea(ring: readonly Point[]): number {
  let sum = 0;
  for (let index = 0; index < ring.length; index += 1) {
    const a = ring[index] as Point;
    const b = ring[(index + 1) % ring.length] as Point;
    sum += a.x * b.y - b.x * a.y;
  }
  return sum / 2;
}

/** Fills that would be colours in the original, as the look wants them. */
function lookFill(fill: string, inks: Inks): { colour: string; hatch: number } {
  const [r, g, b] = parseHex(fill);
  const light = (0.3 * r + 0.59 * g + 0.11 * b) / 255;
  if (inks.look === 'pencil') {
    // Three values only: paper, mid, dark.
    if (light > 0.7) return { colour: inks.fill('white'), hatch: 0 };
    if (light > 0.42) return { colour: inks.night ? '#bdb8af' : '#dcd6ca', hatch: 0.16 };
    if (light > 0.22) return { colour: inks.night ? '#8f8b86' : '#aaa49b', hatch: 0.4 };
    return { colour: '#5c5958', hatch: 0.2 };
  }
  // Toy colours are taken back towards the tones of the scene: greyer, and never white or black.
  const grey = Math.round(light * 255)
    .toString(16)
    .padStart(2, '0');
  const calm = mixHex(fill, `#${grey}${grey}${grey}`, 0.42);
  const floor = light > 0.86 ? mixHex(calm, '#e6dcc8', 0.55) : light < 0.14 ? mixHex(calm, '#4a4552', 0.5) : calm;
  const soft = mixHex(floor, inks.fill('wall'), 0.22);
  return { colour: inks.night ? mixHex(soft, '#1d2747', 0.42) : soft, hatch: light < 0.45 ? 0.14 : 0 };
}

/**
 * Redraws a pictogram in the picture's own hand: flat values inside uneven outlines, shade hatched, small inner parts
 * with a finer line. `place` maps pictogram space to pixels.
 */
export function drawPictogram(
  ctx: SKRSContext2D,
  pictogram: Pictogram,
  place: (point: Point) => Point,
  options: { inks: Inks; key: string; seed: number; unitPx: number; scalePx: number },
): void {
  const { inks, unitPx } = options;
  // Thin on small things, as a hand would; the inner parts are lighter than the outline.
  const thin = Math.min(1, Math.max(0.36, 0.3 + options.scalePx / (900 * unitPx)));
  const total = pictogram.parts.reduce((sum, part) => Math.max(sum, part.area), 0);
  ctx.save();
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  pictogram.parts.forEach((part, index) => {
    const seed = hashKey(`${options.key}/${index}`, options.seed);
    const rings = part.rings.map((ring) => ring.map(place));
    const { colour, hatch } = lookFill(part.fill, inks);
    ctx.beginPath();
    for (const ring of rings) trace(ctx, ring, seed, 0);
    ctx.fillStyle = colour;
    ctx.fill();
    if (hatch > 0.1 && part.area > total * 0.02) {
      ctx.beginPath();
      for (const [from, to] of hatchLines(rings, hatch, seed, unitPx)) {
        ctx.moveTo(from.x, from.y);
        ctx.lineTo(to.x, to.y);
      }
      ctx.lineWidth = 1.4 * unitPx;
      ctx.strokeStyle = `rgba(${inks.hatch.join(',')},${inks.look === 'pencil' ? 0.42 : 0.18})`;
      ctx.stroke();
    }
    const share = part.area / Math.max(1e-6, total);
    const width = (share > 0.25 ? 3 : share > 0.04 ? 1.7 : 1) * unitPx * thin;
    for (const [pass, amplitude] of [1.4, 2.8].entries()) {
      ctx.beginPath();
      for (const ring of rings) trace(ctx, ring, seed + pass * 977, amplitude * unitPx);
      ctx.lineWidth = pass === 0 ? width : width * 0.55;
      ctx.strokeStyle = `rgba(${inks.line.join(',')},${pass === 0 ? (share > 0.25 ? 0.82 : 0.6) : 0.34})`;
      ctx.stroke();
    }
  });
  ctx.restore();
}

function trace(ctx: SKRSContext2D, ring: readonly Point[], seed: number, amplitude: number): void {
  let travelled = 0;
  ring.forEach((point, index) => {
    const previous = ring[index - 1] ?? point;
    travelled += Math.hypot(point.x - previous.x, point.y - previous.y);
    const x = point.x + (amplitude === 0 ? 0 : lineNoise(seed, travelled / 40) * amplitude);
    const y = point.y + (amplitude === 0 ? 0 : lineNoise(seed ^ 0x77, travelled / 40) * amplitude);
    if (index === 0) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
  });
  ctx.closePath();
}
