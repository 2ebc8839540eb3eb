import type { ArmGoal, LegAngles, PoseTable } from './pose-types.ts';

/** Periodic cubic through equally spaced samples; t in cycles. */
function loop(samples: readonly number[], t: number): number {
  const n = samples.length;
  const place = (t - Math.floor(t)) * n;
  const i = Math.floor(place);
  const k = place - i;
  const at = (j: number): number => samples[(i + j + n) % n] ?? 0;
  const [a, b, c, d] = [at(-1), at(0), at(1), at(2)];
  return 0.5 * (2 * b + (c - a) * k + (2 * a - 5 * b + 4 * c - d) * k * k + (3 * b - a - 3 * c + d) * k ** 3);
}

const wave = (t: number): number => Math.cos(t * 2 * Math.PI);

/** Gait tables over one cycle from heel strike, eighths: contact, down, passing, up, push-off, lift, swing, reach. */
const WALK = {
  hip: [27, 20, 6, -8, -22, -8, 16, 28],
  knee: [4, 15, 8, 5, 20, 58, 48, 14],
  foot: [-16, 0, 0, 3, 34, 44, 8, -10],
};
const RUN = {
  hip: [38, 22, -2, -26, -22, 8, 46, 56],
  knee: [22, 36, 26, 14, 70, 112, 96, 46],
  foot: [-6, 0, 8, 46, 70, 62, 20, -2],
};

function legAt(gait: typeof WALK, t: number, stride: number, abduct: number): LegAngles {
  return {
    hip: loop(gait.hip, t) * stride,
    knee: loop(gait.knee, t),
    foot: loop(gait.foot, t),
    abduct,
  };
}

/** Both legs of a walk; `stride` scales the step. */
export function walkLegs(phase: number, stride: number): { rightLeg: LegAngles; leftLeg: LegAngles } {
  return { rightLeg: legAt(WALK, phase, stride, 4), leftLeg: legAt(WALK, phase + 0.5, stride, 4) };
}

const swing = (t: number, reach: number, bend: number, hand: ArmGoal['hand']): ArmGoal => ({
  from: 'shoulder',
  forward: reach * wave(t) + 0.1,
  up: -0.93 + bend + 0.1 * Math.abs(wave(t)),
  out: 0.12,
  swivel: 0,
  hand,
});

/** A walk: contact of the right heel at phase 0, left arm forward. */
export function walkAt(phase: number): Partial<PoseTable> {
  return {
    ...walkLegs(phase, 1),
    lean: 4,
    curve: 2,
    side: 0,
    twist: -9 * wave(phase),
    right: swing(phase + 0.5, 0.42, 0, 'relaxed'),
    left: swing(phase, 0.42, 0, 'relaxed'),
  };
}

/** A run: elbows at a right angle, a moment with both feet in the air. */
export function runAt(phase: number): Partial<PoseTable> {
  const runner = (t: number): ArmGoal => ({
    from: 'shoulder',
    forward: 0.26 + 0.42 * wave(t),
    up: -0.5 + 0.2 * wave(t),
    out: 0.06 - 0.12 * wave(t),
    swivel: 12,
    hand: 'fist',
  });
  return {
    rightLeg: legAt(RUN, phase - 0.08, 1, 3),
    leftLeg: legAt(RUN, phase + 0.42, 1, 3),
    lean: 15,
    curve: 4,
    side: 0,
    nod: 2,
    twist: -14 * wave(phase),
    right: runner(phase + 0.5),
    left: runner(phase),
    lift: 0.02 - 0.02 * Math.cos((phase - 0.04) * 4 * Math.PI + Math.PI),
  };
}

/** A dance: weight from leg to leg, one arm high, hips against shoulders. */
export function danceAt(phase: number): Partial<PoseTable> {
  const s = wave(phase);
  const up = (k: number): ArmGoal => ({
    from: 'shoulder',
    forward: 0.3 - 0.05 * k,
    up: 0.22 + 0.6 * k,
    out: 0.62 - 0.28 * k,
    swivel: 74,
    hand: 'open',
  });
  return {
    lean: 2,
    curve: -6,
    side: -9 * s,
    twist: 16 * s,
    nod: -6,
    opened: -18,
    headTilt: 9 * s,
    right: up(s),
    left: up(-s),
    rightLeg: { hip: 10 - 10 * s, knee: 14 - 8 * s, abduct: 9, foot: 4 - 4 * s },
    leftLeg: { hip: 30 + 26 * s, knee: 40 + 34 * s, abduct: 14, foot: 14 + 14 * s },
  };
}

/** Climbing a wall or ladder in front: opposite hand and foot high. */
export function climbAt(phase: number): Partial<PoseTable> {
  const s = wave(phase);
  const hand = (k: number): ArmGoal => ({
    from: 'shoulder',
    forward: 0.5,
    up: 0.5 + 0.34 * k,
    out: 0.08,
    swivel: 40,
    hand: 'fist',
  });
  const foot = (k: number): LegAngles => ({ hip: 48 + 40 * k, knee: 58 + 44 * k, abduct: 12, foot: 8 });
  return {
    lean: 6,
    curve: -4,
    nod: -22,
    side: 3 * s,
    right: hand(s),
    left: hand(-s),
    rightLeg: foot(-s),
    leftLeg: foot(s),
    lift: 0.04,
  };
}

/** Front crawl; the water line is y = 0. */
export function swimAt(phase: number): Partial<PoseTable> {
  const crawl = (t: number): ArmGoal => {
    const angle = t * 2 * Math.PI;
    return {
      from: 'shoulder',
      forward: -0.1 - 0.5 * Math.sin(angle),
      up: 0.3 + 0.6 * Math.cos(angle),
      out: 0.16,
      swivel: 86,
      hand: 'flat',
    };
  };
  return {
    root: 74,
    curve: -8,
    lean: 0,
    nod: 12,
    headTurn: -14,
    right: crawl(phase + 0.14),
    left: crawl(phase + 0.64),
    rightLeg: { hip: 6, knee: 14, abduct: 3, foot: 70 },
    leftLeg: { hip: -8, knee: 10, abduct: 3, foot: 70 },
    lift: -0.17,
    opened: 40,
  };
}

/** Legs on pedals or stirrups, half a turn apart. */
export function pedalAt(phase: number): Partial<PoseTable> {
  const foot = (t: number): LegAngles => ({
    hip: 60 + 12 * wave(t),
    knee: 76 + 16 * wave(t - 0.06),
    abduct: 16,
    foot: 4,
  });
  return { rightLeg: foot(phase), leftLeg: foot(phase + 0.5) };
}
