/** The nearest palette colour of any Y′CbCr value, looked up in a table that fills itself where a film needs it. Pure. */

/** Bits of each chroma channel in the look-up table; luma keeps its 8. */
const CHROMA_BITS = 6;
const U_SHIFT = 8 + CHROMA_BITS;
const CHROMA_STEPS = 1 << CHROMA_BITS;
/** Cells are worked out in blocks of so many values of luma, and of each chroma channel. */
const LUMA_BLOCK = 16;
const CHROMA_BLOCK = 4;
/** No palette colour has this index (it means "as before" in a frame), so it marks a cell that nobody asked for yet. */
export const UNKNOWN_INDEX = 255;

/** The first and last value of a channel that the table tells apart, 0…255. */
export interface ChannelRange {
  low: number;
  high: number;
}

export interface ChromaRanges {
  u: ChannelRange;
  v: ChannelRange;
}

/** BT.709, limited range: what a film of ours holds. */
export const LUMA_GAIN = 1.164_38;
export const V_TO_RED = 1.792_74;
export const U_TO_GREEN = 0.213_25;
export const V_TO_GREEN = 0.532_91;
export const U_TO_BLUE = 2.112_4;

/** Red, green and blue of Y′CbCr values, not rounded and not clamped. */
export function rgbOfBt709(y: number, u: number, v: number): [number, number, number] {
  const light = LUMA_GAIN * (y - 16);
  const [cb, cr] = [u - 128, v - 128];
  return [light + V_TO_RED * cr, light - U_TO_GREEN * cb - V_TO_GREEN * cr, light + U_TO_BLUE * cb];
}

/** Room for what the sample did not show. */
const RANGE_MARGIN = 4;

/** The ranges of the chroma of rgb24 pixels: a film rarely uses more than half of what there is, and finer steps fit. */
export function chromaRanges(rgb: Uint8Array): ChromaRanges {
  let [lowU, highU, lowV, highV] = [128, 128, 128, 128];
  for (let at = 0; at + 2 < rgb.length; at += 3) {
    const r = rgb[at] as number;
    const g = rgb[at + 1] as number;
    const b = rgb[at + 2] as number;
    const u = 128 - 0.100_64 * r - 0.338_57 * g + 0.439_22 * b;
    const v = 128 + 0.439_22 * r - 0.398_94 * g - 0.040_27 * b;
    if (u < lowU) lowU = u;
    if (u > highU) highU = u;
    if (v < lowV) lowV = v;
    if (v > highV) highV = v;
  }
  const range = (low: number, high: number): ChannelRange => ({
    low: Math.max(16, Math.floor(low) - RANGE_MARGIN),
    high: Math.min(240, Math.ceil(high) + RANGE_MARGIN),
  });
  return { u: range(lowU, highU), v: range(lowV, highV) };
}

export interface NearestColours {
  /** Palette index by cell (luma plus `chromaTables`), `UNKNOWN_INDEX` where `learn` was not asked yet. */
  table: Uint8Array;
  /** Works out the block around a cell, keeps it in the table and returns the cell's palette index. */
  learn(cell: number): number;
}

/** By chroma value, its part of a cell: the nearest of 64 steps within the film's range. Both are added to luma. */
export function chromaTables({ u, v }: ChromaRanges): { u: Uint32Array; v: Uint32Array } {
  const steps = ({ low, high }: ChannelRange): Uint32Array =>
    Uint32Array.from({ length: 256 }, (_, value) =>
      Math.max(0, Math.min(CHROMA_STEPS - 1, Math.round(((value - low) * (CHROMA_STEPS - 1)) / (high - low)))),
    );
  return { u: steps(u).map((step) => step << U_SHIFT), v: steps(v).map((step) => step << 8) };
}

/**
 * One look-up per pixel in place of a search through 255 colours, which is where paletteuse spends its time on grain, and
 * no conversion of pictures to RGB. A film touches few of the million cells; a block of 256 costs about 10 µs, since only
 * colours that can be nearest somewhere in it are compared. `colours`: rgb24, `count` of them.
 */
export function createNearestColours(colours: Uint8Array, count: number, chroma: ChromaRanges): NearestColours {
  const table = new Uint8Array(CHROMA_STEPS * CHROMA_STEPS * 256).fill(UNKNOWN_INDEX);
  const stepOf = ({ low, high }: ChannelRange): number => (high - low) / (CHROMA_STEPS - 1);
  const [uStep, vStep] = [stepOf(chroma.u), stepOf(chroma.v)];
  const palette = Float64Array.from(colours.subarray(0, count * 3));
  const distances = new Float64Array(count);
  const near = new Float64Array(count * 3);
  const names = new Uint8Array(count);
  const halfLuma = (LUMA_BLOCK - 1) / 2;
  const [halfU, halfV] = [((CHROMA_BLOCK - 1) / 2) * uStep, ((CHROMA_BLOCK - 1) / 2) * vStep];
  // The farthest corner of a block from its middle.
  const corners = [-halfU, halfU].flatMap((u) =>
    [-halfV, halfV].map((v) => Math.hypot(...rgbOfBt709(16 + halfLuma, 128 + u, 128 + v))),
  );
  const radius = Math.max(...corners);

  /** Puts the colours that can be nearest somewhere around a middle into `near` and `names`; returns how many. */
  const candidates = (red: number, green: number, blue: number): number => {
    let least = Number.POSITIVE_INFINITY;
    for (let index = 0, at = 0; index < count; index += 1, at += 3) {
      const dr = (palette[at] as number) - red;
      const dg = (palette[at + 1] as number) - green;
      const db = (palette[at + 2] as number) - blue;
      const distance = dr * dr + dg * dg + db * db;
      distances[index] = distance;
      if (distance < least) least = distance;
    }
    const limit = (Math.sqrt(least) + 2 * radius) ** 2;
    let found = 0;
    for (let index = 0, at = 0; index < count; index += 1, at += 3) {
      if ((distances[index] as number) > limit) continue;
      near[found * 3] = palette[at] as number;
      near[found * 3 + 1] = palette[at + 1] as number;
      near[found * 3 + 2] = palette[at + 2] as number;
      names[found] = index;
      found += 1;
    }
    return found;
  };

  const nearestOf = (found: number, red: number, green: number, blue: number): number => {
    let best = Number.POSITIVE_INFINITY;
    let winner = 0;
    for (let index = 0, at = 0; index < found; index += 1, at += 3) {
      const dr = (near[at] as number) - red;
      const dg = (near[at + 1] as number) - green;
      const db = (near[at + 2] as number) - blue;
      const distance = dr * dr + dg * dg + db * db;
      if (distance < best) {
        best = distance;
        winner = names[index] as number;
      }
    }
    return winner;
  };

  return {
    table,
    learn(cell) {
      const y0 = cell & (256 - LUMA_BLOCK);
      const v0 = (cell >> 8) & (CHROMA_STEPS - CHROMA_BLOCK);
      const u0 = (cell >> U_SHIFT) & (CHROMA_STEPS - CHROMA_BLOCK);
      const [u, v] = [chroma.u.low + u0 * uStep, chroma.v.low + v0 * vStep];
      const found = candidates(...rgbOfBt709(y0 + halfLuma, u + halfU, v + halfV));
      for (let du = 0; du < CHROMA_BLOCK; du += 1) {
        for (let dv = 0; dv < CHROMA_BLOCK; dv += 1) {
          const [red, green, blue] = rgbOfBt709(16, u + du * uStep, v + dv * vStep);
          const to = ((u0 + du) << U_SHIFT) | ((v0 + dv) << 8) | y0;
          for (let y = 0; y < LUMA_BLOCK; y += 1) {
            const light = LUMA_GAIN * (y0 + y - 16);
            table[to + y] = nearestOf(found, light + red, light + green, light + blue);
          }
        }
      }
      return table[cell] as number;
    },
  };
}
