import { circle, part, stroke } from './drawn-vehicles.ts';
import type { Shape } from './shape-types.ts';

/** A long wooden boat with a raised bow, floating: its water line is y = 0. */
export function boatParts(): Shape[] {
  return [
    part(
      'inside',
      [
        [-2.5, -0.86],
        [-1.9, -0.5],
        [0, -0.42],
        [1.7, -0.46],
        [2.2, -0.66],
        [1.6, -0.52],
        [0, -0.54],
        [-1.8, -0.6],
      ],
      'dark',
      { stroke: 'fine', hatch: 0.3, curve: 'smooth' },
    ),
    part(
      'hull',
      [
        [-2.5, -0.86],
        [-1.9, -0.52],
        [-1, -0.44],
        [0, -0.42],
        [1, -0.43],
        [1.7, -0.48],
        [2.2, -0.68],
        [2.06, -0.3],
        [1.8, 0],
        [-1.7, 0],
        [-2.2, -0.36],
      ],
      'wood',
      { stroke: 'bold', hatch: 0.16 },
    ),
    part(
      'rim',
      [
        [-2.5, -0.86],
        [-1.9, -0.52],
        [0, -0.42],
        [1.7, -0.48],
        [2.2, -0.68],
        [1.72, -0.4],
        [0, -0.34],
        [-1.9, -0.43],
      ],
      'accent',
      { stroke: 'fine' },
    ),
    part(
      'low',
      [
        [-2.05, -0.2],
        [1.95, -0.16],
        [1.8, 0],
        [-1.7, 0],
      ],
      'wood',
      { stroke: 'none', hatch: 0.5 },
    ),
    stroke('plank', [
      [-2.1, -0.3],
      [0, -0.22],
      [2, -0.28],
    ]),
    stroke(
      'ripple1',
      [
        [-2.7, 0.0],
        [-1.2, 0.03],
        [0.4, 0.0],
        [2.6, 0.03],
      ],
      'mid',
    ),
    stroke('ripple2', [
      [-2.2, 0.1],
      [-0.8, 0.13],
      [1.1, 0.1],
    ]),
    stroke('ripple3', [
      [0.9, 0.17],
      [2.1, 0.15],
    ]),
  ];
}

/** A surfboard: lying flat, or upright beside a person. */
export function boardParts(upright: boolean): Shape[] {
  if (!upright)
    return [
      part(
        'board',
        [
          [-1.15, -0.1],
          [-0.7, -0.02],
          [0.2, 0.02],
          [0.95, -0.01],
          [1, -0.05],
          [0.4, -0.08],
          [-0.5, -0.1],
          [-1.1, -0.16],
        ],
        'white',
        { curve: 'smooth', stroke: 'bold', hatch: 0.05 },
      ),
      stroke(
        'stripe',
        [
          [-0.9, -0.08],
          [0, -0.03],
          [0.9, -0.03],
        ],
        'mid',
      ),
    ];
  return [
    part(
      'board',
      [
        [0, -2],
        [0.13, -1.72],
        [0.24, -1.2],
        [0.25, -0.7],
        [0.17, -0.15],
        [0.08, 0],
        [-0.08, 0],
        [-0.17, -0.15],
        [-0.25, -0.7],
        [-0.24, -1.2],
        [-0.13, -1.72],
      ],
      'white',
      { curve: 'smooth', stroke: 'bold', hatch: 0.04 },
    ),
    part(
      'stripe',
      [
        [-0.02, -1.9],
        [0.03, -1.9],
        [0.04, -0.05],
        [-0.03, -0.05],
      ],
      'accent',
      { stroke: 'fine' },
    ),
  ];
}

/** An open umbrella, its grip at y = 0. */
export function umbrellaParts(): Shape[] {
  const ribs = [-0.52, -0.18, 0.18, 0.52];
  return [
    part(
      'shaft',
      [
        [-0.012, 0],
        [0.012, 0],
        [0.012, -0.8],
        [-0.012, -0.8],
      ],
      'dark',
      { stroke: 'fine' },
    ),
    part(
      'canopy',
      [
        [-0.56, -0.66],
        [-0.46, -0.82],
        [-0.26, -0.95],
        [0, -1],
        [0.26, -0.95],
        [0.46, -0.82],
        [0.56, -0.66],
        [0.4, -0.71],
        [0.28, -0.67],
        [0.14, -0.72],
        [0, -0.68],
        [-0.14, -0.72],
        [-0.28, -0.67],
        [-0.4, -0.71],
      ],
      'accent',
      { curve: 'smooth', hatch: 0.1 },
    ),
    ...ribs.map((x, index) =>
      stroke(`rib${index}`, [
        [0, -1],
        [x * 0.62, -0.9],
        [x, -0.7],
      ]),
    ),
    stroke(
      'tip',
      [
        [0, -1],
        [0, -1.06],
      ],
      'mid',
    ),
    stroke(
      'hook',
      [
        [0, 0],
        [0, 0.06],
        [0.05, 0.09],
        [0.08, 0.05],
      ],
      'mid',
    ),
  ];
}

/** A plain package: a carton with a lid, a label in squiggles. A metre high, to be scaled. */
export function packageParts(): Shape[] {
  return [
    part(
      'box',
      [
        [-0.34, 0],
        [0.2, 0.02],
        [0.2, -0.98],
        [-0.34, -0.96],
      ],
      'accent',
      { stroke: 'bold' },
    ),
    part(
      'side',
      [
        [0.2, 0.02],
        [0.36, -0.05],
        [0.36, -0.96],
        [0.2, -0.98],
      ],
      'accent',
      { hatch: 0.6 },
    ),
    part(
      'lid',
      [
        [-0.34, -0.96],
        [0.2, -0.98],
        [0.36, -0.96],
        [-0.14, -1],
      ],
      'accent',
      { hatch: 0.1, stroke: 'fine' },
    ),
    part(
      'label',
      [
        [-0.27, -0.3],
        [0.13, -0.29],
        [0.13, -0.72],
        [-0.27, -0.71],
      ],
      'white',
      { stroke: 'fine' },
    ),
    circle('mark', -0.07, -0.6, 0.07, 'accent-2', { stroke: 'fine' }),
    stroke('word1', [
      [-0.22, -0.46],
      [-0.14, -0.48],
      [-0.06, -0.45],
      [0.08, -0.47],
    ]),
    stroke('word2', [
      [-0.2, -0.38],
      [-0.08, -0.4],
      [0.04, -0.37],
    ]),
  ];
}
