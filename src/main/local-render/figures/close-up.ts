import type { Emotion, Facing, PersonLooks, Pose } from '../../../shared/model/scene-description.ts';
import type { Figure, Point, Shape } from '../shape-types.ts';
import { boundsOf, drawNeck, dressNeck } from './build-figure.ts';
import { drawHandsCloseUp } from './close-up-hands.ts';
import { drawGarmentDetails } from './clothes.ts';
import { OUTFITS } from './outfits.ts';
import { EXPRESSIONS } from './expressions.ts';
import { add, DEGREE, mix3, through } from './geometry.ts';
import type { Vec3 } from './geometry.ts';
import { drawHair, hairBorder } from './hair.ts';
import { drawHead, headSpace } from './head.ts';
import type { HeadSpace } from './head.ts';
import { drawArm, drawLeg, palmOf } from './limbs.ts';
import { drawPortraitFace } from './portrait-face.ts';
import { poseTable } from './pose-tables.ts';
import { proportionsOf } from './proportions.ts';
import { solveSkeleton } from './skeleton.ts';
import { trunkOf } from './torso.ts';
import { shape, viewAt } from './view.ts';
import type { View } from './view.ts';

export interface CloseUpSpec {
  detail: 'face' | 'eyes' | 'hands' | 'feet';
  looks: PersonLooks;
  facing: Facing;
  emotion: Emotion;
  gaze?: 'camera' | 'left' | 'right' | 'up' | 'down';
  /** What the body does: chooses the action of the hands and the step of the feet. */
  pose: Pose;
  /** 0…1 of the pose's cycle; a blink closes the eyes where `blink` says so. */
  phase: number;
  /** How the head is turned; by default front for `camera`, three-quarter for the sides. */
  turned?: 'front' | 'three-quarter' | 'profile';
  /** 0 as the emotion has it … 1 eyes shut. */
  blink?: number;
  seed: number;
}

/** Yaw of the head: 90 looks into the camera. `away` shows the back of the head and a cheek. */
const HEAD_YAW = { front: 97, 'three-quarter': 60, profile: 8 } as const;

/**
 * A part of a person that fills the picture, as shapes back to front. The box has its bottom centre at (0, 0) and height
 * 1; shapes may reach beyond it so that no edge of the picture stays empty. A face's eyes lie near y = −0.6; feet stand
 * on y = −0.06. The same looks as in `buildFigure` give the same person.
 */
export function buildCloseUp(spec: CloseUpSpec): Figure {
  if (spec.detail === 'hands') return handsFigure(spec);
  if (spec.detail === 'feet') return feetFigure(spec);
  return faceFigure(spec);
}

function faceFigure(spec: CloseUpSpec): Figure {
  const { looks, facing } = spec;
  const p = proportionsOf(looks);
  const turned = spec.turned ?? (facing === 'camera' ? 'front' : 'three-quarter');
  const view = viewAt(facing === 'away' ? -32 : HEAD_YAW[turned], facing === 'left');
  const base = poseTable('stand', 0);
  const nod = {
    sad: 9,
    tired: 7,
    afraid: -2,
    surprised: -4,
    angry: 5,
    determined: 2,
    loving: 3,
    happy: -2,
    neutral: 1,
  }[spec.emotion];
  const tilt = { loving: 6, sad: 3, tired: 4, happy: 2 }[spec.emotion as string] ?? 0;
  const table = {
    ...base,
    side: 0,
    nod: nod * 0.8 + (spec.gaze === 'up' ? -8 : spec.gaze === 'down' ? 12 : 0),
    headTilt: tilt,
    twist: turned === 'front' ? 9 : -6,
  };
  const s = solveSkeleton(p, table, table, 0);
  const head = headSpace(s.headCentre, s.headFrame, p.head, looks.age === 'child');
  const outfit = OUTFITS[looks.clothes];
  const bust = looks.gender === 'woman' && looks.age !== 'child' ? p.height * 0.012 : 0;
  const trunk = trunkOf(p, s, view, bust);
  const forward = view.seeDirection(s.headFrame.f).d;
  const hair = drawHair(looks, head, s, view, 'near');
  const neck = drawNeck(p, s, view, looks.clothes);
  const torso = shape('torso', trunk.outline(0.3, 0.99, outfit.loose), { fill: outfit.top });
  const details = drawGarmentDetails(looks, p, s, trunk, view);
  const lines =
    forward > 0.7 && looks.age !== 'child'
      ? neckLines(s.neck, head, view, p.neckRadius, outfit.sleeve.cover <= 0.8)
      : [];
  const body = dressNeck(neck, torso, [...lines, ...details], forward < -0.2);
  const arms = [s.right, s.left].map((a, i) => ({
    d: view.see(a.elbow).d,
    shapes: drawArm(i === 0 ? 'arm-right' : 'arm-left', p, view, a, outfit.sleeve),
  }));
  arms.sort((a, b) => a.d - b.d);
  const emotion = EXPRESSIONS[spec.emotion];
  const expression = { ...emotion, lid: emotion.lid * (1 - 0.96 * (spec.blink ?? 0)) };
  const gaze = portraitGaze(spec, view, turned);
  const skull = drawHead(head, view, looks);
  const face = drawPortraitFace({ head, view, looks, expression, gaze, edge: skull.edge });
  const shapes = [
    ...(forward > 0.2 ? hair.back : []),
    ...(arms[0]?.shapes ?? []),
    ...body,
    ...(arms[1]?.shapes ?? []),
    ...(forward <= 0.2 && forward > -0.2 ? hair.back : []),
    ...(hair.neck ?? []),
    ...skull.head,
    ...(skull.earOverHair ? [] : skull.ear),
    ...face,
    ...hair.front,
    ...strands(looks, head, view, spec.seed),
    ...(skull.earOverHair ? skull.ear : []),
    ...(skull.earOverHair && forward > -0.2 ? earLines(head, view) : []),
    ...(forward <= -0.2 ? hair.back : []),
  ];
  const eyes = view.see(head.at(0.33, 0, 0));
  const middle = view.see(head.at(0.02, 0, 0));
  const scale = (spec.detail === 'eyes' ? 2.6 : 0.6) / p.head;
  const to = (q: Point): Point => ({
    x: (q.x - (spec.detail === 'eyes' ? eyes.x : middle.x)) * scale,
    y: (q.y - eyes.y) * scale - (spec.detail === 'eyes' ? 0.5 : 0.585),
  });
  const at = (v: Vec3): Point => to(view.see(v));
  return placed(shapes, to, {
    leftHand: at(palmOf(p, s.left)),
    rightHand: at(palmOf(p, s.right)),
    head: at(s.headCentre),
    eyes: at(head.at(0.33, 0, 0)),
    mouth: at(head.at(0.37, -0.27, 0)),
    chest: at(s.chest),
    hips: at(s.pelvis),
  });
}

function placed(shapes: readonly Shape[], to: (q: Point) => Point, anchors: Figure['anchors']): Figure {
  const moved = shapes.filter((q) => q.points.length > 1).map((q) => ({ ...q, points: q.points.map(to) }));
  return { shapes: moved, anchors, bounds: boundsOf(moved) };
}

function portraitGaze(spec: CloseUpSpec, view: View, turned: string): { across: number; up: number } {
  // Screen right is the person's left in the front view and their front in a turned one.
  const right = (view.mirrored ? -1 : 1) * (turned === 'front' ? 1 : -1);
  switch (spec.gaze) {
    case 'camera':
      return { across: turned === 'front' ? 0.2 : -0.8, up: 0 };
    case 'left':
      return { across: -right, up: 0 };
    case 'right':
      return { across: right, up: 0 };
    case 'up':
      return { across: 0, up: 1 };
    case 'down':
      return { across: 0, up: -1 };
    default:
      // People in a story look past the camera.
      return { across: turned === 'front' ? -0.55 : 0, up: 0 };
  }
}

/** Shadow of the jaw, the two tendons and the collarbones. */
function neckLines(neck: Vec3, head: HeadSpace, view: View, radius: number, bare: boolean): Shape[] {
  const see = (f: number, u: number, l: number): Point => view.see(head.at(f, u, l));
  const pit = view.see({ f: neck.f + radius * 0.9, u: neck.u - radius * 0.5, l: neck.l });
  const shadow = [
    see(0.2, -0.42, -0.16),
    see(0.24, -0.49, 0),
    see(0.2, -0.42, 0.16),
    see(0.06, -0.56, 0.16),
    see(0.06, -0.62, 0),
    see(0.06, -0.56, -0.16),
  ];
  return [
    shape('jaw-shadow', through(shadow, 4, true), { fill: 'skin-shade', stroke: 'none', hatch: 0.3 }),
    ...(bare ? [1, -1] : []).map((side) =>
      shape(
        `tendon${side}`,
        through(
          [
            see(-0.02, -0.56, side * 0.19),
            { x: (pit.x + see(-0.02, -0.62, side * 0.14).x) / 2, y: pit.y - radius * 0.9 },
            pit,
          ],
          4,
        ),
        { closed: false, stroke: 'fine' },
      ),
    ),
  ];
}

function earLines(head: HeadSpace, view: View): Shape[] {
  const side = view.seeDirection(head.frame.l).d > 0 ? 1 : -1;
  if (Math.abs(view.seeDirection(head.frame.l).d) < 0.25) return [];
  const see = (f: number, u: number): Point => view.see(head.at(f, u, side * 0.345));
  return [
    shape(
      'ear-fold',
      through([see(-0.03, -0.09), see(-0.08, -0.03), see(-0.085, 0.025), see(-0.05, 0.03), see(-0.05, -0.02)], 4),
      { closed: false, stroke: 'fine' },
    ),
  ];
}

/** Strands that follow the skull from the parting to the hair's border. */
function strands(looks: PersonLooks, head: HeadSpace, view: View, seed: number): Shape[] {
  const line = hairBorder(looks.hair);
  if (!line) return [];
  const e = head.skull;
  const out: Shape[] = [];
  const pulled = looks.hair === 'bun' || looks.hair === 'ponytail';
  for (let i = 0; i < 22; i += 1) {
    const azimuth = -172 + i * 16 + ((i * 37 + (seed % 89)) % 7);
    const low = line(azimuth) + 3;
    const points: Point[] = [];
    for (let k = 0; k <= 6; k += 1) {
      const t = k / 6;
      const [target, top] = pulled ? [Math.sign(azimuth) * 168, 20] : [azimuth * 0.5 + 40, 78];
      const a = (azimuth + (target - azimuth) * (1 - t) * (pulled ? 0.85 : 0.5)) * DEGREE;
      const h = (low + (top - low) * (1 - t) * (0.55 + 0.12 * ((i * 5) % 4))) * DEGREE;
      const n = { f: Math.cos(h) * Math.cos(a), u: Math.sin(h), l: Math.cos(h) * Math.sin(a) };
      const normal = add(
        add(add({ f: 0, u: 0, l: 0 }, head.frame.f, n.f / e.f), head.frame.u, n.u / e.u),
        head.frame.l,
        n.l / e.l,
      );
      if (view.seeDirection(normal).d < 0.4) continue;
      const place = add(
        add(add(e.centre, head.frame.f, n.f * e.f * 1.08), head.frame.u, n.u * e.u * 1.08),
        head.frame.l,
        n.l * e.l * 1.08,
      );
      points.push(view.see(place));
    }
    if (points.length > 2) out.push(shape(`strand${i}`, through(points, 3), { closed: false, stroke: 'fine' }));
  }
  return out;
}

function feetFigure(spec: CloseUpSpec): Figure {
  const { looks } = spec;
  const p = proportionsOf(looks);
  const moving = spec.pose === 'run' || spec.pose === 'walk' || spec.pose === 'stand' ? spec.pose : 'walk';
  const table = poseTable(moving, spec.phase);
  const s = solveSkeleton(p, table, table, 0);
  const view = viewAt(spec.facing === 'camera' ? 118 : spec.facing === 'away' ? -60 : 22, spec.facing === 'left');
  const outfit = OUTFITS[looks.clothes];
  const wear = outfit.skirt > 1.5 ? { cover: 0.9, loose: 1.5, tone: outfit.top } : outfit.leg;
  const legs = (
    [
      ['leg-right', s.rightLeg],
      ['leg-left', s.leftLeg],
    ] as const
  )
    .map(([key, g]) => ({
      d: view.see(g.ankle).d,
      shapes: [...drawLeg(key, p, view, g, wear, false), ...shoeLines(key, g, p.foot, view)],
    }))
    .sort((a, b) => a.d - b.d);
  const spread = Math.abs(view.see(s.rightLeg.toe).x - view.see(s.leftLeg.toe).x) + p.foot;
  const scale = Math.min(0.9 / (p.shank + p.ankle + p.thigh * 0.12), 1.3 / spread);
  const mid = view.see(mix3(s.rightLeg.ankle, s.leftLeg.ankle, 0.5));
  const to = (q: Point): Point => ({ x: (q.x - mid.x) * scale, y: q.y * scale - 0.06 });
  const at = (v: Vec3): Point => to(view.see(v));
  return placed(
    legs.flatMap((g) => g.shapes),
    to,
    {
      leftHand: at(palmOf(p, s.left)),
      rightHand: at(palmOf(p, s.right)),
      head: at(s.headCentre),
      eyes: at(s.headCentre),
      mouth: at(s.headBase),
      chest: at(s.chest),
      hips: at(s.pelvis),
    },
  );
}

/** Sole and laces: what makes a block a shoe when it fills the picture. */
function shoeLines(key: string, g: { ankle: Vec3; heel: Vec3; toe: Vec3 }, size: number, view: View): Shape[] {
  const up = (t: number, r: number): Point => view.see(mix3(mix3(g.heel, g.toe, t), g.ankle, r));
  const sole = [
    up(-0.16, 0.02),
    up(0.4, 0.04),
    up(1.1, 0.03),
    up(1.12, 0.2),
    up(0.7, 0.24),
    up(0.3, 0.2),
    up(-0.17, 0.24),
  ];
  const laces = [0, 1, 2].map((i) => {
    const a = up(0.5 + i * 0.12, 0.86 - i * 0.12);
    const b = up(0.46 + i * 0.12, 0.6 - i * 0.06);
    return shape(`${key}-lace${i}`, [a, b], { closed: false, stroke: 'mid' });
  });
  return Math.abs(sole[0] && sole[2] ? sole[0].x - sole[2].x : 0) > size * 0.5
    ? [shape(`${key}-sole`, sole, { fill: 'white', stroke: 'fine' }), ...laces]
    : [];
}

function handsFigure(spec: CloseUpSpec): Figure {
  const drawn = drawHandsCloseUp(spec.looks, spec.pose, spec.facing === 'left', spec.phase);
  const nowhere = { x: 0, y: -0.5 };
  return {
    shapes: drawn.shapes,
    anchors: {
      leftHand: drawn.left,
      rightHand: drawn.right,
      head: nowhere,
      eyes: nowhere,
      mouth: nowhere,
      chest: nowhere,
      hips: nowhere,
    },
    bounds: boundsOf(drawn.shapes),
  };
}
