import { squiggle } from './building-parts.ts';
import { ground } from './ground-parts.ts';
import { spread } from './set-kit.ts';
import type { SetKit } from './set-kit.ts';

/** Draws the set `stage`. */
export function stage(kit: SetKit): void {
  const s = spread(kit);
  ground(kit, 'ground', 0);
  const back = 6 * s;
  kit.rect('back', 'cyc', -30 * s, 30 * s, 0, 20 * s, back, { fill: 'dark', hatch: 0.5 });
  kit.poly(
    'ground',
    'floor',
    [
      [-30 * s, 0, back],
      [30 * s, 0, back],
      [30 * s, 0, kit.nearZ],
      [-30 * s, 0, kit.nearZ],
    ],
    { fill: 'wood', hatch: 0.1 },
  );
  for (let x = -14; x <= 14; x += 1)
    kit.line(
      'ground',
      `board${x}`,
      [
        [x * s, 0, kit.nearZ],
        [x * s, 0, back],
      ],
      'fine',
    );
  if (kit.variant % 2 === 0) {
    kit.rect('back', 'screen', -2.6 * s, 2.6 * s, 1.6 * s, 4.6 * s, back - 0.1, { fill: 'glow' });
    squiggle(kit, 'back', 'screen-text', -1.6 * s, 1.6 * s, 3.1 * s, back - 0.12);
  }
  for (let x = -16; x <= 16; x += 0.9)
    kit.line(
      'back',
      `drape${x}`,
      [
        [x * s, 0, back - 0.02],
        [(x + 0.05) * s, 20 * s, back - 0.02],
      ],
      'fine',
    );
  const spot: [number, number, number][] = Array.from({ length: 20 }, (_, index) => {
    const angle = (index / 20) * Math.PI * 2;
    return [Math.cos(angle) * 1.5 * s, 0.001, Math.sin(angle) * 0.9 * s];
  });
  kit.poly('ground', 'spot', spot, { fill: 'glow', stroke: 'fine', curve: 'smooth' });
  for (const x of [-3.2, 0, 3.2]) {
    kit.poly(
      'mid',
      `beam${x}`,
      [
        [x * s - 0.2 * s, 5.6 * s, 2.5 * s],
        [x * s + 0.2 * s, 5.6 * s, 2.5 * s],
        [x * 0.4 * s + 1 * s, 0, 2 * s],
        [x * 0.4 * s - 1 * s, 0, 2 * s],
      ],
      { fill: null, stroke: 'none', hatch: 0.04 },
    );
    kit.poly(
      'mid',
      `lamp${x}`,
      [
        [x * s - 0.25 * s, 5.5 * s, 2.5 * s],
        [x * s + 0.25 * s, 5.5 * s, 2.5 * s],
        [x * s + 0.15 * s, 6 * s, 2.5 * s],
        [x * s - 0.15 * s, 6 * s, 2.5 * s],
      ],
      { fill: 'glow' },
    );
  }
  for (const side of [-1, 1]) {
    for (let fold = 0; fold < 6; fold += 1) {
      const x = side * (4.1 + fold * 0.55) * s;
      kit.poly(
        'mid',
        `fold${side}${fold}`,
        [
          [x, 0, 3 * s],
          [x + side * 0.6 * s, 0, 3 * s],
          [x + side * 0.6 * s, 9 * s, 3 * s],
          [x, 9 * s, 3 * s],
        ],
        { fill: 'accent', hatch: fold % 2 === 0 ? 0.5 : 0.2 },
      );
    }
  }
  kit.rect('mid', 'truss', -9 * s, 9 * s, 6 * s, 6.4 * s, 2.5 * s, { fill: 'dark', hatch: 0.3 });
}

/** Draws the set `product-table`. */
export function productTable(kit: SetKit): void {
  const w = kit.distance;
  ground(kit, 'light', 0);
  const back = Math.max(1.6, w * 1.6);
  kit.poly(
    'far',
    'sweep',
    [
      [-40, -1, back + 1],
      [40, -1, back + 1],
      [40, 30, back + 1],
      [-40, 30, back + 1],
    ],
    { fill: kit.variant % 2 === 0 ? 'light' : 'accent-2', stroke: 'none', hatch: 0.04 },
  );
  if (kit.variant > 0) {
    const r = w * 0.36;
    kit.blob(
      'far',
      'disc',
      { x: kit.variant === 2 ? r * 0.4 : 0, y: 0.76 + r * 0.7, z: back, rx: r, ry: r, lumps: 14, rough: 0 },
      { fill: kit.variant === 1 ? 'white' : 'accent', stroke: 'fine', hatch: 0.06 },
    );
  }
  const high = 0.76;
  kit.poly(
    'ground',
    'board',
    [
      [-30, high, back * 0.9],
      [30, high, back * 0.9],
      [30, high, kit.nearZ],
      [-30, high, kit.nearZ],
    ],
    { fill: 'wood', stroke: 'mid' },
  );
  const random = kit.random('grain');
  for (let index = 0; index < 18; index += 1) {
    const z = kit.camera.z + w * (0.55 + random() * 1.4);
    const x = (random() - 0.5) * w * 1.8;
    kit.line(
      'ground',
      `g${index}`,
      [
        [x, high, z],
        [x + w * (0.1 + random() * 0.3), high, z + w * 0.004],
      ],
      'fine',
    );
  }
  if (kit.variant % 2 === 0) {
    kit.blob(
      'mid',
      'leafy',
      { x: -w * 0.5, y: high + w * 0.2, z: w * 0.45, rx: w * 0.12, ry: w * 0.17, lumps: 7 },
      { fill: 'leaf', hatch: 0.45 },
    );
    kit.poly(
      'mid',
      'vase',
      [
        [-w * 0.54, high, w * 0.45],
        [-w * 0.56, high + w * 0.08, w * 0.45],
        [-w * 0.53, high + w * 0.13, w * 0.45],
        [-w * 0.47, high + w * 0.13, w * 0.45],
        [-w * 0.44, high + w * 0.08, w * 0.45],
        [-w * 0.46, high, w * 0.45],
      ],
      { fill: 'white', hatch: 0.25, curve: 'smooth' },
    );
  }
}

/** Draws the set `plain`. */
export function plain(kit: SetKit): void {
  ground(kit, 'light', 0);
  const back = 5 * spread(kit);
  kit.rect('far', 'backdrop', -60 * spread(kit), 60 * spread(kit), -0.2, 40 * spread(kit), back, {
    fill: 'light',
    stroke: 'none',
  });
  kit.poly(
    'far',
    'wash',
    [
      [-back * 0.5, back * 0.05, back],
      [-back * 0.38, back * 0.62, back],
      [back * 0.1, back * 0.72, back],
      [back * 0.48, back * 0.4, back],
      [back * 0.4, back * 0.02, back],
    ],
    { fill: kit.variant % 2 === 0 ? 'accent-2' : 'cloth', curve: 'smooth', stroke: 'none', hatch: 0.12 },
  );
  kit.line(
    'far',
    'floor-line',
    [
      [-60, 0, back],
      [60, 0, back],
    ],
    'fine',
  );
}
