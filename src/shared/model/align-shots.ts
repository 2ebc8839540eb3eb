/** Which shots of two boards are the same shot, told by their words and their order. Pure. */

const GRAM = 3;
/** Under this two texts are not about the same thing. */
const SAME_FROM = 0.34;

function gramsOf(text: string): Map<string, number> {
  const plain = ` ${text.toLowerCase().replaceAll(/\s+/g, ' ').trim()} `;
  const grams = new Map<string, number>();
  for (let at = 0; at + GRAM <= plain.length; at += 1) {
    const gram = plain.slice(at, at + GRAM);
    grams.set(gram, (grams.get(gram) ?? 0) + 1);
  }
  return grams;
}

function alike(a: Map<string, number>, b: Map<string, number>): number {
  let shared = 0;
  let all = 0;
  for (const [gram, count] of a) {
    shared += Math.min(count, b.get(gram) ?? 0);
    all += count;
  }
  for (const count of b.values()) all += count;
  return all === 0 ? 1 : (2 * shared) / all;
}

/** One place of the joined order: a shot of each board, or of one of them only. */
export interface AlignedPair {
  before: number | null;
  after: number | null;
}

/**
 * Pairs two lists of texts so that the order of both is kept and the likeness of the pairs is as great as it can be.
 * What is only in the first stands before what is only in the second. Letters are compared, not words: Thai has no spaces.
 */
export function alignTexts(before: readonly string[], after: readonly string[]): AlignedPair[] {
  const [a, b] = [before.map(gramsOf), after.map(gramsOf)];
  const width = b.length + 1;
  const best = new Float64Array((a.length + 1) * width);
  const score = new Float64Array(a.length * b.length);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const likeness = alike(a[i] as Map<string, number>, b[j] as Map<string, number>);
      score[i * b.length + j] = likeness;
      const paired = likeness < SAME_FROM ? 0 : likeness + (best[(i + 1) * width + j + 1] ?? 0);
      best[i * width + j] = Math.max(paired, best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0);
    }
  }
  const pairs: AlignedPair[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const here = best[i * width + j] ?? 0;
    const likeness = i < a.length && j < b.length ? (score[i * b.length + j] ?? 0) : 0;
    if (likeness >= SAME_FROM && here === likeness + (best[(i + 1) * width + j + 1] ?? 0)) {
      pairs.push({ before: i, after: j });
      i += 1;
      j += 1;
    } else if (i < a.length && (j >= b.length || here === (best[(i + 1) * width + j] ?? 0))) {
      pairs.push({ before: i, after: null });
      i += 1;
    } else {
      pairs.push({ before: null, after: j });
      j += 1;
    }
  }
  return pairs;
}
