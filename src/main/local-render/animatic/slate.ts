import { createCanvas } from '@napi-rs/canvas';
import type { FrameRaster, PixelBox } from '../raster/frame-raster.ts';
import { CAPTION_FONT, registerFonts } from '../fonts.ts';

/** The mark in the corner, drawn once: premultiplied RGBA and where it lies. */
export interface Slate {
  pixels: Uint8Array;
  box: PixelBox;
}

/** Share of the frame that platforms keep free of their own buttons at the top and at the left. */
const SAFE_TOP = 0.12;
const SAFE_LEFT = 0.065;

/** Draws the slate's small label; null for a text of nothing but spaces. A long text is cut with an ellipsis. */
export function makeSlate(text: string, widthPx: number, heightPx: number): Slate | null {
  registerFonts();
  const fontPx = Math.max(11, Math.round(Math.min(widthPx, heightPx) * 0.022));
  const font = `${fontPx}px ${CAPTION_FONT}`;
  const measure = createCanvas(8, 8).getContext('2d');
  measure.font = font;
  const letters = [
    ...new Intl.Segmenter('th', { granularity: 'grapheme' }).segment(text.replace(/\s+/g, ' ').trim()),
  ].map((part) => part.segment);
  if (letters.length === 0) return null;
  const most = widthPx * 0.4;
  let shown = letters.join('');
  while (measure.measureText(shown).width > most && letters.length > 1) {
    letters.pop();
    shown = `${letters.join('').trimEnd()}…`;
  }
  const padX = Math.round(fontPx * 0.6);
  // Thai stacks marks above and below the line.
  const padY = Math.round(fontPx * 0.42);
  const width = Math.ceil(measure.measureText(shown).width) + padX * 2;
  const height = Math.ceil(fontPx * 1.2) + padY * 2;
  const canvas = createCanvas(width, height);
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = 'rgba(28,27,30,0.62)';
  ctx.beginPath();
  ctx.roundRect(0, 0, width, height, fontPx * 0.3);
  ctx.fill();
  ctx.font = font;
  ctx.textBaseline = 'middle';
  ctx.fillStyle = 'rgba(255,253,246,0.95)';
  ctx.fillText(shown, padX, height / 2 + fontPx * 0.04);
  const top = heightPx > widthPx * 1.1 ? SAFE_TOP : 0.06;
  const box = { x: Math.round(widthPx * SAFE_LEFT), y: Math.round(heightPx * top), width, height };
  return { pixels: canvas.data(), box };
}

/** Lays the slate over a finished frame. */
export function paintSlate(raster: FrameRaster, slate: Slate): void {
  raster.overlay(slate.pixels, slate.box);
}
