/** Where words may stand on each platform. Pure; the numbers are in safe-areas.ts with their date. */
import type { Platform } from '../../../shared/model/shot-terms.ts';
import { SAFE_AREAS as areas } from './safe-areas.ts';

export interface Rect {
  x: number;
  y: number;
  widthPx: number;
  heightPx: number;
}

/** The rectangle of a frame that no platform's interface covers, in whole pixels. */
export function safeArea(platform: Platform, size: { widthPx: number; heightPx: number }): Rect {
  const { widthPx, heightPx } = size;
  const isTall = heightPx > widthPx * 1.3;
  const isWide = widthPx > heightPx * 1.3;
  const tall =
    platform === 'tiktok'
      ? areas.tiktok
      : platform === 'meta'
        ? areas.meta
        : platform === 'youtube'
          ? areas['youtube-vertical']
          : areas.vertical;
  const area = isTall ? tall : isWide ? areas.youtube : areas.square;
  const x = Math.round((widthPx * area.left) / 100);
  const y = Math.round((heightPx * area.top) / 100);
  return {
    x,
    y,
    widthPx: widthPx - x - Math.round((widthPx * area.right) / 100),
    heightPx: heightPx - y - Math.round((heightPx * area.bottom) / 100),
  };
}
