import type { AspectRatio, Quality } from './shot-terms.ts';

export interface PixelSize {
  widthPx: number;
  heightPx: number;
}

const SHORT_SIDE_PX: Record<Quality, number> = { '480p': 480, '720p': 720, '1080p': 1080, '2160p': 2160 };
const RATIO: Record<AspectRatio, readonly [number, number]> = {
  '9:16': [9, 16],
  '16:9': [16, 9],
  '1:1': [1, 1],
  '4:5': [4, 5],
};

const even = (value: number): number => Math.round(value / 2) * 2;

/** Size in even pixels of a ratio at a quality; the quality names the short side: 9:16 at 1080p is 1080×1920. */
export function pixelSize(ratio: AspectRatio, quality: Quality): PixelSize {
  const [w, h] = RATIO[ratio];
  const short = SHORT_SIDE_PX[quality];
  return w <= h
    ? { widthPx: short, heightPx: even((short * h) / w) }
    : { widthPx: even((short * w) / h), heightPx: short };
}
