import { describe, expect, it } from 'vitest';
import { ALL_LOOKS, isFiniteFigure, LOOKS } from '../../../../tests/support/figures/figure-specs.ts';
import { EMOTIONS, FACINGS } from '../../../shared/model/scene-description.ts';
import { buildCloseUp } from './close-up.ts';
import type { CloseUpSpec } from './close-up.ts';

const bust = (change: Partial<CloseUpSpec> = {}): CloseUpSpec => ({
  detail: 'face',
  looks: LOOKS,
  facing: 'camera',
  emotion: 'neutral',
  pose: 'stand',
  phase: 0,
  seed: 1,
  ...change,
});

describe('buildCloseUp', () => {
  it('gives finite shapes that fill the box for every detail, look, emotion and turn', () => {
    for (const detail of ['face', 'eyes', 'hands', 'feet'] as const)
      for (const facing of FACINGS)
        for (const looks of ALL_LOOKS)
          for (const emotion of ['neutral', 'happy', 'afraid'] as const) {
            const f = buildCloseUp(bust({ detail, facing, looks, emotion }));
            expect(isFiniteFigure(f), `${detail} ${facing} ${JSON.stringify(looks)}`).toBe(true);
            expect(f.bounds.minY, `${detail} ${facing}`).toBeLessThan(-0.5);
            expect(f.bounds.maxY, `${detail} ${facing}`).toBeGreaterThan(-0.35);
          }
  });

  it('has a head that fits and eyes at their height', () => {
    for (const turned of ['front', 'three-quarter', 'profile'] as const) {
      const f = buildCloseUp(bust({ turned, facing: 'right' }));
      expect(f.bounds.minY).toBeGreaterThan(-1);
      expect(f.anchors.eyes.y).toBeCloseTo(-0.585, 1);
      expect(f.anchors.mouth.y).toBeGreaterThan(f.anchors.eyes.y);
    }
  });

  it('shows both eyes from the front, one in profile, none from behind', () => {
    const eyes = (change: Partial<CloseUpSpec>): number =>
      buildCloseUp(bust(change)).shapes.filter((s) => s.key.startsWith('eye')).length;
    expect(eyes({})).toBe(2);
    expect(eyes({ facing: 'right', turned: 'profile' })).toBe(1);
    expect(eyes({ facing: 'away' })).toBe(0);
  });

  it('draws another face for each emotion and shuts the eyes for a blink', () => {
    const faces = EMOTIONS.map((emotion) => JSON.stringify(buildCloseUp(bust({ emotion })).shapes));
    expect(new Set(faces).size).toBe(EMOTIONS.length);
    const open = (blink: number): number => {
      const eye = buildCloseUp(bust({ blink })).shapes.find((s) => s.key === 'eye1');
      const ys = (eye?.points ?? []).map((p) => p.y);
      return Math.max(...ys) - Math.min(...ys);
    };
    expect(open(1)).toBeLessThan(open(0) * 0.5);
  });
});
