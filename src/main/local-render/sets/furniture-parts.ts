import type { SetKit, SetLayer } from './set-kit.ts';

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
