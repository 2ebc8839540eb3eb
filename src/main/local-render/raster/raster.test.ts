import { createCanvas } from '@napi-rs/canvas';
import type { Canvas } from '@napi-rs/canvas';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Affine } from '../camera.ts';
import { randomStream } from '../seeded-random.ts';
import { createFrameRaster, yuvBytesOf } from './frame-raster.ts';
import type { FrameRaster } from './frame-raster.ts';
import { coverageOf, storePicture } from './picture-store.ts';
import { createSharedMemory, takeBytes } from './shared-memory.ts';
import { createSpareMemories } from './spare-memories.ts';
import { rasterMarks } from './weather-marks.ts';

const WIDTH = 150;
const HEIGHT = 90;
const memory = createSharedMemory();
const UPRIGHT: Affine = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
let raster: FrameRaster;

beforeAll(() => {
  raster = createFrameRaster(memory, WIDTH, HEIGHT);
});

/** Soft shapes, opaque and clear ones, on nothing. */
function drawing(widthPx: number, heightPx: number, seed: number): Canvas {
  const canvas = createCanvas(widthPx, heightPx);
  const ctx = canvas.getContext('2d');
  const random = randomStream(seed);
  for (let index = 0; index < 30; index += 1) {
    ctx.fillStyle = `hsla(${random() * 360},70%,50%,${index % 3 === 0 ? 1 : 0.4})`;
    ctx.beginPath();
    ctx.ellipse(random() * widthPx, random() * heightPx, 8 + random() * 40, 6 + random() * 30, random(), 0, 7);
    ctx.fill();
  }
  return canvas;
}

/** The frame's RGBA without the padding of its rows. */
function shown(): Buffer {
  return Buffer.concat(
    Array.from({ length: HEIGHT }, (_, y) =>
      Buffer.from(raster.pixels.slice(y * raster.strideBytes, y * raster.strideBytes + WIDTH * 4)),
    ),
  );
}

/** The same picture by the canvas, with the shear that keeps it off its rounding path. */
function byCanvas(canvases: readonly Canvas[], maps: readonly Affine[]): Buffer {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const ctx = canvas.getContext('2d');
  ctx.imageSmoothingQuality = 'low';
  ctx.fillStyle = '#f5f0e5';
  ctx.fillRect(0, 0, WIDTH, HEIGHT);
  canvases.forEach((source, index) => {
    const { a, b, c, d, e, f } = maps[index] as Affine;
    ctx.setTransform(a, b + 2e-6, c, d, e, f);
    ctx.drawImage(source, 0, 0);
  });
  return canvas.data();
}

function differences(one: Buffer, other: Buffer): { mean: number; most: number } {
  let sum = 0;
  let most = 0;
  for (let at = 0; at < one.length; at += 1) {
    const off = Math.abs((one[at] ?? 0) - (other[at] ?? 0));
    sum += off;
    most = Math.max(most, off);
  }
  return { mean: sum / one.length, most };
}

describe('a frame raster', () => {
  it.each([
    ['at rest', UPRIGHT],
    ['shifted by a fraction', { ...UPRIGHT, e: -3.3, f: 0.71 }],
    ['enlarged', { a: 1.13, b: 0, c: 0, d: 1.13, e: -12.4, f: -7.9 }],
    ['sheared and turned', { a: 0.97, b: 0.11, c: -0.15, d: 1.05, e: 5.2, f: -9.6 }],
  ])('shows layers as a canvas does: %s', (_, map) => {
    const layers = [drawing(WIDTH, HEIGHT, 1), drawing(WIDTH, HEIGHT, 2), drawing(90, 60, 3)];
    const maps = [UPRIGHT, map, { ...map, e: map.e + 31.4 }];
    const pictures = layers.map((layer, index) => ({
      picture: storePicture(memory, layer),
      map: maps[index] as Affine,
    }));
    raster.begin(pictures.slice(0, 2), [0xf5, 0xf0, 0xe5]);
    raster.add(pictures.slice(2));
    const { mean, most } = differences(shown(), byCanvas(layers, maps));
    expect(mean).toBeLessThan(0.6);
    // Canvas edges are smoothed a little differently where a layer ends within the frame.
    expect(most).toBeLessThan(48);
  });

  it('moves by the exact fraction of a pixel', () => {
    const dot = createCanvas(WIDTH, HEIGHT);
    const ctx = dot.getContext('2d');
    ctx.fillStyle = '#000';
    ctx.arc(70, 40, 20, 0, 7);
    ctx.fill();
    const picture = storePicture(memory, dot);
    const centre = (shift: number): number => {
      raster.begin([{ picture, map: { ...UPRIGHT, e: shift } }], [255, 255, 255]);
      let weight = 0;
      let sum = 0;
      shown().forEach((value, at) => {
        if (at % 4 !== 0) return;
        weight += 255 - value;
        sum += (255 - value) * (((at / 4) % WIDTH) + 0.5);
      });
      return sum / weight;
    };
    const first = centre(0);
    for (const shift of [0.01, 0.13, 0.5, 0.77, 3.94]) expect(centre(shift) - first).toBeCloseTo(shift, 2);
  });

  it('lays an overlay where it belongs and leaves out what lies outside', () => {
    raster.begin([], [10, 20, 30]);
    const pixels = new Uint8Array(40 * 20 * 4).fill(128);
    raster.overlay(pixels, { x: -13, y: 5, width: 40, height: 20 });
    const all = shown();
    const at = (x: number, y: number): number[] => [...all.subarray((y * WIDTH + x) * 4, (y * WIDTH + x) * 4 + 4)];
    expect(at(26, 24)).toEqual([133, 138, 143, 255]);
    expect(at(0, 5)).toEqual([133, 138, 143, 255]);
    for (const [x, y] of [
      [27, 10],
      [5, 25],
      [5, 4],
      [149, 10],
    ] as const)
      expect(at(x, y)).toEqual([10, 20, 30, 255]);
  });

  it('writes BT.709 planes, at widths that fill no vector too', () => {
    const canvas = drawing(WIDTH, HEIGHT, 9);
    raster.begin([{ picture: storePicture(memory, canvas), map: UPRIGHT }], [200, 180, 30]);
    const rgba = shown();
    const address = takeBytes(memory, yuvBytesOf(raster));
    raster.writeYuv(address);
    const planes = new Uint8Array(memory.buffer, address, yuvBytesOf(raster)).slice();
    const rgb = (x: number, y: number, part: number): number => (rgba[(y * WIDTH + x) * 4 + part] ?? 0) / 255;
    let worst = 0;
    for (let y = 0; y < HEIGHT; y += 1) {
      for (let x = 0; x < WIDTH; x += 1) {
        const luma = 16 + 219 * (0.2126 * rgb(x, y, 0) + 0.7152 * rgb(x, y, 1) + 0.0722 * rgb(x, y, 2));
        worst = Math.max(worst, Math.abs(luma - (planes[y * WIDTH + x] ?? 0)));
      }
    }
    for (let y = 0; y < HEIGHT; y += 2) {
      for (let x = 0; x < WIDTH; x += 2) {
        const [r = 0, g = 0, b = 0] = [0, 1, 2].map(
          (part) => (rgb(x, y, part) + rgb(x + 1, y, part) + rgb(x, y + 1, part) + rgb(x + 1, y + 1, part)) / 4,
        );
        const luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
        const at = WIDTH * HEIGHT + (y / 2) * (WIDTH / 2) + x / 2;
        worst = Math.max(worst, Math.abs(128 + (224 * (b - luma)) / 1.8556 - (planes[at] ?? 0)));
        worst = Math.max(worst, Math.abs(128 + (224 * (r - luma)) / 1.5748 - (planes[at + (WIDTH * HEIGHT) / 4] ?? 0)));
      }
    }
    expect(worst).toBeLessThan(0.75);
  });

  it('draws drops and flakes as a canvas does', () => {
    const canvas = createCanvas(WIDTH, HEIGHT);
    const ctx = canvas.getContext('2d');
    ctx.fillStyle = '#f5f0e5';
    ctx.fillRect(0, 0, WIDTH, HEIGHT);
    ctx.lineCap = 'round';
    ctx.lineWidth = 2.4;
    ctx.strokeStyle = 'rgba(40,36,44,0.5)';
    ctx.beginPath();
    ctx.moveTo(100.3, -4.2);
    ctx.lineTo(71.9, 80.6);
    ctx.stroke();
    ctx.fillStyle = 'rgb(255,253,246)';
    ctx.beginPath();
    ctx.arc(30.2, 41.7, 7.3, 0, 7);
    ctx.fill();
    ctx.lineWidth = 1.1;
    ctx.stroke();
    raster.begin([], [0xf5, 0xf0, 0xe5]);
    const colour = [40, 36, 44] as const;
    rasterMarks(
      raster,
      [
        { kind: 'streak', x: 100.3, y: -4.2, toX: 71.9, toY: 80.6, widthPx: 2.4, colour, alpha: 0.5 },
        { kind: 'flake', x: 30.2, y: 41.7, radius: 7.3, rimPx: 1.1, rimColour: colour, rimAlpha: 0.5 },
      ],
      UPRIGHT,
    );
    const { mean, most } = differences(shown(), canvas.data());
    expect(mean).toBeLessThan(0.1);
    expect(most).toBeLessThan(32);
  });

  it('refuses sides that 4:2:0 does not know', () => {
    expect(() => createFrameRaster(memory, 151, 90)).toThrow(RangeError);
    expect(() => createFrameRaster(memory, 0, 90)).toThrow(RangeError);
  });
});

describe('spare memories', () => {
  it('are used again with nothing taken, and without what the last user left behind', () => {
    const spares = createSpareMemories();
    const one = spares.take();
    const other = spares.take();
    expect(other).not.toBe(one);
    const first = takeBytes(one, 100_000);
    new Uint8Array(one.buffer, first, 100_000).fill(200);
    spares.put(one);
    expect(spares.take()).toBe(one);
    expect(takeBytes(one, 1)).toBe(first);
    spares.put(one);
    const again = createFrameRaster(spares.take(), 64, 32);
    again.begin([{ picture: storePicture(one, createCanvas(20, 20)), map: { ...UPRIGHT, e: 9.5, f: 3.5 } }], [1, 2, 3]);
    expect([...again.pixels.slice(0, 8)]).toEqual([1, 2, 3, 255, 1, 2, 3, 255]);
    expect(new Set(again.pixels)).toEqual(new Set([1, 2, 3, 255]));
  });
});

describe('a stored picture', () => {
  it('knows where it is empty, opaque or both', () => {
    const canvas = createCanvas(100, 60);
    const ctx = canvas.getContext('2d');
    ctx.fillStyle = '#123456';
    ctx.fillRect(40, 0, 60, 60);
    const picture = storePicture(memory, canvas);
    expect(coverageOf(picture, 2, 2, 30, 50)).toBe('empty');
    expect(coverageOf(picture, 48, 10, 90, 50)).toBe('opaque');
    expect(coverageOf(picture, 30, 10, 90, 50)).toBe('mixed');
    expect(coverageOf(picture, 50, 10, 120, 50)).toBe('mixed');
    expect(coverageOf(picture, 120, 10, 150, 50)).toBe('empty');
    expect(coverageOf(picture, -40, -20, -10, -5)).toBe('empty');
  });
});
