import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { sampleScene } from '../../../../bench/sketch-samples.ts';
import { keyframeMoment } from '../actor-moment.ts';
import { composeFrame } from '../compose-frame.ts';
import { prepareScene } from '../prepare-scene.ts';
import { createFrameRaster } from '../raster/frame-raster.ts';
import { createSharedMemory } from '../raster/shared-memory.ts';
import type { SceneDescription } from '../../../shared/model/scene-description.ts';
import { createSceneRaster } from './scene-raster.ts';

const size = { widthPx: 270, heightPx: 480 };
const raster = createFrameRaster(createSharedMemory(), size.widthPx, size.heightPx);
const upright = { ratio: '9:16' } as const;
const dog = {
  ...{ kind: 'animal', id: 'dog', label: 'a dog', pictogram: 'emoji:1f415', heightMetres: 0.6 },
  ...{
    start: { x: 0.2, depth: 0.6, pose: 'walk', facing: 'right' },
    end: { x: 0.5, depth: 0.6, pose: 'walk', facing: 'right' },
  },
};

const SCENES: Record<string, SceneDescription> = {
  'rain, push in': sampleScene({ ...upright, weather: 'rain' }, {}, { move: 'push-in' }),
  'storm at night, tilted': sampleScene(
    { ...upright, weather: 'storm', timeOfDay: 'night', look: 'colour' },
    {},
    { angle: 'dutch', move: 'pan-right' },
  ),
  'snow, handheld': sampleScene({ ...upright, weather: 'snow' }, {}, { move: 'handheld' }),
  'wind, crane': sampleScene({ ...upright, weather: 'wind' }, {}, { move: 'crane-up' }),
  'fog, umbrella, follow': sampleScene({ ...upright, weather: 'fog' }, { holding: 'emoji:2602' }, { move: 'follow' }),
  'from above': sampleScene(upright, {}, { angle: 'overhead', move: 'zoom-in' }),
  'a dog beside a close foreground': sampleScene(
    { ...upright, subjects: [dog], foreground: 'leaves' },
    {},
    { focusId: 'dog', move: 'truck-left' },
  ),
  'a face at night': sampleScene(
    { ...upright, set: { kind: 'kitchen', variant: 0 }, timeOfDay: 'night' },
    {
      start: { x: 0.5, depth: 0.6, pose: 'stand', facing: 'camera' },
      end: { x: 0.5, depth: 0.6, pose: 'stand', facing: 'camera' },
    },
    { size: 'CU', move: 'push-in' },
  ),
};

/** Largest of the mean differences over tiles of 18 × 20 pixels: a missing hand must not drown in a large sky. */
function worstTile(one: Uint8Array, other: Uint8Array): number {
  const sums = new Float64Array(15 * 24);
  for (let y = 0; y < 480; y += 1) {
    for (let x = 0; x < 270; x += 1) {
      for (let part = 0; part < 3; part += 1) {
        const off = (one[(y * 270 + x) * 4 + part] ?? 0) - (other[y * raster.strideBytes + x * 4 + part] ?? 0);
        const tile = Math.floor(y / 20) * 15 + Math.floor(x / 18);
        sums[tile] = (sums[tile] ?? 0) + Math.abs(off) / (18 * 20 * 3);
      }
    }
  }
  return Math.max(...sums);
}

describe('a scene in a raster', () => {
  it.each(Object.entries(SCENES))('is the picture of the keyframes: %s', (_, description) => {
    const scene = prepareScene(description, { ...size, caption: false, grain: false, overscan: 0.02 });
    const painted = createSceneRaster(scene, raster, 1);
    for (const t of [0, 0.37, 1]) {
      const momentOf = (actor: (typeof scene.actors)[number]) => keyframeMoment(actor, t);
      painted.paint(t, { momentOf, weather: 0.31, zoom: 1.006 });
      const canvas = createCanvas(size.widthPx, size.heightPx);
      composeFrame(scene, canvas.getContext('2d'), t, { grain: false, momentOf, weather: 0.31, zoom: 1.006 });
      // Canvases round places in a layer to a sixteenth of a pixel, which shows at hard edges; anything missing gives 20 and more.
      expect(worstTile(canvas.data(), raster.pixels), `at ${t}`).toBeLessThan(12);
    }
  });
});
