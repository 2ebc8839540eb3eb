import { createCanvas } from '@napi-rs/canvas';
import type { Affine } from '../camera.ts';
import { layerTransform } from '../layer-motion.ts';
import type { PreparedScene, SceneLayer } from '../prepare-scene.ts';

/** Layers at this depth and nearer hide the subjects, as in a keyframe. */
const NEAR_DEPTH = 0.6;
/** Transforms that differ by less, anywhere in the frame, count as one. */
const ALIKE_PX = 0.02;
const PROBES = [0, 0.25, 0.5, 0.75, 1];

/** The scene with layers that move alike put together, so that a frame costs fewer passes. `lastT`: the camera's last place. */
export function mergeAlikeLayers(scene: PreparedScene, lastT: number): PreparedScene {
  const groups: SceneLayer[][] = [];
  for (const layer of scene.layers) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (
      group !== undefined &&
      first !== undefined &&
      first.depth < NEAR_DEPTH === layer.depth < NEAR_DEPTH &&
      moveAlike(scene, first, layer, lastT)
    ) {
      group.push(layer);
    } else groups.push([layer]);
  }
  return { ...scene, layers: groups.map(mergeLayers) };
}

function moveAlike(scene: PreparedScene, one: SceneLayer, other: SceneLayer, lastT: number): boolean {
  return PROBES.every((probe) => {
    const a = layerTransform(scene, one.plane, probe * lastT);
    const b = layerTransform(scene, other.plane, probe * lastT);
    return [
      [0, 0],
      [scene.widthPx, 0],
      [0, scene.pictureHeightPx],
      [scene.widthPx, scene.pictureHeightPx],
    ].every(([x = 0, y = 0]) => distance(a, b, x, y) < ALIKE_PX);
  });
}

function distance(a: Affine, b: Affine, x: number, y: number): number {
  return Math.hypot((a.a - b.a) * x + (a.c - b.c) * y + a.e - b.e, (a.b - b.b) * x + (a.d - b.d) * y + a.f - b.f);
}

function mergeLayers(group: readonly SceneLayer[]): SceneLayer {
  const [first] = group as [SceneLayer];
  if (group.length === 1) return first;
  const pixelScale = Math.max(...group.map((layer) => layer.pixelScale));
  // On whole pixels, so that a camera at rest copies the drawing instead of blurring it by half a pixel.
  const originX = Math.floor(Math.min(...group.map((layer) => layer.originX)));
  const originY = Math.floor(Math.min(...group.map((layer) => layer.originY)));
  const right = Math.max(...group.map((layer) => layer.originX + layer.canvas.width / layer.pixelScale));
  const bottom = Math.max(...group.map((layer) => layer.originY + layer.canvas.height / layer.pixelScale));
  const canvas = createCanvas(Math.ceil((right - originX) * pixelScale), Math.ceil((bottom - originY) * pixelScale));
  const ctx = canvas.getContext('2d');
  ctx.scale(pixelScale, pixelScale);
  for (const layer of group) {
    ctx.save();
    ctx.translate(layer.originX - originX, layer.originY - originY);
    ctx.scale(1 / layer.pixelScale, 1 / layer.pixelScale);
    ctx.drawImage(layer.canvas, 0, 0);
    ctx.restore();
  }
  return { ...first, canvas, originX, originY, pixelScale };
}
