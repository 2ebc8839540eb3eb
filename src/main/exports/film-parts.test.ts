import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FilmClip } from '../../shared/model/film-plan.ts';
import { filmParts } from './film-parts.ts';

const GOP = 12;
const clip = (changes: Partial<FilmClip> = {}): FilmClip => ({
  id: 'c',
  sourcePath: '/x.mp4',
  sourceHash: 'a'.repeat(64),
  sourceInFrames: 0,
  cutFrames: 192,
  transition: 'cut',
  transitionFrames: 0,
  ...changes,
});

describe('filmParts', () => {
  it('uses whole files where nothing is cut', () => {
    expect(
      filmParts([clip(), clip()], [192, 192], [], GOP).map((part) => [part.kind, part.filmStart, part.frames]),
    ).toEqual([
      ['whole', 0, 192],
      ['whole', 192, 192],
    ]);
  });

  it('copies to the last whole GOP and renders the rest', () => {
    const parts = filmParts([clip({ cutFrames: 77 })], [192], [], GOP);
    expect(parts.map((part) => [part.kind, part.sourceStart, part.frames])).toEqual([
      ['copy', 0, 72],
      ['render', 72, 5],
    ]);
  });

  it('grows a tail of two frames, which the encoder would give another delay', () => {
    const parts = filmParts([clip({ cutFrames: 74 })], [192], [], GOP);
    expect(parts.map((part) => [part.kind, part.sourceStart, part.frames])).toEqual([
      ['copy', 0, 60],
      ['render', 60, 14],
    ]);
  });

  it('blends the handle of the clip before under the head of the next', () => {
    const clips = [clip({ cutFrames: 72, transition: 'dissolve', transitionFrames: 10 }), clip()];
    const parts = filmParts(clips, [192, 192], [], GOP);
    expect(parts.map((part) => [part.kind, part.clip, part.filmStart, part.frames])).toEqual([
      ['copy', 0, 0, 72],
      ['render', 1, 72, 12],
      ['copy', 1, 84, 180],
    ]);
    expect(parts[1]?.transition).toEqual({ kind: 'dissolve', frames: 10, fromClip: 0, fromSourceStart: 72 });
  });

  it('shortens a transition to the handle and drops it where there is none', () => {
    const clips = [
      clip({ cutFrames: 190, transition: 'wipe', transitionFrames: 10 }),
      clip({ transition: 'fade', transitionFrames: 10 }),
      clip(),
    ];
    const parts = filmParts(clips, [192, 192, 192], [], GOP);
    expect(parts.find((part) => part.clip === 1 && part.kind === 'render')?.transition?.frames).toBe(2);
    expect(parts.filter((part) => part.clip === 2).map((part) => part.kind)).toEqual(['whole']);
  });

  it('refuses a cut beyond the source', () => {
    expect(() => filmParts([clip({ cutFrames: 193 })], [192], [], GOP)).toThrow(/193 of 192/);
  });

  it('covers every film frame once, copies only whole GOPs, renders every touched frame', () => {
    const clips = fc.array(
      fc.record({
        sourceInFrames: fc.integer({ min: 0, max: 40 }),
        cutFrames: fc.integer({ min: 1, max: 150 }),
        transition: fc.constantFrom('cut' as const, 'dissolve' as const, 'fade' as const, 'wipe' as const),
        transitionFrames: fc.integer({ min: 0, max: 40 }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    const overlays = fc.array(
      fc.record({ startFrame: fc.integer({ min: 0, max: 900 }), durationFrames: fc.integer({ min: 1, max: 90 }) }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(clips, overlays, (shapes, spans) => {
        const film = shapes.map((shape) => clip(shape));
        const lengths = film.map(() => 192);
        const parts = filmParts(film, lengths, spans, GOP);
        let at = 0;
        for (const part of parts) {
          expect(part.filmStart).toBe(at);
          expect(part.frames).toBeGreaterThan(0);
          at += part.frames;
          if (part.kind !== 'copy') continue;
          expect(part.sourceStart % GOP).toBe(0);
          const end = part.sourceStart + part.frames;
          expect(end % GOP === 0 || end === 192).toBe(true);
        }
        expect(at).toBe(film.reduce((sum, one) => sum + one.cutFrames, 0));
        for (const [number, span] of spans.entries()) {
          for (const part of parts) {
            const touches =
              span.startFrame < part.filmStart + part.frames && span.startFrame + span.durationFrames > part.filmStart;
            if (touches) expect([part.kind, part.overlays.includes(number)]).toEqual(['render', true]);
          }
        }
      }),
    );
  });
});
