import type { PersonLooks, Pose } from '../../../shared/model/scene-description.ts';
import type { Point, Shape } from '../shape-types.ts';
import { OUTFITS } from './outfits.ts';
import { DEGREE, through, tube } from './geometry.ts';
import { shape } from './view.ts';

/** A finger in hand space: root, direction in degrees (0 along the hand, positive towards the thumb), bend per joint, length, half-width. */
interface Finger {
  x: number;
  y: number;
  angle: number;
  bend: number;
  length: number;
  width: number;
  nail?: boolean;
}

interface Grip {
  /** Palm outline in hand space: x from the wrist to the fingers, thumb towards +y; hand length about 1. */
  palm: readonly (readonly [number, number])[];
  fingers: readonly Finger[];
  thumb: Finger;
  /** The thumb lies behind the palm and what is held, or in front. */
  thumbBehind: boolean;
  knuckles: boolean;
}

const BACK: Grip['palm'] = [
  [-0.04, -0.17],
  [0.2, -0.23],
  [0.44, -0.25],
  [0.52, -0.2],
  [0.55, -0.05],
  [0.55, 0.12],
  [0.5, 0.24],
  [0.38, 0.28],
  [0.2, 0.25],
  [-0.04, 0.17],
];

const finger = (y: number, angle: number, length: number, bend = 0, x = 0.5): Finger => ({
  x,
  y,
  angle,
  bend,
  length,
  width: 0.062,
  nail: bend < 12,
});

/** Seen from above, fingers spread over keys. */
const TYPING: Grip = {
  palm: BACK,
  fingers: [
    finger(-0.19, -13, 0.34, 4, 0.46),
    finger(-0.075, -4, 0.43, 2),
    finger(0.05, 4, 0.46, -2),
    finger(0.17, 11, 0.42, -4, 0.49),
  ],
  thumb: { x: 0.2, y: 0.22, angle: 46, bend: -14, length: 0.36, width: 0.075, nail: true },
  thumbBehind: true,
  knuckles: true,
};
/** Index finger out, the others curled under. */
const PRESSING: Grip = {
  palm: BACK,
  fingers: [
    finger(-0.17, -4, 0.17, 30, 0.46),
    finger(-0.065, -2, 0.2, 26),
    finger(0.05, 0, 0.22, 24),
    { ...finger(0.17, 4, 0.54, -2, 0.47), width: 0.064 },
  ],
  thumb: { x: 0.2, y: 0.2, angle: 36, bend: -24, length: 0.34, width: 0.075, nail: true },
  thumbBehind: false,
  knuckles: true,
};
/** Fingers wrapped round a thing that stands upright across the hand. */
const HOLDING: Grip = {
  palm: [
    [-0.04, -0.17],
    [0.16, -0.24],
    [0.36, -0.28],
    [0.5, -0.24],
    [0.56, 0],
    [0.54, 0.2],
    [0.42, 0.27],
    [0.2, 0.24],
    [-0.04, 0.17],
  ],
  fingers: [
    { x: 0.34, y: -0.23, angle: 4, bend: 17, length: 0.38, width: 0.066 },
    { x: 0.39, y: -0.1, angle: 2, bend: 17, length: 0.44, width: 0.07 },
    { x: 0.41, y: 0.04, angle: 0, bend: 17, length: 0.47, width: 0.072 },
    { x: 0.38, y: 0.18, angle: -2, bend: 17, length: 0.44, width: 0.07 },
  ],
  thumb: { x: 0.22, y: 0.2, angle: 52, bend: -24, length: 0.44, width: 0.08, nail: true },
  thumbBehind: true,
  knuckles: false,
};
/** A fist on a handle. */
const CUTTING: Grip = {
  palm: BACK,
  fingers: [
    finger(-0.18, 0, 0.2, 34, 0.44),
    finger(-0.07, 0, 0.23, 34, 0.48),
    finger(0.05, 2, 0.24, 32, 0.48),
    { ...finger(0.17, 8, 0.4, 8, 0.46), nail: true },
  ],
  thumb: { x: 0.2, y: 0.2, angle: 34, bend: -16, length: 0.4, width: 0.078, nail: true },
  thumbBehind: false,
  knuckles: true,
};
/** Fingertips tucked in, holding the thing that is cut. */
const CLAW: Grip = {
  ...TYPING,
  fingers: [
    finger(-0.19, -6, 0.2, 20, 0.46),
    finger(-0.075, -2, 0.24, 18),
    finger(0.05, 2, 0.25, 18),
    finger(0.17, 8, 0.24, 16, 0.48),
  ],
};
/** Flat hands. */
const FLAT: Grip = {
  palm: BACK,
  fingers: [
    finger(-0.185, -3, 0.36, 0, 0.46),
    finger(-0.065, -1, 0.44, 0),
    finger(0.055, 1, 0.47, 0),
    finger(0.172, 3, 0.43, 0, 0.48),
  ],
  thumb: { x: 0.18, y: 0.22, angle: 24, bend: -10, length: 0.36, width: 0.074, nail: true },
  thumbBehind: false,
  knuckles: false,
};

interface Placing {
  key: string;
  grip: Grip;
  wrist: Point;
  /** Direction of the hand on screen in degrees, 0 right, −90 up. */
  angle: number;
  /** 1: the thumb lies clockwise (screen-below a hand that points right). */
  thumbSide: 1 | -1;
  size: number;
}

type Action = 'type' | 'press' | 'hold' | 'cut' | 'pray' | 'offer';

const ACTIONS: Readonly<Partial<Record<Pose, Action>>> = {
  type: 'type',
  point: 'press',
  phone: 'press',
  push: 'press',
  cook: 'cut',
  pray: 'pray',
  sell: 'offer',
  'shake-hands': 'offer',
  reach: 'offer',
  wave: 'offer',
};

function placings(action: Action, phase: number): Placing[] {
  const dip = Math.sin(phase * 2 * Math.PI) * 0.02;
  switch (action) {
    case 'type':
      return [
        { key: 'left', grip: TYPING, wrist: { x: -0.42, y: -0.16 + dip }, angle: -68, thumbSide: 1, size: 0.62 },
        { key: 'right', grip: TYPING, wrist: { x: 0.42, y: -0.16 - dip }, angle: -112, thumbSide: -1, size: 0.62 },
      ];
    case 'press':
      return [
        { key: 'right', grip: PRESSING, wrist: { x: 0.36, y: -0.3 + dip }, angle: -152, thumbSide: -1, size: 0.78 },
      ];
    case 'cut':
      return [
        { key: 'left', grip: CLAW, wrist: { x: -0.52, y: -0.32 }, angle: -24, thumbSide: 1, size: 0.58 },
        { key: 'right', grip: CUTTING, wrist: { x: 0.56, y: -0.34 + dip * 2 }, angle: -158, thumbSide: -1, size: 0.62 },
      ];
    case 'pray':
      return [
        { key: 'left', grip: FLAT, wrist: { x: -0.06, y: -0.2 }, angle: -87, thumbSide: 1, size: 0.74 },
        { key: 'right', grip: FLAT, wrist: { x: 0.1, y: -0.2 }, angle: -93, thumbSide: -1, size: 0.74 },
      ];
    case 'offer':
      return [{ key: 'right', grip: FLAT, wrist: { x: 0.46, y: -0.34 + dip }, angle: -170, thumbSide: 1, size: 0.86 }];
    case 'hold':
      return [
        { key: 'right', grip: HOLDING, wrist: { x: 0.44, y: -0.34 + dip }, angle: -164, thumbSide: 1, size: 0.86 },
      ];
  }
}

/** Hands at their work with arms that leave the picture; box as in `buildCloseUp`. Anchors lie where the thing is held. */
export function drawHandsCloseUp(
  looks: PersonLooks,
  pose: Pose,
  mirrored: boolean,
  phase: number,
): { shapes: Shape[]; left: Point; right: Point } {
  const list = placings(ACTIONS[pose] ?? 'hold', phase);
  const sign = mirrored ? -1 : 1;
  const flip = (q: Point): Point => ({ x: q.x * sign, y: q.y });
  const shapes = list.flatMap((q) => drawOne(q, looks)).map((s) => ({ ...s, points: s.points.map(flip) }));
  const grasp = (key: string): Point => {
    const q = list.find((h) => h.key === key) ?? list[0];
    if (!q) return { x: 0, y: -0.5 };
    const reach = q.grip === PRESSING ? 1.02 : 0.55;
    return flip({
      x: q.wrist.x + Math.cos(q.angle * DEGREE) * q.size * reach,
      y: q.wrist.y + Math.sin(q.angle * DEGREE) * q.size * reach,
    });
  };
  return { shapes, left: grasp('left'), right: grasp('right') };
}

function drawOne(place: Placing, looks: PersonLooks): Shape[] {
  const { grip, size, wrist, thumbSide } = place;
  const broad =
    (looks.build === 'broad' ? 1.1 : looks.build === 'slim' ? 0.94 : 1) * (looks.gender === 'woman' ? 0.9 : 1);
  const [c, s] = [Math.cos(place.angle * DEGREE), Math.sin(place.angle * DEGREE)];
  const at = (x: number, y: number): Point => {
    const [u, v] = [x * size, y * size * thumbSide * broad];
    return { x: wrist.x + u * c - v * s, y: wrist.y + u * s + v * c };
  };
  const key = (part: string): string => `${place.key}-${part}`;
  const digit = (name: string, f: Finger): Shape[] => {
    const path: { x: number; y: number; w: number }[] = [];
    let [x, y, a] = [f.x, f.y, f.angle];
    const parts = [0.44, 0.31, 0.25];
    path.push(
      { x: x - Math.cos(a * DEGREE) * 0.06, y: y - Math.sin(a * DEGREE) * 0.06, w: f.width * 1.02 },
      { x, y, w: f.width },
    );
    parts.forEach((k, i) => {
      if (i > 0) a += f.bend;
      x += Math.cos(a * DEGREE) * f.length * k;
      y += Math.sin(a * DEGREE) * f.length * k;
      path.push({ x, y, w: f.width * (0.98 - i * 0.09) });
    });
    const outline = tube(path.map((q) => ({ p: at(q.x, q.y), w: q.w * size * broad })));
    const out = [shape(key(name), outline, { fill: 'skin' })];
    const tip = path.at(-1);
    const before = path.at(-2);
    if (f.nail && tip && before) {
      const d = { x: Math.cos(a * DEGREE), y: Math.sin(a * DEGREE) };
      const w = f.width * 0.56;
      const nail = [
        [0.9, -0.75],
        [1.0, 0],
        [0.9, 0.75],
        [-0.4, 0.8],
        [-0.75, 0],
        [-0.4, -0.8],
      ].map(([u = 0, v = 0]) => at(tip.x + d.x * u * w * 1.1 - d.y * v * w, tip.y + d.y * u * w * 1.1 + d.x * v * w));
      out.push(shape(key(`${name}-nail`), through(nail, 3, true), { fill: 'light', stroke: 'fine' }));
    }
    const joint = path[2];
    if (joint && f.length > 0.3) {
      const n = { x: -Math.sin(f.angle * DEGREE), y: Math.cos(f.angle * DEGREE) };
      const w = f.width * 0.5;
      out.push(
        shape(
          key(`${name}-crease`),
          through(
            [
              at(joint.x + n.x * w, joint.y + n.y * w),
              at(joint.x + 0.012, joint.y),
              at(joint.x - n.x * w, joint.y - n.y * w),
            ],
            3,
          ),
          { closed: false, stroke: 'fine' },
        ),
      );
    }
    return out;
  };
  const thumb = digit('thumb', grip.thumb);
  const outfit = OUTFITS[looks.clothes];
  const arm = shape(
    key('arm'),
    tube([
      { p: at(-2.4, 0), w: 0.3 * size * broad },
      { p: at(-0.7, 0), w: 0.235 * size * broad },
      { p: at(0.06, 0), w: 0.172 * size * broad },
    ]),
    { fill: 'skin' },
  );
  const cuff = outfit.sleeve.cover > 0.8 ? -0.16 : outfit.sleeve.cover > 0.45 ? -0.75 : 0;
  const sleeve =
    cuff < 0
      ? [
          shape(
            key('sleeve'),
            tube(
              [
                { p: at(-2.6, 0), w: 0.4 * size * outfit.sleeve.loose },
                { p: at(cuff, 0), w: 0.25 * size * outfit.sleeve.loose },
              ],
              { start: true, end: false },
            ),
            { fill: outfit.sleeve.tone, hatch: 0.1 },
          ),
          shape(
            key('cuff'),
            [
              at(cuff - 0.13, -0.27 * outfit.sleeve.loose),
              at(cuff - 0.11, 0),
              at(cuff - 0.13, 0.27 * outfit.sleeve.loose),
            ],
            { closed: false, stroke: 'fine' },
          ),
        ]
      : [];
  const palm = shape(
    key('palm'),
    through(
      grip.palm.map(([x, y]) => at(x, y)),
      4,
      true,
    ),
    { fill: 'skin' },
  );
  const knuckles = grip.knuckles
    ? grip.fingers.map((f, i) =>
        shape(
          key(`knuckle${i}`),
          through([at(f.x - 0.05, f.y - 0.035), at(f.x - 0.02, f.y), at(f.x - 0.05, f.y + 0.035)], 3),
          { closed: false, stroke: 'fine' },
        ),
      )
    : [];
  const shade = shape(
    key('shade'),
    through([at(0, -0.15), at(0.2, -0.2), at(0.42, -0.22), at(0.36, -0.1), at(0.16, -0.08)], 4, true),
    { stroke: 'none', hatch: 0.25 },
  );
  const fingers = grip.fingers.flatMap((f, i) => digit(`finger${i}`, f));
  return [
    ...(grip.thumbBehind ? thumb : []),
    arm,
    palm,
    shade,
    ...fingers,
    ...knuckles,
    ...(grip.thumbBehind ? [] : thumb),
    ...sleeve,
  ];
}
