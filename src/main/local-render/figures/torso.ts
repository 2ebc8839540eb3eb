import type { Point, Shape } from '../shape-types.ts';
import { add, clamp, DEGREE, mix, mix3, through } from './geometry.ts';
import type { Vec3 } from './geometry.ts';
import type { Proportions } from './proportions.ts';
import type { Frame, Skeleton } from './skeleton.ts';
import type { View } from './view.ts';

interface Level {
  centre: Vec3;
  axes: Frame;
  wide: number;
  deep: number;
}

/** The trunk as a stack of elliptical sections, crotch (0) to neck (1). */
export interface Trunk {
  levels: readonly Level[];
  outline(from: number, to: number, loose: number): Point[];
  /** Point on the skin: height 0…1, angle in degrees from the front towards the left. */
  at(height: number, angle: number, loose?: number): Vec3;
  /** Angles beyond the edge of sight are pulled to it. */
  visibleAngle(height: number, angle: number): number;
  sees(height: number, angle: number): boolean;
}

/** Sections of the body under the clothes. `bust` and hips follow the proportions. */
export function trunkOf(p: Proportions, s: Skeleton, view: View, bust: number): Trunk {
  const level = (base: Vec3, axes: Frame, up: number, ahead: number, wide: number, deep: number): Level => ({
    centre: add(add(base, axes.u, up), axes.f, ahead),
    axes,
    wide,
    deep,
  });
  const h = p.height;
  const levels: Level[] = [
    level(s.pelvis, s.pelvisFrame, -0.05 * h, 0, p.pelvisWide * 0.86, p.pelvisDeep * 0.82),
    level(s.pelvis, s.pelvisFrame, 0.012 * h, -0.008 * h, p.pelvisWide, p.pelvisDeep),
    level(s.waist, s.waistFrame, 0, 0, p.waistWide, p.waistDeep),
    level(s.chest, s.chestFrame, -p.torso * 0.06, 0.01 * h + bust * 0.5, p.chestWide, p.chestDeep + bust * 0.5),
    level(s.neck, s.chestFrame, -p.torso * 0.24, 0, p.shoulderHalf + p.armRadius * 0.4, p.chestDeep * 0.84),
    level(s.neck, s.chestFrame, -p.torso * 0.075, -0.004 * h, p.shoulderHalf * 0.8, p.chestDeep * 0.6),
    level(s.neck, s.chestFrame, p.torso * 0.02, 0, p.neckRadius * 1.35, p.neckRadius * 1.3),
  ];
  const blend = (height: number): Level => {
    const place = clamp(height, 0, 1) * (levels.length - 1);
    const i = Math.min(levels.length - 2, Math.floor(place));
    const a = levels[i];
    const b = levels[i + 1];
    if (!a || !b) throw new RangeError('a trunk has sections');
    const t = place - i;
    return {
      centre: mix3(a.centre, b.centre, t),
      axes: { f: mix3(a.axes.f, b.axes.f, t), u: mix3(a.axes.u, b.axes.u, t), l: mix3(a.axes.l, b.axes.l, t) },
      wide: mix(a.wide, b.wide, t),
      deep: mix(a.deep, b.deep, t),
    };
  };
  const sightCentre = (axes: Frame): number =>
    Math.atan2(view.seeDirection(axes.l).d, view.seeDirection(axes.f).d) / DEGREE;
  const offset = (l: Level, angle: number): number => {
    let o = angle - sightCentre(l.axes);
    while (o > 180) o -= 360;
    while (o < -180) o += 360;
    return o;
  };
  return {
    levels,
    at(height, angle, loose = 1) {
      const l = blend(height);
      const c = Math.cos(angle * DEGREE) * l.deep * loose;
      const n = Math.sin(angle * DEGREE) * l.wide * loose;
      return add(add(l.centre, l.axes.f, c), l.axes.l, n);
    },
    visibleAngle(height, angle) {
      const l = blend(height);
      return sightCentre(l.axes) + clamp(offset(l, angle), -84, 84);
    },
    sees(height, angle) {
      return Math.abs(offset(blend(height), angle)) < 84;
    },
    outline(from, to, loose) {
      const last = levels.length - 1;
      const heights = [from, ...levels.map((_, i) => i / last).filter((t) => t > from + 0.02 && t < to - 0.02), to];
      const stack = heights.map((t) => {
        const l = blend(t);
        return { l, c: view.see(l.centre) };
      });
      const left: Point[] = [];
      const right: Point[] = [];
      stack.forEach(({ l, c }, i) => {
        const a = (stack[i - 1] ?? stack[i])?.c ?? c;
        const b = (stack[i + 1] ?? stack[i])?.c ?? c;
        const n = Math.hypot(b.x - a.x, b.y - a.y) || 1;
        const normal = { x: -(b.y - a.y) / n, y: (b.x - a.x) / n };
        const across = (v: Vec3): number => {
          const seen = view.seeDirection(v);
          return seen.x * normal.x + seen.y * normal.y;
        };
        const w = Math.hypot(across(l.axes.l) * l.wide, across(l.axes.f) * l.deep) * loose;
        left.push({ x: c.x + normal.x * w, y: c.y + normal.y * w });
        right.push({ x: c.x - normal.x * w, y: c.y - normal.y * w });
      });
      return [...through(left, 4), ...through(right.reverse(), 4)];
    },
  };
}

/** Line on the trunk's surface; parts behind the edge are left out. Empty when nothing is seen. */
export function surfaceLine(trunk: Trunk, view: View, places: readonly (readonly [number, number])[]): Point[] {
  const dense = places.flatMap(([h, a], i) => {
    const next = places[i + 1];
    if (!next) return [[h, a] as const];
    return [0, 0.25, 0.5, 0.75].map((t) => [mix(h, next[0], t), mix(a, next[1], t)] as const);
  });
  return dense.filter(([h, a]) => trunk.sees(h, a)).map(([h, a]) => view.see(trunk.at(h, a)));
}

/** Patch on the trunk's surface, its hidden part folded to the edge; undefined when it is out of sight. */
export function surfacePatch(
  trunk: Trunk,
  view: View,
  places: readonly (readonly [number, number])[],
  loose = 1,
): Point[] | undefined {
  if (!places.some(([h, a]) => trunk.sees(h, a))) return undefined;
  return places.map(([h, a]) => view.see(trunk.at(h, trunk.visibleAngle(h, a), loose)));
}

/** Whether shapes drawn from these points are worth drawing. */
export const drawable = (shapes: readonly (Shape | undefined)[]): Shape[] =>
  shapes.filter((s): s is Shape => s !== undefined && s.points.length > 1);
