import { streetSide, towers } from './building-parts.ts';
import { lampPost } from './furniture-parts.ts';
import { strew } from './ground-dressing.ts';
import { ground, paving } from './ground-parts.ts';
import { tree } from './plant-parts.ts';
import { spread } from './set-kit.ts';
import type { SetKit } from './set-kit.ts';

/** Draws the set `city-street`. */
export function cityStreet(kit: SetKit): void {
  const s = Math.max(1, kit.distance / 9);
  towers(kit, 'end', { z: 130 * s, low: 18, high: 60, width: 12, tone: 'mid', hatch: 0.15 });
  ground(kit, 'ground', 10);
  const x = [5.2, 4.2, 6.4, 5][kit.variant]! * s;
  const from = kit.camera.z - 4;
  streetSide(kit, -1, {
    x,
    from: from - kit.variant * 2,
    to: 95 * s,
    low: 7,
    high: [16, 10, 20, 12][kit.variant]!,
    shops: kit.variant !== 2,
  });
  streetSide(kit, 1, {
    x,
    from: from - 3,
    to: 95 * s,
    low: 6.5,
    high: [13, 11, 24, 9][kit.variant]!,
    shops: kit.variant !== 3,
  });
  const dash = 4;
  for (let z = Math.ceil(kit.camera.z / dash) * dash; z < 90 * s; z += dash) {
    kit.poly(
      'ground',
      `dash${z}`,
      [
        [-0.09, 0, z],
        [0.09, 0, z],
        [0.09, 0, z + 1.8],
        [-0.09, 0, z + 1.8],
      ],
      { fill: 'white', stroke: 'none' },
    );
  }
  for (let index = 5; index >= 0; index -= 1) {
    const z = 5 + index * 12 * s;
    lampPost(kit, 'left', `lamp${index}`, -x + 1.9, z, 1);
    if (kit.variant % 2 === 1) tree(kit, 'right', `tree${index}`, x - 1.6, z + 5, 5);
  }
  if (kit.variant !== 2)
    kit.line(
      'right',
      'wire',
      [
        [-x, 7.5, 9],
        [0, 6.6, 12],
        [x, 7.4, 15],
      ],
      'fine',
    );
}

/** Draws the set `skyline`. */
export function skyline(kit: SetKit): void {
  towers(kit, 'back', { z: 420, low: 40, high: 120, width: 26, tone: 'light', hatch: 0.08 });
  towers(kit, 'front', { z: 260, low: 18, high: 95 - kit.variant * 10, width: 20, tone: 'mid', hatch: 0.3 });
  ground(kit, kit.variant % 2 === 0 ? 'water' : 'ground', 26);
  const edge = 7 * spread(kit);
  kit.waterFrom = edge;
  if (kit.variant % 2 === 0) strew(kit, 'water', 46, edge + 0.5, 240);
  kit.poly(
    'ground',
    'bank',
    [
      [-300, 0, 7 * spread(kit)],
      [300, 0, 7 * spread(kit)],
      [300, 0, kit.nearZ],
      [-300, 0, kit.nearZ],
    ],
    { fill: 'ground', stroke: 'mid' },
  );
  paving(kit, 26 * Math.max(1, spread(kit) * 0.6), 1.5 * spread(kit), edge);
  railing(kit, Math.max(3.4 * spread(kit), kit.camera.z + kit.distance + 1.2));
}

function railing(kit: SetKit, z: number): void {
  for (let x = -24; x <= 24; x += 1.6)
    kit.rect('mid', `rail${x}`, x - 0.03, x + 0.03, 0, 1.05, z, { fill: 'dark', stroke: 'fine' });
  kit.rect('mid', 'rail-top', -26, 26, 1.03, 1.1, z, { fill: 'wood', stroke: 'mid' });
  kit.line(
    'mid',
    'rail-mid',
    [
      [-26, 0.55, z],
      [26, 0.55, z],
    ],
    'fine',
  );
}

/** Draws the set `rooftop`. */
export function rooftop(kit: SetKit): void {
  towers(kit, 'back', { z: 300, low: 20, high: 80, width: 22, tone: 'light', hatch: 0.08 });
  towers(kit, 'near', { z: 120, low: 4, high: 34, width: 14, tone: 'mid', hatch: 0.28 });
  ground(kit, 'ground', 6);
  const back = 7 * spread(kit);
  for (let x = -20; x <= 20; x += 2.2)
    kit.line(
      'ground',
      `slab${x}`,
      [
        [x, 0, kit.nearZ],
        [x, 0, back],
      ],
      'fine',
    );
  for (let z = 0; z < back; z += 2.2)
    kit.line(
      'ground',
      `slabz${z}`,
      [
        [-22, 0, z],
        [22, 0, z],
      ],
      'fine',
    );
  kit.box(
    'mid',
    'parapet',
    { x0: -40, x1: 40, y0: 0, y1: 0.85, z0: back, z1: back + 0.4 },
    { fill: 'wall', hatch: 0.2 },
  );
  const side = kit.variant % 2 === 0 ? 1 : -1;
  const hx = side > 0 ? 2.6 : -5.4;
  kit.box('mid', 'hut', { x0: hx, x1: hx + 2.8, y0: 0, y1: 2.6, z0: 4.2, z1: 6.6 }, { fill: 'wall', hatch: 0.12 });
  kit.rect('mid', 'hut-door', hx + 0.7, hx + 1.6, 0, 2.05, 4.19, { fill: 'dark', hatch: 0.4, stroke: 'fine' });
  kit.rect('mid', 'tank-leg', -3.9 * side, -3.8 * side, 0, 1.6, 5, { fill: 'dark', stroke: 'fine' });
  kit.rect('mid', 'tank-leg2', -2.7 * side, -2.6 * side, 0, 1.6, 5, { fill: 'dark', stroke: 'fine' });
  kit.rect('mid', 'tank', -3.25 * side - 0.85, -3.25 * side + 0.85, 1.5, 3.2, 5, { fill: 'wood', hatch: 0.35 });
  kit.line(
    'mid',
    'string',
    [
      [-9, 3, 5],
      [-3, 2.45, 5],
      [3, 2.5, 5],
      [9, 3.1, 5],
    ],
    'fine',
  );
  for (let x = -8; x <= 8; x += 1.3)
    kit.blob(
      'mid',
      `bulb${x}`,
      { x, y: 2.5 + x * x * 0.008, z: 5, rx: 0.09, ry: 0.12, lumps: 4, rough: 0 },
      { fill: kit.lit ? 'glow' : 'white', stroke: 'fine' },
    );
}

/** Draws the set `alley`. */
export function alley(kit: SetKit): void {
  const s = Math.max(1, kit.distance / 7);
  towers(kit, 'end', { z: 60 * s, low: 9, high: 22, width: 8, tone: 'mid', hatch: 0.2 });
  ground(kit, 'ground', 4, 0);
  paving(kit, 2 * s, 0.6 * s, 16 * s);
  const x = (1.9 + kit.variant * 0.25) * s;
  streetSide(kit, -1, { x, from: kit.camera.z - 3, to: 45 * s, low: 8, high: 13, shops: false });
  streetSide(kit, 1, { x, from: kit.camera.z - 4, to: 45 * s, low: 7, high: 12, shops: kit.variant % 2 === 1 });
  for (let index = 3; index >= 0; index -= 1) {
    const z = 4 + index * 6;
    const y = 5.4 + (index % 2);
    kit.line(
      'mid',
      `line${index}`,
      [
        [-x, y, z],
        [0, y - 0.35, z],
        [x, y, z],
      ],
      'fine',
    );
    for (let cloth = 0; cloth < 3; cloth += 1) {
      const cx = -x * 0.7 + cloth * x * 0.5;
      kit.rect('mid', `cloth${index}-${cloth}`, cx, cx + 0.55, y - 1.1, y - 0.25, z, {
        fill: cloth === 1 ? 'accent' : 'white',
        stroke: 'fine',
      });
    }
  }
  kit.box(
    'left',
    'crate',
    { x0: -x + 0.05, x1: -x + 0.75, y0: 0, y1: 0.7, z0: 3, z1: 3.8 },
    { fill: 'wood', hatch: 0.3 },
  );
  kit.box('right', 'bin', { x0: x - 0.7, x1: x - 0.1, y0: 0, y1: 1, z0: 4.4, z1: 5 }, { fill: 'dark', hatch: 0.3 });
}
