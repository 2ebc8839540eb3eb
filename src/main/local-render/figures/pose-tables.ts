import type { Pose } from '../../../shared/model/scene-description.ts';
import type { ArmGoal, HandReference, HandShape, LegAngles, PoseTable } from './pose-types.ts';
import { climbAt, danceAt, pedalAt, runAt, swimAt, walkLegs, walkAt } from './pose-cycles.ts';

const arm = (
  forward: number,
  up: number,
  out: number,
  hand: HandShape = 'relaxed',
  swivel = 0,
  from: HandReference = 'shoulder',
): ArmGoal => ({ from, forward, up, out, swivel, hand });
const leg = (hip: number, knee: number, abduct = 4, foot = 0): LegAngles => ({ hip, knee, abduct, foot });

const HANG = arm(0.1, -0.96, 0.14);
const HANG_LEFT = arm(0.02, -0.95, 0.2);

const STAND: PoseTable = {
  root: 0,
  lean: 0,
  curve: 1,
  side: 1,
  twist: 0,
  nod: 2,
  headTurn: 0,
  headTilt: 0,
  right: HANG,
  left: HANG_LEFT,
  rightLeg: leg(0, 2, 4),
  leftLeg: leg(9, 12, 8),
  lift: 0,
  opened: 0,
};
const SEATED: PoseTable = {
  ...STAND,
  lean: -4,
  curve: 6,
  side: 0,
  right: arm(0.58, -0.62, -0.02, 'flat', 15),
  left: arm(0.52, -0.66, 0.0, 'flat', 15),
  rightLeg: leg(86, 84, 7),
  leftLeg: leg(83, 72, 10),
  opened: 18,
};

const STILL: Readonly<Partial<Record<Pose, PoseTable>>> = {
  stand: STAND,
  sit: SEATED,
  kneel: {
    ...STAND,
    lean: 6,
    curve: 6,
    nod: 8,
    right: arm(0.28, -0.86, 0.05),
    left: arm(0.62, -0.62, 0, 'flat', 15),
    rightLeg: leg(-6, 88, 4, 62),
    leftLeg: leg(86, 86, 7),
  },
  jump: {
    ...STAND,
    lean: 6,
    curve: -8,
    nod: -10,
    right: arm(-0.1, 0.76, 0.56, 'open', 70),
    left: arm(0.4, 0.8, 0.34, 'open', 70),
    opened: -20,
    rightLeg: leg(-22, 78, 8, 68),
    leftLeg: leg(52, 84, 12, 40),
    lift: 0.15,
  },
  reach: {
    ...STAND,
    lean: 9,
    curve: 2,
    nod: -2,
    twist: 14,
    right: arm(0.86, -0.34, -0.04, 'open', 30),
    left: arm(-0.28, -0.84, 0.3, 'relaxed'),
    rightLeg: leg(8, 4, 4, 22),
    leftLeg: leg(-20, 12, 5, 46),
  },
  hold: {
    ...STAND,
    curve: 3,
    nod: 14,
    right: arm(0.6, -0.4, -0.1, 'hold', 12),
    left: arm(0.6, -0.4, -0.1, 'hold', 12),
  },
  point: {
    ...STAND,
    lean: 4,
    twist: 16,
    right: arm(0.95, 0.06, 0.24, 'point', 20),
    left: arm(0.05, -0.05, 0.16, 'fist', 80, 'hip'),
    rightLeg: leg(15, 10, 4),
    leftLeg: leg(-9, 3, 6, 4),
  },
  wave: {
    ...STAND,
    side: -3,
    opened: -26,
    right: arm(0.3, 0.58, 0.5, 'open', 60),
    left: HANG_LEFT,
    headTilt: 5,
  },
  drink: {
    ...STAND,
    lean: -4,
    curve: -4,
    nod: -16,
    right: arm(0.25, -0.12, 0.1, 'hold', 14, 'mouth'),
    left: HANG_LEFT,
  },
  eat: {
    ...SEATED,
    lean: 8,
    curve: 10,
    nod: 14,
    right: arm(0.22, -0.1, 0.04, 'hold', 20, 'mouth'),
    left: arm(0.6, -0.44, -0.2, 'hold', 15),
  },
  phone: {
    ...STAND,
    side: -2,
    nod: 6,
    headTilt: -8,
    opened: -8,
    right: { ...arm(0.03, -0.12, 0.14, 'hold', 20, 'ear'), raised: 0.5 },
    left: arm(0.4, -0.5, -0.5, 'fist', 20),
    rightLeg: leg(-4, 2, 4),
    leftLeg: leg(17, 14, 9),
  },
  type: {
    ...SEATED,
    lean: 4,
    curve: 9,
    nod: 14,
    right: arm(0.72, -0.4, -0.08, 'flat', 20),
    left: arm(0.7, -0.42, -0.08, 'flat', 20),
    rightLeg: leg(84, 96, 6),
    leftLeg: leg(86, 84, 8),
  },
  read: {
    ...SEATED,
    lean: -10,
    curve: 14,
    nod: 26,
    right: arm(0.52, -0.2, -0.14, 'hold', 12),
    left: arm(0.52, -0.2, -0.14, 'hold', 12),
    rightLeg: leg(108, 74, -7, 12),
    leftLeg: leg(82, 80, 4),
  },
  carry: {
    ...STAND,
    lean: -9,
    curve: 2,
    nod: -3,
    right: arm(0.62, -0.46, -0.1, 'flat', 10),
    left: arm(0.62, -0.46, -0.1, 'flat', 10),
  },
  push: {
    ...STAND,
    lean: 32,
    curve: 4,
    nod: 14,
    right: { ...arm(0.86, 0.02, 0.02, 'flat', 30), raised: 0.55 },
    left: { ...arm(0.8, 0.0, 0.02, 'flat', 30), raised: 0.55 },
    rightLeg: leg(-24, 14, 4, 44),
    leftLeg: leg(44, 52, 5),
  },
  ride: {
    ...STAND,
    lean: 16,
    curve: 8,
    nod: 2,
    right: arm(0.82, -0.3, 0.12, 'fist', 25),
    left: arm(0.82, -0.3, 0.12, 'fist', 25),
    rightLeg: leg(72, 92, 16, 4),
    leftLeg: leg(48, 60, 16, 4),
    lift: 0.16,
    opened: 10,
  },
  drive: {
    ...SEATED,
    lean: -15,
    curve: 10,
    nod: 0,
    right: arm(0.78, -0.06, -0.02, 'fist', 15),
    left: arm(0.72, -0.14, -0.02, 'fist', 15),
    rightLeg: leg(78, 38, 6, -28),
    leftLeg: leg(88, 66, 10, -8),
    lift: 0.1,
  },
  hug: {
    ...STAND,
    lean: 9,
    curve: 8,
    nod: 16,
    headTilt: 10,
    right: arm(0.62, 0.12, -0.28, 'flat', 60),
    left: arm(0.6, -0.12, -0.3, 'flat', 60),
    rightLeg: leg(12, 10, 4),
    leftLeg: leg(-10, 8, 5, 14),
  },
  'shake-hands': {
    ...STAND,
    lean: 7,
    twist: 8,
    right: arm(0.78, -0.36, 0.06, 'hold', 10),
    left: arm(-0.04, -0.95, 0.18),
    rightLeg: leg(20, 12, 4),
    leftLeg: leg(-13, 6, 5, 12),
  },
  lie: {
    ...STAND,
    root: -88,
    nod: -76,
    right: arm(0.05, -0.92, 0.2),
    left: arm(0.34, -0.42, -0.3, 'flat', 30),
    rightLeg: leg(3, 4, 4, -62),
    leftLeg: leg(44, 74, 4, -28),
    opened: 44,
  },
  'look-up': {
    ...STAND,
    lean: -5,
    curve: -9,
    nod: -38,
    right: arm(0.16, 0.0, 0.14, 'flat', 55, 'brow'),
    left: arm(-0.06, -0.94, 0.24),
  },
  'look-down': {
    ...STAND,
    lean: 3,
    curve: 9,
    nod: 44,
    opened: -14,
    right: arm(0.06, -0.02, 0.06, 'fist', 60, 'hip'),
    left: arm(0.06, -0.02, 0.06, 'fist', 60, 'hip'),
  },
  cook: {
    ...STAND,
    lean: 7,
    curve: 7,
    nod: 26,
    right: arm(0.6, -0.3, 0.14, 'fist', 26),
    left: arm(0.62, -0.5, 0.12, 'hold', 15),
    rightLeg: leg(2, 4, 7),
    leftLeg: leg(5, 5, 8),
  },
  sell: {
    ...STAND,
    lean: 4,
    side: -3,
    nod: 2,
    twist: -8,
    headTilt: 5,
    opened: -18,
    right: arm(0.66, -0.22, 0.46, 'open', 0),
    left: arm(0.6, -0.36, 0.4, 'open', 0),
    rightLeg: leg(10, 6, 6),
    leftLeg: leg(-5, 4, 8),
  },
  lift: {
    ...STAND,
    lean: 46,
    curve: 6,
    nod: 18,
    right: arm(0.36, -0.88, -0.06, 'hold', 10),
    left: arm(0.36, -0.88, -0.06, 'hold', 10),
    rightLeg: leg(84, 112, 12, 4),
    leftLeg: leg(78, 100, 14, 0),
    opened: 12,
  },
  think: {
    ...STAND,
    lean: -2,
    curve: 8,
    nod: 12,
    headTilt: -6,
    right: arm(0.13, -0.13, 0.02, 'fist', 8, 'chin'),
    left: arm(0.4, -0.46, -0.46, 'flat', 10),
    rightLeg: leg(-2, 2, 3),
    leftLeg: leg(16, 20, 9, 0),
  },
  cheer: {
    ...STAND,
    curve: -9,
    nod: -16,
    opened: -22,
    right: arm(0.16, 0.84, 0.48, 'fist', 80),
    left: arm(0.1, 0.84, 0.5, 'fist', 80),
    rightLeg: leg(-2, 2, 12),
    leftLeg: leg(8, 6, 14),
  },
  pray: {
    ...STAND,
    lean: 4,
    curve: 9,
    nod: 22,
    right: { ...arm(0.34, 0.06, 0.02, 'flat', 18, 'chest'), raised: 1 },
    left: { ...arm(0.34, 0.06, 0.02, 'flat', 18, 'chest'), raised: 1 },
    rightLeg: leg(62, 148, 6, 164),
    leftLeg: leg(62, 148, 6, 164),
    opened: 14,
  },
};

/** Table of a pose at a phase of its cycle (0…1; ignored by poses that hold still). */
export function poseTable(pose: Pose, phase: number): PoseTable {
  const base = STILL[pose] ?? STAND;
  switch (pose) {
    case 'walk':
      return { ...STAND, ...walkAt(phase) };
    case 'run':
      return { ...STAND, ...runAt(phase) };
    case 'dance':
      return { ...STAND, ...danceAt(phase) };
    case 'climb':
      return { ...STAND, ...climbAt(phase) };
    case 'swim':
      return { ...STAND, ...swimAt(phase) };
    case 'carry':
      return { ...base, ...walkLegs(phase, 0.72) };
    case 'push': {
      const legs = walkLegs(phase + 0.02, 0.8);
      const deeper = (a: LegAngles): LegAngles => ({ ...a, hip: a.hip + 14, knee: a.knee + 18, foot: a.foot + 4 });
      return { ...base, rightLeg: deeper(legs.rightLeg), leftLeg: deeper(legs.leftLeg) };
    }
    case 'ride':
      return { ...base, ...pedalAt(phase) };
    case 'wave': {
      const swing = Math.sin(phase * 2 * Math.PI);
      return {
        ...base,
        right: { ...base.right, out: base.right.out + 0.16 * swing, forward: base.right.forward - 0.1 * swing },
      };
    }
    case 'cheer': {
      const pump = 0.1 * (1 - Math.cos(phase * 2 * Math.PI));
      return {
        ...base,
        right: { ...base.right, up: base.right.up - pump },
        left: { ...base.left, up: base.left.up - pump * 0.8 },
      };
    }
    default:
      return base;
  }
}
