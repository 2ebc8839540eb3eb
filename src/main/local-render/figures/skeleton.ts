import { add, clamp, cross, DEGREE, dot, mix, mix3, norm, pitch, sub, tilt, turn, unit, vec } from './geometry.ts';
import type { Vec3 } from './geometry.ts';
import type { ArmGoal, HandShape, LegAngles, PoseTable } from './pose-types.ts';
import type { Proportions } from './proportions.ts';

/** Axes of a body part: forward, up, towards the person's left. */
export interface Frame {
  f: Vec3;
  u: Vec3;
  l: Vec3;
}

export interface ArmJoints {
  shoulder: Vec3;
  elbow: Vec3;
  wrist: Vec3;
  hand: HandShape;
  /** Unit direction from the wrist to the fingers. */
  along: Vec3;
}
export interface LegJoints {
  hip: Vec3;
  knee: Vec3;
  ankle: Vec3;
  heel: Vec3;
  toe: Vec3;
}

/** Places of all joints in body space, the ground at u = 0 and the hips over f = l = 0. */
export interface Skeleton {
  pelvis: Vec3;
  waist: Vec3;
  chest: Vec3;
  neck: Vec3;
  headBase: Vec3;
  headCentre: Vec3;
  pelvisFrame: Frame;
  waistFrame: Frame;
  chestFrame: Frame;
  headFrame: Frame;
  right: ArmJoints;
  left: ArmJoints;
  rightLeg: LegJoints;
  leftLeg: LegJoints;
  /** Above 0 when the body is in water up to y = 0. */
  submerged: number;
}

interface Trunk {
  pelvis: Vec3;
  waist: Vec3;
  chest: Vec3;
  neck: Vec3;
  headBase: Vec3;
  headCentre: Vec3;
  pelvisFrame: Frame;
  waistFrame: Frame;
  chestFrame: Frame;
  headFrame: Frame;
}

/** Shoulder flexion and abduction, elbow flexion, roll of the elbow's plane; degrees. */
interface ArmAngles {
  flex: number;
  abduct: number;
  bend: number;
  roll: number;
}

const frame = (lean: number, side: number, yaw: number): Frame => {
  const put = (v: Vec3): Vec3 => tilt(pitch(turn(v, yaw), lean), side);
  return { f: put(vec(1, 0, 0)), u: put(vec(0, 1, 0)), l: put(vec(0, 0, 1)) };
};

function trunkOf(p: Proportions, pose: PoseTable): Trunk {
  const curve = pose.curve + p.stoop * (Math.abs(pose.root) > 40 ? 0.3 : 1);
  const pelvisFrame = frame(pose.lean * 0.8 - pose.curve * 0.2, pose.side * -0.4, -pose.twist * 0.3);
  const waistFrame = frame(pose.lean + curve * 0.6, pose.side * 0.5, pose.twist * 0.3);
  const chestFrame = frame(pose.lean + curve * 1.7, pose.side * 1.4, pose.twist);
  const nod = pose.nod - pose.root + (p.stoop > 0 ? 3 : 0);
  const headFrame = frame(nod, pose.headTilt + pose.side * 0.4, pose.headTurn + pose.twist * 0.2);
  const pelvis = vec(0, 0, 0);
  const waist = add(pelvis, waistFrame.u, p.torso * 0.4);
  const chest = add(waist, chestFrame.u, p.torso * 0.34);
  const neck = add(chest, chestFrame.u, p.torso * 0.26);
  const neckUp = unit(add(add(chestFrame.u, headFrame.u), headFrame.f, 0.28));
  const headBase = add(neck, neckUp, p.neck);
  const headCentre = add(add(headBase, headFrame.u, p.head * 0.5), headFrame.f, p.head * 0.12);
  return { pelvis, waist, chest, neck, headBase, headCentre, pelvisFrame, waistFrame, chestFrame, headFrame };
}

const shoulderOf = (p: Proportions, t: Trunk, side: number): Vec3 =>
  add(add(t.neck, t.chestFrame.u, -p.torso * 0.19), t.chestFrame.l, side * p.shoulderHalf);

function goalPoint(p: Proportions, t: Trunk, goal: ArmGoal, side: number, shoulder: Vec3): Vec3 {
  const reach = p.upperArm + p.forearm;
  const { f, u, l } = t.headFrame;
  const onHead = (forward: number, up: number, out: number): Vec3 =>
    add(add(add(t.headCentre, f, forward * p.head), u, up * p.head), l, side * out * p.head);
  const places: Record<ArmGoal['from'], () => Vec3> = {
    shoulder: () => shoulder,
    mouth: () => onHead(0.4, -0.3, 0),
    chin: () => onHead(0.34, -0.5, 0),
    brow: () => onHead(0.4, 0.12, 0.1),
    ear: () => onHead(0, -0.16, 0.36),
    chest: () => add(t.chest, t.chestFrame.f, p.chestDeep * 0.6),
    hip: () => add(add(t.pelvis, t.pelvisFrame.u, p.torso * 0.24), t.pelvisFrame.l, side * p.waistWide),
  };
  const from = places[goal.from]();
  return add(from, vec(goal.forward * reach, goal.up * reach, side * goal.out * reach));
}

/** Two-bone solution: angles that bring the wrist to the goal, the elbow in the plane given by the swivel. */
function solveArm(p: Proportions, t: Trunk, goal: ArmGoal, side: number): ArmAngles {
  const shoulder = shoulderOf(p, t, side);
  const target = goalPoint(p, t, goal, side, shoulder);
  const line = sub(target, shoulder);
  const [a, b] = [p.upperArm, p.forearm];
  const distance = clamp(norm(line), Math.abs(a - b) + 0.03, (a + b) * 0.995);
  const along = unit(line);
  const s = goal.swivel * DEGREE;
  const pole = vec(
    -0.55 * Math.cos(s),
    -0.8 * Math.cos(s) + 0.1 * Math.sin(s),
    side * (0.25 * Math.cos(s) + Math.sin(s)),
  );
  const away = unit(add(pole, along, -dot(pole, along)));
  const x = (a * a - b * b + distance * distance) / (2 * distance);
  const height = Math.sqrt(Math.max(0, a * a - x * x));
  const upper = unit(add(vec(along.f * x, along.u * x, along.l * x), away, height));
  const fore = unit(
    sub(vec(along.f * distance, along.u * distance, along.l * distance), vec(upper.f * a, upper.u * a, upper.l * a)),
  );
  const abduct = Math.asin(clamp(upper.l * side, -1, 1));
  let flex = Math.atan2(upper.f, -upper.u);
  if (flex < -1.9) flex += 2 * Math.PI;
  const { ahead, inward } = elbowAxes(upper, flex, side);
  return {
    flex: flex / DEGREE,
    abduct: abduct / DEGREE,
    bend: Math.acos(clamp(dot(upper, fore), -1, 1)) / DEGREE,
    roll: Math.atan2(dot(fore, inward), dot(fore, ahead)) / DEGREE,
  };
}

function elbowAxes(upper: Vec3, flex: number, side: number): { ahead: Vec3; inward: Vec3 } {
  const ahead = vec(Math.cos(flex), Math.sin(flex), 0);
  const n = cross(upper, ahead);
  return { ahead, inward: n.l * side > 0 ? vec(-n.f, -n.u, -n.l) : n };
}

function mixAngles(a: ArmAngles, b: ArmAngles, t: number): ArmAngles {
  let roll = b.roll - a.roll;
  if (roll > 180) roll -= 360;
  if (roll < -180) roll += 360;
  return {
    flex: mix(a.flex, b.flex, t),
    abduct: mix(a.abduct, b.abduct, t),
    bend: mix(a.bend, b.bend, t),
    roll: a.roll + roll * t,
  };
}

function armJoints(
  p: Proportions,
  t: Trunk,
  angles: ArmAngles,
  side: number,
  hand: HandShape,
  raised: number,
): ArmJoints {
  const shoulder = shoulderOf(p, t, side);
  const [a, b, e, r] = [angles.flex * DEGREE, angles.abduct * DEGREE, angles.bend * DEGREE, angles.roll * DEGREE];
  const upper = vec(Math.sin(a) * Math.cos(b), -Math.cos(a) * Math.cos(b), side * Math.sin(b));
  const { ahead, inward } = elbowAxes(upper, a, side);
  const bent = add(vec(ahead.f * Math.cos(r), ahead.u * Math.cos(r), 0), inward, Math.sin(r));
  const fore = add(vec(upper.f * Math.cos(e), upper.u * Math.cos(e), upper.l * Math.cos(e)), bent, Math.sin(e));
  const elbow = add(shoulder, upper, p.upperArm);
  return {
    shoulder,
    elbow,
    wrist: add(elbow, fore, p.forearm),
    hand,
    along: unit(mix3(fore, vec(0.22, 0.97, 0), raised)),
  };
}

function legJoints(p: Proportions, t: Trunk, a: LegAngles, side: number): LegJoints {
  const hip = add(t.pelvis, t.pelvisFrame.l, side * p.hipHalf);
  const [h, k, w] = [a.hip * DEGREE, (a.hip - a.knee) * DEGREE, a.abduct * DEGREE];
  const knee = add(hip, vec(Math.sin(h) * Math.cos(w), -Math.cos(h) * Math.cos(w), side * Math.sin(w)), p.thigh);
  const ankle = add(knee, unit(vec(Math.sin(k), -Math.cos(k), side * Math.sin(w) * 0.2)), p.shank);
  const s = a.foot * DEGREE;
  const ahead = unit(vec(Math.cos(s), -Math.sin(s), side * 0.2));
  const down = vec(-Math.sin(s), -Math.cos(s), 0);
  const sole = add(ankle, down, p.ankle);
  return { hip, knee, ankle, heel: add(sole, ahead, -p.foot * 0.22), toe: add(sole, ahead, p.foot * 0.68) };
}

const mixLeg = (a: LegAngles, b: LegAngles, t: number): LegAngles => ({
  hip: mix(a.hip, b.hip, t),
  knee: mix(a.knee, b.knee, t),
  abduct: mix(a.abduct, b.abduct, t),
  foot: mix(a.foot, b.foot, t),
});

/** Two pose tables mixed joint by joint; arms are mixed as solved angles in `solveSkeleton`. */
function mixTables(a: PoseTable, b: PoseTable, t: number): PoseTable {
  // To lie down or get up, a person sits on the way; a straight body would fall like a plank.
  const sitting = Math.sin(Math.PI * t) * clamp(Math.abs(Math.min(a.root, 0) - Math.min(b.root, 0)) / 90, 0, 1);
  const tuck = (g: LegAngles): LegAngles => ({ ...g, hip: g.hip + 62 * sitting, knee: g.knee + 84 * sitting });
  const n = (pick: (p: PoseTable) => number): number => mix(pick(a), pick(b), t);
  return {
    root: n((p) => p.root),
    lean: n((p) => p.lean) + 30 * sitting,
    curve: n((p) => p.curve),
    side: n((p) => p.side),
    twist: n((p) => p.twist),
    nod: n((p) => p.nod),
    headTurn: n((p) => p.headTurn),
    headTilt: n((p) => p.headTilt),
    lift: n((p) => p.lift),
    opened: n((p) => p.opened),
    right: t < 0.5 ? a.right : b.right,
    left: t < 0.5 ? a.left : b.left,
    rightLeg: tuck(mixLeg(a.rightLeg, b.rightLeg, t)),
    leftLeg: tuck(mixLeg(a.leftLeg, b.leftLeg, t)),
  };
}

/** Joints of a body between two poses; `blend` 0 is the first, 1 the second. */
export function solveSkeleton(p: Proportions, from: PoseTable, to: PoseTable, blend: number): Skeleton {
  const pose = mixTables(from, to, blend);
  const trunk = trunkOf(p, pose);
  const armOf = (side: number): ArmJoints => {
    const goal = (table: PoseTable): ArmGoal => (side < 0 ? table.right : table.left);
    const a = solveArm(p, trunkOf(p, from), goal(from), side);
    const b = blend > 0 ? solveArm(p, trunkOf(p, to), goal(to), side) : a;
    return armJoints(
      p,
      trunk,
      mixAngles(a, b, blend),
      side,
      goal(blend < 0.5 ? from : to).hand,
      mix(goal(from).raised ?? 0, goal(to).raised ?? 0, blend),
    );
  };
  const right = armOf(-1);
  const left = armOf(1);
  const rightLeg = legJoints(p, trunk, pose.rightLeg, -1);
  const leftLeg = legJoints(p, trunk, pose.leftLeg, 1);
  const place = (v: Vec3): Vec3 => pitch(v, pose.root);
  const lying = Math.sin(Math.abs(pose.root) * DEGREE);
  const low = Math.min(
    ...[rightLeg, leftLeg].flatMap((g) => [
      place(g.heel).u,
      place(g.toe).u,
      place(g.knee).u - p.legRadius * 0.8,
      place(g.ankle).u - p.legRadius * 0.5,
    ]),
    place(trunk.pelvis).u - p.pelvisDeep,
    place(trunk.chest).u - p.chestDeep * 1.05,
    place(trunk.headCentre).u - p.head * 0.56 * lying + (1 - lying) * 3,
  );
  const lift = pose.lift * p.height;
  const put = (v: Vec3): Vec3 => {
    const w = place(v);
    return { ...w, u: w.u - low + lift };
  };
  const putFrame = (r: Frame): Frame => ({ f: place(r.f), u: place(r.u), l: place(r.l) });
  const putArm = (a: ArmJoints): ArmJoints => ({
    shoulder: put(a.shoulder),
    elbow: put(a.elbow),
    wrist: put(a.wrist),
    hand: a.hand,
    along: place(a.along),
  });
  const putLeg = (g: LegJoints): LegJoints => ({
    hip: put(g.hip),
    knee: put(g.knee),
    ankle: put(g.ankle),
    heel: put(g.heel),
    toe: put(g.toe),
  });
  return {
    pelvis: put(trunk.pelvis),
    waist: put(trunk.waist),
    chest: put(trunk.chest),
    neck: put(trunk.neck),
    headBase: put(trunk.headBase),
    headCentre: put(trunk.headCentre),
    pelvisFrame: putFrame(trunk.pelvisFrame),
    waistFrame: putFrame(trunk.waistFrame),
    chestFrame: putFrame(trunk.chestFrame),
    headFrame: putFrame(trunk.headFrame),
    right: putArm(right),
    left: putArm(left),
    rightLeg: putLeg(rightLeg),
    leftLeg: putLeg(leftLeg),
    submerged: Math.max(0, -pose.lift),
  };
}
