/** A repeatable source of numbers: same seed, same sequence. Never for secrets. */
export interface SeededRandom {
  /** Next number in [0, 1). */
  next(): number;
  /** Next integer in [low, high], both included. */
  integer(low: number, high: number): number;
  /** One member of a non-empty list. */
  pick<T>(items: readonly T[]): T;
  /** Number in [low, high). */
  between(low: number, high: number): number;
}

/** 32-bit FNV-1a of a text: turns ids and prompts into seeds. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** Mulberry32: small, fast, good enough for drawing and choosing. */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    between: (low, high) => low + next() * (high - low),
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new Error('pick from an empty list');
      return item;
    },
  };
}
