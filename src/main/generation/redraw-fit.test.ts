import { expect, it } from 'vitest';
import { fitOf } from './redraw-fit.ts';

const frame = { widthPx: 1920, heightPx: 1080 };

it('crops what loses at most a fifth, and puts bars beside the rest', () => {
  expect(fitOf({ widthPx: 4000, heightPx: 2250 }, frame)).toBe('crop');
  expect(fitOf({ widthPx: 3000, heightPx: 2000 }, frame)).toBe('crop');
  expect(fitOf({ widthPx: 4000, heightPx: 3000 }, frame)).toBe('bars');
  expect(fitOf({ widthPx: 1080, heightPx: 1920 }, frame)).toBe('bars');
  expect(fitOf({ widthPx: 1080, heightPx: 1920 }, { widthPx: 1080, heightPx: 1920 })).toBe('crop');
});
