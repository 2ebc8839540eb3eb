import { CLOTHES, HAIRS } from '../../../src/shared/model/scene-description.ts';
import type { PersonLooks } from '../../../src/shared/model/scene-description.ts';
import type { FigureSpec } from '../../../src/main/local-render/figures/build-figure.ts';
import type { Figure } from '../../../src/main/local-render/shape-types.ts';

/** People for the tests of figures. */

export const LOOKS: PersonLooks = {
  age: 'adult',
  build: 'average',
  gender: 'man',
  hair: 'bald',
  clothes: 'shirt',
  skinTone: 1,
  clothesTone: 2,
  glasses: false,
};
export const figureSpec = (change: Partial<FigureSpec> = {}): FigureSpec => ({
  looks: LOOKS,
  pose: 'stand',
  blend: 0,
  phase: 0,
  facing: 'right',
  emotion: 'neutral',
  seed: 1,
  detailLevel: 'near',
  ...change,
});

export const isFiniteFigure = (f: Figure): boolean =>
  f.shapes.every((s) => s.points.length > 1 && s.points.every((p) => Number.isFinite(p.x) && Number.isFinite(p.y))) &&
  Object.values(f.anchors).every((p) => Number.isFinite(p.x) && Number.isFinite(p.y));

export const ALL_LOOKS: PersonLooks[] = [
  ...HAIRS.map((hair): PersonLooks => ({ ...LOOKS, hair, gender: 'woman' })),
  ...CLOTHES.map((clothes): PersonLooks => ({ ...LOOKS, clothes })),
  ...(['child', 'teen', 'adult', 'elder'] as const).flatMap((age) =>
    (['slim', 'average', 'broad'] as const).map((build): PersonLooks => ({ ...LOOKS, age, build, glasses: true })),
  ),
];
