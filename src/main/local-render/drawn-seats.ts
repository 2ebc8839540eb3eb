import { part, stroke } from './drawn-vehicles.ts';
import type { Shape } from './shape-types.ts';

type Pair = readonly [number, number];

function slab(key: string, x0: number, x1: number, y0: number, y1: number, hatch = 0): Shape {
  const corners: Pair[] = [
    [x0, -y0],
    [x1, -y0],
    [x1, -y1],
    [x0, -y1],
  ];
  return part(key, corners, 'wood', { hatch });
}

/** A plain chair; its back is to the right, its seat as high as the pose `sit` has the hips. */
export function chairParts(): Shape[] {
  return [
    part(
      'back',
      [
        [0.17, -0.36],
        [0.23, -0.36],
        [0.29, -0.9],
        [0.24, -0.92],
      ],
      'wood',
      { hatch: 0.12 },
    ),
    slab('leg-far', 0.1, 0.14, 0, 0.37, 0.4),
    slab('leg-far2', -0.2, -0.16, 0, 0.37, 0.4),
    slab('leg', 0.19, 0.24, 0, 0.37),
    slab('leg2', -0.26, -0.21, 0, 0.37),
    slab('seat', -0.28, 0.25, 0.35, 0.41),
    stroke('rung', [
      [-0.21, -0.16],
      [0.19, -0.16],
    ]),
  ];
}

/** A bench without a back, for the open air. */
export function benchParts(): Shape[] {
  return [
    slab('leg', -0.58, -0.48, 0, 0.35, 0.3),
    slab('leg2', 0.48, 0.58, 0, 0.35, 0.3),
    slab('seat', -0.74, 0.74, 0.34, 0.41),
    stroke('grain', [
      [-0.6, -0.37],
      [0.4, -0.37],
    ]),
  ];
}

/** A table from the side. */
export function deskParts(): Shape[] {
  return [
    slab('leg-far', -0.44, -0.39, 0, 0.7, 0.4),
    slab('leg-far2', 0.4, 0.45, 0, 0.7, 0.4),
    slab('leg', -0.54, -0.48, 0, 0.7),
    slab('leg2', 0.48, 0.54, 0, 0.7),
    slab('apron', -0.54, 0.54, 0.62, 0.7, 0.3),
    slab('top', -0.62, 0.62, 0.69, 0.75),
  ];
}

/** A bed from the side; the pillow is to the right. */
export function bedParts(): Shape[] {
  return [
    slab('foot', -1.06, -0.98, 0, 0.6, 0.2),
    slab('head', 0.98, 1.06, 0, 0.95, 0.2),
    part(
      'pillow',
      [
        [0.44, -0.44],
        [0.52, -0.55],
        [0.74, -0.58],
        [0.95, -0.54],
        [0.98, -0.44],
      ],
      'white',
      { curve: 'smooth', hatch: 0.06 },
    ),
    part(
      'mattress',
      [
        [-0.98, -0.2],
        [0.98, -0.2],
        [0.98, -0.46],
        [-0.98, -0.46],
      ],
      'white',
      { hatch: 0.1 },
    ),
    part(
      'cover',
      [
        [-0.99, -0.12],
        [-0.99, -0.47],
        [0.3, -0.47],
        [0.34, -0.3],
        [0.26, -0.12],
      ],
      'accent',
      { hatch: 0.2 },
    ),
    stroke('fold', [
      [-0.5, -0.44],
      [-0.56, -0.16],
    ]),
    stroke('fold2', [
      [-0.06, -0.44],
      [-0.1, -0.18],
    ]),
    slab('rail', -1, 1, 0.1, 0.2, 0.2),
  ];
}
