import { createCanvas } from '@napi-rs/canvas';
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import { randomStream } from './seeded-random.ts';

const tiles = new Map<string, Canvas>();

/** Tooth of the paper as a tile that multiplies the drawing; few grey steps, so that PNG files stay small. */
function grainTile(strength: number): Canvas {
  const key = String(strength);
  const known = tiles.get(key);
  if (known !== undefined) return known;
  const size = 512;
  const canvas = createCanvas(size, size);
  const ctx = canvas.getContext('2d');
  const data = ctx.createImageData(size, size);
  const random = randomStream(77);
  // Dips are two pixels wide and high: visible on a large panel, and half the bytes of single-pixel noise.
  for (let row = 0; row < size; row += 2) {
    for (let column = 0; column < size; column += 2) {
      const dip = random();
      const value = 255 - (dip > 0.93 ? strength * 2 : dip > 0.8 ? strength : 0);
      for (const at of [
        row * size + column,
        row * size + column + 1,
        (row + 1) * size + column,
        (row + 1) * size + column + 1,
      ]) {
        data.data[at * 4] = value;
        data.data[at * 4 + 1] = value;
        data.data[at * 4 + 2] = value;
        data.data[at * 4 + 3] = 255;
      }
    }
  }
  ctx.putImageData(data, 0, 0);
  tiles.set(key, canvas);
  return canvas;
}

/** Lays the paper's tooth over a finished frame. */
export function paintGrain(ctx: SKRSContext2D, widthPx: number, heightPx: number, strength: number): void {
  ctx.save();
  ctx.globalCompositeOperation = 'multiply';
  const pattern = ctx.createPattern(grainTile(strength), 'repeat') ?? '#ffffff';
  ctx.fillStyle = pattern;
  ctx.fillRect(0, 0, widthPx, heightPx);
  ctx.restore();
}
