import type { Facing } from '../../../shared/model/scene-description.ts';
import type { Point, Shape, Tone } from '../shape-types.ts';
import { DEGREE } from './geometry.ts';
import type { Vec3 } from './geometry.ts';

/** A point on the picture with its depth: larger is nearer to the camera. */
export interface Seen extends Point {
  d: number;
}

export interface View {
  see(v: Vec3): Seen;
  /** A direction (no origin shift). */
  seeDirection(v: Vec3): Seen;
  /** Yaw in degrees: 0 right profile, 90 towards the camera, 180 left profile. */
  yaw: number;
  mirrored: boolean;
}

/** Yaws per facing. Never square on: a turned body reads as a body, a square one as a cut-out. */
const YAW: Readonly<Record<Facing, number>> = { right: 20, left: 20, camera: 109, away: -62 };

/**
 * The camera's view of body space. `left` is the exact mirror of `right`, so that the acting hand stays on the near side.
 * `opened` turns the front and back views towards profile by so many degrees; a negative value turns the side views to the camera.
 */
export function viewOf(facing: Facing, opened: number): View {
  const base = YAW[facing];
  const yaw =
    facing === 'camera'
      ? base + Math.max(0, opened)
      : facing === 'away'
        ? base + Math.max(0, opened)
        : base - Math.min(0, opened);
  return viewAt(yaw, facing === 'left');
}

/** View from any side; see `View.yaw`. */
export function viewAt(yaw: number, mirrored: boolean): View {
  const c = Math.cos(yaw * DEGREE);
  const s = Math.sin(yaw * DEGREE);
  const sign = mirrored ? -1 : 1;
  const see = (v: Vec3): Seen => ({ x: sign * (v.f * c + v.l * s), y: -v.u, d: v.f * s - v.l * c });
  return { see, seeDirection: see, yaw, mirrored };
}

/** Shape with the usual defaults, so that figure code reads as a list of forms. */
export function shape(
  key: string,
  points: readonly Point[],
  options: Partial<Omit<Shape, 'key' | 'points'>> & { fill?: Tone | null } = {},
): Shape {
  return {
    key,
    points: points.map(({ x, y }) => ({ x, y })),
    curve: options.curve ?? 'line',
    closed: options.closed ?? true,
    fill: options.fill ?? null,
    stroke: options.stroke ?? 'mid',
    hatch: options.hatch ?? 0,
  };
}
