import type { SeededRandom } from '../../../shared/util/seeded-random.ts';

/** The option of the highest wish plus adjustment plus a little chance; ties and chance come from the seed alone. */
export function best<T extends string>(
  wishes: Partial<Record<T, number>>,
  random: SeededRandom,
  adjust: (option: T) => number,
): T {
  let winner: T | null = null;
  let top = -Infinity;
  for (const [option, weight] of Object.entries(wishes) as [T, number][]) {
    const score = weight + adjust(option) + random.between(0, 1.1);
    if (score > top) {
      top = score;
      winner = option;
    }
  }
  if (winner === null) throw new Error('best of no options');
  return winner;
}
