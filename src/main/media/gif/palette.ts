/** A palette from sampled pixels: Wu's variance cut over a 32×32×32 histogram. Pure; about 15 ms for any input. */

const SIDE = 33;
const CELLS = SIDE ** 3;
/** The last index stays free: it means "as before". */
export const PALETTE_COLOURS = 255;
export const TRANSPARENT_INDEX = 255;

interface Moments {
  weight: Float64Array;
  r: Float64Array;
  g: Float64Array;
  b: Float64Array;
  square: Float64Array;
}

interface Box {
  r0: number;
  r1: number;
  g0: number;
  g1: number;
  b0: number;
  b1: number;
}

const cell = (r: number, g: number, b: number): number => (r * SIDE + g) * SIDE + b;

function histogram(rgb: Uint8Array): Moments {
  const make = (): Float64Array => new Float64Array(CELLS);
  const m: Moments = { weight: make(), r: make(), g: make(), b: make(), square: make() };
  for (let at = 0; at + 2 < rgb.length; at += 3) {
    const r = rgb[at] ?? 0;
    const g = rgb[at + 1] ?? 0;
    const b = rgb[at + 2] ?? 0;
    const index = cell((r >> 3) + 1, (g >> 3) + 1, (b >> 3) + 1);
    m.weight[index] = (m.weight[index] ?? 0) + 1;
    m.r[index] = (m.r[index] ?? 0) + r;
    m.g[index] = (m.g[index] ?? 0) + g;
    m.b[index] = (m.b[index] ?? 0) + b;
    m.square[index] = (m.square[index] ?? 0) + r * r + g * g + b * b;
  }
  for (const table of Object.values(m) as Float64Array[]) accumulate(table);
  return m;
}

/** Sums along all three axes: the moment of any box is then eight look-ups. */
function accumulate(table: Float64Array): void {
  for (const step of [1, SIDE, SIDE * SIDE]) {
    for (let index = step; index < CELLS; index += 1) {
      if (Math.floor(index / step) % SIDE !== 0) table[index] = (table[index] ?? 0) + (table[index - step] ?? 0);
    }
  }
}

function volume(box: Box, table: Float64Array): number {
  const at = (r: number, g: number, b: number): number => table[cell(r, g, b)] ?? 0;
  return (
    at(box.r1, box.g1, box.b1) -
    at(box.r1, box.g1, box.b0) -
    at(box.r1, box.g0, box.b1) +
    at(box.r1, box.g0, box.b0) -
    at(box.r0, box.g1, box.b1) +
    at(box.r0, box.g1, box.b0) +
    at(box.r0, box.g0, box.b1) -
    at(box.r0, box.g0, box.b0)
  );
}

function spread(box: Box, m: Moments): number {
  const weight = volume(box, m.weight);
  if (weight === 0) return 0;
  const sum = volume(box, m.r) ** 2 + volume(box, m.g) ** 2 + volume(box, m.b) ** 2;
  return volume(box, m.square) - sum / weight;
}

/** How much the two halves agree within themselves; the greater, the better the cut. */
function score(box: Box, m: Moments): number {
  const weight = volume(box, m.weight);
  return weight === 0 ? Number.NaN : (volume(box, m.r) ** 2 + volume(box, m.g) ** 2 + volume(box, m.b) ** 2) / weight;
}

function bestCut(box: Box, m: Moments): [Box, Box] | undefined {
  let best = 0;
  let found: [Box, Box] | undefined;
  for (const [low, high] of [
    ['r0', 'r1'],
    ['g0', 'g1'],
    ['b0', 'b1'],
  ] as const) {
    for (let at = box[low] + 1; at < box[high]; at += 1) {
      const first = { ...box, [high]: at };
      const second = { ...box, [low]: at };
      const value = score(first, m) + score(second, m);
      if (value > best) {
        best = value;
        found = [first, second];
      }
    }
  }
  return found;
}

/** Up to 255 colours as 256 × 3 bytes (the last is unused), from rgb24 pixels. */
export function choosePalette(rgb: Uint8Array): { colours: Uint8Array; count: number } {
  const m = histogram(rgb);
  const boxes: { box: Box; spread: number }[] = [{ box: { r0: 0, r1: 32, g0: 0, g1: 32, b0: 0, b1: 32 }, spread: 1 }];
  while (boxes.length < PALETTE_COLOURS) {
    const widest = boxes.reduce((most, one, index) => (one.spread > (boxes[most]?.spread ?? 0) ? index : most), 0);
    const current = boxes[widest];
    if (!current || current.spread <= 0) break;
    const cut = bestCut(current.box, m);
    if (!cut) {
      current.spread = 0;
      continue;
    }
    boxes.splice(widest, 1, ...cut.map((box) => ({ box, spread: spread(box, m) })));
  }
  const colours = new Uint8Array(256 * 3);
  for (const [index, { box }] of boxes.entries()) {
    const weight = Math.max(1, volume(box, m.weight));
    colours[index * 3] = Math.round(volume(box, m.r) / weight);
    colours[index * 3 + 1] = Math.round(volume(box, m.g) / weight);
    colours[index * 3 + 2] = Math.round(volume(box, m.b) / weight);
  }
  return { colours, count: boxes.length };
}

/** Bits per channel of the look-up table. */
export const LOOKUP_BITS = 6;

/** The first and last value of a channel that the table tells apart, 0…255. */
export interface ChannelRange {
  low: number;
  high: number;
}

/** Luma of limited range: all that a film of ours holds. */
export const LUMA_RANGE: ChannelRange = { low: 16, high: 235 };

/** Red, green and blue of BT.709 limited-range values, not rounded and not clamped. */
export function rgbOfBt709(y: number, u: number, v: number): [number, number, number] {
  const light = 1.164_38 * (y - 16);
  return [
    light + 1.792_74 * (v - 128),
    light - 0.213_25 * (u - 128) - 0.532_91 * (v - 128),
    light + 2.112_4 * (u - 128),
  ];
}

/** The range of both chroma planes of rgb24 pixels: a film rarely uses more than half of what there is. */
export function chromaRange(rgb: Uint8Array): ChannelRange {
  let most = 0;
  for (let at = 0; at + 2 < rgb.length; at += 3) {
    const r = rgb[at] as number;
    const g = rgb[at + 1] as number;
    const b = rgb[at + 2] as number;
    const u = Math.abs(-0.100_64 * r - 0.338_57 * g + 0.439_22 * b);
    const v = Math.abs(0.439_22 * r - 0.398_94 * g - 0.040_27 * b);
    if (u > most) most = u;
    if (v > most) most = v;
  }
  // Room for what the sample did not show.
  const reach = Math.min(112, Math.ceil(most) + 8);
  return { low: 128 - reach, high: 128 + reach };
}

const BLOCK = 4;

/**
 * The nearest palette colour for each of 262,144 Y′CbCr values: one look-up per pixel in place of a search through 255,
 * which is where paletteuse spends its time on grain, and no conversion of pictures to RGB. Worked out in blocks of 64
 * cells: only colours that can be nearest somewhere in the block are compared. About 40 ms.
 */
export function buildLookup(colours: Uint8Array, count: number, chroma: ChannelRange): Uint8Array<SharedArrayBuffer> {
  const side = 1 << LOOKUP_BITS;
  const table = new Uint8Array(new SharedArrayBuffer(side ** 3));
  const yStep = (LUMA_RANGE.high - LUMA_RANGE.low) / (side - 1);
  const cStep = (chroma.high - chroma.low) / (side - 1);
  const palette = Float64Array.from(colours.subarray(0, count * 3));
  const distances = new Float64Array(count);
  const near = new Float64Array(count * 3);
  const names = new Uint8Array(count);
  const half = (BLOCK - 1) / 2;
  // The farthest corner of a block from its middle.
  const corners = [-half, half].flatMap((u) =>
    [-half, half].map((v) => Math.hypot(...rgbOfBt709(16 + half * yStep, 128 + u * cStep, 128 + v * cStep))),
  );
  const radius = Math.max(...corners);
  for (let y0 = 0; y0 < side; y0 += BLOCK) {
    for (let u0 = 0; u0 < side; u0 += BLOCK) {
      for (let v0 = 0; v0 < side; v0 += BLOCK) {
        const [mr, mg, mb] = rgbOfBt709(
          LUMA_RANGE.low + (y0 + half) * yStep,
          chroma.low + (u0 + half) * cStep,
          chroma.low + (v0 + half) * cStep,
        );
        let least = Number.POSITIVE_INFINITY;
        for (let index = 0, at = 0; index < count; index += 1, at += 3) {
          const dr = (palette[at] as number) - mr;
          const dg = (palette[at + 1] as number) - mg;
          const db = (palette[at + 2] as number) - mb;
          const distance = dr * dr + dg * dg + db * db;
          distances[index] = distance;
          if (distance < least) least = distance;
        }
        const limit = (Math.sqrt(least) + 2 * radius) ** 2;
        let found = 0;
        for (let index = 0; index < count; index += 1) {
          if ((distances[index] as number) > limit) continue;
          near.set(palette.subarray(index * 3, index * 3 + 3), found * 3);
          names[found] = index;
          found += 1;
        }
        for (let y = y0; y < y0 + BLOCK; y += 1) {
          for (let u = u0; u < u0 + BLOCK; u += 1) {
            for (let v = v0; v < v0 + BLOCK; v += 1) {
              const light = 1.164_38 * (y * yStep + LUMA_RANGE.low - 16);
              const cb = chroma.low + u * cStep - 128;
              const cr = chroma.low + v * cStep - 128;
              const r = light + 1.792_74 * cr;
              const g = light - 0.213_25 * cb - 0.532_91 * cr;
              const b = light + 2.112_4 * cb;
              let best = Number.POSITIVE_INFINITY;
              let winner = 0;
              for (let index = 0, at = 0; index < found; index += 1, at += 3) {
                const dr = (near[at] as number) - r;
                const dg = (near[at + 1] as number) - g;
                const db = (near[at + 2] as number) - b;
                const distance = dr * dr + dg * dg + db * db;
                if (distance < best) {
                  best = distance;
                  winner = names[index] as number;
                }
              }
              table[(u << (2 * LOOKUP_BITS)) | (v << LOOKUP_BITS) | y] = winner;
            }
          }
        }
      }
    }
  }
  return table;
}
