import type { SKRSContext2D } from '@napi-rs/canvas';
import { cameraAt } from './layer-motion.ts';
import type { PreparedScene } from './prepare-scene.ts';
import { projectPoint } from './camera.ts';
import { actorAt, actorScale } from './actors.ts';
import type { Point } from './shape-types.ts';

/** Direction in which the camera goes or turns, as an arrow at the frame's edge. */
const EDGE_ARROWS: Partial<Record<string, readonly [number, number]>> = {
  'pan-left': [-1, 0],
  'pan-right': [1, 0],
  'whip-pan': [1, 0],
  'truck-left': [-1, 0],
  'truck-right': [1, 0],
  'arc-left': [-1, 0],
  'arc-right': [1, 0],
  'tilt-up': [0, -1],
  'tilt-down': [0, 1],
  'pedestal-up': [0, -1],
  'pedestal-down': [0, 1],
  'crane-up': [0, -1],
  'crane-down': [0, 1],
};

/** The arrows of a storyboard: hollow at the edge for the camera, at the corners for push and pull, solid for the subject. */
export function paintOverlay(ctx: SKRSContext2D, scene: PreparedScene, t: number): void {
  const { move } = scene.description.camera;
  const { widthPx, pictureHeightPx, unitPx } = scene;
  ctx.save();
  ctx.lineJoin = 'round';
  ctx.lineCap = 'round';
  const edge = EDGE_ARROWS[move];
  if (edge !== undefined) {
    const [dx, dy] = edge;
    const inset = 62 * unitPx;
    const at: Point =
      dx !== 0 ? { x: widthPx / 2, y: pictureHeightPx - inset } : { x: widthPx - inset, y: pictureHeightPx / 2 };
    arrow(ctx, at, { x: dx, y: dy }, 190 * unitPx, 58 * unitPx, unitPx, '#fbf8f0', move.startsWith('arc') ? 0.5 : 0);
  } else if (['push-in', 'zoom-in', 'pull-out', 'zoom-out'].includes(move)) {
    const inward = move.endsWith('in');
    for (const [sx, sy] of [
      [-1, -1],
      [1, -1],
      [-1, 1],
      [1, 1],
    ] as const) {
      const inset = (inward ? 62 : 112) * unitPx;
      const at = {
        x: sx < 0 ? inset : widthPx - inset,
        y: sy < 0 ? inset : pictureHeightPx - inset,
      };
      const way = inward ? -1 : 1;
      arrow(
        ctx,
        at,
        { x: (sx * way) / Math.SQRT2, y: (sy * way) / Math.SQRT2 },
        92 * unitPx,
        38 * unitPx,
        unitPx,
        '#fbf8f0',
        0,
      );
    }
  }
  if (t < 0.5) subjectArrows(ctx, scene);
  ctx.restore();
}

function subjectArrows(ctx: SKRSContext2D, scene: PreparedScene): void {
  const { camera } = cameraAt(scene, 0);
  const { widthPx, pictureHeightPx, unitPx, inks } = scene;
  for (const actor of scene.actors) {
    if (actor.index > 0) continue;
    const from = projectPoint(camera, actorAt(actor, 0));
    const to = projectPoint(camera, actorAt(actor, 1));
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const length = Math.hypot(dx, dy);
    if (length < 90 * unitPx) continue;
    const long = Math.min(length * 0.6, widthPx * 0.3);
    const at = {
      x: Math.min(
        widthPx * 0.86,
        Math.max(
          widthPx * 0.14,
          from.x +
            (dx / length) *
              (long * 0.5 +
                actorScale(actor, camera, 0) * (0.12 + (scene.sprites.get(actor.key)?.aspect ?? 0.36) * 0.5)),
        ),
      ),
      y: Math.min(
        pictureHeightPx - 130 * unitPx,
        Math.max(pictureHeightPx * 0.2, from.y + (dy / length) * long * 0.5 + 14 * unitPx),
      ),
    };
    const dark = inks.look === 'colour' ? inks.accent : '#3a383a';
    arrow(ctx, at, { x: dx / length, y: dy / length }, Math.max(100 * unitPx, long), 34 * unitPx, unitPx, dark, 0);
  }
}

function arrow(
  ctx: SKRSContext2D,
  at: Point,
  way: Point,
  length: number,
  wide: number,
  unitPx: number,
  fill: string,
  bow: number,
): void {
  const shaft = wide * 0.42;
  const head = wide * 1.05;
  const place = (along: number, across: number): [number, number] => {
    const lift = bow * wide * (1 - Math.pow((2 * along) / length, 2));
    return [at.x + way.x * along - way.y * (across - lift), at.y + way.y * along + way.x * (across - lift)];
  };
  const half = length / 2;
  ctx.beginPath();
  ctx.moveTo(...place(-half, -shaft / 2));
  for (let step = 1; step <= 8; step += 1) ctx.lineTo(...place(-half + ((length - head) * step) / 8, -shaft / 2));
  ctx.lineTo(...place(half - head, -wide / 2));
  ctx.lineTo(...place(half, 0));
  ctx.lineTo(...place(half - head, wide / 2));
  for (let step = 8; step >= 0; step -= 1) ctx.lineTo(...place(-half + ((length - head) * step) / 8, shaft / 2));
  ctx.closePath();
  ctx.fillStyle = fill;
  ctx.fill();
  ctx.lineWidth = 3 * unitPx;
  ctx.strokeStyle = '#2b292c';
  ctx.stroke();
}
