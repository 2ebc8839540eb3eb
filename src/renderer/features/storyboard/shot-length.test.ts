import { expect, it } from 'vitest';
import { lengthText, readLength } from './shot-length.ts';

it('reads times, steps and arithmetic', () => {
  for (const [text, frames] of [
    ['12', 288],
    ['+10f', 58],
    ['1:04', 1_536],
    ['1.5s', 36],
    ['3*2', 144],
    ['01:02:03', 1_491],
    ['nonsense', undefined],
  ] as const) {
    expect(readLength(text, 24, 48), text).toBe(frames);
  }
  expect(lengthText(36, 24)).toBe('00:01:12');
});
