import { towers } from './building-parts.ts';
import { stall } from './furniture-parts.ts';
import { ground, paving, ridge } from './ground-parts.ts';
import { tree } from './plant-parts.ts';
import { spread } from './set-kit.ts';
import type { SetKit } from './set-kit.ts';

/** Draws the set `market`. */
export function market(kit: SetKit): void {
  const s = Math.max(1, kit.distance / 8);
  const w = (kit.variant % 2 === 0 ? 2.4 : 2) * s;
  towers(kit, 'houses', { z: 60 * s, low: 6, high: 16, width: 8, tone: 'wall', hatch: 0.15 });
  ground(kit, 'ground', 4);
  paving(kit, w * 1.1, 0.8 * s, 20 * s);
  const first = kit.distance > 9 ? -kit.distance * 0.62 : 2.2;
  for (let index = kit.distance > 9 ? 9 : 6; index >= 0; index -= 1) {
    const z = first + index * 3.6 * s;
    for (const side of [-1, 1] as const) {
      const x = side < 0 ? -w - 2.6 : w;
      stall(
        kit,
        side < 0 ? 'left' : 'right',
        `s${side}${index}`,
        x,
        z + (side < 0 ? 0 : 1.1),
        2.6,
        5 + ((index + kit.variant) % 3),
      );
    }
    const y = 3.7;
    kit.line(
      'mid',
      `garland${index}`,
      [
        [-w - 1, y, z],
        [0, y - 0.6, z],
        [w + 1, y, z],
      ],
      'fine',
    );
    for (let flag = -3; flag <= 3; flag += 1) {
      const fx = (flag / 3.4) * w;
      const fy = y - 0.6 + 0.6 * Math.pow(flag / 3.4, 2);
      if (kit.lit)
        kit.blob(
          'mid',
          `lamp${index}${flag}`,
          { x: fx, y: fy - 0.12, z, rx: 0.1, ry: 0.14, lumps: 4, rough: 0 },
          { fill: 'glow', stroke: 'fine' },
        );
      else
        kit.poly(
          'mid',
          `flag${index}${flag}`,
          [
            [fx - 0.13, fy, z],
            [fx + 0.13, fy, z],
            [fx, fy - 0.3, z],
          ],
          { fill: flag % 2 === 0 ? 'accent' : 'white', stroke: 'fine' },
        );
    }
  }
}

/** A Thai ordination hall: tiered roofs with chofa finials, gable, columns, steps; chedis behind. */
export function temple(kit: SetKit): void {
  const s = spread(kit);
  ridge(kit, 'trees', { z: 110 * s, height: 9 * s, step: 4 * s, rough: 0.4, tone: 'leaf', hatch: 0.3, smooth: true });
  for (const [index, x] of (kit.variant % 2 === 0 ? [-15, 17] : [15, -19]).entries()) {
    const z = 46 * s;
    const cx = x * s;
    const h = (15 - index * 3) * s;
    kit.poly(
      'far',
      `chedi${index}`,
      [
        [cx - h * 0.3, 0, z],
        [cx - h * 0.28, h * 0.12, z],
        [cx - h * 0.2, h * 0.16, z],
        [cx - h * 0.17, h * 0.34, z],
        [cx - h * 0.06, h * 0.48, z],
        [cx - h * 0.03, h * 0.7, z],
        [cx, h, z],
        [cx + h * 0.03, h * 0.7, z],
        [cx + h * 0.06, h * 0.48, z],
        [cx + h * 0.17, h * 0.34, z],
        [cx + h * 0.2, h * 0.16, z],
        [cx + h * 0.28, h * 0.12, z],
        [cx + h * 0.3, 0, z],
      ],
      { fill: 'light', hatch: 0.16 },
    );
  }
  ground(kit, 'ground', 4);
  for (let z = Math.floor(kit.camera.z) + 1; z < 20 * s; z += 1.6 * s)
    kit.line(
      'ground',
      `tile${z}`,
      [
        [-30 * s, 0, z],
        [30 * s, 0, z],
      ],
      'fine',
    );
  for (let x = -12; x <= 12; x += 2)
    kit.line(
      'ground',
      `tilex${x}`,
      [
        [x * s, 0, kit.nearZ],
        [x * s, 0, 20 * s],
      ],
      'fine',
    );
  const z = 20 * s;
  const w = 6.2 * s;
  kit.box(
    'back',
    'base',
    { x0: -w * 1.1, x1: w * 1.1, y0: 0, y1: 1.2 * s, z0: z, z1: z + 10 },
    { fill: 'wall', hatch: 0.1 },
  );
  kit.rect('back', 'hall', -w * 0.8, w * 0.8, 1.2 * s, 6 * s, z + 0.4, { fill: 'wall', hatch: 0.34 });
  kit.poly(
    'back',
    'door',
    [
      [-0.9 * s, 1.2 * s, z + 0.3],
      [-0.9 * s, 4.2 * s, z + 0.3],
      [0, 5.4 * s, z + 0.3],
      [0.9 * s, 4.2 * s, z + 0.3],
      [0.9 * s, 1.2 * s, z + 0.3],
    ],
    { fill: kit.lit ? 'glow' : 'dark', hatch: kit.lit ? 0 : 0.4 },
  );
  for (const column of [-0.92, -0.55, 0.55, 0.92])
    kit.rect('back', `column${column}`, column * w - 0.28 * s, column * w + 0.28 * s, 1.2 * s, 6 * s, z, {
      fill: 'white',
      hatch: 0.12,
    });
  for (const [tier, size] of [1.2, 0.92, 0.66].entries()) {
    const y = (5.6 + tier * 2.3) * s;
    const peak = y + 6 * s * size;
    const half = w * size;
    kit.poly(
      'back',
      `roof${tier}`,
      [
        [-half, y, z - 0.1 - tier * 0.1],
        [-half * 0.5, y + 2.2 * s * size, z - 0.1],
        [0, peak, z - 0.1],
        [half * 0.5, y + 2.2 * s * size, z - 0.1],
        [half, y, z - 0.1],
        [half * 0.8, y - 0.15 * s, z - 0.1],
        [0, y + 4.1 * s * size, z - 0.1],
        [-half * 0.8, y - 0.15 * s, z - 0.1],
      ],
      { fill: 'accent', hatch: 0.3, stroke: 'bold' },
    );
    kit.poly(
      'back',
      `gable${tier}`,
      [
        [-half * 0.72, y, z - 0.05],
        [0, y + 4.3 * s * size, z - 0.05],
        [half * 0.72, y, z - 0.05],
      ],
      { fill: 'accent-2', hatch: 0.2, stroke: 'fine' },
    );
    for (const side of [-1, 1]) {
      kit.poly(
        'back',
        `naga${tier}${side}`,
        [
          [side * half * 0.92, y - 0.1 * s, z - 0.2],
          [side * half * 1.1, y - 0.1 * s, z - 0.2],
          [side * half * 1.16, y + 0.9 * s, z - 0.2],
          [side * half * 1.07, y + 0.35 * s, z - 0.2],
        ],
        { fill: 'accent-2', curve: 'smooth' },
      );
    }
    kit.poly(
      'back',
      `chofa${tier}`,
      [
        [-0.14 * s, peak - 0.3 * s, z - 0.2],
        [-0.1 * s, peak + 0.8 * s, z - 0.2],
        [0.28 * s, peak + 1.7 * s, z - 0.2],
        [0.1 * s, peak + 0.7 * s, z - 0.2],
        [0.16 * s, peak - 0.3 * s, z - 0.2],
      ],
      { fill: 'dark', curve: 'smooth' },
    );
  }
  for (let step = 0; step < 4; step += 1)
    kit.box(
      'back',
      `step${step}`,
      {
        x0: -1.8 * s,
        x1: 1.8 * s,
        y0: 0,
        y1: (1.2 - step * 0.3) * s,
        z0: z - (step + 1) * 0.5 * s,
        z1: z - step * 0.5 * s,
      },
      { fill: 'light', hatch: 0.05, stroke: 'fine' },
    );
  tree(kit, 'mid', 'bo', (kit.variant > 1 ? -8 : 8.5) * s, 13 * s, 8 * s);
}
