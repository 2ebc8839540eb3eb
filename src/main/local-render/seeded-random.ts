import { createSeededRandom } from '../../shared/util/seeded-random.ts';

/** FNV-1a over UTF-16 units: one 32-bit number for any key, the same on every machine. */
export function hashKey(text: string, seed = 0): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x85ebca6b) >>> 0;
  hash ^= hash >>> 13;
  return hash >>> 0;
}

/** A stream of numbers in [0, 1) from a seed. */
export const randomStream = (seed: number): (() => number) => createSeededRandom(seed).next;

function latticeValue(seed: number, index: number): number {
  let mixed = Math.imul(index ^ seed, 0x9e3779b1) >>> 0;
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x2c1b3c6d) >>> 0;
  mixed ^= mixed >>> 12;
  return (mixed >>> 0) / 2_147_483_648 - 1;
}

/** Smooth noise in [-1, 1] along a line: what makes a hand-drawn line wander instead of tremble. */
export function lineNoise(seed: number, position: number): number {
  const base = Math.floor(position);
  const fraction = position - base;
  const eased = fraction * fraction * (3 - 2 * fraction);
  const from = latticeValue(seed, base);
  return from + (latticeValue(seed, base + 1) - from) * eased;
}
