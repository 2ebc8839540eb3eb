import type { Point, Shape, Tone } from '../shape-types.ts';
import { add, hullOfCircles, mix, mix2, mix3, through, tube, unit, sub } from './geometry.ts';
import type { HandShape } from './pose-types.ts';
import type { Proportions } from './proportions.ts';
import type { ArmJoints, LegJoints } from './skeleton.ts';
import { shape } from './view.ts';
import type { View } from './view.ts';

/** How much of a limb the garment covers (0…1 of its length from the body) and how loosely. */
export interface LimbWear {
  cover: number;
  loose: number;
  tone: Tone;
  hatch?: number;
}

/** Outlines of hands; x along the hand (1 = its length), y towards the thumb. */
const HANDS: Readonly<Record<HandShape, readonly (readonly [number, number])[]>> = {
  relaxed: [
    [0, 0.18],
    [0.2, 0.26],
    [0.44, 0.46],
    [0.6, 0.46],
    [0.6, 0.34],
    [0.46, 0.22],
    [0.76, 0.2],
    [1, 0.06],
    [0.98, -0.1],
    [0.8, -0.22],
    [0.45, -0.28],
    [0, -0.18],
  ],
  fist: [
    [0, 0.18],
    [0.16, 0.29],
    [0.46, 0.36],
    [0.64, 0.26],
    [0.7, 0],
    [0.62, -0.27],
    [0.36, -0.34],
    [0, -0.18],
  ],
  point: [
    [0, 0.18],
    [0.2, 0.3],
    [0.46, 0.33],
    [0.6, 0.24],
    [1.16, 0.18],
    [1.22, 0.09],
    [1.16, 0.01],
    [0.68, -0.01],
    [0.62, -0.27],
    [0.34, -0.34],
    [0, -0.18],
  ],
  open: [
    [0, 0.18],
    [0.2, 0.28],
    [0.36, 0.58],
    [0.48, 0.6],
    [0.52, 0.48],
    [0.46, 0.28],
    [0.64, 0.3],
    [1, 0.38],
    [1.05, 0.28],
    [0.74, 0.13],
    [1.13, 0.1],
    [1.14, -0.02],
    [0.75, -0.04],
    [1.06, -0.18],
    [1.03, -0.28],
    [0.68, -0.18],
    [0.86, -0.36],
    [0.79, -0.43],
    [0.48, -0.3],
    [0, -0.18],
  ],
  flat: [
    [0, 0.16],
    [0.22, 0.24],
    [0.46, 0.36],
    [0.6, 0.33],
    [0.56, 0.19],
    [0.95, 0.14],
    [1.06, 0.03],
    [0.98, -0.1],
    [0.45, -0.22],
    [0, -0.16],
  ],
  hold: [
    [0, 0.18],
    [0.18, 0.28],
    [0.36, 0.5],
    [0.6, 0.58],
    [0.68, 0.46],
    [0.52, 0.34],
    [0.54, 0.2],
    [0.78, 0.22],
    [0.9, 0.06],
    [0.86, -0.16],
    [0.62, -0.3],
    [0.3, -0.32],
    [0, -0.18],
  ],
};

/** Arm from the shoulder to the fingertips: skin, sleeve over it, hand last or first as it lies. */
export function drawArm(key: string, p: Proportions, view: View, a: ArmJoints, wear: LimbWear): Shape[] {
  const [s, e, w] = [view.see(mix3(a.shoulder, a.elbow, 0.05)), view.see(a.elbow), view.see(a.wrist)];
  const r = p.armRadius;
  const skin = shape(
    `${key}-skin`,
    tube([
      { p: s, w: r * 1.15 },
      { p: e, w: r * 0.82 },
      { p: w, w: r * 0.58 },
    ]),
    { fill: 'skin' },
  );
  const hand = drawHand(`${key}-hand`, p, view, a);
  const shapes: Shape[] = wear.cover < 0.96 ? [skin] : [];
  if (wear.cover > 0.04) {
    const l = wear.loose;
    const along = wear.cover * 2;
    const path =
      along <= 1
        ? [
            { p: s, w: r * 1.1 * (0.72 + l * 0.28) },
            { p: mix2(s, e, along), w: r * mix(1.3, 1.05, along) * l },
          ]
        : [
            { p: s, w: r * 1.1 * (0.72 + l * 0.28) },
            { p: e, w: r * 1.0 * l },
            { p: mix2(e, w, along - 1), w: r * mix(1.0, 0.78, along - 1) * l },
          ];
    const sleeve = shape(`${key}-sleeve`, tube(path, { start: true, end: false }), {
      fill: wear.tone,
      hatch: wear.hatch ?? 0,
    });
    return along > 1.9 ? [...shapes, hand, sleeve] : [...shapes, sleeve, hand];
  }
  return [...shapes, hand];
}

function drawHand(key: string, p: Proportions, view: View, a: ArmJoints): Shape {
  const along3 = a.along;
  const w = view.see(a.wrist);
  const along = view.seeDirection(along3);
  const n = Math.hypot(along.x, along.y) || 1;
  const x = { x: along.x / n, y: along.y / n };
  // A hand that points at the camera is foreshortened, but never to a stump.
  const length = p.hand * Math.max(0.72, n);
  const front = view.seeDirection({ f: 0.8, u: 0.55, l: 0 });
  const thumb = x.x * front.y - x.y * front.x >= 0 ? 1 : -1;
  const points: Point[] = HANDS[a.hand].map(([u, v]) => {
    const [du, dv] = [(u - 0.04) * length, v * p.hand * 0.94 * thumb];
    return { x: w.x + x.x * du - x.y * dv, y: w.y + x.y * du + x.x * dv };
  });
  return shape(key, through(points, 3, true), { fill: 'skin', stroke: 'mid' });
}

/** Place of the palm, where things are held. */
export function palmOf(p: Proportions, a: ArmJoints): { f: number; u: number; l: number } {
  return add(a.wrist, a.along, p.hand * 0.5);
}

/** Leg with trousers (`cover` to 1), shorts, or bare, and the shoe. */
export function drawLeg(
  key: string,
  p: Proportions,
  view: View,
  g: LegJoints,
  wear: LimbWear,
  bareFoot: boolean,
): Shape[] {
  const top = mix3(g.hip, g.knee, 0.02);
  const [h, k, a] = [view.see(top), view.see(g.knee), view.see(g.ankle)];
  const r = p.legRadius;
  const out: Shape[] = [];
  out.push(...drawShoe(`${key}-shoe`, p, view, g, bareFoot));
  if (wear.cover < 0.96) {
    const calf = view.see(add(mix3(g.knee, g.ankle, 0.32), unit(sub(g.ankle, g.toe)), p.legRadius * 0.12));
    out.push(
      shape(
        `${key}-skin`,
        tube([
          { p: h, w: r * 1.2 },
          { p: k, w: r * 0.72 },
          { p: calf, w: r * 0.72 },
          { p: a, w: r * 0.42 },
        ]),
        { fill: 'skin' },
      ),
    );
  }
  if (wear.cover > 0.04) {
    const l = wear.loose;
    const along = wear.cover * 2;
    const hem = (t: number): Point => mix2(k, view.see(mix3(g.ankle, g.heel, 0.25)), t);
    const path =
      along <= 1
        ? [
            { p: h, w: r * 1.25 },
            { p: mix2(h, k, along), w: r * 1.05 * l },
          ]
        : [
            { p: h, w: r * 1.25 },
            { p: k, w: r * 0.86 * l },
            { p: hem(along - 1), w: r * 0.66 * l },
          ];
    out.push(
      shape(`${key}-trouser`, tube(path, { start: true, end: false }), { fill: wear.tone, hatch: wear.hatch ?? 0 }),
    );
  }
  return out;
}

function drawShoe(key: string, p: Proportions, view: View, g: LegJoints, bare: boolean): Shape[] {
  const lift = (v: { f: number; u: number; l: number }, r: number): { f: number; u: number; l: number } =>
    add(v, unit(sub(g.ankle, mix3(g.heel, g.toe, 0.25))), r);
  const ball = (v: { f: number; u: number; l: number }, r: number) => {
    const s = view.see(lift(v, r));
    return { x: s.x, y: s.y, r };
  };
  const size = p.foot;
  const ankle = view.see(g.ankle);
  const points = hullOfCircles(
    [
      ball(g.heel, size * 0.13),
      ball(mix3(g.heel, g.toe, 0.68), size * 0.16),
      ball(g.toe, size * 0.125),
      { x: ankle.x, y: ankle.y, r: size * (bare ? 0.17 : 0.21) },
    ],
    16,
  );
  return [shape(key, points, { fill: bare ? 'skin' : 'shoe' })];
}
