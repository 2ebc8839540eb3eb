import type { SceneDescription } from '../../shared/model/scene-description.ts';
import { affineFromPoints, cameraOffset, movedCamera, projectPoint } from './camera.ts';
import type { Affine, Camera, WorldPoint } from './camera.ts';
import type { Framing } from './framing.ts';
import type { SetLayer } from './sets/set-kit.ts';
import type { Shape } from './shape-types.ts';

/** What the movement of a picture follows from. */
export interface Staged {
  description: SceneDescription;
  framing: Framing;
  travel: { x: number; z: number };
  /** Keeps the focus in the picture at both ends of a move. */
  hold?: FramingHold | null;
}

/** A last correction of the lens at both ends of a shot: zoom about the picture's middle, then a shift in pixels. */
export interface FramingHold {
  start: { zoom: number; x: number; y: number };
  end: { zoom: number; x: number; y: number };
}

/** Three points of a plane in the world; its movement is exact on them. */
export type LayerPlane = readonly [WorldPoint, WorldPoint, WorldPoint];

const SAMPLES = [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1];

/** The camera at `t` and the roll of the whole frame (radians). */
export function cameraAt(scene: Staged, t: number): { camera: Camera; roll: number } {
  const { framing, description, travel } = scene;
  const offset = cameraOffset(description.camera, { camera: framing.camera, distance: framing.distance, travel }, t);
  const camera = movedCamera(framing.camera, offset);
  const hold = scene.hold ?? null;
  if (hold !== null) {
    const between = (pick: (end: FramingHold['start']) => number): number =>
      pick(hold.start) + (pick(hold.end) - pick(hold.start)) * t;
    const zoom = between((end) => end.zoom);
    camera.focalPx *= zoom;
    camera.cx = camera.widthPx / 2 + (camera.cx - camera.widthPx / 2) * zoom + between((end) => end.x);
    camera.cy = camera.heightPx / 2 + (camera.cy - camera.heightPx / 2) * zoom + between((end) => end.y);
  }
  return {
    camera,
    roll: offset.roll + (description.camera.angle === 'dutch' ? 0.13 * (description.set.mirrored ? -1 : 1) : 0),
  };
}

/** Maps picture pixels of the first framing to picture pixels at `t`, for one plane. The frame's roll comes on top. */
export function layerTransform(scene: Staged, plane: LayerPlane, t: number): Affine {
  const { camera } = cameraAt(scene, t);
  const base = scene.framing.camera;
  return affineFromPoints(
    plane.map((point) => projectPoint(base, point)),
    plane.map((point) => projectPoint(camera, point)),
  );
}

/** First `inner`, then `outer`. */
export function chain(outer: Affine, inner: Affine): Affine {
  return {
    a: outer.a * inner.a + outer.c * inner.b,
    b: outer.b * inner.a + outer.d * inner.b,
    c: outer.a * inner.c + outer.c * inner.d,
    d: outer.b * inner.c + outer.d * inner.d,
    e: outer.a * inner.e + outer.c * inner.f + outer.e,
    f: outer.b * inner.e + outer.d * inner.f + outer.f,
  };
}

/** The frame's roll (radians) and an enlargement, both round the picture's middle. */
export function aboutMiddle(size: { widthPx: number; pictureHeightPx: number }, roll: number, zoom: number): Affine {
  const cos = Math.cos(roll) * zoom;
  const sin = Math.sin(roll) * zoom;
  const x = size.widthPx / 2;
  const y = size.pictureHeightPx / 2;
  return { a: cos, b: sin, c: -sin, d: cos, e: x - cos * x + sin * y, f: y - sin * x - cos * y };
}

/** A plane that faces the camera at world z. */
export function frontal(z: number): LayerPlane {
  return [
    { x: -1, y: 0, z },
    { x: 1, y: 0, z },
    { x: 0, y: 2, z },
  ];
}

/** The plane that stands for one part of a set when the camera moves. */
export function planeOf(layer: SetLayer, framing: Framing, backZ: number): LayerPlane {
  const focusZ = framing.camera.z + framing.distance;
  const away = focusZ + framing.distance * 3 + 4;
  const side = Math.max(1.6, framing.distance * 0.7);
  switch (layer) {
    case 'far':
      return frontal(framing.camera.z + Math.max(90, framing.distance * 12));
    case 'ground':
      return [
        { x: -1, y: 0, z: focusZ },
        { x: 1, y: 0, z: focusZ },
        { x: 0, y: 0, z: away },
      ];
    case 'ceiling':
      return [
        { x: -1, y: 3, z: focusZ + 1 },
        { x: 1, y: 3, z: focusZ + 1 },
        { x: 0, y: 3, z: away },
      ];
    case 'left':
    case 'right': {
      const x = layer === 'left' ? -side : side;
      return [
        { x, y: 0, z: focusZ + 1 },
        { x, y: 2, z: focusZ + 1 },
        { x, y: 0, z: away },
      ];
    }
    case 'back':
      return frontal(backZ);
    case 'mid':
      return frontal(focusZ + framing.distance * 0.35);
    case 'near':
      return frontal(focusZ - framing.distance * 0.25);
  }
}

/** Shrinks an area to what is drawn in it: an empty half of a plane costs as much to move as a full one. */
export function cropTo(
  area: { x: number; y: number; width: number; height: number },
  shapes: readonly Shape[],
  margin: number,
): void {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (const { points } of shapes) {
    for (const point of points) {
      minX = Math.min(minX, point.x);
      maxX = Math.max(maxX, point.x);
      minY = Math.min(minY, point.y);
      maxY = Math.max(maxY, point.y);
    }
  }
  const right = Math.min(area.x + area.width, maxX + margin);
  const bottom = Math.min(area.y + area.height, maxY + margin);
  area.x = Math.min(right - 2, Math.max(area.x, minX - margin));
  area.y = Math.min(bottom - 2, Math.max(area.y, minY - margin));
  area.width = Math.max(2, right - area.x);
  area.height = Math.max(2, bottom - area.y);
}

/** The part of a plane that the frame sees anywhere on the camera's way up to `lastT`, and how much finer it must be drawn. */
export function coveredArea(
  scene: Staged,
  plane: LayerPlane,
  widthPx: number,
  heightPx: number,
  margin: number,
  lastT = 1,
): { x: number; y: number; width: number; height: number; scale: number } {
  let minX = 0;
  let minY = 0;
  let maxX = widthPx;
  let maxY = heightPx;
  let scale = 1;
  for (const sample of SAMPLES) {
    const t = sample * lastT;
    const map = layerTransform(scene, plane, t);
    const { roll } = cameraAt(scene, t);
    const det = map.a * map.d - map.b * map.c;
    if (Math.abs(det) < 0.05) continue;
    scale = Math.max(scale, Math.sqrt(Math.abs(det)));
    const cos = Math.cos(-roll);
    const sin = Math.sin(-roll);
    for (const [cornerX, cornerY] of [
      [0, 0],
      [widthPx, 0],
      [0, heightPx],
      [widthPx, heightPx],
    ] as const) {
      const dx = cornerX - widthPx / 2;
      const dy = cornerY - heightPx / 2;
      const px = widthPx / 2 + dx * cos - dy * sin - map.e;
      const py = heightPx / 2 + dx * sin + dy * cos - map.f;
      const x = (map.d * px - map.c * py) / det;
      const y = (map.a * py - map.b * px) / det;
      minX = Math.min(minX, x);
      maxX = Math.max(maxX, x);
      minY = Math.min(minY, y);
      maxY = Math.max(maxY, y);
    }
  }
  // A plane that shears wildly is cut off rather than allowed to eat the memory.
  minX = Math.max(minX, -widthPx * 1.2) - margin;
  maxX = Math.min(maxX, widthPx * 2.2) + margin;
  minY = Math.max(minY, -heightPx * 0.8) - margin;
  maxY = Math.min(maxY, heightPx * 1.8) + margin;
  return { x: minX, y: minY, width: maxX - minX, height: maxY - minY, scale: Math.min(1.6, scale) };
}
