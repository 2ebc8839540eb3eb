/** Which frames of a film are copied and which few are drawn again. Pure; frames only. */
import type { FilmClip } from '../../shared/model/film-plan.ts';

export interface ClipTransition {
  kind: 'dissolve' | 'fade' | 'wipe';
  frames: number;
  /** Clip whose frames after its cut blend out. */
  fromClip: number;
  /** First of those frames in the source. */
  fromSourceStart: number;
}

/** An overlay on the film's clock. */
export interface OverlaySpan {
  startFrame: number;
  durationFrames: number;
}

export interface FilmPart {
  clip: number;
  /** `whole`: the file as it is. `copy`: whole GOPs of it. `render`: decoded, changed, encoded. */
  kind: 'whole' | 'copy' | 'render';
  filmStart: number;
  sourceStart: number;
  frames: number;
  /** At the head of the part. */
  transition?: ClipTransition;
  /** Indices of the overlays that touch it. */
  overlays: readonly number[];
}

interface Span {
  from: number;
  to: number;
}

/** x264's reordering needs a few frames: a shorter part would begin with another decode delay than its neighbours. */
export const MIN_RENDER_FRAMES = 4;

/** Length in frames of the transition into clip `index`: never longer than the handle or the clip itself. */
export function transitionInto(
  clips: readonly FilmClip[],
  sourceFrames: readonly number[],
  index: number,
): ClipTransition | undefined {
  const before = clips[index - 1];
  const clip = clips[index];
  if (!before || !clip || before.transition === 'cut') return undefined;
  const handle = (sourceFrames[index - 1] ?? 0) - before.sourceInFrames - before.cutFrames;
  const frames = Math.min(before.transitionFrames, handle, clip.cutFrames);
  if (frames <= 0) return undefined;
  return {
    kind: before.transition,
    frames,
    fromClip: index - 1,
    fromSourceStart: before.sourceInFrames + before.cutFrames,
  };
}

function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else if (span.to > span.from) result.push({ ...span });
  }
  return result;
}

/** Dirty frames of one clip in source frames, widened to GOP edges and clipped to the cut. */
function dirtySpans(whole: Span, touched: readonly Span[], gop: number, fileFrames: number): Span[] {
  const floor = (frame: number): number => Math.floor(frame / gop) * gop;
  const ceil = (frame: number): number => Math.ceil(frame / gop) * gop;
  const endIsEdge = whole.to % gop === 0 || whole.to === fileFrames;
  const spans = [...touched];
  if (whole.from % gop !== 0) spans.push({ from: whole.from, to: whole.from + 1 });
  if (!endIsEdge) spans.push({ from: whole.to - 1, to: whole.to });
  const widened = spans.map((span) => ({
    from: Math.max(whole.from, floor(span.from)),
    to: Math.min(whole.to, ceil(span.to)),
  }));
  const grown = merged(widened).map((span) => {
    if (span.to - span.from >= MIN_RENDER_FRAMES) return span;
    if (span.from > whole.from) return { from: Math.max(whole.from, span.from - gop), to: span.to };
    return { from: span.from, to: Math.min(whole.to, span.to + gop) };
  });
  return merged(grown);
}

/**
 * Parts that, laid end to end, are exactly the film. `sourceFrames[i]` is the length of clip i's mezzanine. Throws
 * RangeError when a cut reaches beyond its source.
 */
export function filmParts(
  clips: readonly FilmClip[],
  sourceFrames: readonly number[],
  overlays: readonly OverlaySpan[],
  gop: number,
): FilmPart[] {
  const parts: FilmPart[] = [];
  let filmStart = 0;
  for (const [index, clip] of clips.entries()) {
    const fileFrames = sourceFrames[index] ?? 0;
    const whole = { from: clip.sourceInFrames, to: clip.sourceInFrames + clip.cutFrames };
    if (whole.to > fileFrames) throw new RangeError(`clip ${clip.id} ends at frame ${whole.to} of ${fileFrames}`);
    const toSource = clip.sourceInFrames - filmStart;
    const transition = transitionInto(clips, sourceFrames, index);
    const touched: Span[] = overlays.map((overlay) => ({
      from: Math.max(whole.from, overlay.startFrame + toSource),
      to: Math.min(whole.to, overlay.startFrame + overlay.durationFrames + toSource),
    }));
    if (transition) touched.push({ from: whole.from, to: whole.from + transition.frames });
    const dirty = dirtySpans(
      whole,
      touched.filter((span) => span.to > span.from),
      gop,
      fileFrames,
    );

    const part = (kind: FilmPart['kind'], span: Span): FilmPart => {
      const start = span.from - toSource;
      const inside = overlays.flatMap((overlay, number) =>
        kind === 'render' &&
        overlay.startFrame < start + span.to - span.from &&
        overlay.startFrame + overlay.durationFrames > start
          ? [number]
          : [],
      );
      const head = kind === 'render' && transition && span.from === whole.from ? { transition } : {};
      return {
        clip: index,
        kind,
        filmStart: start,
        sourceStart: span.from,
        frames: span.to - span.from,
        overlays: inside,
        ...head,
      };
    };

    let at = whole.from;
    for (const span of dirty) {
      if (span.from > at) parts.push(part('copy', { from: at, to: span.from }));
      parts.push(part('render', span));
      at = span.to;
    }
    if (at < whole.to) {
      const isWhole = at === 0 && whole.to === fileFrames;
      parts.push(part(isWhole ? 'whole' : 'copy', { from: at, to: whole.to }));
    }
    filmStart += clip.cutFrames;
  }
  return parts;
}
