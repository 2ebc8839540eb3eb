/** How many shots, and how many frames each: sums are exact in every frame rate. Pure. */

/** Fewest, usual and most shots for a film of this length (film-craft.md §3: 15 s 3–5, 30 s 5–8, 60 s 8–12). */
export function shotCountRange(seconds: number): { min: number; usual: number; max: number } {
  const lengths = [5, 10, 15, 30, 60, 80, 180] as const;
  const least = [1, 2, 3, 5, 8, 11, 24] as const;
  const most = [3, 4, 5, 8, 12, 16, 36] as const;
  const min = Math.max(Math.ceil(interpolate(lengths, least, seconds) - 1e-9), Math.ceil(seconds / 7.5));
  const max = Math.max(min, Math.floor(interpolate(lengths, most, seconds) + 1e-9));
  return { min, usual: Math.max(min, Math.round((min + max) / 2)), max };
}

/** Scenes for a film of this length: 3–10 for 15–80 s, else what the shots' limits say. */
export function sceneCountRange(seconds: number, shots: number): { min: number; max: number } {
  if (seconds < 15) return { min: 1, max: shots };
  if (seconds <= 80) return { min: Math.min(3, shots), max: Math.min(10, shots) };
  return { min: 3, max: Math.min(60, shots) };
}

function interpolate(xs: readonly number[], ys: readonly number[], x: number): number {
  for (let index = 1; index < xs.length; index += 1) {
    const [x0, x1, y0, y1] = [xs[index - 1] ?? 0, xs[index] ?? 0, ys[index - 1] ?? 0, ys[index] ?? 0];
    if (x <= x1 || index === xs.length - 1) return y0 + ((y1 - y0) * (Math.max(x, xs[0] ?? 0) - x0)) / (x1 - x0);
  }
  return ys.at(-1) ?? 1;
}

interface LengthWish {
  /** Relative length when there is room. */
  weight: number;
  minFrames: number;
  maxFrames: number;
}

/**
 * Shares `totalFrames` out by weight inside each wish's limits; the sum is exact. Where the limits cannot hold together,
 * the total wins: all are shortened or lengthened in proportion, and none falls under one frame.
 */
export function shareFrames(totalFrames: number, wishes: readonly LengthWish[]): number[] {
  if (wishes.length === 0) return [];
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const floors = wishes.map((wish) => wish.minFrames);
  const ceilings = wishes.map((wish) => Math.max(wish.minFrames, wish.maxFrames));
  if (sum(floors) >= totalFrames)
    return roundToSum(
      totalFrames,
      floors,
      wishes.map(() => 1),
      wishes.map(() => totalFrames),
    );
  if (sum(ceilings) <= totalFrames)
    return roundToSum(
      totalFrames,
      ceilings,
      ceilings,
      wishes.map(() => totalFrames),
    );
  // Find the scale at which the clamped weights fill the time; monotone, so bisection is exact enough for rounding.
  const at = (scale: number): number[] =>
    wishes.map((wish, index) => Math.min(ceilings[index] ?? 1, Math.max(wish.minFrames, wish.weight * scale)));
  let low = 0;
  let high = totalFrames / Math.min(...wishes.map((wish) => Math.max(0.001, wish.weight)));
  for (let step = 0; step < 80; step += 1) {
    const middle = (low + high) / 2;
    if (sum(at(middle)) < totalFrames) low = middle;
    else high = middle;
  }
  return roundToSum(totalFrames, at(high), floors, ceilings);
}

/** Scales `values` to the total and rounds by largest remainder, inside floors and ceilings as far as they allow. */
function roundToSum(
  total: number,
  values: readonly number[],
  floors: readonly number[],
  ceilings: readonly number[],
): number[] {
  const sum = values.reduce((all, value) => all + value, 0);
  const exact = values.map((value) => (value * total) / sum);
  const whole = exact.map((value) => Math.max(1, Math.floor(value + 1e-6)));
  const order = exact.map((value, index) => ({ index, rest: value - Math.floor(value + 1e-6) }));
  order.sort((a, b) => b.rest - a.rest || a.index - b.index);
  let left = total - whole.reduce((all, value) => all + value, 0);
  const step = left > 0 ? 1 : -1;
  for (const strict of [true, false]) {
    for (let round = 0; left !== 0 && round < total; round += 1) {
      let moved = false;
      for (const { index } of step > 0 ? order : order.toReversed()) {
        if (left === 0) break;
        const next = (whole[index] ?? 1) + step;
        if (next < 1 || (strict && (next > (ceilings[index] ?? next) || next < (floors[index] ?? 1)))) continue;
        whole[index] = next;
        left -= step;
        moved = true;
      }
      if (!moved) break;
    }
  }
  return whole;
}

/** Seconds a viewer needs to read a caption: 15 Latin or 10 Thai characters per second, never under one second. */
export function readingSeconds(caption: string): number {
  if (caption === '') return 0;
  const thai = [...caption.matchAll(/[\u0E00-\u0E7F]/g)].length;
  // Marks above and below a Thai letter are read with it.
  const marks = [...caption.matchAll(/[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]/g)].length;
  return Math.max(1, (caption.length - thai) / 15 + (thai - marks) / 10);
}

/** Seconds to speak a line, with air at both cuts: 2.4 English words, 4.5 Thai syllables (about 2.6 letters each) a second. */
export function speakingSeconds(line: string): number {
  if (line === '') return 0;
  const thai = [...line.matchAll(/[\u0E01-\u0E2E]/g)].length;
  const words = line
    .replace(/[\u0E00-\u0E7F]/g, ' ')
    .split(/\s+/)
    .filter(Boolean).length;
  return 0.6 + words / 2.4 + thai / 2 / 4.5;
}
