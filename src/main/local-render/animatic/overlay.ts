import { createCanvas } from '@napi-rs/canvas';
import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Affine } from '../camera.ts';
import type { PlannedDrawing } from '../draw-actors.ts';
import type { Extent } from '../hold-focus.ts';
import type { FrameRaster, PixelBox } from '../raster/frame-raster.ts';

/** Canvas sizes are rounded up to this, so that a walking figure does not need a new one in each frame. */
const STEP_PX = 64;
/** Two drawings share a canvas when that makes it no larger than this, against both apart. */
const MOST_WASTE = 1.3;

/** Lays drawings over frames of one size. */
export interface Overlay {
  /** In their order; `map` leads from the drawings' pixels to the frame's. */
  lay(raster: FrameRaster, drawings: readonly PlannedDrawing[], map: Affine): void;
}

/**
 * Frees a canvas' copied pixels at the next turn of the loop instead of at some garbage collection: the next copy then gets
 * the same warm memory, which takes a fifth of the time, and a clip needs a few megabytes instead of hundreds.
 */
export function giveBack(pixels: Buffer): void {
  if (pixels.buffer instanceof ArrayBuffer && pixels.buffer.byteLength === pixels.length) pixels.buffer.transfer(0);
}

interface Group {
  box: PixelBox;
  drawings: PlannedDrawing[];
}

/** Makes an overlay. Only as much canvas is drawn, read back and blended as the drawings can reach. */
export function createOverlay(): Overlay {
  let canvas = createCanvas(STEP_PX, STEP_PX);
  let ctx = canvas.getContext('2d');

  function fit(raster: FrameRaster, width: number, height: number): void {
    const isLarge = canvas.width * canvas.height > 2 * (width + STEP_PX) * (height + STEP_PX);
    if (canvas.width >= width && canvas.height >= height && !isLarge) {
      // Without it each frame would be kept for the next one, and copied.
      ctx.reset();
      return;
    }
    const up = (length: number, most: number): number => Math.ceil(Math.min(length * 1.1, most) / STEP_PX) * STEP_PX;
    canvas = createCanvas(up(width, raster.widthPx), up(height, raster.heightPx));
    ctx = canvas.getContext('2d');
  }

  function paint(raster: FrameRaster, group: Group, map: Affine): void {
    const { x, y, width, height } = group.box;
    fit(raster, width, height);
    ctx.transform(map.a, map.b, map.c, map.d, map.e - x, map.f - y);
    for (const drawing of group.drawings) drawing.paint(ctx as SKRSContext2D);
  }

  return {
    lay(raster, drawings, map) {
      for (const group of groupsOf(raster, drawings, map)) {
        paint(raster, group, map);
        const pixels = canvas.data();
        raster.overlay(pixels, { ...group.box, width: canvas.width });
        giveBack(pixels);
      }
    },
  };
}

function groupsOf(raster: FrameRaster, drawings: readonly PlannedDrawing[], map: Affine): Group[] {
  const groups: Group[] = [];
  for (const drawing of drawings) {
    const box = boxOf(raster, drawing.extent, map);
    if (box === null) continue;
    const last = groups.at(-1);
    const both = last === undefined ? null : union(last.box, box);
    if (last !== undefined && both !== null && areaOf(both) <= MOST_WASTE * (areaOf(last.box) + areaOf(box))) {
      last.box = both;
      last.drawings.push(drawing);
    } else groups.push({ box, drawings: [drawing] });
  }
  return groups;
}

/** Whole pixels of the frame that an extent reaches; null where it lies outside. */
function boxOf(raster: FrameRaster, extent: Extent, map: Affine): PixelBox | null {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const x of [extent.left, extent.right]) {
    for (const y of [extent.top, extent.bottom]) {
      xs.push(map.a * x + map.c * y + map.e);
      ys.push(map.b * x + map.d * y + map.f);
    }
  }
  const x = Math.max(0, Math.floor(Math.min(...xs)));
  const y = Math.max(0, Math.floor(Math.min(...ys)));
  const width = Math.min(raster.widthPx, Math.ceil(Math.max(...xs))) - x;
  const height = Math.min(raster.heightPx, Math.ceil(Math.max(...ys))) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

function areaOf(box: PixelBox): number {
  return box.width * box.height;
}

function union(one: PixelBox, other: PixelBox): PixelBox {
  const x = Math.min(one.x, other.x);
  const y = Math.min(one.y, other.y);
  return {
    x,
    y,
    width: Math.max(one.x + one.width, other.x + other.width) - x,
    height: Math.max(one.y + one.height, other.y + other.height) - y,
  };
}
