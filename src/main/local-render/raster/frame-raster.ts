import type { Affine } from '../camera.ts';
import { openFrameKernels } from './frame-kernels.ts';
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
  /** Fills the frame with pictures (29 at most), the first one at the back, on a paper of one colour. */
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
const HALF_PX = BLOCK_PX / 2;
const FIXED = 65_536;
/** Steps are rounded to 1/65536 px; over a whole row that would add up to a hundredth of a pixel. */
const MOST_RUN_PX = 128;
/** Parts of a block: none yet, and the paper below all pictures. */
const NONE = -1;
const PAPER = 1;
/** A bit each, beside the paper's. */
const MOST_PICTURES = 29;

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
  // Overlays may be wider than the frame by what their canvases are rounded up.
  const scratchBytes = (strideBytes + 256) * heightPx;
  const scratch = takeBytes(memory, scratchBytes);
  const pixels = new Uint8Array(memory.buffer, frame, strideBytes * heightPx);
  const scratchPixels = new Uint8Array(memory.buffer, scratch, scratchBytes);
  const paperRow = new Uint8Array(strideBytes);

  function fillPaper(box: PixelBox): void {
    const row = paperRow.subarray(0, box.width * 4);
    for (let y = box.y; y < box.y + box.height; y += 1) pixels.set(row, y * strideBytes + box.x * 4);
  }

  function lay(pictures: readonly PlacedPicture[], hasPaper: boolean): void {
    if (pictures.length > MOST_PICTURES) throw new RangeError(`${pictures.length} pictures are too many`);
    const places = pictures.map(placeOf);
    const columns = Math.ceil(strideBytes / 4 / BLOCK_PX);
    for (let y = 0; y < heightPx; y += BLOCK_PX) {
      const height = Math.min(BLOCK_PX, heightPx - y);
      let from = 0;
      let layers = partsOf(places, 0, y, height);
      // Blocks with the same parts are drawn in one go.
      for (let column = 1; column <= columns; column += 1) {
        const x = Math.min(column * BLOCK_PX, strideBytes / 4);
        const next = column === columns ? NONE : partsOf(places, x, y, height);
        if (next === layers) continue;
        drawParts(places, layers, { x: from, y, width: x - from, height }, hasPaper);
        from = x;
        layers = next;
      }
    }
  }

  /** What has to be drawn in a block: a bit for each picture, the lowest for the paper. */
  function partsOf(places: readonly Place[], x: number, y: number, height: number): number {
    let parts = 0;
    const halfHeight = height / 2;
    for (let index = places.length - 1; index >= 0; index -= 1) {
      const { back, picture } = places[index] as Place;
      const midX = back.a * (x + HALF_PX) + back.c * (y + halfHeight) + back.e;
      const midY = back.b * (x + HALF_PX) + back.d * (y + halfHeight) + back.f;
      // One pixel more on all sides: neighbours are mixed in.
      const reachX = Math.abs(back.a) * HALF_PX + Math.abs(back.c) * halfHeight + 1;
      const reachY = Math.abs(back.b) * HALF_PX + Math.abs(back.d) * halfHeight + 1;
      const coverage = coverageOf(picture, midX - reachX, midY - reachY, midX + reachX, midY + reachY);
      if (coverage !== 'empty') parts |= 2 << index;
      if (coverage === 'opaque') return parts;
    }
    return parts | PAPER;
  }

  function drawParts(places: readonly Place[], parts: number, box: PixelBox, hasPaper: boolean): void {
    let isOver = (parts & PAPER) !== 0;
    if (isOver && hasPaper) fillPaper(box);
    places.forEach((place, index) => {
      if ((parts & (2 << index)) === 0) return;
      drawPart(place, box, isOver);
      isOver = true;
    });
  }

  function drawPart({ picture, back }: Place, box: PixelBox, isOver: boolean): void {
    const { strideBytes: stride, widthPx: width, heightPx: height } = picture;
    const target = frame + box.y * strideBytes + box.x * 4;
    const shift = wholeShift(back);
    if (shift !== null && isWithin(picture, box, shift)) {
      const source = picture.address + (box.y + shift.y + BORDER_PX) * stride + (box.x + shift.x + BORDER_PX) * 4;
      if (isOver) kernels.over(target, strideBytes, box.width, box.height, source, stride);
      else copyRows(target, source, stride, box);
      return;
    }
    const isLevel = fixed(back.b) === 0;
    const [below, over] = isLevel
      ? ([kernels.blitLevel, kernels.blitLevelOver] as const)
      : ([kernels.blit, kernels.blitOver] as const);
    const y = box.y + 0.5;
    const edge = BORDER_PX - 0.5;
    for (let from = 0; from < box.width; from += MOST_RUN_PX) {
      const x = box.x + from + 0.5;
      (isOver ? over : below)(
        ...([target + from * 4, strideBytes, Math.min(MOST_RUN_PX, box.width - from), box.height] as const),
        ...([fixed(back.a * x + back.c * y + back.e + edge), fixed(back.b * x + back.d * y + back.f + edge)] as const),
        ...([fixed(back.a), fixed(back.b), fixed(back.c), fixed(back.d), picture.address, stride] as const),
        ...([(width + 2 * BORDER_PX - 2) * FIXED, (height + 2 * BORDER_PX - 2) * FIXED] as const),
      );
    }
  }

  function copyRows(target: number, source: number, sourceStride: number, box: PixelBox): void {
    const bytes = new Uint8Array(memory.buffer);
    for (let row = 0; row < box.height; row += 1) {
      const from = source + row * sourceStride;
      bytes.copyWithin(target + row * strideBytes, from, from + box.width * 4);
    }
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
      // Whole rows at once where a row fills whole vectors: what is read beyond its end belongs to the frame's padding.
      const isEven =
        box.width % 4 === 0 &&
        box.width * 4 <= strideBytes + 256 &&
        left === box.x &&
        (right === widthPx || right === box.x + box.width);
      const rowBytes = isEven ? box.width * 4 : Math.ceil((right - left) / 4) * 16;
      if (isEven) scratchPixels.set(source.subarray((top - box.y) * rowBytes, (bottom - box.y) * rowBytes));
      else {
        for (let y = top; y < bottom; y += 1) {
          const from = ((y - box.y) * box.width + left - box.x) * 4;
          scratchPixels.set(source.subarray(from, from + (right - left) * 4), (y - top) * rowBytes);
          scratchPixels.fill(0, (y - top) * rowBytes + (right - left) * 4, (y - top + 1) * rowBytes);
        }
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

/** The shift in whole pixels that a way back is; null where it is anything else. */
function wholeShift(back: Affine): { x: number; y: number } | null {
  const off = Math.abs(back.a - 1) + Math.abs(back.b) + Math.abs(back.c) + Math.abs(back.d - 1);
  const [x, y] = [Math.round(back.e), Math.round(back.f)];
  return off < 1e-9 && Math.abs(back.e - x) + Math.abs(back.f - y) < 1e-6 ? { x, y } : null;
}

function isWithin(picture: StoredPicture, box: PixelBox, shift: { x: number; y: number }): boolean {
  const [x, y] = [box.x + shift.x, box.y + shift.y];
  return x >= 0 && y >= 0 && x + box.width <= picture.widthPx && y + box.height <= picture.heightPx;
}

function fixed(value: number): number {
  return Math.round(value * FIXED);
}
