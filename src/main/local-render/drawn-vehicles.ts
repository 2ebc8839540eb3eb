import type { Point, Shape, Tone } from './shape-types.ts';

type Pair = readonly [number, number];

/** A closed shape from pairs in metres. */
export function part(
  key: string,
  points: readonly Pair[],
  fill: Tone | null,
  more: Partial<Pick<Shape, 'stroke' | 'hatch' | 'curve' | 'closed'>> = {},
): Shape {
  return {
    key,
    points: points.map(([x, y]) => ({ x, y })),
    curve: more.curve ?? 'line',
    closed: more.closed ?? true,
    fill,
    stroke: more.stroke ?? 'mid',
    hatch: more.hatch ?? 0,
  };
}

/** A circle in metres. */
export function circle(
  key: string,
  x: number,
  y: number,
  r: number,
  fill: Tone | null,
  more: Partial<Shape> = {},
): Shape {
  const points = Array.from({ length: 18 }, (_, index): Pair => {
    const angle = (index / 18) * Math.PI * 2;
    return [x + Math.cos(angle) * r, y + Math.sin(angle) * r];
  });
  return { ...part(key, points, fill, { curve: 'smooth' }), ...more };
}

/** An open line in metres. */
export function stroke(key: string, points: readonly Pair[], weight: Shape['stroke'] = 'fine'): Shape {
  return part(key, points, null, { closed: false, stroke: weight });
}

/** A straight tube. */
function bar(key: string, from: Pair, to: Pair, wide: number, fill: Tone): Shape {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const long = Math.hypot(dx, dy);
  const nx = (-dy / long) * (wide / 2);
  const ny = (dx / long) * (wide / 2);
  return part(
    key,
    [
      [from[0] + nx, from[1] + ny],
      [to[0] + nx, to[1] + ny],
      [to[0] - nx, to[1] - ny],
      [from[0] - nx, from[1] - ny],
    ],
    fill,
    { stroke: 'fine' },
  );
}

function spokedWheel(key: string, x: number, y: number, r: number): Shape[] {
  const shapes: Shape[] = [
    circle(`${key}/tyre`, x, y, r, null, { stroke: 'bold' }),
    circle(`${key}/rim`, x, y, r * 0.88, null, { stroke: 'fine' }),
  ];
  for (let index = 0; index < 7; index += 1) {
    const angle = (index / 7) * Math.PI + 0.2;
    const cos = Math.cos(angle) * r * 0.88;
    const sin = Math.sin(angle) * r * 0.88;
    shapes.push(
      stroke(`${key}/spoke${index}`, [
        [x - cos, y - sin],
        [x + cos, y + sin],
      ]),
    );
  }
  return [...shapes, circle(`${key}/hub`, x, y, r * 0.1, 'dark', { stroke: 'fine' })];
}

/** A town bicycle whose saddle, pedals and grips lie where the pose `ride` has hips, feet and hands. */
export function bicycleParts(): Shape[] {
  const rear: Pair = [0.42, -0.34];
  const front: Pair = [-0.7, -0.34];
  const crank: Pair = [-0.2, -0.36];
  const seat: Pair = [0.02, -0.8];
  const head: Pair = [-0.54, -0.86];
  return [
    ...spokedWheel('rear', rear[0], rear[1], 0.33),
    ...spokedWheel('front', front[0], front[1], 0.33),
    bar('stay', crank, rear, 0.03, 'accent'),
    bar('stay2', [0, -0.66], rear, 0.025, 'accent'),
    bar('seat-tube', crank, seat, 0.035, 'accent'),
    bar('down-tube', crank, [-0.56, -0.74], 0.04, 'accent'),
    bar('top-tube', [-0.04, -0.66], [-0.54, -0.8], 0.035, 'accent'),
    bar('fork', head, front, 0.032, 'accent'),
    bar('stem', head, [-0.56, -1.14], 0.028, 'dark'),
    part(
      'grip',
      [
        [-0.7, -1.2],
        [-0.54, -1.17],
        [-0.54, -1.13],
        [-0.7, -1.16],
      ],
      'dark',
      { stroke: 'fine' },
    ),
    part(
      'guard',
      [
        [0.1, -0.48],
        [0.24, -0.68],
        [0.5, -0.72],
        [0.76, -0.5],
        [0.72, -0.48],
        [0.48, -0.68],
        [0.26, -0.64],
        [0.14, -0.46],
      ],
      'accent',
      { curve: 'smooth', stroke: 'fine' },
    ),
    part(
      'saddle',
      [
        [-0.15, -0.87],
        [0.14, -0.9],
        [0.16, -0.84],
        [0.02, -0.81],
      ],
      'ink',
      { curve: 'smooth' },
    ),
    circle('chain-ring', crank[0], crank[1], 0.09, 'mid', { stroke: 'fine' }),
    bar('crank-arm', crank, [-0.3, -0.28], 0.03, 'dark'),
    bar('pedal', [-0.37, -0.27], [-0.23, -0.27], 0.03, 'ink'),
  ];
}

function solidWheel(key: string, x: number, y: number, r: number): Shape[] {
  return [
    circle(`${key}/tyre`, x, y, r, 'ink', { hatch: 0.2 }),
    circle(`${key}/rim`, x, y, r * 0.6, 'mid', { stroke: 'fine' }),
    circle(`${key}/hub`, x, y, r * 0.2, 'dark', { stroke: 'fine' }),
  ];
}

/** A small motorbike: step-through body, leg shield, one lamp. */
export function scooterParts(): Shape[] {
  return [
    ...solidWheel('rear', 0.5, -0.28, 0.28),
    ...solidWheel('front', -0.72, -0.28, 0.28),
    bar('fork', [-0.58, -1.02], [-0.72, -0.3], 0.07, 'mid'),
    part(
      'body',
      [
        [-0.06, -0.7],
        [0.4, -0.78],
        [0.88, -0.66],
        [0.86, -0.5],
        [0.5, -0.52],
        [0.3, -0.28],
        [-0.42, -0.24],
        [-0.5, -0.34],
        [-0.2, -0.38],
      ],
      'accent',
      { hatch: 0.14 },
    ),
    part(
      'shield',
      [
        [-0.5, -0.3],
        [-0.38, -0.32],
        [-0.5, -0.98],
        [-0.64, -1.04],
        [-0.66, -0.86],
      ],
      'accent',
      { curve: 'smooth' },
    ),
    part(
      'mudguard',
      [
        [-1, -0.44],
        [-0.84, -0.6],
        [-0.6, -0.58],
        [-0.52, -0.46],
        [-0.7, -0.52],
      ],
      'accent',
      { curve: 'smooth', stroke: 'fine' },
    ),
    part(
      'seat',
      [
        [-0.14, -0.8],
        [0.2, -0.88],
        [0.74, -0.86],
        [0.76, -0.74],
        [-0.06, -0.7],
      ],
      'ink',
      { curve: 'smooth' },
    ),
    circle('lamp', -0.68, -0.98, 0.09, 'glow', { stroke: 'fine' }),
    bar('bars', [-0.58, -1.06], [-0.66, -1.18], 0.05, 'dark'),
    bar('grip', [-0.7, -1.2], [-0.54, -1.17], 0.05, 'ink'),
    stroke('mirror', [
      [-0.62, -1.18],
      [-0.7, -1.36],
    ]),
    circle('mirror-glass', -0.7, -1.38, 0.06, 'glass', { stroke: 'fine' }),
  ];
}

/** A small car from the side; `taxi` carries a sign on its roof. The driver sits at x = 0. */
export function carParts(taxi: boolean): { shapes: Shape[]; holes: Point[][] } {
  const frontWindow: Pair[] = [
    [-0.72, -0.9],
    [-0.3, -1.36],
    [0.36, -1.38],
    [0.36, -0.9],
  ];
  const rearWindow: Pair[] = [
    [0.46, -0.9],
    [0.46, -1.38],
    [0.92, -1.34],
    [1.26, -0.92],
  ];
  const shapes = [
    part(
      'body',
      [
        [-2.02, -0.3],
        [-2.04, -0.6],
        [-1.88, -0.78],
        [-0.98, -0.9],
        [-0.42, -1.42],
        [0.2, -1.48],
        [0.98, -1.42],
        [1.5, -0.94],
        [1.96, -0.86],
        [2.04, -0.6],
        [2.02, -0.3],
      ],
      'accent',
      { hatch: 0.05 },
    ),
    part(
      'under-side',
      [
        [-2.02, -0.44],
        [2.02, -0.44],
        [2, -0.24],
        [-2, -0.24],
      ],
      'accent',
      { stroke: 'none', hatch: 0.45 },
    ),
    part('window1', frontWindow, 'glass', { stroke: 'mid' }),
    part('window2', rearWindow, 'glass', { stroke: 'mid' }),
    stroke('door1', [
      [-0.72, -0.9],
      [-0.78, -0.36],
      [0.4, -0.34],
      [0.41, -0.9],
    ]),
    stroke('door2', [
      [0.41, -0.34],
      [1.0, -0.36],
      [1.28, -0.92],
    ]),
    stroke('handle1', [
      [0.16, -0.78],
      [0.32, -0.78],
    ]),
    stroke('handle2', [
      [1.0, -0.78],
      [1.14, -0.78],
    ]),
    part(
      'lamp',
      [
        [-2.03, -0.7],
        [-1.86, -0.76],
        [-1.8, -0.62],
        [-2.04, -0.58],
      ],
      'glow',
      { stroke: 'fine', curve: 'smooth' },
    ),
    part(
      'tail',
      [
        [2.0, -0.8],
        [1.88, -0.84],
        [1.9, -0.64],
        [2.04, -0.62],
      ],
      'accent-2',
      { stroke: 'fine' },
    ),
    part(
      'mirror',
      [
        [-0.74, -0.98],
        [-0.6, -1.0],
        [-0.6, -0.9],
        [-0.72, -0.88],
      ],
      'dark',
      { stroke: 'fine' },
    ),
    circle('arch1', -1.3, -0.34, 0.4, 'ink', { stroke: 'none' }),
    circle('arch2', 1.24, -0.34, 0.4, 'ink', { stroke: 'none' }),
    ...solidWheel('front', -1.3, -0.31, 0.31),
    ...solidWheel('rear', 1.24, -0.31, 0.31),
    ...(taxi
      ? [
          part(
            'sign',
            [
              [0.02, -1.48],
              [0.06, -1.62],
              [0.38, -1.62],
              [0.42, -1.48],
            ],
            'glow',
            { stroke: 'fine' },
          ),
        ]
      : []),
  ];
  const points = (pairs: Pair[]): Point[] => pairs.map(([x, y]) => ({ x, y }));
  return { shapes, holes: [points(frontWindow), points(rearWindow)] };
}
