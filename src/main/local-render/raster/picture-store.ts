import type { Canvas } from '@napi-rs/canvas';
import { takeBytes } from './shared-memory.ts';
import type { SharedMemory } from './shared-memory.ts';

/** A drawing in shared memory: premultiplied RGBA with a border of nothing, and what is known of its parts. Plain data. */
export interface StoredPicture {
  /** Of the border's first pixel. */
  address: number;
  strideBytes: number;
  /** Without the border. */
  widthPx: number;
  heightPx: number;
  cells: CellCounts;
}

/** Sums over all cells to the left and above, so that a rectangle of cells is counted with four looks. */
export interface CellCounts {
  columns: number;
  rows: number;
  /** (columns + 1) × (rows + 1) counts of cells in which something is drawn. */
  drawn: Uint32Array;
  /** The same for cells that are opaque throughout. */
  opaque: Uint32Array;
}

export const BORDER_PX = 2;
export const CELL_PX = 8;

export type Coverage = 'empty' | 'mixed' | 'opaque';

/** Copies a canvas into the memory. Throws a `RangeError` where that is full. */
export function storePicture(memory: SharedMemory, canvas: Canvas): StoredPicture {
  const { width, height } = canvas;
  const strideBytes = (width + 2 * BORDER_PX) * 4;
  const address = takeBytes(memory, strideBytes * (height + 2 * BORDER_PX));
  const pixels = canvas.data();
  const target = new Uint8Array(memory.buffer);
  target.fill(0, address, address + strideBytes * (height + 2 * BORDER_PX));
  for (let y = 0; y < height; y += 1) {
    target.set(
      pixels.subarray(y * width * 4, (y + 1) * width * 4),
      address + (y + BORDER_PX) * strideBytes + BORDER_PX * 4,
    );
  }
  return { address, strideBytes, widthPx: width, heightPx: height, cells: countCells(pixels, width, height) };
}

function countCells(pixels: Uint8Array, width: number, height: number): CellCounts {
  const columns = Math.ceil(width / CELL_PX);
  const rows = Math.ceil(height / CELL_PX);
  const drawn = new Uint32Array((columns + 1) * (rows + 1));
  const opaque = new Uint32Array((columns + 1) * (rows + 1));
  const some = new Uint8Array(columns);
  const least = new Uint8Array(columns);
  for (let row = 0; row < rows; row += 1) {
    some.fill(0);
    least.fill(255);
    const bottom = Math.min(height, (row + 1) * CELL_PX);
    for (let y = row * CELL_PX; y < bottom; y += 1) {
      for (let column = 0, x = 0; column < columns; column += 1) {
        const right = Math.min(width, x + CELL_PX);
        let any = 0;
        let all = 255;
        for (; x < right; x += 1) {
          const alpha = pixels[(y * width + x) * 4 + 3] as number;
          any |= alpha;
          all &= alpha;
        }
        some[column] = (some[column] as number) | any;
        least[column] = (least[column] as number) & all;
      }
    }
    let drawnHere = 0;
    let opaqueHere = 0;
    for (let column = 0; column < columns; column += 1) {
      if (some[column] !== 0) drawnHere += 1;
      if (least[column] === 255) opaqueHere += 1;
      const at = (row + 1) * (columns + 1) + column + 1;
      drawn[at] = (drawn[at - columns - 1] as number) + drawnHere;
      opaque[at] = (opaque[at - columns - 1] as number) + opaqueHere;
    }
  }
  return { columns, rows, drawn, opaque };
}

/** What a rectangle of a picture (px, edges included) shows. Beyond its edge there is nothing. */
export function coverageOf(picture: StoredPicture, left: number, top: number, right: number, bottom: number): Coverage {
  const { columns, rows, drawn, opaque } = picture.cells;
  const isInside = left >= 0 && top >= 0 && right < picture.widthPx && bottom < picture.heightPx;
  const x0 = Math.max(0, Math.floor(left / CELL_PX));
  const y0 = Math.max(0, Math.floor(top / CELL_PX));
  const x1 = Math.min(columns, Math.floor(right / CELL_PX) + 1);
  const y1 = Math.min(rows, Math.floor(bottom / CELL_PX) + 1);
  if (x1 <= x0 || y1 <= y0) return 'empty';
  const a = y0 * (columns + 1);
  const b = y1 * (columns + 1);
  const count = (sums: Uint32Array): number =>
    (sums[b + x1] as number) - (sums[b + x0] as number) - (sums[a + x1] as number) + (sums[a + x0] as number);
  if (isInside && count(opaque) === (x1 - x0) * (y1 - y0)) return 'opaque';
  return count(drawn) === 0 ? 'empty' : 'mixed';
}
