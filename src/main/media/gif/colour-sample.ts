/** The colours of a film from a few of its frames, as rgb24 pixels for the palette. Pure. */
import { LUMA_GAIN, U_TO_BLUE, U_TO_GREEN, V_TO_GREEN, V_TO_RED } from './nearest-colours.ts';

/** At least so many columns of each frame are looked at, where it has them. */
const SAMPLE_COLUMNS = 240;

/**
 * rgb24 pixels of a yuv420p frame: one for each of an even grid. Not averaged: grain has colours too, and a palette
 * without them lets it vanish.
 */
export function sampleColours(yuv: Uint8Array, widthPx: number, heightPx: number): Uint8Array {
  const chromaWidth = (widthPx + 1) >> 1;
  const chromaHeight = (heightPx + 1) >> 1;
  const uPlane = widthPx * heightPx;
  const vPlane = uPlane + chromaWidth * chromaHeight;
  const step = Math.max(1, Math.floor(chromaWidth / SAMPLE_COLUMNS));
  const out = new Uint8Array(Math.ceil(chromaWidth / step) * Math.ceil(chromaHeight / step) * 3);
  let to = 0;
  for (let y = 0; y < chromaHeight; y += step) {
    for (let x = 0; x < chromaWidth; x += step) {
      const colour = y * chromaWidth + x;
      const light = LUMA_GAIN * ((yuv[2 * y * widthPx + 2 * x] as number) - 16);
      const u = (yuv[uPlane + colour] as number) - 128;
      const v = (yuv[vPlane + colour] as number) - 128;
      out[to] = byte(light + V_TO_RED * v);
      out[to + 1] = byte(light - U_TO_GREEN * u - V_TO_GREEN * v);
      out[to + 2] = byte(light + U_TO_BLUE * u);
      to += 3;
    }
  }
  return out;
}

const byte = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));
