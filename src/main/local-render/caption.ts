import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Language } from '../../shared/model/shot-terms.ts';
import { CAPTION_FONT, registerFonts } from './fonts.ts';

/** The strip of paper under the picture and the lines on it. */
export interface CaptionLayout {
  lines: readonly string[];
  fontPx: number;
  lineHeightPx: number;
  stripHeightPx: number;
}

const MAX_LINES = 3;

/** Breaks a text into lines that fit; Thai is broken between words, never inside one. */
export function breakLines(
  text: string,
  language: Language,
  widthOf: (line: string) => number,
  maxWidth: number,
): string[] {
  const words = [
    ...new Intl.Segmenter(language, { granularity: 'word' }).segment(text.replace(/\s+/g, ' ').trim()),
  ].map((part) => part.segment);
  // Closing marks stay with the word before them.
  const pieces: string[] = [];
  for (const word of words) {
    if (pieces.length > 0 && /^[\s.,;:!?)”’"'…ๆฯ-]+$/u.test(word)) pieces[pieces.length - 1] += word;
    else pieces.push(word);
  }
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && widthOf((line + piece).trimEnd()) > maxWidth) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

/** Plans the caption strip: at most three lines, the last one ends in an ellipsis when the text is longer. */
export function layOutCaption(
  ctx: SKRSContext2D,
  text: string,
  language: Language,
  widthPx: number,
  heightPx: number,
): CaptionLayout {
  registerFonts();
  const fontPx = Math.round(Math.min(widthPx, heightPx) * 0.034);
  ctx.font = `${fontPx}px ${CAPTION_FONT}`;
  const all = breakLines(text, language, (line) => ctx.measureText(line).width, widthPx * 0.9);
  const lines = all.slice(0, MAX_LINES);
  if (all.length > MAX_LINES) lines[MAX_LINES - 1] = `${(lines[MAX_LINES - 1] ?? '').slice(0, -2).trimEnd()}…`;
  const lineHeightPx = Math.round(fontPx * 1.5);
  return { lines, fontPx, lineHeightPx, stripHeightPx: Math.round(lines.length * lineHeightPx + fontPx * 1.3) };
}

/** Draws the strip at the bottom of the canvas. */
export function paintCaption(ctx: SKRSContext2D, layout: CaptionLayout, widthPx: number, heightPx: number): void {
  registerFonts();
  const top = heightPx - layout.stripHeightPx;
  ctx.save();
  ctx.fillStyle = '#f8f4ea';
  ctx.fillRect(0, top, widthPx, layout.stripHeightPx);
  ctx.fillStyle = '#2b292c';
  ctx.fillRect(0, top, widthPx, Math.max(2, layout.fontPx * 0.07));
  ctx.font = `${layout.fontPx}px ${CAPTION_FONT}`;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  layout.lines.forEach((line, index) => {
    ctx.fillText(line, widthPx * 0.05, top + layout.fontPx * 0.65 + layout.lineHeightPx * (index + 0.5));
  });
  ctx.restore();
}
