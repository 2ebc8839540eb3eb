/** Captions as cues that can be read in their time, and the SRT file beside the film. Pure. */
import type { FilmCaption, FilmPlan } from '../../shared/model/film-plan.ts';

/** Reading speeds of film-craft.md §3: the upper end, since a caption repeats what is seen. */
const LATIN_PER_SECOND = 17;
const THAI_PER_SECOND = 11;
/** Two lines of about 40 Latin or 32 Thai letters. */
const MOST_LATIN = 76;
const MOST_THAI = 60;
const LEAST_SECONDS = 1;

const isThai = (text: string): boolean => /\p{Script=Thai}/u.test(text);

/** Letters that take time to read: marks above and below Thai letters do not. */
function lettersOf(text: string): number {
  return [...text.replace(/\p{M}/gu, '')].length;
}

/** Seconds a reader needs, at least one. */
export function readingSeconds(text: string): number {
  return Math.max(LEAST_SECONDS, lettersOf(text) / (isThai(text) ? THAI_PER_SECOND : LATIN_PER_SECOND));
}

/** Pieces of a text that each fit two lines, broken after sentences, then clauses, then words. */
export function splitCaption(text: string, language: string): string[] {
  const clean = text.replace(/\s+/gu, ' ').trim();
  const most = isThai(clean) ? MOST_THAI : MOST_LATIN;
  if (lettersOf(clean) <= most) return clean === '' ? [] : [clean];
  const pieces = breakAt(clean, most, language);
  return pieces.flatMap((piece) =>
    lettersOf(piece) <= most || pieces.length === 1 ? [piece] : splitCaption(piece, language),
  );
}

function breakAt(text: string, most: number, language: string): string[] {
  const ways = [text.split(/(?<=[.!?…])\s+/u), text.split(/(?<=[,;:–—])\s+|(?<=\p{Script=Thai})\s+/u)];
  for (const parts of ways) {
    if (parts.length > 1)
      return packed(
        parts.map((part) => `${part} `),
        most,
      );
  }
  return packed(
    [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].map(({ segment }) => segment),
    most,
  );
}

/** Neighbouring parts put together to about equal pieces of at most `most` letters. */
function packed(parts: readonly string[], most: number): string[] {
  const total = lettersOf(parts.join(''));
  const even = Math.min(most, Math.ceil(total / Math.ceil(total / most)) + 6);
  const pieces: string[] = [];
  let piece = '';
  for (const part of parts) {
    if (piece !== '' && lettersOf((piece + part).trim()) > even) {
      pieces.push(piece.trim());
      piece = '';
    }
    piece += part;
  }
  if (piece.trim() !== '') pieces.push(piece.trim());
  return pieces;
}

/**
 * The plan's captions as cues: long ones in pieces that share the time by their reading length, none over the end of
 * the film or the next caption, in order. Where the time is too short for all pieces at a second each, the text stays
 * whole rather than flashing by.
 */
export function captionCues(plan: Pick<FilmPlan, 'captions' | 'fps' | 'language'>): FilmCaption[] {
  const captions = plan.captions.toSorted((a, b) => a.startFrame - b.startFrame);
  return captions.flatMap((caption, index) => {
    const next = captions[index + 1];
    const room = next ? next.startFrame - caption.startFrame : caption.durationFrames;
    const frames = Math.min(caption.durationFrames, room);
    if (frames <= 0) return [];
    const pieces = splitCaption(caption.text, plan.language);
    if (pieces.length === 0) return [];
    const canSplit = frames / plan.fps >= pieces.length * LEAST_SECONDS;
    const texts = canSplit ? pieces : [caption.text.replace(/\s+/gu, ' ').trim()];
    const weights = texts.map(readingSeconds);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    let done = 0;
    let from = 0;
    return texts.map((text, piece) => {
      done += weights[piece] ?? 0;
      const to = Math.round((frames * done) / sum);
      const cue = { text, startFrame: caption.startFrame + from, durationFrames: to - from };
      from = to;
      return cue;
    });
  });
}

function timeCode(frame: number, fps: number): string {
  const ms = Math.round((frame * 1_000) / fps);
  const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');
  return `${pad(Math.floor(ms / 3_600_000), 2)}:${pad(Math.floor(ms / 60_000) % 60, 2)}:${pad(Math.floor(ms / 1_000) % 60, 2)},${pad(ms % 1_000, 3)}`;
}

/** SubRip text of the cues. A text cannot end its cue early: blank lines and arrows are taken out. */
export function srtText(cues: readonly FilmCaption[], fps: number): string {
  return cues
    .map((cue, index) => {
      const text = cue.text
        .replaceAll('-->', '→')
        .replace(/\s*\n\s*/gu, '\n')
        .trim();
      return `${index + 1}\n${timeCode(cue.startFrame, fps)} --> ${timeCode(cue.startFrame + cue.durationFrames, fps)}\n${text}\n`;
    })
    .join('\n');
}
