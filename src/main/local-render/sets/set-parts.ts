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

/** A row of towers against the sky; windows glow when lamps are on. */
export function towers(
  kit: SetKit,
  key: string,
  row: {
    z: number;
    low: number;
    high: number;
    width: number;
    tone: Tone;
    hatch: number;
    layer?: SetLayer;
    from?: number;
    to?: number;
  },
): void {
  const random = kit.random(`towers/${key}`);
  const layer = row.layer ?? 'far';
  const to = row.to ?? row.z * 1.3;
  let x = row.from ?? -row.z * 1.3;
  let index = 0;
  while (x < to && index < 80) {
    const width = row.width * (0.6 + random() * 0.9);
    const height = row.low + (row.high - row.low) * Math.pow(random(), 1.4);
    const name = `tower/${key}/${index}`;
    const shade = random();
    const roof = random();
    const outline: [number, number, number][] =
      roof > 0.72
        ? [
            [x, 0, row.z],
            [x, height * 0.86, row.z],
            [x + width * 0.25, height * 0.86, row.z],
            [x + width * 0.25, height, row.z],
            [x + width * 0.75, height, row.z],
            [x + width * 0.75, height * 0.86, row.z],
            [x + width, height * 0.86, row.z],
            [x + width, 0, row.z],
          ]
        : roof < 0.16
          ? [
              [x, 0, row.z],
              [x, height * 0.9, row.z],
              [x + width / 2, height * 1.12, row.z],
              [x + width, height * 0.9, row.z],
              [x + width, 0, row.z],
            ]
          : [
              [x, 0, row.z],
              [x, height, row.z],
              [x + width, height, row.z],
              [x + width, 0, row.z],
            ];
    kit.poly(layer, name, outline, { fill: row.tone, hatch: row.hatch * (0.5 + shade), stroke: 'mid' });
    windows(kit, layer, name, x + width * 0.12, x + width * 0.88, 1, height * 0.82, row.z, {
      across: Math.max(2, Math.round(width / 3.2)),
      up: Math.max(3, Math.round(height / 4)),
      chance: kit.lit ? 0.5 : 0.32,
    });
    if (roof > 0.5 && roof < 0.6)
      kit.line(layer, `${name}/mast`, [
        [x + width / 2, height, row.z],
        [x + width / 2, height * 1.2, row.z],
      ]);
    x += width * (1 + random() * 0.12);
    index += 1;
  }
}

/** A grid of windows on a wall that faces us. */
export function windows(
  kit: SetKit,
  layer: SetLayer,
  key: string,
  x0: number,
  x1: number,
  y0: number,
  y1: number,
  z: number,
  grid: { across: number; up: number; chance: number },
): void {
  const random = kit.random(`windows/${key}`);
  const stepX = (x1 - x0) / grid.across;
  const stepY = (y1 - y0) / grid.up;
  for (let row = 0; row < grid.up; row += 1) {
    for (let column = 0; column < grid.across; column += 1) {
      if (random() > grid.chance) continue;
      const x = x0 + column * stepX;
      const y = y0 + row * stepY;
      kit.rect(
        layer,
        `${key}/w${row}-${column}`,
        x + stepX * 0.2,
        x + stepX * 0.8,
        y + stepY * 0.25,
        y + stepY * 0.8,
        z,
        {
          fill: kit.lit ? 'glow' : 'glass',
          stroke: kit.lit ? 'none' : 'fine',
        },
      );
    }
  }
}

/** One side of a street: houses in a row along z, with windows, doors, awnings and a pavement. */
export function streetSide(
  kit: SetKit,
  side: -1 | 1,
  row: { x: number; from: number; to: number; low: number; high: number; shops: boolean },
): void {
  const layer: SetLayer = side < 0 ? 'left' : 'right';
  const random = kit.random(`street/${side}`);
  const shade = kit.lightSide * side > 0 ? 0.42 : 0.06;
  const x = row.x * side;
  const houses: { z0: number; z1: number; height: number; seed: number }[] = [];
  let z = row.from;
  while (z < row.to) {
    const length = 6 + random() * 7;
    houses.push({ z0: z, z1: z + length, height: row.low + (row.high - row.low) * random(), seed: random() });
    z += length;
  }
  const wall = (
    key: string,
    z0: number,
    z1: number,
    y0: number,
    y1: number,
    ink: Parameters<SetKit['poly']>[3],
  ): void =>
    kit.poly(
      layer,
      key,
      [
        [x, y0, z0],
        [x, y1, z0],
        [x, y1, z1],
        [x, y0, z1],
      ],
      ink,
    );
  houses.reverse().forEach((house, index) => {
    const key = `house${side}/${houses.length - index}`;
    // The far end of each house shows above a lower neighbour.
    wall(key, house.z0, house.z1, 0, house.height, {
      fill: 'wall',
      hatch: shade * (0.7 + house.seed * 0.5),
      stroke: 'mid',
    });
    wall(`${key}/cornice`, house.z0, house.z1, house.height - 0.35, house.height, { fill: 'light', stroke: 'fine' });
    const floors = Math.max(1, Math.round((house.height - 3.4) / 3.1));
    const bays = Math.max(2, Math.round((house.z1 - house.z0) / 2.4));
    const step = (house.z1 - house.z0) / bays;
    const pick = kit.random(`bay/${key}`);
    for (let floor = 0; floor < floors; floor += 1) {
      for (let bay = 0; bay < bays; bay += 1) {
        const from = house.z0 + bay * step;
        const y = 3.9 + floor * 3.1;
        const on = kit.lit && pick() < 0.55;
        wall(
          `${key}/w${floor}-${bay}`,
          from + step * 0.25,
          from + step * 0.75,
          y,
          Math.min(y + 1.7, house.height - 0.6),
          {
            fill: on ? 'glow' : 'glass',
            stroke: 'fine',
            hatch: on ? 0 : 0.25,
          },
        );
      }
    }
    if (row.shops) {
      wall(`${key}/shop`, house.z0 + 0.6, house.z1 - 0.6, 0.45, 2.7, {
        fill: kit.lit ? 'glow' : 'glass',
        stroke: 'fine',
        hatch: kit.lit ? 0 : 0.18,
      });
      wall(`${key}/door`, house.z0 + 1, house.z0 + 2.1, 0, 2.3, { fill: 'dark', stroke: 'fine' });
      const out = x - side * 1.2;
      kit.poly(
        layer,
        `${key}/awning`,
        [
          [x, 3.3, house.z0 + 0.4],
          [x, 3.3, house.z1 - 0.4],
          [out, 2.75, house.z1 - 0.4],
          [out, 2.75, house.z0 + 0.4],
        ],
        {
          fill: house.seed > 0.55 ? 'accent' : 'cloth',
          hatch: 0.12,
        },
      );
      if (house.seed < 0.6) {
        const sign = x - side * 0.9;
        kit.poly(
          layer,
          `${key}/sign`,
          [
            [x, 4.9, house.z0 + 2],
            [sign, 4.9, house.z0 + 2],
            [sign, 3.9, house.z0 + 2],
            [x, 3.9, house.z0 + 2],
          ],
          { fill: 'light', stroke: 'fine' },
        );
        squiggle(kit, layer, `${key}/text`, Math.min(x, sign) + 0.15, Math.max(x, sign) - 0.15, 4.4, house.z0 + 1.98);
      }
    } else {
      wall(`${key}/door`, house.z0 + 2, house.z0 + 3.2, 0, 2.3, { fill: 'dark', stroke: 'fine', hatch: 0.2 });
    }
    if (index === houses.length - 1) {
      kit.poly(
        layer,
        `${key}/gable`,
        [
          [x, 0, house.z0],
          [x + side * 14, 0, house.z0],
          [x + side * 14, house.height, house.z0],
          [x, house.height, house.z0],
        ],
        { fill: 'wall', hatch: 0.5 },
      );
    }
  });
  const kerb = x - side * 2.1;
  kit.poly(
    'ground',
    `pavement${side}`,
    [
      [x, 0, row.from],
      [x, 0, row.to],
      [kerb, 0, row.to],
      [kerb, 0, row.from],
    ],
    { fill: 'light', stroke: 'fine' },
  );
  if (shade > 0.2) {
    // The row that stands against the light darkens its pavement and a part of the street.
    kit.poly(
      'ground',
      `street-shade${side}`,
      [
        [x, 0.001, row.from],
        [x, 0.001, row.to],
        [x - side * 3, 0.001, row.to],
        [x - side * 3, 0.001, row.from],
      ],
      { fill: null, stroke: 'none', hatch: kit.night ? 0 : 0.5 },
    );
  }
  kit.line(
    'ground',
    `kerb${side}`,
    [
      [kerb - side * 0.15, 0, row.from],
      [kerb - side * 0.15, 0, row.to],
    ],
    'mid',
  );
}

/** Lettering nobody has to read. */
export function squiggle(
  kit: SetKit,
  layer: SetLayer,
  key: string,
  x0: number,
  x1: number,
  y: number,
  z: number,
): void {
  const points: [number, number, number][] = [];
  const height = Math.min(0.09, Math.abs(x1 - x0) * 0.05);
  for (let index = 0; index <= 18; index += 1) {
    points.push([x0 + ((x1 - x0) * index) / 18, y + (index % 2 === 0 ? height : -height), z]);
  }
  kit.poly(layer, key, points, { closed: false, curve: 'smooth', stroke: 'fine' });
}

/** A broad-leaved tree: trunk, crown in three masses, the lower one in shade. */
export function tree(kit: SetKit, layer: SetLayer, key: string, x: number, z: number, height: number): void {
  const w = height * 0.045;
  const random = kit.random(`tree/${key}`);
  const lean = (random() - 0.5) * height * 0.08;
  kit.shade(`${layer}/${key}`, x - height * 0.2, x + height * 0.12, z - height * 0.07, z + height * 0.07, height * 0.5);
  kit.poly(
    layer,
    `${key}/trunk`,
    [
      [x - w * 1.6, 0, z],
      [x - w * 0.8, height * 0.2, z],
      [x + lean - w * 0.6, height * 0.6, z],
      [x + lean + w * 0.6, height * 0.6, z],
      [x + w * 0.8, height * 0.2, z],
      [x + w * 1.7, 0, z],
    ],
    { fill: 'wood', hatch: 0.35, curve: 'line', stroke: 'mid' },
  );
  kit.blob(
    layer,
    `${key}/low`,
    {
      x: x + lean + height * 0.05 * kit.lightSide * -1,
      y: height * 0.58,
      z,
      rx: height * 0.27,
      ry: height * 0.15,
      lumps: 8,
    },
    { fill: 'leaf', hatch: 0.6, stroke: 'mid' },
  );
  kit.blob(
    layer,
    `${key}/high`,
    { x: x + lean, y: height * 0.77, z, rx: height * 0.25, ry: height * 0.22, lumps: 9 },
    { fill: 'leaf', hatch: 0.28, stroke: 'mid' },
  );
  kit.blob(
    layer,
    `${key}/light`,
    {
      x: x + lean + height * 0.06 * kit.lightSide,
      y: height * 0.84,
      z,
      rx: height * 0.11,
      ry: height * 0.08,
      lumps: 6,
    },
    { fill: kit.night ? 'leaf' : 'light', stroke: 'none' },
  );
}

/** A fir: stacked drooping tiers. */
export function pine(
  kit: SetKit,
  layer: SetLayer,
  key: string,
  x: number,
  z: number,
  height: number,
  hatch = 0.5,
): void {
  const points: [number, number, number][] = [[x, height, z]];
  const tiers = 5;
  kit.shade(
    `${layer}/${key}`,
    x - height * 0.14,
    x + height * 0.14,
    z - height * 0.05,
    z + height * 0.05,
    height * 0.5,
  );
  for (let tier = 1; tier <= tiers; tier += 1) {
    const y = height * (1 - (tier / tiers) * 0.88);
    const w = height * 0.055 * tier;
    points.push([x + w, y - height * 0.03, z], [x + w * 0.55, y + height * 0.01, z]);
  }
  const mirrored = points
    .slice(1)
    .reverse()
    .map(([px, y, pz]) => [2 * x - px, y, pz] as [number, number, number]);
  kit.rect(layer, `${key}/trunk`, x - height * 0.018, x + height * 0.018, 0, height * 0.14, z, {
    fill: 'wood',
    stroke: 'fine',
  });
  kit.poly(layer, key, [...points, ...mirrored], { fill: 'leaf', hatch, stroke: 'mid' });
}

/** A coconut palm. */
export function palm(
  kit: SetKit,
  layer: SetLayer,
  key: string,
  x: number,
  z: number,
  height: number,
  lean = 0.16,
): void {
  const topX = x + height * lean;
  kit.shade(
    `${layer}/${key}`,
    x - height * 0.03,
    x + height * 0.03,
    z - height * 0.02,
    z + height * 0.02,
    height * 0.6,
  );
  kit.poly(
    layer,
    `${key}/trunk`,
    [
      [x - height * 0.025, 0, z],
      [x + height * lean * 0.3, height * 0.5, z],
      [topX - height * 0.012, height * 0.95, z],
      [topX + height * 0.014, height * 0.95, z],
      [x + height * lean * 0.42, height * 0.5, z],
      [x + height * 0.03, 0, z],
    ],
    { fill: 'wood', curve: 'line', hatch: 0.25 },
  );
  for (let frond = 0; frond < 7; frond += 1) {
    const angle = Math.PI * (-0.12 + (frond / 6) * 1.24);
    const reach = height * 0.36;
    const tipX = topX + Math.cos(angle) * reach;
    const tipY = height * 0.95 + Math.sin(angle) * reach * 0.55 - reach * 0.22;
    const midX = topX + Math.cos(angle) * reach * 0.55;
    const midY = height * 0.97 + Math.sin(angle) * reach * 0.62 + reach * 0.04;
    kit.poly(
      layer,
      `${key}/frond${frond}`,
      [
        [topX, height * 0.95, z],
        [midX, midY + height * 0.02, z],
        [tipX, tipY, z],
        [midX, midY - height * 0.055, z],
      ],
      { fill: 'leaf', curve: 'smooth', hatch: 0.4, stroke: 'fine' },
    );
  }
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

/** A street lamp; its head glows when lamps are on. */
export function lampPost(
  kit: SetKit,
  layer: SetLayer,
  key: string,
  x: number,
  z: number,
  arm: -1 | 1,
  height = 5.5,
): void {
  kit.rect(layer, `${key}/post`, x - 0.06, x + 0.06, 0, height, z, { fill: 'dark', stroke: 'fine' });
  kit.line(
    layer,
    `${key}/arm`,
    [
      [x, height, z],
      [x + arm * 1.1, height + 0.25, z],
    ],
    'mid',
  );
  if (kit.lit) {
    kit.poly(
      layer,
      `${key}/cone`,
      [
        [x + arm * 0.8, height, z],
        [x + arm * 1.4, height, z],
        [x + arm * 2.1, 0, z],
        [x + arm * 0.1, 0, z],
      ],
      { fill: null, stroke: 'none', hatch: 0.02 },
    );
  }
  kit.rect(layer, `${key}/head`, x + arm * 0.75, x + arm * 1.45, height + 0.02, height + 0.26, z, {
    fill: kit.lit ? 'glow' : 'light',
    stroke: 'fine',
  });
}

/** A market stall or street cart: posts, striped awning, counter with goods. */
export function stall(
  kit: SetKit,
  layer: SetLayer,
  key: string,
  x: number,
  z: number,
  width: number,
  goods: number,
): void {
  const x1 = x + width;
  kit.rect(layer, `${key}/back`, x + 0.1, x1 - 0.1, 0.9, 2.3, z + 1.1, {
    fill: kit.lit ? 'glow' : 'dark',
    hatch: kit.lit ? 0.08 : 0.45,
    stroke: 'fine',
  });
  kit.rect(layer, `${key}/p0`, x, x + 0.07, 0, 2.4, z, { fill: 'wood', stroke: 'fine' });
  kit.rect(layer, `${key}/p1`, x1 - 0.07, x1, 0, 2.4, z, { fill: 'wood', stroke: 'fine' });
  kit.box(
    layer,
    `${key}/counter`,
    { x0: x + 0.05, x1: x1 - 0.05, y0: 0, y1: 0.9, z0: z, z1: z + 0.8 },
    { fill: 'wood', hatch: 0.28 },
  );
  const random = kit.random(`stall/${key}`);
  for (let index = 0; index < goods; index += 1) {
    const gx = x + width * (0.12 + (index / goods) * 0.8);
    kit.blob(
      layer,
      `${key}/g${index}`,
      {
        x: gx + 0.05,
        y: 0.98 + random() * 0.06,
        z: z + 0.15,
        rx: width * 0.055,
        ry: 0.09 + random() * 0.09,
        lumps: 5,
        rough: 0.08,
      },
      { fill: random() > 0.6 ? 'accent' : 'light', stroke: 'fine', hatch: random() * 0.3 },
    );
  }
  const stripes = 6;
  for (let stripe = 0; stripe < stripes; stripe += 1) {
    const a = x - 0.2 + ((width + 0.4) * stripe) / stripes;
    const b = x - 0.2 + ((width + 0.4) * (stripe + 1)) / stripes;
    kit.poly(
      layer,
      `${key}/awn${stripe}`,
      [
        [a, 2.85, z + 0.7],
        [b, 2.85, z + 0.7],
        [b, 2.3, z - 0.45],
        [(a + b) / 2, 2.16, z - 0.45],
        [a, 2.3, z - 0.45],
      ],
      { fill: stripe % 2 === 0 ? 'accent' : 'white', stroke: 'fine', hatch: stripe % 2 === 0 ? 0.16 : 0 },
    );
  }
  if (kit.lit)
    kit.blob(
      layer,
      `${key}/bulb`,
      { x: x + width / 2, y: 2.05, z, rx: 0.11, ry: 0.13, lumps: 4, rough: 0.02 },
      { fill: 'glow', stroke: 'fine' },
    );
}

/** A plain table seen in perspective. */
export function table(
  kit: SetKit,
  layer: SetLayer,
  key: string,
  x: number,
  z: number,
  width: number,
  deep: number,
  high = 0.75,
): void {
  for (const [name, lx, lz] of [
    ['a', x + 0.06, z + deep - 0.08],
    ['b', x + width - 0.1, z + deep - 0.08],
    ['c', x + 0.06, z + 0.04],
    ['d', x + width - 0.1, z + 0.04],
  ] as const) {
    kit.rect(layer, `${key}/leg-${name}`, lx, lx + 0.05, 0, high, lz, { fill: 'wood', stroke: 'fine', hatch: 0.3 });
  }
  kit.box(
    layer,
    `${key}/top`,
    { x0: x, x1: x + width, y0: high - 0.05, y1: high, z0: z, z1: z + deep },
    { fill: 'wood', hatch: 0.05 },
  );
}

/** A chair from the front or back. */
export function chair(kit: SetKit, layer: SetLayer, key: string, x: number, z: number): void {
  kit.rect(layer, `${key}/back`, x, x + 0.42, 0.45, 0.92, z + 0.4, { fill: 'wood', hatch: 0.25, stroke: 'fine' });
  for (const leg of [0.02, 0.36])
    kit.rect(layer, `${key}/leg${leg}`, x + leg, x + leg + 0.04, 0, 0.45, z, { fill: 'wood', stroke: 'fine' });
  kit.box(
    layer,
    `${key}/seat`,
    { x0: x, x1: x + 0.42, y0: 0.41, y1: 0.46, z0: z, z1: z + 0.4 },
    { fill: 'wood', stroke: 'fine' },
  );
}

/** Shelves with goods on a wall that faces us. */
export function shelves(
  kit: SetKit,
  layer: SetLayer,
  key: string,
  x0: number,
  x1: number,
  y0: number,
  y1: number,
  z: number,
  rows: number,
): void {
  kit.rect(layer, key, x0, x1, y0, y1, z, { fill: 'wood', hatch: 0.22 });
  const random = kit.random(`shelf/${key}`);
  const step = (y1 - y0) / rows;
  for (let row = 0; row < rows; row += 1) {
    const y = y0 + row * step;
    kit.rect(layer, `${key}/bay${row}`, x0 + 0.05, x1 - 0.05, y + 0.05, y + step - 0.02, z, {
      fill: 'light',
      stroke: 'fine',
      hatch: 0.3,
    });
    let x = x0 + 0.1;
    let index = 0;
    while (x < x1 - 0.16 && index < 30) {
      const width = 0.06 + random() * 0.13;
      if (random() > 0.16 && x + width < x1 - 0.06) {
        const high = step * (0.42 + random() * 0.4);
        const pick = random();
        kit.rect(layer, `${key}/g${row}-${index}`, x, x + width, y + 0.05, y + 0.05 + high, z, {
          fill: pick > 0.86 ? 'accent' : pick > 0.6 ? 'dark' : pick > 0.3 ? 'cloth' : 'white',
          stroke: 'fine',
        });
      }
      x += width + 0.03;
      index += 1;
    }
  }
}
