/** Words as pictures: text of people is drawn here and never reaches a filter graph (M6). */
import { createCanvas } from '@napi-rs/canvas';
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import type { Language, Platform } from '../../../shared/model/shot-terms.ts';
import { fontOf, registerFonts } from '../../platform/fonts.ts';
import { breakLines } from './break-lines.ts';
import { safeArea } from './safe-area.ts';
import type { Rect } from './safe-area.ts';

export interface OverlayFrame {
  widthPx: number;
  heightPx: number;
  platform: Platform;
  language: Language;
}

export interface OverlayPicture {
  png: Buffer;
  /** Place of its top left corner; even, since colour has half the resolution. */
  x: number;
  y: number;
}

const LINE_HEIGHT = 1.28;
/** Thai stacks two marks above a letter. */
const LINE_HEIGHT_THAI = 1.5;
/** With the shadow of the letters enough for large white words on white paper (3:1), and no more. */
const BAND_ALPHA = 0.5;
const INK = 'rgba(14, 15, 18, 0.74)';
/** Still 4.5:1 for white words on white paper. */
const CAPTION_INK = 'rgba(14, 15, 18, 0.6)';

/** Words broken into lines at a size that fits. */
export interface TextBlock {
  lines: string[];
  sizePx: number;
  lineHeightPx: number;
  widthPx: number;
  heightPx: number;
}

const even = (value: number): number => Math.floor(value / 2) * 2;

/** Control characters draw as boxes; a line break is kept. */
export function drawable(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, ' ').trim();
}

/** The largest size from `most` down at which the text fits width and number of lines. */
export function fitText(
  text: string,
  language: Language,
  weight: 600 | 700,
  box: { widthPx: number; maxLines: number; mostPx: number; leastPx: number },
): TextBlock {
  const pen = createCanvas(8, 8).getContext('2d');
  const lineHeight = /\p{Script=Thai}/u.test(text) ? LINE_HEIGHT_THAI : LINE_HEIGHT;
  for (let sizePx = box.mostPx; ; sizePx = Math.max(box.leastPx, sizePx * 0.93)) {
    pen.font = fontOf(weight, sizePx);
    const measure = (line: string): number => pen.measureText(line).width;
    const broken = breakLines(text, language, box.widthPx, measure);
    if (broken.length > box.maxLines && sizePx > box.leastPx) continue;
    const lines = broken.slice(0, box.maxLines);
    if (broken.length > box.maxLines) lines[box.maxLines - 1] = `${(lines[box.maxLines - 1] ?? '').slice(0, -1)}…`;
    const lineHeightPx = sizePx * lineHeight;
    return {
      lines,
      sizePx,
      lineHeightPx,
      widthPx: Math.max(...lines.map(measure), 1),
      heightPx: lineHeightPx * lines.length,
    };
  }
}

/** Draws the lines of a block, its upper edge at `y`. */
export function drawLines(
  pen: SKRSContext2D,
  block: TextBlock,
  weight: 600 | 700,
  at: { x: number; y: number; align: 'left' | 'center'; colour: string },
): void {
  pen.font = fontOf(weight, block.sizePx);
  pen.textAlign = at.align;
  pen.textBaseline = 'alphabetic';
  pen.fillStyle = at.colour;
  for (const [index, line] of block.lines.entries()) {
    // Baseline so that the x-height, not the ascender, stands in the middle of its line.
    pen.fillText(line, at.x, at.y + block.lineHeightPx * (index + 0.5) + block.sizePx * 0.35);
  }
}

/** A canvas as an overlay at even places. */
export async function overlayPicture(canvas: Canvas, x: number, y: number): Promise<OverlayPicture> {
  // Encodes on a thread of the pool; 53 ms on the main loop otherwise.
  return { png: await canvas.encode('png'), x: even(Math.max(0, x)), y: even(Math.max(0, y)) };
}

/** A caption: at most two lines on a dark plate above the platform's own caption. */
export async function drawCaption(frame: OverlayFrame, text: string): Promise<OverlayPicture> {
  registerFonts();
  const area = safeArea(frame.platform, frame);
  const short = Math.min(frame.widthPx, frame.heightPx);
  const padX = short * 0.022;
  const padY = short * 0.006;
  const block = fitText(drawable(text), frame.language, 600, {
    widthPx: centredWidth(frame, area) - padX * 2,
    maxLines: 2,
    mostPx: short * 0.048,
    leastPx: short * 0.03,
  });
  const width = even(block.widthPx + padX * 2 + 2);
  const height = even(block.heightPx + padY * 2 + 2);
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = CAPTION_INK;
  pen.beginPath();
  pen.roundRect(0, 0, width, height, short * 0.012);
  pen.fill();
  drawLines(pen, block, 600, { x: width / 2, y: padY, align: 'center', colour: '#ffffff' });
  return overlayPicture(canvas, (frame.widthPx - width) / 2, area.y + area.heightPx - height);
}

/** Width of the safe area around the middle of the frame: words on a shifted axis look like a mistake. */
export function centredWidth(frame: OverlayFrame, area: Rect): number {
  const side = Math.max(area.x, frame.widthPx - area.x - area.widthPx);
  return frame.widthPx - 2 * side;
}

/** A title: large, centred in the upper part, on a band that fades out above and below. */
export async function drawTitle(frame: OverlayFrame, text: string): Promise<OverlayPicture> {
  registerFonts();
  const area = safeArea(frame.platform, frame);
  const short = Math.min(frame.widthPx, frame.heightPx);
  const block = fitText(drawable(text), frame.language, 700, {
    widthPx: centredWidth(frame, area),
    maxLines: 3,
    mostPx: short * 0.092,
    leastPx: short * 0.04,
  });
  const feather = short * 0.13;
  const height = even(block.heightPx + feather * 2 + 2);
  const canvas = createCanvas(even(frame.widthPx), height);
  const pen = canvas.getContext('2d');
  const band = pen.createLinearGradient(0, 0, 0, height);
  const edge = feather / height;
  for (let step = 0; step <= 8; step += 1) {
    // Smoothstep: a straight ramp shows its two ends as lines.
    const rise = (step / 8) ** 2 * (3 - (2 * step) / 8);
    const colour = `rgba(12, 13, 16, ${(rise * BAND_ALPHA).toFixed(3)})`;
    band.addColorStop((edge * step) / 8, colour);
    band.addColorStop(1 - (edge * step) / 8, colour);
  }
  pen.fillStyle = band;
  pen.fillRect(0, 0, canvas.width, height);
  pen.shadowColor = 'rgba(0, 0, 0, 0.55)';
  pen.shadowBlur = short * 0.012;
  const centre = frame.widthPx / 2;
  drawLines(pen, block, 700, { x: centre, y: feather, align: 'center', colour: '#ffffff' });
  return overlayPicture(canvas, 0, Math.max(area.y - feather, frame.heightPx * 0.2 - height / 2));
}

/** A lower third: a name or a place, on the left, above where captions stand. */
export async function drawLowerThird(frame: OverlayFrame, text: string): Promise<OverlayPicture> {
  registerFonts();
  const area = safeArea(frame.platform, frame);
  const short = Math.min(frame.widthPx, frame.heightPx);
  const pad = short * 0.026;
  const bar = short * 0.009;
  const block = fitText(drawable(text), frame.language, 600, {
    widthPx: area.widthPx * 0.72,
    maxLines: 2,
    mostPx: short * 0.046,
    leastPx: short * 0.03,
  });
  const width = even(block.widthPx + pad * 2 + bar + 2);
  const height = even(block.heightPx + pad + 2);
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = INK;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, bar, height);
  drawLines(pen, block, 600, { x: bar + pad, y: pad / 2, align: 'left', colour: '#ffffff' });
  return overlayPicture(canvas, area.x, area.y + area.heightPx - short * 0.22 - height);
}
