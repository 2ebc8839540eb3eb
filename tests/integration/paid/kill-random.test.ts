import { expect, it } from 'vitest';
import { createSeededRandom } from '../../../src/shared/util/seeded-random.ts';
import { runKilled } from '../../support/paid/kill-run.ts';

/** The long form is bench/kill-paid.ts. */
it('kill -9 at random moments, twelve times over three runs: nothing lost, nothing paid twice', async () => {
  const seed = 20_261_121;
  const random = createSeededRandom(seed);
  let kills = 0;
  for (let run = 0; run < 3 || kills < 12; run += 1) {
    expect(run, 'runs end before they can be killed').toBeLessThan(12);
    const ended = await runKilled(random, 4, seed + run);
    expect(ended).toMatchObject({ lost: 0, doubleCharges: 0, problems: [] });
    kills += ended.kills;
  }
  expect(kills).toBeGreaterThanOrEqual(12);
});
