import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filmFrames, filmPlanSchema } from '../model/film-plan.ts';
import { resolveFilmPlan } from './resolve.ts';
import type { TimelineDocument, TimelineShot } from './resolve.ts';

const shot = (changes: Partial<TimelineShot> = {}): TimelineShot => ({
  id: 'shot',
  cutFrames: 72,
  sourceInFrames: 0,
  transition: 'cut',
  transitionFrames: 0,
  caption: '',
  segment: { path: '/store/ab', hash: 'a'.repeat(64), frames: 192 },
  ...changes,
});

const film = (changes: Partial<TimelineDocument> = {}): TimelineDocument => ({
  title: 'Trail shoe',
  fps: 24,
  widthPx: 1080,
  heightPx: 1920,
  platform: 'tiktok',
  language: 'en',
  shots: [shot(), shot()],
  openingTitle: '',
  endCard: null,
  logoPath: null,
  audio: { musicPath: null, musicVolume: 0.6, voiceOverPath: null, loudnessLufs: -14 },
  animatic: true,
  ...changes,
});

describe('resolveFilmPlan', () => {
  it('lays a caption under its own shot', () => {
    const plan = resolveFilmPlan(film({ shots: [shot({ cutFrames: 40 }), shot({ caption: ' Run. ' })] }));
    expect(plan.captions).toEqual([{ text: 'Run.', startFrame: 40, durationFrames: 72 }]);
  });

  it('shows the logo only where the card wants it', () => {
    const card = { text: 'Shop now', colour: '#ff6b6b', durationFrames: 60 };
    const withLogo = resolveFilmPlan(film({ endCard: { ...card, showLogo: true }, logoPath: '/logo.png' }));
    const without = resolveFilmPlan(film({ endCard: { ...card, showLogo: false }, logoPath: '/logo.png' }));
    expect([withLogo.endCard?.logoPath, without.endCard?.logoPath]).toEqual(['/logo.png', null]);
  });

  it('ends the opening title where the end card begins', () => {
    const card = { text: '', colour: '#000000', showLogo: false, durationFrames: 50 };
    const [title] = resolveFilmPlan(
      film({ shots: [shot()], openingTitle: 'A rather long opening title to read', endCard: card }),
    ).titles;
    expect(title && title.startFrame + title.durationFrames).toBe(22);
  });

  it('refuses a segment that ends before the cut, and a film without shots', () => {
    expect(() => resolveFilmPlan(film({ shots: [shot({ id: 'x', sourceInFrames: 130 })] }))).toThrow(/shot x uses 202/);
    expect(() => resolveFilmPlan(film({ shots: [] }))).toThrow(RangeError);
  });

  it('keeps length, order and handles for any shots', () => {
    const shots = fc.array(
      fc.record({
        id: fc.uuid(),
        cutFrames: fc.integer({ min: 1, max: 150 }),
        sourceInFrames: fc.integer({ min: 0, max: 42 }),
        transition: fc.constantFrom('cut' as const, 'dissolve' as const, 'fade' as const, 'wipe' as const),
        transitionFrames: fc.integer({ min: 0, max: 48 }),
        caption: fc.string({ maxLength: 40 }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(
        shots,
        fc.string({ maxLength: 60 }),
        fc.integer({ min: 1, max: 400 }),
        (given, openingTitle, cardFrames) => {
          const document = film({
            shots: given.map((one) => shot(one)),
            openingTitle,
            endCard: { text: '', colour: '#112233', showLogo: false, durationFrames: cardFrames },
          });
          const plan = filmPlanSchema.parse(resolveFilmPlan(document));
          const total = given.reduce((sum, one) => sum + one.cutFrames, 0);
          expect(filmFrames(plan)).toBe(total);
          expect(plan.clips.map((clip) => clip.id)).toEqual(given.map((one) => one.id));
          for (const [index, clip] of plan.clips.entries()) {
            const next = plan.clips[index + 1];
            expect(clip.transitionFrames).toBeLessThanOrEqual(192 - clip.sourceInFrames - clip.cutFrames);
            expect(clip.transitionFrames).toBeLessThanOrEqual(next?.cutFrames ?? 0);
            expect(clip.transitionFrames === 0).toBe(clip.transition === 'cut');
          }
          for (const span of [...plan.captions, ...plan.titles]) {
            expect(span.startFrame + span.durationFrames).toBeLessThanOrEqual(total);
          }
          expect(plan.endCard?.durationFrames).toBeLessThanOrEqual(total);
        },
      ),
    );
  });
});
