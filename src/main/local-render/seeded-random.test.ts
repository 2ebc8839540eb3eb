import { expect, it } from 'vitest';
import { randomStream } from './seeded-random.ts';

it.each([
  [0, [0.26642920868471265, 0.0003297457005828619, 0.2232720274478197]],
  [1, [0.6270739405881613, 0.002735721180215478, 0.5274470399599522]],
])('gives the numbers of seed %i that drawings were made with', (seed, numbers) => {
  const next = randomStream(seed);
  expect([next(), next(), next()]).toEqual(numbers);
});
