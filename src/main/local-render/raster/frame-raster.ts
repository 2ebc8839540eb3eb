import type { Affine } from '../camera.ts';
import { openFrameKernels } from './frame-kernels.ts';
import type { FrameKernels } from './frame-kernels.ts';
import { BORDER_PX, coverageOf } from './picture-store.ts';
import type { StoredPicture } from './picture-store.ts';
import { takeBytes } from './shared-memory.ts';
import type { SharedMemory } from './shared-memory.ts';

/** A picture and where it lies: `map` leads from its pixels to the frame's. */
export interface PlacedPicture {
  picture: StoredPicture;
  map: Affine;
}

/** A rectangle of whole pixels. */
export interface PixelBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One opaque frame in shared memory on which pictures are laid. */
export interface FrameRaster {
  widthPx: number;
  heightPx: number;
  memory: SharedMemory;
  /** The frame's own pixels, `strideBytes` from row to row. */
  pixels: Uint8Array;
  strideBytes: number;
  /** Fills the frame with pictures, the first one at the back, on a paper of one colour. */
  begin(pictures: readonly PlacedPicture[], paper: readonly [number, number, number]): void;
  /** Lays more pictures over the frame. */
  add(pictures: readonly PlacedPicture[]): void;
  /** Lays premultiplied RGBA of the box's size over the frame; what lies outside is left out. */
  overlay(pixels: Uint8Array, box: PixelBox): void;
  /** Replaces all pixels by opaque RGBA of the frame's size. */
  replace(pixels: Uint8Array): void;
  /** Multiplies with an opaque picture of the frame's size. */
  multiply(picture: StoredPicture): void;
  /** Writes the frame as planes Y, U, V (4:2:0, BT.709, limited range) to an address of `yuvBytesOf` bytes. */
  writeYuv(address: number): void;
}

/** Parts of the frame for which is found out what has to be drawn. */
const BLOCK_PX = 32;
const FIXED = 65_536;

/** Bytes of one 4:2:0 frame. */
export function yuvBytesOf(size: { widthPx: number; heightPx: number }): number {
  return (size.widthPx * size.heightPx * 3) / 2;
}

/** Makes a frame. Throws a `RangeError` where a side is not even and above 0, or the memory is full. */
export function createFrameRaster(memory: SharedMemory, widthPx: number, heightPx: number): FrameRaster {
  if (![widthPx, heightPx].every((side) => side > 0 && side % 2 === 0))
    throw new RangeError(`no frame of ${widthPx}×${heightPx}`);
  const kernels = openFrameKernels(memory);
  const strideBytes = Math.ceil(widthPx / 8) * 8 * 4;
  const frame = takeBytes(memory, strideBytes * heightPx);
  const scratch = takeBytes(memory, strideBytes * heightPx);
  const pixels = new Uint8Array(memory.buffer, frame, strideBytes * heightPx);
  const scratchPixels = new Uint8Array(memory.buffer, scratch, strideBytes * heightPx);
  const paperRow = new Uint8Array(strideBytes);

  function fillPaper(box: PixelBox): void {
    const row = paperRow.subarray(0, box.width * 4);
    for (let y = box.y; y < box.y + box.height; y += 1) pixels.set(row, y * strideBytes + box.x * 4);
  }

  function lay(pictures: readonly PlacedPicture[], hasPaper: boolean): void {
    const places = pictures.map(placeOf);
    const columns = Math.ceil(strideBytes / 4 / BLOCK_PX);
    for (let y = 0; y < heightPx; y += BLOCK_PX) {
      const height = Math.min(BLOCK_PX, heightPx - y);
      let from = 0;
      let wanted = '';
      let layers: number[] = [];
      for (let column = 0; column <= columns; column += 1) {
        const x = column * BLOCK_PX;
        const now = column === columns ? [] : layersOf(places, x, y, height);
        const key = column === columns ? 'end' : now.join();
        if (key === wanted) continue;
        const box = { x: from, y, width: Math.min(x, strideBytes / 4) - from, height };
        if (column > 0) draw(places, layers, box, hasPaper);
        from = x;
        wanted = key;
        layers = now;
      }
    }
  }

  /** Indices of what has to be drawn in a block, from the back; a first −1 says that paper shows. */
  function layersOf(places: readonly Place[], x: number, y: number, height: number): number[] {
    const found: number[] = [];
    const halfWidth = BLOCK_PX / 2;
    const halfHeight = height / 2;
    for (let index = places.length - 1; index >= 0; index -= 1) {
      const place = places[index] as Place;
      const { back } = place;
      const midX = back.a * (x + halfWidth) + back.c * (y + halfHeight) + back.e;
      const midY = back.b * (x + halfWidth) + back.d * (y + halfHeight) + back.f;
      // One pixel more on all sides: neighbours are mixed in.
      const reachX = Math.abs(back.a) * halfWidth + Math.abs(back.c) * halfHeight + 1;
      const reachY = Math.abs(back.b) * halfWidth + Math.abs(back.d) * halfHeight + 1;
      const coverage = coverageOf(place.picture, midX - reachX, midY - reachY, midX + reachX, midY + reachY);
      if (coverage === 'empty') continue;
      found.unshift(index);
      if (coverage === 'opaque') return found;
    }
    found.unshift(-1);
    return found;
  }

  function draw(places: readonly Place[], layers: readonly number[], box: PixelBox, hasPaper: boolean): void {
    layers.forEach((index, order) => {
      if (index >= 0) blit(kernels, places[index] as Place, box, order === 0 ? 'blit' : 'blitOver');
      else if (hasPaper) fillPaper(box);
    });
  }

  function blit(by: FrameKernels, { picture, back }: Place, box: PixelBox, kernel: 'blit' | 'blitOver'): void {
    const { strideBytes: stride, widthPx: width, heightPx: height } = picture;
    const x = box.x + 0.5;
    const y = box.y + 0.5;
    const edge = BORDER_PX - 0.5;
    by[kernel](
      ...([frame + box.y * strideBytes + box.x * 4, strideBytes, box.width, box.height] as const),
      ...([fixed(back.a * x + back.c * y + back.e + edge), fixed(back.b * x + back.d * y + back.f + edge)] as const),
      ...([fixed(back.a), fixed(back.b), fixed(back.c), fixed(back.d), picture.address, stride] as const),
      ...([(width + 2 * BORDER_PX - 2) * FIXED, (height + 2 * BORDER_PX - 2) * FIXED] as const),
    );
  }

  return {
    widthPx,
    heightPx,
    memory,
    pixels,
    strideBytes,
    begin(pictures, paper) {
      for (let at = 0; at < paperRow.length; at += 4) paperRow.set([...paper, 255], at);
      lay(pictures, true);
    },
    add: (pictures) => lay(pictures, false),
    overlay(source, box) {
      const left = Math.max(0, box.x);
      const top = Math.max(0, box.y);
      const right = Math.min(widthPx, box.x + box.width);
      const bottom = Math.min(heightPx, box.y + box.height);
      if (right <= left || bottom <= top) return;
      const rowBytes = Math.ceil((right - left) / 4) * 16;
      for (let y = top; y < bottom; y += 1) {
        const from = ((y - box.y) * box.width + left - box.x) * 4;
        scratchPixels.set(source.subarray(from, from + (right - left) * 4), (y - top) * rowBytes);
        scratchPixels.fill(0, (y - top) * rowBytes + (right - left) * 4, (y - top + 1) * rowBytes);
      }
      const target = frame + top * strideBytes + left * 4;
      kernels.over(target, strideBytes, right - left, bottom - top, scratch, rowBytes);
    },
    replace(source) {
      for (let y = 0; y < heightPx; y += 1)
        pixels.set(source.subarray(y * widthPx * 4, (y + 1) * widthPx * 4), y * strideBytes);
    },
    multiply(picture) {
      const source = picture.address + BORDER_PX * (picture.strideBytes + 4);
      kernels.multiply(frame, strideBytes, widthPx, heightPx, source, picture.strideBytes);
    },
    writeYuv(address) {
      const chroma = widthPx / 2;
      if (widthPx % 8 === 0) {
        const blue = address + widthPx * heightPx;
        const red = blue + (widthPx * heightPx) / 4;
        kernels.toYuv(frame, strideBytes, widthPx, heightPx, address, widthPx, blue, red, chroma);
        return;
      }
      // Rows that do not fill whole vectors would run into one another.
      const stride = strideBytes / 4;
      const blue = scratch + stride * heightPx;
      const red = blue + (stride * heightPx) / 4;
      kernels.toYuv(frame, strideBytes, widthPx, heightPx, scratch, stride, blue, red, stride / 2);
      const bytes = new Uint8Array(memory.buffer);
      let to = address;
      for (const [plane, rows, step, wide] of [
        [scratch, heightPx, stride, widthPx],
        [blue, heightPx / 2, stride / 2, chroma],
        [red, heightPx / 2, stride / 2, chroma],
      ] as const) {
        for (let row = 0; row < rows; row += 1, to += wide)
          bytes.copyWithin(to, plane + row * step, plane + row * step + wide);
      }
    },
  };
}

/** A picture with the way back from the frame's pixels to its own. */
interface Place {
  picture: StoredPicture;
  back: Affine;
}

function placeOf({ picture, map }: PlacedPicture): Place {
  const det = map.a * map.d - map.b * map.c;
  const [a, b, c, d] = [map.d / det, -map.b / det, -map.c / det, map.a / det];
  return { picture, back: { a, b, c, d, e: -(a * map.e + c * map.f), f: -(b * map.e + d * map.f) } };
}

function fixed(value: number): number {
  return Math.round(value * FIXED);
}
