import type { SceneDescription } from '../../shared/model/scene-description.ts';
import type { Point } from './shape-types.ts';

/** Metres: x to the right, y up from the floor, z away from the camera; z = 0 is where the action is. */
export interface WorldPoint {
  x: number;
  y: number;
  z: number;
}

/** A shift-lens camera. `cx`, `cy` (px) is where straight ahead lands: with no pitch, `cy` is the horizon. */
export interface Camera {
  widthPx: number;
  heightPx: number;
  focalPx: number;
  cx: number;
  cy: number;
  x: number;
  y: number;
  z: number;
  /** Radians, positive looks down. */
  pitch: number;
}

/** Nothing nearer than this (metres) is drawn. */
export const NEAR_METRES = 0.2;

/** World to camera space: x right, y up, z forward. */
export function toCameraSpace(camera: Camera, point: WorldPoint): WorldPoint {
  const dx = point.x - camera.x;
  const dy = point.y - camera.y;
  const dz = point.z - camera.z;
  const cos = Math.cos(camera.pitch);
  const sin = Math.sin(camera.pitch);
  return { x: dx, y: dy * cos + dz * sin, z: dz * cos - dy * sin };
}

/** World to pixels; `depth` is metres in front of the camera (points behind it are drawn at the near plane). */
export function projectPoint(camera: Camera, point: WorldPoint): Point & { depth: number } {
  const seen = toCameraSpace(camera, point);
  const depth = Math.max(NEAR_METRES, seen.z);
  return {
    x: camera.cx + (camera.focalPx * seen.x) / depth,
    y: camera.cy - (camera.focalPx * seen.y) / depth,
    depth,
  };
}

/** Projects a line or an outline, cut off at the near plane. Empty when all of it is behind the camera. */
export function projectOutline(camera: Camera, points: readonly WorldPoint[], closed: boolean): Point[] {
  const seen = points.map((point) => toCameraSpace(camera, point));
  const kept: WorldPoint[] = [];
  const edges = closed ? seen.length : seen.length - 1;
  for (let index = 0; index < edges; index += 1) {
    const from = seen[index] as WorldPoint;
    const to = seen[(index + 1) % seen.length] as WorldPoint;
    const fromIn = from.z >= NEAR_METRES;
    if (fromIn) kept.push(from);
    if (fromIn !== to.z >= NEAR_METRES) {
      const u = (NEAR_METRES - from.z) / (to.z - from.z);
      kept.push({ x: from.x + (to.x - from.x) * u, y: from.y + (to.y - from.y) * u, z: NEAR_METRES });
    }
  }
  const final = seen.at(-1);
  if (!closed && final !== undefined && final.z >= NEAR_METRES) kept.push(final);
  return kept.map((p) => ({
    x: camera.cx + (camera.focalPx * p.x) / p.z,
    y: camera.cy - (camera.focalPx * p.y) / p.z,
  }));
}

/** Row of the horizon, px from the top of the picture. */
export function horizonPx(camera: Camera): number {
  return camera.cy - camera.focalPx * Math.tan(camera.pitch);
}

/** Where the camera is on its way, as an offset from the camera of the first framing. */
export interface CameraOffset {
  dx: number;
  dy: number;
  dz: number;
  panPx: number;
  tiltPx: number;
  zoom: number;
  /** Radians. */
  roll: number;
}

const STILL: CameraOffset = { dx: 0, dy: 0, dz: 0, panPx: 0, tiltPx: 0, zoom: 1, roll: 0 };

/** What a move needs to know about the framing it starts from. */
export interface MoveSpace {
  camera: Camera;
  /** Metres from camera to focus. */
  distance: number;
  /** Metres that the focus travels from start to end, for `follow`. */
  travel: { x: number; z: number };
}

/**
 * The camera path: the offset at `t` (0…1, already eased by the caller if wanted). Sizes are relative to the framing, so
 * that a push on a close-up and on a wide shot feel equally strong.
 */
export function cameraOffset(camera: SceneDescription['camera'], space: MoveSpace, t: number): CameraOffset {
  const amount = camera.move === 'static' ? 0 : 0.35 + 0.65 * camera.amount;
  const { widthPx, heightPx, focalPx } = space.camera;
  const frameMetres = (widthPx * space.distance) / focalPx;
  const frameHighMetres = (heightPx * space.distance) / focalPx;
  const half = t - 0.5;
  const push = space.distance * 0.3 * amount;
  switch (camera.move) {
    case 'static':
      return STILL;
    case 'pan-left':
      return { ...STILL, panPx: half * widthPx * 0.34 * amount };
    case 'pan-right':
      return { ...STILL, panPx: -half * widthPx * 0.34 * amount };
    case 'whip-pan':
      // It comes from the side and lands on what the shot is about.
      return { ...STILL, panPx: (1 - t) * widthPx * 0.52 * amount };
    case 'tilt-up':
      return { ...STILL, tiltPx: half * heightPx * 0.26 * amount };
    case 'tilt-down':
      return { ...STILL, tiltPx: -half * heightPx * 0.26 * amount };
    case 'push-in':
      return { ...STILL, dz: push * t };
    case 'pull-out':
      return { ...STILL, dz: push * (1 - t) };
    case 'zoom-in':
      return { ...STILL, zoom: 1 + 0.38 * amount * t };
    case 'zoom-out':
      return { ...STILL, zoom: 1 + 0.38 * amount * (1 - t) };
    case 'truck-left':
      return { ...STILL, dx: -half * frameMetres * 0.36 * amount };
    case 'truck-right':
      return { ...STILL, dx: half * frameMetres * 0.36 * amount };
    case 'pedestal-up':
      return { ...STILL, dy: half * frameHighMetres * 0.24 * amount };
    case 'pedestal-down':
      return { ...STILL, dy: -half * frameHighMetres * 0.24 * amount };
    case 'crane-up':
    case 'crane-down': {
      const sign = camera.move === 'crane-up' ? 1 : -1;
      // A crane over open ground stays near its height, or the floor drawn for one view would not fill the other.
      const rise = Math.min(frameHighMetres * 0.4, space.camera.y * 0.6);
      const dy = sign * half * rise * amount;
      // The head tilts against the rise, so that the subject stays in the picture.
      return { ...STILL, dy, dz: -push * 0.5 * (sign > 0 ? t : 1 - t), tiltPx: -(dy * focalPx * 0.8) / space.distance };
    }
    case 'arc-left':
    case 'arc-right': {
      const dx = (camera.move === 'arc-right' ? 1 : -1) * half * frameMetres * 0.6 * amount;
      return { ...STILL, dx, panPx: (dx * focalPx) / space.distance };
    }
    case 'handheld': {
      const sway = amount * widthPx * 0.016;
      return {
        ...STILL,
        panPx: sway * (Math.sin(t * 9.1) + 0.55 * Math.sin(t * 23.3 + 1) - 0.46),
        tiltPx: sway * (Math.sin(t * 7.3 + 2) + 0.5 * Math.sin(t * 19.7) - 0.9),
        roll: 0.011 * amount * Math.sin(t * 6.1),
        dz: push * 0.16 * t,
      };
    }
    case 'follow':
      if (Math.hypot(space.travel.x, space.travel.z) < 0.05) return { ...STILL, dz: push * 0.6 * t };
      return { ...STILL, dx: space.travel.x * 0.85 * t, dz: space.travel.z * 0.85 * t };
  }
}

/** The camera moved by an offset. Roll is left to the painter, which turns the whole frame. */
export function movedCamera(camera: Camera, offset: CameraOffset): Camera {
  const midX = camera.widthPx / 2;
  const midY = camera.heightPx / 2;
  return {
    ...camera,
    focalPx: camera.focalPx * offset.zoom,
    cx: midX + (camera.cx - midX) * offset.zoom + offset.panPx,
    cy: midY + (camera.cy - midY) * offset.zoom + offset.tiltPx,
    x: camera.x + offset.dx,
    y: Math.max(0.08, camera.y + offset.dy),
    z: camera.z + offset.dz,
  };
}

/** 2-D affine map as in the canvas: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export interface Affine {
  a: number;
  b: number;
  c: number;
  d: number;
  e: number;
  f: number;
}

/** The affine map that takes three points to three others; identity when they lie on a line. */
export function affineFromPoints(from: readonly Point[], to: readonly Point[]): Affine {
  const [p, q, r] = from as [Point, Point, Point];
  const [P, Q, R] = to as [Point, Point, Point];
  const det = (q.x - p.x) * (r.y - p.y) - (r.x - p.x) * (q.y - p.y);
  if (Math.abs(det) < 1e-6) return { a: 1, b: 0, c: 0, d: 1, e: P.x - p.x, f: P.y - p.y };
  const a = ((Q.x - P.x) * (r.y - p.y) - (R.x - P.x) * (q.y - p.y)) / det;
  const c = ((R.x - P.x) * (q.x - p.x) - (Q.x - P.x) * (r.x - p.x)) / det;
  const b = ((Q.y - P.y) * (r.y - p.y) - (R.y - P.y) * (q.y - p.y)) / det;
  const d = ((R.y - P.y) * (q.x - p.x) - (Q.y - P.y) * (r.x - p.x)) / det;
  return { a, b, c, d, e: P.x - a * p.x - c * p.y, f: P.y - b * p.x - d * p.y };
}
