import { expect, it } from 'vitest';
import { addressOfFault } from './screen-code.ts';

it.each([
  [
    'Failed to fetch dynamically imported module: http://a:1/assets/jobs-1.js',
    'http://a:1',
    'http://a:1/assets/jobs-1.js',
  ],
  ['error loading dynamically imported module: fw-app://app/x.js', 'fw-app://app', 'fw-app://app/x.js'],
  ['Failed to fetch dynamically imported module: http://evil/x.js', 'http://a:1', null],
  ['Failed to fetch dynamically imported module: http://a:11/x.js', 'http://a:1', null],
  ['Importing a module script failed.', 'http://a:1', null],
])('reads where the code lies in "%s"', (message, origin, address) => {
  expect(addressOfFault(new TypeError(message), origin)).toBe(address);
});

it('finds no address in a fault of another kind', () => {
  expect(addressOfFault('http://a:1/x.js', 'http://a:1')).toBeNull();
});
