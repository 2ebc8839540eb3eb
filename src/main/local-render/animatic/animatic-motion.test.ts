import { describe, expect, it } from 'vitest';
import { sampleScene } from '../../../../bench/sketch-samples.ts';
import { CAMERA_MOVES } from '../../../shared/model/shot-terms.ts';
import { keyframeMoment } from '../actor-moment.ts';
import { strideOf } from '../figures/gait.ts';
import { FIGURE_METRES } from '../framing.ts';
import { prepareScene } from '../prepare-scene.ts';
import { createFrameRaster } from '../raster/frame-raster.ts';
import { createSharedMemory } from '../raster/shared-memory.ts';
import { createActorMotion } from './actor-motion.ts';
import { paintScene } from './drawn-shot.ts';
import { cameraProgress } from './move-curve.ts';
import { shotMoment } from './shot-clock.ts';

const length = { durationFrames: 192, cutFrames: 72, fps: 24 };
const scene = sampleScene({}, {}, { move: 'truck-right' });
const prepared = prepareScene(scene, { widthPx: 320, heightPx: 180 });
const [walker] = prepared.actors;
const raster = createFrameRaster(createSharedMemory(), 320, 180);

describe('the motion of an animatic', () => {
  it.each(CAMERA_MOVES)('%s begins at 0, never goes back, is at 1 where the cut ends and stays near it', (move) => {
    const moved = prepareScene(sampleScene({}, {}, { move }), { widthPx: 320, heightPx: 180 });
    const painter = paintScene(moved, length, raster);
    expect(cameraProgress(move, 0)).toBe(0);
    expect(painter.cameraT(0)).toBe(0);
    expect(painter.cameraT(71)).toBeCloseTo(1, 9);
    for (let frame = 1; frame < 192; frame += 1)
      expect(painter.cameraT(frame)).toBeGreaterThanOrEqual(painter.cameraT(frame - 1));
    expect(painter.cameraT(191)).toBeLessThan(1.6);
  });

  it('holds everybody in both keyframes as the keyframes show them', () => {
    const motion = createActorMotion(scene, 71 / 24);
    expect(walker?.person).not.toBeNull();
    if (walker === undefined) return;
    for (const [frame, t] of [
      [0, 0],
      [71, 1],
    ] as const) {
      const moved = motion.at(walker, shotMoment('truck-right', length, frame));
      const still = keyframeMoment(walker, t);
      expect(moved.place).toBeCloseTo(still.place, 9);
      expect(moved.stretch).toBeCloseTo(1, 9);
      expect(moved.figure?.phase).toBeCloseTo(still.figure?.phase ?? -1, 9);
      expect(moved.figure?.blend).toBeCloseTo(still.figure?.blend ?? -1, 9);
    }
  });

  it('makes as many steps as the ground covered asks for, until the walker stands', () => {
    if (walker?.person == null) throw new Error('the sample has a walker');
    const motion = createActorMotion(scene, 71 / 24);
    const metres = Math.hypot(walker.end.x - walker.start.x, walker.end.z - walker.start.z);
    const stride = strideOf('walk', walker.person.looks) * FIGURE_METRES;
    expect(stride).toBeGreaterThan(1);
    expect(stride).toBeLessThan(1.8);
    for (let frame = 1; frame < 192; frame += 1) {
      const [before, now] = [frame - 1, frame].map((n) => motion.at(walker, shotMoment('truck-right', length, n)));
      const walked = (((now?.place ?? 0) - (before?.place ?? 0)) * metres) / stride;
      const turned = ((now?.figure?.phase ?? 0) - (before?.figure?.phase ?? 0) + 1) % 1;
      expect(Math.min(Math.abs(turned - walked), Math.abs(turned - walked - 1))).toBeLessThan(1e-6);
    }
    const last = motion.at(walker, shotMoment('truck-right', length, 191));
    expect(last.figure).toMatchObject({ pose: 'walk', poseTo: 'stand', blend: 1 });
  });
});
