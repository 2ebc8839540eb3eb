import type { Tone } from '../shape-types.ts';
import type { SetKit, SetLayer } from './set-kit.ts';

/** Ground to the horizon, with strokes that get closer towards it. */
export function ground(kit: SetKit, tone: Tone = 'ground', strokes = 14, hatch = 0): void {
  const near = kit.nearZ;
  kit.poly(
    'ground',
    'ground',
    [
      [-900, 0, 900],
      [900, 0, 900],
      [900, 0, near],
      [-900, 0, near],
    ],
    {
      fill: tone,
      stroke: 'none',
      hatch,
    },
  );
  kit.line(
    'ground',
    'horizon',
    [
      [-900, 0, 899],
      [900, 0, 899],
    ],
    'fine',
  );
  const random = kit.random('ground');
  for (let index = 0; index < strokes; index += 1) {
    const z = kit.camera.z + kit.distance * (0.5 + Math.pow(random(), 2) * 6);
    const x = (random() - 0.5) * kit.distance * 3.2;
    const length = kit.distance * (0.06 + random() * 0.16);
    kit.line(
      'ground',
      `stroke${index}`,
      [
        [x, 0, z],
        [x + length, 0, z + length * 0.06],
      ],
      'fine',
    );
  }
}

/** A ridge line far away, filled down to the horizon. */
export function ridge(
  kit: SetKit,
  key: string,
  shape: {
    z: number;
    height: number;
    step: number;
    rough: number;
    tone: Tone;
    hatch?: number;
    smooth?: boolean;
    base?: number;
  },
): void {
  const random = kit.random(`ridge/${key}`);
  const reach = shape.z * 2.2;
  const points: [number, number, number][] = [[-reach, shape.base ?? 0, shape.z]];
  const phase = random() * 6;
  for (let x = -reach; x <= reach; x += shape.step) {
    const wave = 0.62 + 0.38 * Math.sin(x / (shape.step * 2.7) + phase);
    points.push([x, shape.height * (wave * (1 - shape.rough) + random() * shape.rough), shape.z]);
  }
  points.push([reach, shape.base ?? 0, shape.z]);
  kit.poly('far', `ridge/${key}`, points, {
    fill: shape.tone,
    stroke: 'mid',
    hatch: shape.hatch ?? 0,
    curve: shape.smooth === true ? 'smooth' : 'line',
  });
}

/** Paving: joints in perspective, a few slabs darker, so that a square or street reads as ground. */
export function paving(kit: SetKit, half: number, step: number, far: number): void {
  const random = kit.random('paving');
  const near = Math.max(kit.nearZ, kit.camera.z - kit.distance * 2);
  const rows = Math.min(40, Math.ceil((far - near) / step));
  for (let row = 0; row <= rows; row += 1)
    kit.line(
      'ground',
      `joint${row}`,
      [
        [-half, 0, near + row * step],
        [half, 0, near + row * step],
      ],
      'fine',
    );
  const columns = Math.ceil(half / step);
  for (let column = -columns; column <= columns; column += 1) {
    kit.line(
      'ground',
      `course${column}`,
      [
        [column * step, 0, near],
        [column * step, 0, far],
      ],
      'fine',
    );
  }
  for (let slab = 0; slab < 12; slab += 1) {
    const x = Math.floor((random() * 2 - 1) * columns) * step;
    const z = near + Math.floor(random() * Math.min(rows, 14)) * step;
    kit.poly(
      'ground',
      `slab${slab}`,
      [
        [x, 0, z],
        [x + step, 0, z],
        [x + step, 0, z + step],
        [x, 0, z + step],
      ],
      { fill: null, stroke: 'none', hatch: 0.16 },
    );
  }
}

/** Grass tufts and low bushes that stop the ground from being empty. */
export function tufts(kit: SetKit, count: number, layer: SetLayer = 'ground'): void {
  const random = kit.random('tufts');
  for (let index = 0; index < count; index += 1) {
    const z = kit.camera.z + kit.distance * (0.75 + random() * 4);
    const x = (random() - 0.5) * kit.distance * 3.4;
    const size = 0.12 + random() * 0.18;
    for (let blade = -1; blade <= 1; blade += 1) {
      kit.line(
        layer,
        `tuft${index}/${blade}`,
        [
          [x + blade * size * 0.3, 0, z],
          [x + blade * size * 0.8, size * (1.4 - Math.abs(blade) * 0.4), z],
        ],
        'fine',
      );
    }
  }
}
