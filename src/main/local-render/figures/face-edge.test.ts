import { describe, expect, it } from 'vitest';
import { figureSpec, LOOKS } from '../../../../tests/support/figures/figure-specs.ts';
import { EMOTIONS, FACINGS, POSES } from '../../../shared/model/scene-description.ts';
import type { Point } from '../shape-types.ts';
import { buildFigure } from './build-figure.ts';

/** How far a point lies outside a convex outline; 0 or less inside. */
function distanceOutside(point: Point, outline: readonly Point[]): number {
  const middle = {
    x: outline.reduce((sum, one) => sum + one.x, 0) / outline.length,
    y: outline.reduce((sum, one) => sum + one.y, 0) / outline.length,
  };
  const distances = outline.map((a, at) => {
    const b = outline[(at + 1) % outline.length] ?? a;
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const across = (p: Point): number => ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / length;
    return across(middle) > 0 ? -across(point) : across(point);
  });
  return Math.max(...distances);
}

describe('the edge of a face', () => {
  it('keeps the features of a turned head inside its edge, however far it looks up', () => {
    const FEATURES =
      /^(eye|iris|pupil|lower-li|upper-li|lid|crease|bag|laugh|brow|forehead|fold|crow|mouth|corner|teeth|lip|smile)/;
    const outside: string[] = [];
    let turned = 0;
    for (const pose of POSES)
      for (const facing of FACINGS)
        for (const emotion of EMOTIONS)
          for (const detailLevel of ['near', 'mid'] as const) {
            const looks = { ...LOOKS, age: 'elder' } as const;
            const { shapes } = buildFigure(figureSpec({ pose, facing, emotion, detailLevel, looks }));
            const edge = shapes.find(({ key }) => key === 'head')?.points ?? [];
            // In profile lips and brow stand on the contour.
            if (shapes.some(({ key }) => key === 'profile')) continue;
            turned += 1;
            for (const { key, points } of shapes.filter((one) => FEATURES.test(one.key)))
              if (points.some((point) => distanceOutside(point, edge) > 0.001))
                outside.push(`${key}: ${pose}, ${facing}, ${emotion}, ${detailLevel}`);
          }
    expect(turned).toBeGreaterThan(500);
    expect(outside).toEqual([]);
  });
});
