import type { PersonLooks, Pose } from '../../../shared/model/scene-description.ts';
import { poseSkeleton } from './build-figure.ts';

/** While this share of a cycle passes, the right foot carries the body and must not slide. */
const STANCE: Partial<Record<Pose, readonly [number, number]>> = {
  walk: [1 / 16, 6 / 16],
  carry: [1 / 16, 6 / 16],
  push: [1 / 16, 6 / 16],
  run: [2 / 16, 5 / 16],
};

/** Whether a pose takes its figure along the ground step by step. */
export function isGait(pose: Pose): boolean {
  return STANCE[pose] !== undefined;
}

const known = new Map<string, number>();

/**
 * How far one whole cycle of a gait carries a figure, in standing adult heights: measured on the standing foot, so that
 * feet do not skate. 0 for poses that stay where they are.
 */
export function strideOf(pose: Pose, looks: PersonLooks): number {
  const stance = STANCE[pose];
  if (stance === undefined) return 0;
  const key = `${pose}/${looks.age}/${looks.build}/${looks.gender}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const toe = (phase: number): number =>
    poseSkeleton({ looks, pose, blend: 0, phase, facing: 'right', emotion: 'neutral', seed: 1, detailLevel: 'far' })
      .skeleton.rightLeg.toe.f;
  const [from, to] = stance;
  const stride = (toe(from) - toe(to)) / (to - from);
  known.set(key, stride);
  return stride;
}
