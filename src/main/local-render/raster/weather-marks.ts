import type { Affine } from '../camera.ts';
import { FLAKE_COLOUR } from '../weather.ts';
import type { WeatherMark } from '../weather.ts';
import type { FrameRaster } from './frame-raster.ts';

type Colour = readonly [number, number, number];

/** Draws drops and flakes straight into a frame, as a canvas would: a few thousand pixels need no canvas of their own. */
export function rasterMarks(frame: FrameRaster, marks: readonly WeatherMark[], map: Affine): void {
  const zoom = Math.sqrt(Math.abs(map.a * map.d - map.b * map.c));
  for (const mark of marks) {
    const x = map.a * mark.x + map.c * mark.y + map.e;
    const y = map.b * mark.x + map.d * mark.y + map.f;
    if (mark.kind === 'streak') {
      const toX = map.a * mark.toX + map.c * mark.toY + map.e;
      const toY = map.b * mark.toX + map.d * mark.toY + map.f;
      streak(frame, { x, y, toX, toY, half: (mark.widthPx * zoom) / 2 }, mark.colour, mark.alpha);
    } else flake(frame, x, y, mark, zoom);
  }
}

function blend(frame: FrameRaster, at: number, colour: Colour, share: number): void {
  const { pixels } = frame;
  for (let part = 0; part < 3; part += 1) {
    const before = pixels[at + part] as number;
    pixels[at + part] = before + ((colour[part] as number) - before) * share + 0.5;
  }
}

/** A line with round ends. */
function streak(
  frame: FrameRaster,
  line: { x: number; y: number; toX: number; toY: number; half: number },
  colour: Colour,
  alpha: number,
): void {
  const { x, y, half } = line;
  const dx = line.toX - x;
  const dy = line.toY - y;
  const square = Math.max(1e-6, dx * dx + dy * dy);
  const reach = half + 0.5;
  const top = Math.max(0, Math.floor(Math.min(y, line.toY) - reach));
  const bottom = Math.min(frame.heightPx - 1, Math.ceil(Math.max(y, line.toY) + reach));
  // How far the line's own width reaches to the side in a row of pixels.
  const across = Math.abs(dy) < 1e-6 ? Infinity : (reach * Math.sqrt(square)) / Math.abs(dy) + 1;
  const leftmost = Math.min(x, line.toX) - reach;
  const rightmost = Math.max(x, line.toX) + reach;
  for (let row = top; row <= bottom; row += 1) {
    const py = row + 0.5 - y;
    const middle = Math.abs(dy) < 1e-6 ? x : x + (py * dx) / dy;
    const left = Math.max(0, Math.floor(Math.max(leftmost, middle - across)));
    const right = Math.min(frame.widthPx - 1, Math.ceil(Math.min(rightmost, middle + across)));
    for (let column = left; column <= right; column += 1) {
      const px = column + 0.5 - x;
      const along = Math.min(1, Math.max(0, (px * dx + py * dy) / square));
      const share = reach - Math.hypot(px - along * dx, py - along * dy);
      // A line thinner than a pixel never covers one.
      if (share > 0) blend(frame, row * frame.strideBytes + column * 4, colour, alpha * Math.min(1, share, 2 * half));
    }
  }
}

function flake(frame: FrameRaster, x: number, y: number, mark: WeatherMark & { kind: 'flake' }, zoom: number): void {
  const radius = mark.radius * zoom;
  const rim = (mark.rimPx * zoom) / 2 + 0.5;
  const reach = radius + rim;
  const top = Math.max(0, Math.floor(y - reach));
  const bottom = Math.min(frame.heightPx - 1, Math.ceil(y + reach));
  const left = Math.max(0, Math.floor(x - reach));
  const right = Math.min(frame.widthPx - 1, Math.ceil(x + reach));
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      const far = Math.hypot(column + 0.5 - x, row + 0.5 - y);
      const at = row * frame.strideBytes + column * 4;
      const inside = radius + 0.5 - far;
      if (inside > 0) blend(frame, at, FLAKE_COLOUR, Math.min(1, inside));
      const onRim = rim - Math.abs(far - radius);
      if (onRim > 0) blend(frame, at, mark.rimColour, mark.rimAlpha * Math.min(1, onRim));
    }
  }
}
