import type { Point } from '../shape-types.ts';

/** Body space: f forward, u up, l towards the person's left. Units: standing adult heights. */
export interface Vec3 {
  f: number;
  u: number;
  l: number;
}

export interface Circle {
  x: number;
  y: number;
  r: number;
}

/** Radians per degree. */
export const DEGREE = Math.PI / 180;

/** A vector from its three parts. */
export const vec = (f: number, u: number, l: number): Vec3 => ({ f, u, l });
/** `a` plus `scale` times `b`. */
export const add = (a: Vec3, b: Vec3, scale = 1): Vec3 => ({
  f: a.f + b.f * scale,
  u: a.u + b.u * scale,
  l: a.l + b.l * scale,
});
/** `a` minus `b`. */
export const sub = (a: Vec3, b: Vec3): Vec3 => add(a, b, -1);
/** Scalar product. */
export const dot = (a: Vec3, b: Vec3): number => a.f * b.f + a.u * b.u + a.l * b.l;
/** Vector product. */
export const cross = (a: Vec3, b: Vec3): Vec3 => ({
  f: a.u * b.l - a.l * b.u,
  u: a.l * b.f - a.f * b.l,
  l: a.f * b.u - a.u * b.f,
});
/** Length of a vector. */
export const norm = (a: Vec3): number => Math.hypot(a.f, a.u, a.l);
/** The same direction at length 1; a zero vector stays zero. */
export const unit = (a: Vec3): Vec3 => {
  const n = norm(a) || 1;
  return { f: a.f / n, u: a.u / n, l: a.l / n };
};
/** Value between `a` (t 0) and `b` (t 1). */
export const mix = (a: number, b: number, t: number): number => a + (b - a) * t;
/** Vector between two. */
export const mix3 = (a: Vec3, b: Vec3, t: number): Vec3 => ({
  f: mix(a.f, b.f, t),
  u: mix(a.u, b.u, t),
  l: mix(a.l, b.l, t),
});
/** Screen point between two. */
export const mix2 = (a: Point, b: Point, t: number): Point => ({ x: mix(a.x, b.x, t), y: mix(a.y, b.y, t) });
/** Value held between two limits. */
export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Pitch about the lateral axis; positive tips the top forwards. Angle in degrees. */
export function pitch(v: Vec3, degrees: number): Vec3 {
  const c = Math.cos(degrees * DEGREE);
  const s = Math.sin(degrees * DEGREE);
  return { f: v.f * c + v.u * s, u: v.u * c - v.f * s, l: v.l };
}

/** Turn about the vertical; positive turns the front to the person's left. Angle in degrees. */
export function turn(v: Vec3, degrees: number): Vec3 {
  const c = Math.cos(degrees * DEGREE);
  const s = Math.sin(degrees * DEGREE);
  return { f: v.f * c - v.l * s, u: v.u, l: v.l * c + v.f * s };
}

/** Tilt about the forward axis; positive tips the top to the person's left. Angle in degrees. */
export function tilt(v: Vec3, degrees: number): Vec3 {
  const c = Math.cos(degrees * DEGREE);
  const s = Math.sin(degrees * DEGREE);
  return { f: v.f, u: v.u * c - v.l * s, l: v.l * c + v.u * s };
}

/** Above 0 where `p` lies to the right of the way from `a` to `b` on screen: twice the area of their triangle. */
const sideOf = (a: Point, b: Point, p: Point): number => (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);

/** Convex hull, counter-clockwise on a y-down plane not guaranteed; points in order. */
export function hull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (list: readonly Point[]): Point[] => {
    const out: Point[] = [];
    for (const p of list) {
      for (;;) {
        const b = out.at(-1);
        const a = out.at(-2);
        if (!a || !b || sideOf(a, b, p) > 1e-12) break;
        out.pop();
      }
      out.push(p);
    }
    out.pop();
    return out;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** Points of a circle, from angle 0 clockwise on screen. */
export function ring(c: Circle, count = 20): Point[] {
  return Array.from({ length: count }, (_, i) => ({
    x: c.x + Math.cos((i / count) * 2 * Math.PI) * c.r,
    y: c.y + Math.sin((i / count) * 2 * Math.PI) * c.r,
  }));
}

/** Smallest convex outline around circles: the body of most garments, shoes and heads. */
export function hullOfCircles(circles: readonly Circle[], count = 24): Point[] {
  return hull(circles.flatMap((c) => ring(c, count)));
}

interface Side {
  p: Point;
  /** Half-width here. */
  w: number;
}

/**
 * Outline of a limb: a path with a half-width at each joint. Outer corners are rounded, inner ones meet in one point, so
 * a bent elbow shows a crease and never a loop. `caps` rounds the two ends.
 */
export function tube(
  path: readonly Side[],
  caps: { start: boolean; end: boolean } = { start: true, end: true },
): Point[] {
  const list = path.filter((s, i) => {
    const before = path[i - 1];
    return !before || Math.hypot(s.p.x - before.p.x, s.p.y - before.p.y) > 1e-4;
  });
  const first = list[0];
  const last = list.at(-1);
  if (!first || !last || list.length < 2) return first ? ring({ ...first.p, r: first.w }, 12) : [];
  const directions = list.slice(1).map((s, i) => {
    const a = list[i] ?? s;
    const n = Math.hypot(s.p.x - a.p.x, s.p.y - a.p.y) || 1;
    return { x: (s.p.x - a.p.x) / n, y: (s.p.y - a.p.y) / n, n };
  });
  const side = (sign: number): Point[] => {
    const out: Point[] = [];
    list.forEach((s, i) => {
      const before = directions[i - 1];
      const after = directions[i];
      const at = (d: Point, w = s.w): Point => ({ x: s.p.x - d.y * w * sign, y: s.p.y + d.x * w * sign });
      if (!before || !after) {
        const d = before ?? after;
        if (d) out.push(at(d));
        return;
      }
      const turned = Math.atan2(before.x * after.y - before.y * after.x, before.x * after.x + before.y * after.y);
      if (turned * sign > 0) {
        const half = Math.min(Math.tan(Math.min(Math.abs(turned) / 2, 1.35)) * s.w, before.n * 0.8, after.n * 0.8);
        const middle = { x: before.x + after.x, y: before.y + after.y };
        const a = at(before);
        const b = at(after);
        if (Math.hypot(middle.x, middle.y) < 1e-6) out.push(s.p);
        else
          out.push({
            x: (a.x - before.x * half + b.x + after.x * half) / 2,
            y: (a.y - before.y * half + b.y + after.y * half) / 2,
          });
      } else {
        const steps = Math.max(1, Math.ceil(Math.abs(turned) / 0.35));
        for (let k = 0; k <= steps; k += 1) {
          const angle = (turned * k) / steps;
          const c = Math.cos(angle);
          const n = Math.sin(angle);
          out.push(at({ x: before.x * c - before.y * n, y: before.x * n + before.y * c }));
        }
      }
    });
    return out;
  };
  const cap = (s: Side, d: Point): Point[] =>
    [0.14, 0.28, 0.42, 0.58, 0.72, 0.86].map((k) => {
      const angle = Math.PI / 2 - Math.PI * k;
      const c = Math.cos(angle);
      const n = Math.sin(angle);
      return { x: s.p.x + (d.x * c - d.y * n) * s.w, y: s.p.y + (d.x * n + d.y * c) * s.w };
    });
  const startDirection = directions[0] ?? { x: 0, y: 1 };
  const endDirection = directions.at(-1) ?? { x: 0, y: 1 };
  return [
    ...side(1),
    ...(caps.end ? cap(last, endDirection) : []),
    ...side(-1).reverse(),
    ...(caps.start ? cap(first, { x: -startDirection.x, y: -startDirection.y }) : []),
  ];
}

/** Curve through the points (centripetal enough for drawing), `steps` pieces between two of them. */
export function through(points: readonly Point[], steps = 4, closed = false): Point[] {
  const n = points.length;
  if (n < 3) return [...points];
  const at = (i: number): Point => points[closed ? (i + n) % n : clamp(i, 0, n - 1)] ?? { x: 0, y: 0 };
  const out: Point[] = [];
  const spans = closed ? n : n - 1;
  for (let i = 0; i < spans; i += 1) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    for (let k = 0; k < steps; k += 1) {
      const t = k / steps;
      const f = (p: number, q: number, r: number, s: number): number =>
        0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t ** 3);
      out.push({ x: f(a.x, b.x, c.x, d.x), y: f(a.y, b.y, c.y, d.y) });
    }
  }
  if (!closed) out.push(at(n - 1));
  return out;
}

/** Part of a closed outline above the line y = `level` (screen y, so smaller is higher); empty when nothing is left. */
export function clipBelow(points: readonly Point[], level: number): Point[] {
  const out: Point[] = [];
  points.forEach((p, i) => {
    const q = points[(i + 1) % points.length] ?? p;
    if (p.y <= level) out.push(p);
    if (p.y <= level !== q.y <= level) {
      const t = (level - p.y) / (q.y - p.y);
      out.push({ x: mix(p.x, q.x, t), y: level });
    }
  });
  return out;
}

/** 1 for a polygon whose points go clockwise on screen, else -1. */
function turnOf(polygon: readonly Point[]): 1 | -1 {
  const area = polygon.reduce((sum, a, i) => {
    const b = polygon[(i + 1) % polygon.length] ?? a;
    return sum + a.x * b.y - b.x * a.y;
  }, 0);
  return area >= 0 ? 1 : -1;
}

/** Longest stretch of an open line's points inside a convex polygon. */
export function runInside(points: readonly Point[], window: readonly Point[]): Point[] {
  const sign = turnOf(window);
  const isInside = (p: Point): boolean =>
    window.every((a, i) => sign * sideOf(a, window[(i + 1) % window.length] ?? a, p) >= 0);
  let longest: Point[] = [];
  let run: Point[] = [];
  for (const point of points) {
    run = isInside(point) ? [...run, point] : [];
    if (run.length > longest.length) longest = run;
  }
  return longest;
}

/** Part of a polygon inside a convex one: an iris under its lids. Empty when they do not meet. */
export function clipConvex(points: readonly Point[], window: readonly Point[]): Point[] {
  const sign = turnOf(window);
  let out = [...points];
  window.forEach((a, i) => {
    const b = window[(i + 1) % window.length] ?? a;
    const side = (p: Point): number => sign * sideOf(a, b, p);
    const next: Point[] = [];
    out.forEach((p, k) => {
      const q = out[(k + 1) % out.length] ?? p;
      const [dp, dq] = [side(p), side(q)];
      if (dp >= 0) next.push(p);
      if (dp >= 0 !== dq >= 0) next.push(mix2(p, q, dp / (dp - dq)));
    });
    out = next;
  });
  return out;
}
