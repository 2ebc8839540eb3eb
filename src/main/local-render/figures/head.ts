import type { PersonLooks } from '../../../shared/model/scene-description.ts';
import type { Point, Shape } from '../shape-types.ts';
import type { Face } from './face.ts';
import { drawProfile, isInProfile, onFace } from './face-edge.ts';
import { add, DEGREE, hull, ring, through } from './geometry.ts';
import type { Vec3 } from './geometry.ts';
import type { Frame } from './skeleton.ts';
import { shape } from './view.ts';
import type { View } from './view.ts';

interface Ellipsoid {
  centre: Vec3;
  axes: Frame;
  f: number;
  u: number;
  l: number;
}

export interface HeadSpace {
  size: number;
  frame: Frame;
  centre: Vec3;
  /** Place in heads: forward, up, left; (0, 0, 0) is the middle of the face's height. */
  at(f: number, u: number, l: number): Vec3;
  skull: Ellipsoid;
}

/** Head with its skull ellipsoid; `size` is chin to crown. */
export function headSpace(centre: Vec3, frame: Frame, size: number, child: boolean): HeadSpace {
  const at = (f: number, u: number, l: number): Vec3 =>
    add(add(add(centre, frame.f, f * size), frame.u, u * size), frame.l, l * size);
  const skull = {
    centre: at(-0.065, 0.1, 0),
    axes: frame,
    f: size * (child ? 0.4 : 0.385),
    u: size * 0.4,
    l: size * (child ? 0.37 : 0.34),
  };
  return { size, frame, centre, at, skull };
}

/** Farthest point of a seen ellipsoid in a screen direction (radians). */
function ellipsoidEdge(e: Ellipsoid, view: View, angle: number, grow = 1): Point {
  const n = { x: Math.cos(angle), y: Math.sin(angle) };
  const c = view.see(e.centre);
  const axes = [
    [e.axes.f, e.f],
    [e.axes.u, e.u],
    [e.axes.l, e.l],
  ] as const;
  const parts = axes.map(([v, r]) => {
    const s = view.seeDirection(v);
    return { s, r: r * grow, k: (s.x * n.x + s.y * n.y) * r * grow };
  });
  const h = Math.hypot(...parts.map((q) => q.k)) || 1;
  return {
    x: c.x + parts.reduce((sum, q) => sum + (q.r * q.k * q.s.x) / h, 0),
    y: c.y + parts.reduce((sum, q) => sum + (q.r * q.k * q.s.y) / h, 0),
  };
}

export const ellipsoidRing = (e: Ellipsoid, view: View, grow = 1, count = 32): Point[] =>
  Array.from({ length: count }, (_, i) => ellipsoidEdge(e, view, (i / count) * 2 * Math.PI, grow));

/** Edge of the head as it is seen, without nose, ears and hair. Convex. */
function headOutline(head: HeadSpace, view: View, looks: PersonLooks): Point[] {
  const z = head.size;
  const child = looks.age === 'child';
  const jaw = looks.gender === 'woman' ? 0.17 : looks.gender === 'man' ? 0.215 : 0.19;
  const angle = child ? -0.24 : looks.gender === 'man' ? -0.3 : -0.27;
  const ball = (f: number, u: number, l: number, r: number): Point[] => {
    const c = view.see(head.at(f, u, l));
    return ring({ x: c.x, y: c.y, r: r * z }, 20);
  };
  return hull([
    ...ellipsoidRing(head.skull, view),
    ...ball(child ? 0.215 : 0.23, -0.395, 0, 0.1),
    ...ball(-0.01, angle, jaw, 0.085),
    ...ball(-0.01, angle, -jaw, 0.085),
    ...ball(0.19, 0.08, 0.15, 0.1),
    ...ball(0.19, 0.08, -0.15, 0.1),
    ...ball(0.16, -0.1, 0.15, 0.14),
    ...ball(0.16, -0.1, -0.15, 0.14),
    ...ball(0.17, -0.335, 0.08, 0.11),
    ...ball(0.17, -0.335, -0.08, 0.11),
  ]);
}

/** Skull and face with the far ear; the near ear apart, since some hair lies behind it and some over it. */
export function drawHead(
  head: HeadSpace,
  view: View,
  looks: PersonLooks,
): { head: Shape[]; ear: Shape[]; earOverHair: boolean; edge: readonly Point[] } {
  const z = head.size;
  const edge = headOutline(head, view, looks);
  const ear = (side: number): Shape => {
    const c = view.see(head.at(-0.06, -0.04, side * 0.335));
    const up = view.seeDirection(head.frame.u);
    const width = 0.045 + 0.035 * Math.abs(view.seeDirection(head.frame.l).d);
    const points = Array.from({ length: 18 }, (_, i) => {
      const a = (i / 18) * 2 * Math.PI;
      // Wider above than at the lobe.
      const [k, m] = [Math.cos(a) * width * z * (1 + 0.25 * Math.sin(a)), Math.sin(a) * 0.095 * z];
      return { x: c.x - up.y * k + up.x * m, y: c.y + up.x * k + up.y * m };
    });
    return shape(`ear${side}`, points, { fill: 'skin', stroke: 'fine' });
  };
  const near = view.seeDirection(head.frame.l).d > 0 ? 1 : -1;
  const face = shape('head', edge, { fill: 'skin' });
  const covered = looks.hair === 'long' || looks.hair === 'curly' || looks.hair === 'headscarf';
  return {
    head: [...(looks.hair === 'headscarf' ? [] : [ear(-near)]), face, ...drawProfile(head, view)],
    ear: looks.hair === 'headscarf' ? [] : [ear(near)],
    earOverHair: !covered,
    edge,
  };
}

/** Features by eye line, nose, mouth, brows; for figures too small for `drawPortraitFace`. */
export function drawFace(p: Face, detail: 'far' | 'mid'): Shape[] {
  const { head, view, looks, expression: e, gaze } = p;
  const forward = view.seeDirection(head.frame.f).d;
  const sideways = view.seeDirection(head.frame.l).d;
  if (forward < 0.05 && Math.abs(view.seeDirection(head.frame.f).x) < 0.8) return [];
  const z = head.size;
  const see = (f: number, u: number, l: number): Point => view.see(head.at(f, u, l));
  const faces = (l: number): boolean => forward * 0.8 + sideways * Math.sign(l) * 0.6 > 0.02;
  const line = (key: string, points: Point[], stroke: Shape['stroke'] = 'fine'): Shape =>
    shape(key, points, { closed: false, stroke });
  const ridge = [
    see(0.35, 0.03, 0),
    see(0.4, -0.03, 0),
    see(0.475, -0.115, 0),
    see(0.455, -0.15, 0),
    see(0.36, -0.17, 0),
  ];
  const nose = isInProfile(head, view)
    ? []
    : [
        shape('nose-plane', [...ridge, see(0.3, -0.15, 0), see(0.3, 0, 0)], { fill: 'skin', stroke: 'none' }),
        line('nose', forward > 0.75 ? ridge.slice(2) : ridge),
      ];
  if (detail === 'far') return nose;
  const features: Shape[] = [];
  const glasses: Shape[] = [];
  for (const side of [1, -1]) {
    if (!faces(side)) continue;
    const l = side * 0.145;
    const f = 0.335;
    const half = 0.062;
    const lift = 0.032 * Math.min(1, e.lid);
    const corner = see(f - 0.035, 0, l + side * half);
    const inner = see(f + 0.02, -0.004, l - side * half);
    const upper = see(f + 0.01, lift, l);
    features.push(line(`lid${side}`, through([inner, upper, corner], 3), 'mid'));
    if (e.lid > 0.25) {
      const c = see(f + 0.012, lift * 0.3 + gaze.up * 0.012, l + gaze.across * 0.026);
      features.push(shape(`iris${side}`, ring({ ...c, r: z * 0.026 }, 10), { fill: 'ink', stroke: 'none' }));
    }
    const b = 0.115 + 0.01 * e.lid;
    const brow = [
      see(f + 0.045, b + e.browIn * 0.036 - 0.005, l - side * 0.068),
      see(f + 0.03, b + 0.018 + (e.browIn + e.browOut) * 0.012, l + side * 0.01),
      see(f - 0.03, b + e.browOut * 0.032, l + side * 0.088),
    ];
    features.push(line(`brow${side}`, through(brow, 3), 'mid'));
    if (looks.glasses) {
      const rim = Array.from({ length: 14 }, (_, i) => {
        const a = (i / 14) * 2 * Math.PI;
        return see(f + 0.04, 0.003 + Math.sin(a) * 0.075, l + Math.cos(a) * 0.095);
      });
      glasses.push(
        shape(`glass${side}`, rim, { stroke: 'fine' }),
        line(`temple${side}`, [see(f + 0.01, 0.02, l + side * 0.095), see(-0.04, 0.02, side * 0.33)]),
      );
    }
  }
  if (looks.glasses) glasses.push(line('bridge', [see(0.39, 0.015, 0.05), see(0.39, 0.015, -0.05)]));
  const w = 0.088 * e.wide;
  const y = -0.275;
  const visible = (l: number): boolean => forward * 0.86 + sideways * Math.sign(l) * 0.5 > 0.02;
  const from = visible(-1) ? see(0.33, y + e.corners * 0.03, -w) : see(0.395, y, 0);
  const to = visible(1) ? see(0.33, y + e.corners * 0.03, w) : see(0.395, y, 0);
  const top = see(0.385, y - e.corners * 0.018, 0);
  if (e.open > 0.08) {
    const low = see(0.36, y - e.corners * 0.018 - 0.1 * e.open - 0.012, 0);
    features.push(
      shape('mouth', through([from, top, to, low], 4, true), {
        fill: e.open > 0.25 && e.corners > 0.5 ? 'white' : 'ink',
        stroke: 'mid',
      }),
    );
  } else {
    features.push(line('mouth', through([from, top, to], 4), 'mid'));
  }
  if (looks.age === 'elder')
    for (const side of [1, -1].filter(faces)) {
      const fold = [see(0.37, -0.15, side * 0.08), see(0.345, -0.2, side * 0.125), see(0.33, -0.25, side * 0.145)];
      features.push(line(`fold${side}`, through(fold, 3)));
    }
  return [...nose, ...onFace(p, features), ...glasses];
}

/** A line around the skull: height of the border as an elevation in degrees at each azimuth from the front. */
export type HairLine = (azimuth: number) => number;

/** Cap on the skull above a border line, seen from the camera; `taper` thins it towards the border. Empty when only skin shows. */
export function skullCap(head: HeadSpace, view: View, grow: number, line: HairLine, taper = false): Point[] {
  const edge = taper ? 1.012 : grow;
  const e = head.skull;
  const count = 72;
  const samples = Array.from({ length: count }, (_, i) => {
    const azimuth = (i / count) * 360 - 180;
    const [a, h] = [azimuth * DEGREE, line(azimuth) * DEGREE];
    const n = { f: Math.cos(h) * Math.cos(a), u: Math.sin(h), l: Math.cos(h) * Math.sin(a) };
    const along = (v: { f: number; u: number; l: number }): Vec3 =>
      add(add(add({ f: 0, u: 0, l: 0 }, head.frame.f, v.f), head.frame.u, v.u), head.frame.l, v.l);
    const place = add(e.centre, along({ f: n.f * e.f * edge, u: n.u * e.u * edge, l: n.l * e.l * edge }));
    const facing = view.seeDirection(along({ f: n.f / e.f, u: n.u / e.u, l: n.l / e.l })).d > 0;
    return { p: view.see(place), facing };
  });
  const start = samples.findIndex((s, i) => s.facing && !(samples[(i + count - 1) % count]?.facing ?? false));
  if (start < 0) return samples[0]?.facing ? ellipsoidRing(e, view, grow) : [];
  const run: Point[] = [];
  for (let i = 0; i < count; i += 1) {
    const s = samples[(start + i) % count];
    if (!s?.facing) break;
    run.push(s.p);
  }
  const c = view.see(e.centre);
  // The silhouette is walked by support direction; its ends are found by the nearest silhouette point.
  const rim = Array.from({ length: 96 }, (_, i) => ellipsoidEdge(e, view, (i / 96) * 2 * Math.PI, grow));
  const nearest = (p: Point): number =>
    rim.reduce((best, q, i) => {
      const b = rim[best];
      return b && Math.hypot(q.x - p.x, q.y - p.y) < Math.hypot(b.x - p.x, b.y - p.y) ? i : best;
    }, 0);
  const up = view.seeDirection(head.frame.u);
  const top = nearest({ x: c.x + up.x * e.u * grow, y: c.y + up.y * e.u * grow });
  const first = run[0];
  const last = run.at(-1);
  if (!first || !last) return [];
  const [i0, i1] = [nearest(last), nearest(first)];
  const walk = (step: number): number[] => {
    const out: number[] = [];
    for (let i = i0; i !== i1 && out.length < 97; i = (i + step + 96) % 96) out.push(i);
    return out;
  };
  const forwards = walk(1);
  const arc = forwards.includes(top) ? forwards : walk(-1);
  const full = arc.map((i, k) => {
    // Short hair thins out to the scalp at its border.
    const t = Math.min(1, Math.min(k, arc.length - 1 - k) / 6);
    const g = taper ? edge + (grow - edge) * t * (2 - t) : grow;
    return ellipsoidEdge(e, view, (i / 96) * 2 * Math.PI, g);
  });
  return [...run, ...full];
}
