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
  const z = (kit.camera.widthPx > kit.camera.heightPx ? 33 : 24) * s;
  const w = 6.2 * s;
  kit.box(
    'back',
    'base',
    { x0: -w * 1.1, x1: w * 1.1, y0: 0, y1: 1.2 * s, z0: z, z1: z + 10 },
    { fill: 'wall', hatch: 0.1 },
  );
  kit.rect('back', 'hall', -w * 0.8, w * 0.8, 1.2 * s, 6 * s, z + 0.4, { fill: 'white', hatch: 0.16 });
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
  for (const window of [-0.73, 0.73])
    kit.poly(
      'back',
      `window${window}`,
      [
        [window * w - 0.42 * s, 2.4 * s, z + 0.35],
        [window * w - 0.42 * s, 4 * s, z + 0.35],
        [window * w, 5 * s, z + 0.35],
        [window * w + 0.42 * s, 4 * s, z + 0.35],
        [window * w + 0.42 * s, 2.4 * s, z + 0.35],
      ],
      { fill: kit.lit ? 'glow' : 'gold', hatch: 0.2, stroke: 'fine' },
    );
  roofTiers(kit, w, s, z);
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

/** The gable front of a wat: three roofs telescoped into each other, bargeboards with naga tails, chofa on each ridge. */
function roofTiers(kit: SetKit, w: number, s: number, z: number): void {
  // Low aisle roofs to both sides, then the steep main roof in two overlapping tiers.
  for (const side of [-1, 1]) {
    kit.poly(
      'back',
      `aisle${side}`,
      [
        [side * w * 1.22, 5.1 * s, z - 0.1],
        [side * w * 0.62, 8.1 * s, z - 0.1],
        [side * w * 0.5, 7.5 * s, z - 0.1],
        [side * w * 0.5, 6 * s, z - 0.1],
        [side * w * 1.12, 4.8 * s, z - 0.1],
      ],
      { fill: 'tile', hatch: 0.3, stroke: 'mid' },
    );
    finial(kit, `tail${side}`, side * w * 1.2, 5.1 * s, side, s * 0.75, z);
  }
  for (const [tier, size] of [
    [0, 1],
    [1, 0.8],
  ] as const) {
    const foot = (6.2 + tier * 2.7) * s;
    const half = w * 0.8 * size;
    const peak = foot + 7.4 * s * size;
    const edge = (u: number): [number, number] => [half * (1 - u), foot + (peak - foot) * (u * 0.82 + u * u * 0.18)];
    const steps = [0, 0.2, 0.4, 0.6, 0.8, 1];
    const outer = steps.map(edge);
    kit.poly(
      'back',
      `gable${tier}`,
      [
        ...outer.map(([x, y]) => [-x * 0.84, y - 0.35 * s, z - 0.12 - tier * 0.02] as [number, number, number]),
        ...outer
          .reverse()
          .map(([x, y]) => [x * 0.84, y - 0.35 * s, z - 0.12 - tier * 0.02] as [number, number, number]),
      ],
      { fill: 'gold', hatch: 0.16, stroke: 'fine' },
    );
    outer.reverse();
    for (const side of [-1, 1]) {
      // The tiled slope, seen as a band along the gable.
      kit.poly(
        'back',
        `slope${tier}${side}`,
        [
          ...outer.map(([x, y]) => [side * (x + 0.5 * s), y - 0.1 * s, z - 0.1] as [number, number, number]),
          ...[...outer].reverse().map(([x, y]) => [side * x * 0.8, y - 0.75 * s, z - 0.1] as [number, number, number]),
        ],
        { fill: 'tile', hatch: 0.24, stroke: 'mid' },
      );
      kit.line(
        'back',
        `board${tier}${side}`,
        outer.map(([x, y]) => [side * (x * 0.9 + 0.1 * s), y - 0.42 * s, z - 0.14] as [number, number, number]),
        'fine',
      );
      finial(kit, `naga${tier}${side}`, side * (half + 0.4 * s), foot - 0.1 * s, side, s * 0.8, z);
    }
    kit.poly(
      'back',
      `chofa${tier}`,
      [
        [-0.2 * s, peak - 0.5 * s, z - 0.2],
        [-0.14 * s, peak + 0.7 * s, z - 0.2],
        [0.05 * s, peak + 1.3 * s, z - 0.2],
        [0.42 * s, peak + 2 * s, z - 0.2],
        [0.2 * s, peak + 1.1 * s, z - 0.2],
        [0.16 * s, peak + 0.5 * s, z - 0.2],
        [0.22 * s, peak - 0.5 * s, z - 0.2],
      ],
      { fill: 'gold', curve: 'smooth' },
    );
    kit.blob(
      'back',
      `sun${tier}`,
      {
        x: 0,
        y: foot + (peak - foot) * 0.17,
        z: z - 0.16,
        rx: 0.75 * s * size,
        ry: 0.75 * s * size,
        lumps: 7,
        rough: 0.25,
      },
      { fill: 'tile', stroke: 'fine' },
    );
  }
}

/** A tail that curls up at the end of a bargeboard. */
function finial(kit: SetKit, key: string, x: number, y: number, side: number, size: number, z: number): void {
  kit.poly(
    'back',
    key,
    [
      [x - side * 0.5 * size, y - 0.2 * size, z - 0.2],
      [x + side * 0.3 * size, y - 0.25 * size, z - 0.2],
      [x + side * 0.75 * size, y + 0.4 * size, z - 0.2],
      [x + side * 0.7 * size, y + 1.1 * size, z - 0.2],
      [x + side * 0.4 * size, y + 0.45 * size, z - 0.2],
      [x - side * 0.1 * size, y + 0.2 * size, z - 0.2],
    ],
    { fill: 'gold', curve: 'smooth' },
  );
}
