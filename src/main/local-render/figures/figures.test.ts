import { describe, expect, it } from 'vitest';
import { CLOTHES, EMOTIONS, FACINGS, HAIRS, POSES } from '../../../shared/model/scene-description.ts';
import type { PersonLooks, Pose } from '../../../shared/model/scene-description.ts';
import type { Figure, Point } from '../shape-types.ts';
import { buildFigure, poseSkeleton } from './build-figure.ts';
import type { FigureSpec } from './build-figure.ts';
import { buildCloseUp } from './close-up.ts';
import type { CloseUpSpec } from './close-up.ts';
import { AGE_HEIGHT } from './proportions.ts';

const LOOKS: PersonLooks = {
  age: 'adult',
  build: 'average',
  gender: 'man',
  hair: 'bald',
  clothes: 'shirt',
  skinTone: 1,
  clothesTone: 2,
  glasses: false,
};
const spec = (change: Partial<FigureSpec> = {}): FigureSpec => ({
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

const isFinite = (f: Figure): boolean =>
  f.shapes.every((s) => s.points.length > 1 && s.points.every((p) => Number.isFinite(p.x) && Number.isFinite(p.y))) &&
  Object.values(f.anchors).every((p) => Number.isFinite(p.x) && Number.isFinite(p.y));

function insideBounds(p: Point, f: Figure, slack: number): boolean {
  const b = f.bounds;
  return p.x >= b.minX - slack && p.x <= b.maxX + slack && p.y >= b.minY - slack && p.y <= b.maxY + slack;
}

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

const ALL_LOOKS: PersonLooks[] = [
  ...HAIRS.map((hair): PersonLooks => ({ ...LOOKS, hair, gender: 'woman' })),
  ...CLOTHES.map((clothes): PersonLooks => ({ ...LOOKS, clothes })),
  ...(['child', 'teen', 'adult', 'elder'] as const).flatMap((age) =>
    (['slim', 'average', 'broad'] as const).map((build): PersonLooks => ({ ...LOOKS, age, build, glasses: true })),
  ),
];

describe('buildFigure', () => {
  it('gives finite coordinates for every pose, facing and look', () => {
    const broken: string[] = [];
    for (const pose of POSES)
      for (const facing of FACINGS)
        for (const looks of ALL_LOOKS)
          if (!isFinite(buildFigure(spec({ pose, facing, looks }))))
            broken.push(`${pose} ${facing} ${JSON.stringify(looks)}`);
    expect(broken).toEqual([]);
  });

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
            const { shapes } = buildFigure(spec({ pose, facing, emotion, detailLevel, looks }));
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

  it('gives shape keys that are unique within a figure, so that no two lines share a wobble', () => {
    for (const clothes of CLOTHES)
      for (const facing of FACINGS) {
        const keys = buildFigure(
          spec({ facing, looks: { ...LOOKS, clothes, hair: 'long', glasses: true, age: 'elder' } }),
        ).shapes.map((s) => s.key);
        expect(keys.length, `${clothes} ${facing}`).toBe(new Set(keys).size);
      }
  });

  it('stands on the ground', () => {
    const standing: Pose[] = [
      'stand',
      'walk',
      'reach',
      'hold',
      'point',
      'wave',
      'drink',
      'phone',
      'hug',
      'shake-hands',
      'look-up',
      'look-down',
      'cook',
      'sell',
      'think',
      'cheer',
      'lift',
      'sit',
      'push',
      'carry',
    ];
    for (const pose of standing)
      for (const facing of FACINGS) {
        const { maxY } = buildFigure(spec({ pose, facing })).bounds;
        expect(Math.abs(maxY), `${pose} ${facing}`).toBeLessThan(0.02);
      }
  });

  it('is as tall as the age says, and the head hangs on the neck in every pose', () => {
    for (const age of ['child', 'teen', 'adult', 'elder'] as const) {
      const { minY } = buildFigure(spec({ looks: { ...LOOKS, age } })).bounds;
      const expected = AGE_HEIGHT[age];
      expect(-minY, age).toBeGreaterThan(expected * (age === 'elder' ? 0.92 : 0.97));
      expect(-minY, age).toBeLessThan(expected * 1.03);
    }
    for (const pose of POSES) {
      const { skeleton: s } = poseSkeleton(spec({ pose }));
      const gap = Math.hypot(s.headCentre.f - s.neck.f, s.headCentre.u - s.neck.u, s.headCentre.l - s.neck.l);
      expect(gap, pose).toBeLessThan(0.12);
    }
  });

  it('keeps the acting hand inside the drawing', () => {
    for (const pose of POSES)
      for (const facing of FACINGS) {
        const f = buildFigure(spec({ pose, facing }));
        // A swimmer's other parts are under water, where nothing is drawn.
        const names =
          pose === 'swim'
            ? (['head', 'eyes'] as const)
            : (['head', 'eyes', 'mouth', 'chest', 'hips', 'leftHand', 'rightHand'] as const);
        for (const name of names)
          expect(insideBounds(f.anchors[name], f, 1e-6), `${pose} ${facing} ${name}`).toBe(true);
      }
  });

  it('brings the hand to what the pose is about', () => {
    const distance = (pose: Pose, name: 'mouth' | 'head'): number => {
      const { anchors: a } = buildFigure(spec({ pose }));
      return Math.hypot(a.rightHand.x - a[name].x, a.rightHand.y - a[name].y);
    };
    expect(distance('drink', 'mouth')).toBeLessThan(0.12);
    expect(distance('eat', 'mouth')).toBeLessThan(0.14);
    expect(distance('phone', 'head')).toBeLessThan(0.12);
    expect(distance('think', 'mouth')).toBeLessThan(0.13);
    const pray = buildFigure(spec({ pose: 'pray' })).anchors;
    expect(Math.hypot(pray.leftHand.x - pray.rightHand.x, pray.leftHand.y - pray.rightHand.y)).toBeLessThan(0.05);
  });

  it('is the same for the same spec and mirrored for the other side', () => {
    const a = buildFigure(spec({ pose: 'run', phase: 0.3 }));
    expect(buildFigure(spec({ pose: 'run', phase: 0.3 }))).toEqual(a);
    const b = buildFigure(spec({ pose: 'run', phase: 0.3, facing: 'left' }));
    expect(b.anchors.head.x).toBeCloseTo(-a.anchors.head.x, 9);
    expect(b.anchors.head.y).toBeCloseTo(a.anchors.head.y, 9);
  });

  it('gives two people of a crowd other carriage by the seed, but the same body', () => {
    const a = buildFigure(spec({ seed: 1 }));
    const b = buildFigure(spec({ seed: 2 }));
    const body = (f: Figure): string[] =>
      f.shapes
        .map((s) => s.key)
        .filter((k) => /^(arm|leg|torso|head|neck)/.test(k))
        .sort();
    expect(body(b)).toEqual(body(a));
    expect(b.anchors.head).not.toEqual(a.anchors.head);
    expect(Math.hypot(b.anchors.head.x - a.anchors.head.x, b.anchors.head.y - a.anchors.head.y)).toBeLessThan(0.04);
  });

  it('draws nothing under water and less far away', () => {
    for (const facing of FACINGS)
      expect(buildFigure(spec({ pose: 'swim', facing })).bounds.maxY).toBeLessThanOrEqual(1e-9);
    expect(buildFigure(spec({ detailLevel: 'far' })).shapes.length).toBeLessThan(buildFigure(spec()).shapes.length);
  });

  it('shows every emotion by other lines', () => {
    const seen = EMOTIONS.map((emotion) => JSON.stringify(buildFigure(spec({ emotion, facing: 'camera' })).shapes));
    expect(new Set(seen).size).toBe(EMOTIONS.length);
  });
});

const joints = (change: Partial<FigureSpec>): Point[] => {
  const { skeleton: s, view } = poseSkeleton(spec(change));
  return [
    s.pelvis,
    s.waist,
    s.chest,
    s.neck,
    s.headCentre,
    ...[s.right, s.left].flatMap((a) => [a.shoulder, a.elbow, a.wrist]),
    ...[s.rightLeg, s.leftLeg].flatMap((g) => [g.hip, g.knee, g.ankle, g.heel, g.toe]),
  ].map((v) => view.see(v));
};
const largestStep = (a: readonly Point[], b: readonly Point[]): number =>
  Math.max(...a.map((p, i) => Math.hypot(p.x - (b[i]?.x ?? Infinity), p.y - (b[i]?.y ?? Infinity))));

describe('movement', () => {
  it('blends any two poses without a jump', () => {
    let worst = { step: 0, pair: '' };
    for (const pose of POSES)
      for (const poseTo of POSES) {
        if (pose === poseTo) continue;
        let before = joints({ pose, poseTo, blend: 0 });
        for (let i = 1; i <= 100; i += 1) {
          const now = joints({ pose, poseTo, blend: i / 100 });
          const step = largestStep(before, now);
          if (step > worst.step) worst = { step, pair: `${pose} to ${poseTo} at ${i / 100}` };
          before = now;
        }
      }
    expect(worst.step, worst.pair).toBeLessThan(0.035);
  });

  it('meets both ends of a blend', () => {
    for (const poseTo of POSES) {
      expect(largestStep(joints({ pose: 'stand', poseTo, blend: 0 }), joints({ pose: 'stand' })), poseTo).toBeLessThan(
        1e-9,
      );
      expect(largestStep(joints({ pose: 'stand', poseTo, blend: 1 }), joints({ pose: poseTo })), poseTo).toBeLessThan(
        1e-9,
      );
    }
  });

  it('moves in closed cycles without a jump where the pose has one', () => {
    for (const pose of ['walk', 'run', 'dance', 'climb', 'swim', 'carry', 'push', 'ride', 'wave', 'cheer'] as const) {
      for (let i = 0; i < 200; i += 1) {
        const step = largestStep(joints({ pose, phase: i / 200 }), joints({ pose, phase: (i + 1) / 200 }));
        expect(step, `${pose} at ${i / 200}`).toBeLessThan(0.04);
      }
      expect(
        largestStep(joints({ pose, phase: 0.25 }), joints({ pose, phase: 0.75 })) +
          largestStep(joints({ pose, phase: 0 }), joints({ pose, phase: 0.5 })),
        pose,
      ).toBeGreaterThan(0.06);
    }
  });
});

/** Silhouette on a 32×32 grid over the same window for all poses. */
function mask(f: Figure): Uint8Array {
  const n = 32;
  const out = new Uint8Array(n * n);
  for (const s of f.shapes) {
    if (!s.closed || !s.fill) continue;
    for (let j = 0; j < n; j += 1)
      for (let i = 0; i < n; i += 1) {
        const x = ((i + 0.5) / n - 0.5) * 1.3;
        const y = ((j + 0.5) / n) * 1.3 - 1.25;
        let inside = false;
        for (let k = 0, m = s.points.length - 1; k < s.points.length; m = k, k += 1) {
          const a = s.points[k];
          const b = s.points[m];
          if (a && b && a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
        }
        if (inside) out[j * n + i] = 1;
      }
  }
  return out;
}

describe('silhouettes', () => {
  it('tell every pose from every other in at least one view', () => {
    const overlap = (a: Uint8Array, b: Uint8Array): number => {
      let both = 0;
      let any = 0;
      a.forEach((v, i) => {
        both += v & (b[i] ?? 0);
        any += v | (b[i] ?? 0);
      });
      return any === 0 ? 1 : both / any;
    };
    const views = (['right', 'camera'] as const).map((facing) =>
      POSES.map((pose) => mask(buildFigure(spec({ pose, facing, detailLevel: 'far' })))),
    );
    const alike: string[] = [];
    POSES.forEach((a, i) => {
      POSES.forEach((b, j) => {
        if (j <= i) return;
        const best = Math.min(...views.map((v) => overlap(v[i] ?? new Uint8Array(), v[j] ?? new Uint8Array())));
        if (best >= 0.93) alike.push(`${a}/${b} ${best.toFixed(3)}`);
      });
    });
    expect(alike).toEqual([]);
  });
});

describe('buildCloseUp', () => {
  it('gives finite shapes that fill the box for every detail, look, emotion and turn', () => {
    for (const detail of ['face', 'eyes', 'hands', 'feet'] as const)
      for (const facing of FACINGS)
        for (const looks of ALL_LOOKS)
          for (const emotion of ['neutral', 'happy', 'afraid'] as const) {
            const f = buildCloseUp(bust({ detail, facing, looks, emotion }));
            expect(isFinite(f), `${detail} ${facing} ${JSON.stringify(looks)}`).toBe(true);
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
