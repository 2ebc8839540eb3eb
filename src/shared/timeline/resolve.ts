import type { FilmPlan, FilmTitle } from '../model/film-plan.ts';
import type { Fps } from '../model/frame-time.ts';
import type { Language, Platform, Transition } from '../model/shot-terms.ts';

/** A shot in the film's order with the segment that was chosen for it. */
export interface TimelineShot {
  id: string;
  cutFrames: number;
  sourceInFrames: number;
  transition: Transition;
  transitionFrames: number;
  caption: string;
  segment: {
    path: string;
    /** sha256 of its content. */
    hash: string;
    /** Its length at the project's rate: 192 at 24 fps. */
    frames: number;
  };
}

/** Everything a film is made of, as plain values from the library's rows. */
export interface TimelineDocument {
  title: string;
  fps: Fps;
  widthPx: number;
  heightPx: number;
  platform: Platform;
  language: Language;
  shots: readonly TimelineShot[];
  /** Empty for none. */
  openingTitle: string;
  endCard: { text: string; colour: string; showLogo: boolean; durationFrames: number } | null;
  logoPath: string | null;
  /** The brand's colours, for the end card. */
  palette?: readonly string[];
  audio: FilmPlan['audio'];
  /** Whether any segment is a drawn preview rather than footage. */
  animatic: boolean;
}

const MOST_TRANSITION_FRAMES = 96;
/** A title comes in a moment after the first picture, and stays as long as it takes to read twice. */
const TITLE_DELAY_SECONDS = 0.25;
const TITLE_LEAST_SECONDS = 1.8;
const TITLE_MOST_SECONDS = 4;
const LETTERS_PER_SECOND = 13;
const THAI_LETTERS_PER_SECOND = 9;

/** Length of the transition from a shot into the next: its wish, at most the handle and the next shot's cut. */
function transitionLength(shot: TimelineShot, next: TimelineShot | undefined): number {
  if (!next || shot.transition === 'cut') return 0;
  const handle = shot.segment.frames - shot.sourceInFrames - shot.cutFrames;
  return Math.max(0, Math.min(shot.transitionFrames, handle, next.cutFrames, MOST_TRANSITION_FRAMES));
}

function openingTitle(document: TimelineDocument, endFrame: number): FilmTitle[] {
  const text = document.openingTitle.trim();
  const first = document.shots[0];
  if (text === '' || !first) return [];
  const letters = [...text.replace(/\p{M}/gu, '')].length;
  const speed = /\p{Script=Thai}/u.test(text) ? THAI_LETTERS_PER_SECOND : LETTERS_PER_SECOND;
  const seconds = Math.min(TITLE_MOST_SECONDS, Math.max(TITLE_LEAST_SECONDS, (2 * letters) / speed));
  const delay = Math.min(Math.round(TITLE_DELAY_SECONDS * document.fps), first.cutFrames - 1);
  const durationFrames = Math.min(Math.round(seconds * document.fps), first.cutFrames - delay, endFrame - delay);
  return durationFrames > 0 ? [{ text: text.slice(0, 300), startFrame: delay, durationFrames, style: 'title' }] : [];
}

/**
 * The film plan of a document: clips end to end in order, transitions shortened to what the segments have after their
 * cut, one caption per shot that has words, a title over the first shot, the end card over the last frames. The film
 * is as long as the cuts together. Throws RangeError for no shots or a segment that ends before its shot's cut.
 */
export function resolveFilmPlan(document: TimelineDocument): FilmPlan {
  const { shots, fps } = document;
  if (shots.length === 0) throw new RangeError('a film needs a shot');
  const clips: FilmPlan['clips'] = [];
  const captions: FilmPlan['captions'] = [];
  let startFrame = 0;
  for (const [index, shot] of shots.entries()) {
    if (shot.sourceInFrames + shot.cutFrames > shot.segment.frames) {
      throw new RangeError(
        `shot ${shot.id} uses ${shot.sourceInFrames + shot.cutFrames} frames of a segment of ${shot.segment.frames}`,
      );
    }
    const transitionFrames = transitionLength(shot, shots[index + 1]);
    clips.push({
      id: shot.id,
      sourcePath: shot.segment.path,
      sourceHash: shot.segment.hash,
      sourceInFrames: shot.sourceInFrames,
      cutFrames: shot.cutFrames,
      transition: transitionFrames > 0 ? shot.transition : 'cut',
      transitionFrames,
    });
    const text = shot.caption.trim();
    if (text !== '') captions.push({ text: text.slice(0, 500), startFrame, durationFrames: shot.cutFrames });
    startFrame += shot.cutFrames;
  }
  const { endCard } = document;
  const cardFrames = endCard ? Math.min(endCard.durationFrames, startFrame) : 0;
  return {
    fps,
    widthPx: document.widthPx,
    heightPx: document.heightPx,
    platform: document.platform,
    language: document.language,
    clips,
    titles: openingTitle(document, startFrame - cardFrames),
    captions,
    endCard: endCard && {
      text: endCard.text,
      logoPath: endCard.showLogo ? document.logoPath : null,
      colour: endCard.colour,
      ...(document.palette && document.palette.length > 0 ? { palette: [...document.palette] } : {}),
      durationFrames: cardFrames,
    },
    audio: document.audio,
    metadata: { title: document.title.slice(0, 300), animatic: document.animatic },
  };
}
