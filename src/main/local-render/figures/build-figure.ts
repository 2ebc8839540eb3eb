import type { Emotion, Facing, PersonLooks, Pose } from '../../../shared/model/scene-description.ts';
import type { Figure, Point, Shape } from '../shape-types.ts';
import { drawGarmentDetails } from './clothes.ts';
import { drawSkirt, OUTFITS } from './outfits.ts';
import { EXPRESSIONS } from './expressions.ts';
import { add, clamp, clipBelow, mix, tube } from './geometry.ts';
import { drawHair } from './hair.ts';
import { drawFace, drawHead, headSpace } from './head.ts';
import { drawArm, drawLeg, palmOf } from './limbs.ts';
import { drawPortraitFace } from './portrait-face.ts';
import { poseTable } from './pose-tables.ts';
import type { PoseTable } from './pose-types.ts';
import { proportionsOf } from './proportions.ts';
import type { Proportions } from './proportions.ts';
import { solveSkeleton } from './skeleton.ts';
import type { ArmJoints, LegJoints, Skeleton } from './skeleton.ts';
import { trunkOf } from './torso.ts';
import { shape, viewOf } from './view.ts';
import type { View } from './view.ts';

export interface FigureSpec {
  looks: PersonLooks;
  pose: Pose;
  poseTo?: Pose;
  /** 0…1 between the joint angles of `pose` and `poseTo`. */
  blend: number;
  /** 0…1 of a walking, running, dancing cycle; poses that hold still ignore it. */
  phase: number;
  facing: Facing;
  emotion: Emotion;
  gaze?: 'camera' | 'left' | 'right' | 'up' | 'down';
  seed: number;
  detailLevel: 'far' | 'mid' | 'near';
}

/** Joints of the specified body before drawing, and the camera's view of it. */
export function poseSkeleton(spec: FigureSpec): { skeleton: Skeleton; view: View } {
  const p = proportionsOf(spec.looks);
  const from = personal(poseTable(spec.pose, spec.phase), spec.seed);
  const to = spec.poseTo === undefined ? from : personal(poseTable(spec.poseTo, spec.phase), spec.seed);
  const blend = spec.poseTo === undefined ? 0 : clamp(spec.blend, 0, 1);
  return {
    skeleton: solveSkeleton(p, from, to, blend),
    view: viewOf(spec.facing, mix(from.opened, to.opened, blend)),
  };
}

/** Small habits of carriage, so that a crowd in one pose is not one person many times. */
function personal(table: PoseTable, seed: number): PoseTable {
  const habit = (k: number): number => {
    const x = Math.sin(seed * 12.9898 + k * 78.233) * 43758.5453;
    return (x - Math.floor(x)) * 2 - 1;
  };
  return {
    ...table,
    headTilt: table.headTilt + habit(1) * 2.5,
    headTurn: table.headTurn + habit(2) * 5,
    nod: table.nod + habit(3) * 2,
    twist: table.twist + habit(4) * 3,
    side: table.side + habit(5) * 1.2,
  };
}

/**
 * A person as shapes, back to front. Units: one standing adult height; children are smaller (`AGE_HEIGHT`). Feet stand on
 * y = 0, x = 0 lies under the hips; a seat's surface lies 0.06 below the anchor of the hips; a swimmer's water line is y = 0 and nothing is drawn below it.
 * The same looks and seed give the same person in every pose and view.
 */
export function buildFigure(spec: FigureSpec): Figure {
  const { looks } = spec;
  const p = proportionsOf(looks);
  const { skeleton: s, view } = poseSkeleton(spec);
  const outfit = OUTFITS[looks.clothes];
  const bust = looks.gender === 'woman' && looks.age !== 'child' ? p.height * 0.012 : 0;
  const trunk = trunkOf(p, s, view, bust);
  const head = headSpace(s.headCentre, s.headFrame, p.head, looks.age === 'child');

  const depth = (v: { f: number; u: number; l: number }): number => view.see(v).d;
  const chestDepth = depth(s.chest);
  const armOf = (key: string, a: ArmJoints) => {
    const d = (depth(a.elbow) + depth(a.wrist) * 1.4) / 2.4 - chestDepth;
    return { d, wrist: depth(a.wrist), shapes: drawArm(key, p, view, a, outfit.sleeve) };
  };
  const legOf = (key: string, g: LegJoints) => ({
    d: depth(g.knee) + depth(g.ankle) * 0.3,
    ahead: depth(g.knee) - depth(g.hip) > p.thigh * 0.42 && outfit.skirt < 0.5,
    shapes: drawLeg(key, p, view, g, outfit.leg, false),
  });
  const arms = [armOf('arm-right', s.right), armOf('arm-left', s.left)].sort((a, b) => a.d - b.d);
  const legs = [legOf('leg-right', s.rightLeg), legOf('leg-left', s.leftLeg)].sort((a, b) => a.d - b.d);

  const waist = trunk.outline(0.2, 0.34, outfit.loose);
  const skirt = drawSkirt(outfit, p, s, view, waist);
  const hips: Shape[] =
    outfit.hem > 0.02 && outfit.skirt === 0 && outfit.leg.tone !== 'skin'
      ? [shape('seat', trunk.outline(0, 0.3, 1.03), { fill: outfit.leg.tone, stroke: 'mid' })]
      : [];
  const neck = drawNeck(p, s, view, looks.clothes);
  const torso = shape('torso', trunk.outline(outfit.hem, 0.99, outfit.loose), { fill: outfit.top });
  const details = drawGarmentDetails(looks, p, s, trunk, view);
  // From behind the collar covers the neck; from the front the neck stands in the collar.
  const body = dressNeck(neck, torso, details, view.seeDirection(s.chestFrame.f).d < -0.2);
  const hair = drawHair(looks, head, s, view, spec.detailLevel);
  const gaze = gazeOf(spec, view);
  const skull = drawHead(head, view, looks);
  const seen = { head, view, looks, expression: EXPRESSIONS[spec.emotion], gaze, edge: skull.edge };
  const face = spec.detailLevel === 'near' ? drawPortraitFace(seen) : drawFace(seen, spec.detailLevel);
  const headShapes = skull.earOverHair
    ? [...(hair.neck ?? []), ...skull.head, ...face, ...hair.front, ...skull.ear]
    : [...(hair.neck ?? []), ...skull.head, ...skull.ear, ...face, ...hair.front];

  const forward = view.seeDirection(s.headFrame.f).d;
  const headDepth = depth(s.headCentre);
  const behind = arms.filter((a) => a.d <= 0);
  const before = arms.filter((a) => a.d > 0);
  const overHead = before.filter((a) => a.wrist >= headDepth - 0.02);
  const underHead = before.filter((a) => a.wrist < headDepth - 0.02);
  const layers: Shape[][] = [
    ...(forward > 0.3 ? [hair.back] : []),
    ...behind.map((a) => a.shapes),
    hips,
    ...legs.filter((g) => !g.ahead).map((g) => g.shapes),
    ...(outfit.top === 'cloth-2' ? [body, skirt] : [skirt, body]),
    ...legs.filter((g) => g.ahead).map((g) => g.shapes),
    ...underHead.map((a) => a.shapes),
    ...(forward <= 0.3 && forward > -0.2 ? [hair.back] : []),
    headShapes,
    ...(forward <= -0.2 ? [hair.back] : []),
    ...overHead.map((a) => a.shapes),
  ];
  let shapes = layers.flat().filter((q) => q.points.length > 1);
  // Far away only masses read; fine lines would clot.
  if (spec.detailLevel === 'far') shapes = shapes.filter((q) => q.closed || q.stroke !== 'fine' || q.key === 'nose');
  if (s.submerged > 0.005) shapes = shapes.flatMap(aboveWater);

  const at = (v: { f: number; u: number; l: number }): Point => {
    const { x, y } = view.see(v);
    return { x, y };
  };
  return {
    shapes,
    anchors: {
      leftHand: at(palmOf(p, s.left)),
      rightHand: at(palmOf(p, s.right)),
      head: at(s.headCentre),
      eyes: at(head.at(0.3, 0, 0)),
      mouth: at(head.at(0.36, -0.27, 0)),
      chest: at(s.chest),
      hips: at(s.pelvis),
    },
    bounds: boundsOf(shapes),
  };
}

/** Neck between collar and jaw; a round neckline dips, a collar closes straight. */
export function drawNeck(p: Proportions, s: Skeleton, view: View, clothes: PersonLooks['clothes']): Shape {
  const collar = OUTFITS[clothes].sleeve.cover > 0.8;
  const path = [
    { p: view.see(add(s.neck, s.chestFrame.u, p.neck * (collar ? -0.05 : -0.2))), w: p.neckRadius * 1.16 },
    { p: view.see(add(s.headBase, s.headFrame.u, p.head * 0.2)), w: p.neckRadius * 1.02 },
  ];
  return shape('neck', tube(path, { start: !collar, end: true }), { fill: 'skin' });
}

/** Order of neck, top and its details; a hood hangs behind the shoulders. */
export function dressNeck(neck: Shape, torso: Shape, details: readonly Shape[], fromBehind: boolean): Shape[] {
  if (fromBehind) return [neck, torso, ...details];
  const hood = details.filter((d) => d.key === 'hood');
  return [...hood, torso, neck, ...details.filter((d) => d.key !== 'hood')];
}

function gazeOf(spec: FigureSpec, view: View): { across: number; up: number } {
  // `across` is towards the person's left; the camera lies that way when they face right.
  const toCamera = spec.facing === 'camera' ? -0.5 : -1;
  switch (spec.gaze) {
    case 'camera':
      return { across: toCamera, up: 0 };
    case 'left':
      return { across: view.mirrored ? 1 : -1, up: 0 };
    case 'right':
      return { across: view.mirrored ? -1 : 1, up: 0 };
    case 'up':
      return { across: 0, up: 1 };
    case 'down':
      return { across: 0, up: -1 };
    default:
      return { across: 0, up: 0 };
  }
}

function aboveWater(s: Shape): Shape[] {
  if (s.points.every((q) => q.y <= 0)) return [s];
  if (!s.closed) return [{ ...s, points: s.points.filter((q) => q.y <= 0) }].filter((q) => q.points.length > 1);
  const points = clipBelow(s.points, 0);
  return points.length > 2 && points.some((q) => q.y < -0.045) ? [{ ...s, points }] : [];
}

/** Box of all points of the shapes. */
export function boundsOf(shapes: readonly Shape[]): Figure['bounds'] {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const s of shapes)
    for (const q of s.points) {
      minX = Math.min(minX, q.x);
      minY = Math.min(minY, q.y);
      maxX = Math.max(maxX, q.x);
      maxY = Math.max(maxY, q.y);
    }
  return { minX, minY, maxX, maxY };
}
