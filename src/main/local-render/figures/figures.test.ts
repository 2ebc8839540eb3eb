import { describe, expect, it } from 'vitest';
import { ALL_LOOKS, figureSpec, isFiniteFigure, LOOKS } from '../../../../tests/support/figures/figure-specs.ts';
import { CLOTHES, EMOTIONS, FACINGS, POSES } from '../../../shared/model/scene-description.ts';
import type { Pose } from '../../../shared/model/scene-description.ts';
import type { Figure, Point } from '../shape-types.ts';
import { buildFigure, poseSkeleton } from './build-figure.ts';
import type { FigureSpec } from './build-figure.ts';
import { AGE_HEIGHT } from './proportions.ts';

function insideBounds(p: Point, f: Figure, slack: number): boolean {
  const b = f.bounds;
  return p.x >= b.minX - slack && p.x <= b.maxX + slack && p.y >= b.minY - slack && p.y <= b.maxY + slack;
}

describe('buildFigure', () => {
  it('gives finite coordinates for every pose, facing and look', () => {
    const broken: string[] = [];
    for (const pose of POSES)
      for (const facing of FACINGS)
        for (const looks of ALL_LOOKS)
          if (!isFiniteFigure(buildFigure(figureSpec({ pose, facing, looks }))))
            broken.push(`${pose} ${facing} ${JSON.stringify(looks)}`);
    expect(broken).toEqual([]);
  });

  it('gives shape keys that are unique within a figure, so that no two lines share a wobble', () => {
    for (const clothes of CLOTHES)
      for (const facing of FACINGS) {
        const keys = buildFigure(
          figureSpec({ facing, looks: { ...LOOKS, clothes, hair: 'long', glasses: true, age: 'elder' } }),
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
        const { maxY } = buildFigure(figureSpec({ pose, facing })).bounds;
        expect(Math.abs(maxY), `${pose} ${facing}`).toBeLessThan(0.02);
      }
  });

  it('is as tall as the age says, and the head hangs on the neck in every pose', () => {
    for (const age of ['child', 'teen', 'adult', 'elder'] as const) {
      const { minY } = buildFigure(figureSpec({ looks: { ...LOOKS, age } })).bounds;
      const expected = AGE_HEIGHT[age];
      expect(-minY, age).toBeGreaterThan(expected * (age === 'elder' ? 0.92 : 0.97));
      expect(-minY, age).toBeLessThan(expected * 1.03);
    }
    for (const pose of POSES) {
      const { skeleton: s } = poseSkeleton(figureSpec({ pose }));
      const gap = Math.hypot(s.headCentre.f - s.neck.f, s.headCentre.u - s.neck.u, s.headCentre.l - s.neck.l);
      expect(gap, pose).toBeLessThan(0.12);
    }
  });

  it('keeps the acting hand inside the drawing', () => {
    for (const pose of POSES)
      for (const facing of FACINGS) {
        const f = buildFigure(figureSpec({ pose, facing }));
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
      const { anchors: a } = buildFigure(figureSpec({ pose }));
      return Math.hypot(a.rightHand.x - a[name].x, a.rightHand.y - a[name].y);
    };
    expect(distance('drink', 'mouth')).toBeLessThan(0.12);
    expect(distance('eat', 'mouth')).toBeLessThan(0.14);
    expect(distance('phone', 'head')).toBeLessThan(0.12);
    expect(distance('think', 'mouth')).toBeLessThan(0.13);
    const pray = buildFigure(figureSpec({ pose: 'pray' })).anchors;
    expect(Math.hypot(pray.leftHand.x - pray.rightHand.x, pray.leftHand.y - pray.rightHand.y)).toBeLessThan(0.05);
  });

  it('is the same for the same spec and mirrored for the other side', () => {
    const a = buildFigure(figureSpec({ pose: 'run', phase: 0.3 }));
    expect(buildFigure(figureSpec({ pose: 'run', phase: 0.3 }))).toEqual(a);
    const b = buildFigure(figureSpec({ pose: 'run', phase: 0.3, facing: 'left' }));
    expect(b.anchors.head.x).toBeCloseTo(-a.anchors.head.x, 9);
    expect(b.anchors.head.y).toBeCloseTo(a.anchors.head.y, 9);
  });

  it('gives two people of a crowd other carriage by the seed, but the same body', () => {
    const a = buildFigure(figureSpec({ seed: 1 }));
    const b = buildFigure(figureSpec({ seed: 2 }));
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
      expect(buildFigure(figureSpec({ pose: 'swim', facing })).bounds.maxY).toBeLessThanOrEqual(1e-9);
    expect(buildFigure(figureSpec({ detailLevel: 'far' })).shapes.length).toBeLessThan(
      buildFigure(figureSpec()).shapes.length,
    );
  });

  it('shows every emotion by other lines', () => {
    const seen = EMOTIONS.map((emotion) =>
      JSON.stringify(buildFigure(figureSpec({ emotion, facing: 'camera' })).shapes),
    );
    expect(new Set(seen).size).toBe(EMOTIONS.length);
  });
});

const joints = (change: Partial<FigureSpec>): Point[] => {
  const { skeleton: s, view } = poseSkeleton(figureSpec(change));
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
      POSES.map((pose) => mask(buildFigure(figureSpec({ pose, facing, detailLevel: 'far' })))),
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
