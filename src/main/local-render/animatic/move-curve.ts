import type { SceneDescription } from '../../../shared/model/scene-description.ts';

type Move = SceneDescription['camera']['move'];

/** 0…1 with no jerk at either end. */
export function smoothStep(u: number): number {
  const x = Math.min(1, Math.max(0, u));
  return x * x * (3 - 2 * x);
}

/** Constant speed between soft ends; `soft` is the share of the time spent gaining and again losing speed. */
export function linearWithSoftEnds(u: number, soft: number): number {
  const x = Math.min(1, Math.max(0, u));
  const speed = 1 / (1 - soft);
  if (x < soft) return (speed * x * x) / (2 * soft);
  if (x > 1 - soft) return 1 - (speed * (1 - x) * (1 - x)) / (2 * soft);
  return speed * (x - soft / 2);
}

/** Nothing, then a whip in the middle third, then settled. */
function whip(u: number): number {
  const x = Math.min(1, Math.max(0, (u - 0.3) / 0.4));
  return x * x * x * (x * (6 * x - 15) + 10);
}

/**
 * How far the camera is on its way (0…1) when the share `u` of the cut has passed. A push or a crane breathes, a pan
 * runs evenly, a whip pan rests, tears and rests; what goes with a walking person starts as softly as a pan.
 */
export function cameraProgress(move: Move, u: number): number {
  switch (move) {
    case 'whip-pan':
      return whip(u);
    case 'handheld':
      return Math.min(1, Math.max(0, u));
    case 'follow':
      return Math.min(1, Math.max(0, u));
    case 'pan-left':
    case 'pan-right':
    case 'tilt-up':
    case 'tilt-down':
    case 'truck-left':
    case 'truck-right':
      return linearWithSoftEnds(u, 0.22);
    default:
      return smoothStep(u) * 0.55 + linearWithSoftEnds(u, 0.35) * 0.45;
  }
}
