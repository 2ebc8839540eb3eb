import type { Tone } from '../shape-types.ts';
import type { SetKit, SetLayer } from './set-kit.ts';

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
