import { towers } from './building-parts.ts';
import { footbridge } from './footbridge.ts';
import { strew } from './ground-dressing.ts';
import { ground, ridge } from './ground-parts.ts';
import { palm } from './plant-parts.ts';
import { spread } from './set-kit.ts';
import type { SetKit } from './set-kit.ts';

const BOATS = /^emoji:(26f5|1f6a4|1f6f6|1f6e5|26f4|1f6a2|1f6f3|1f6a3|1f3c4)/;

function carriesBoat(kit: SetKit): boolean {
  return kit.description.subjects.some((subject) =>
    subject.kind === 'person'
      ? subject.start.pose === 'swim' || subject.end.pose === 'swim'
      : BOATS.test(subject.pictogram),
  );
}

/** Where the water begins before somebody who swims or sails in it; beyond the picture when it is seen from above. */
function shoreBefore(kit: SetKit, share: number): number {
  if (kit.camera.pitch > 0.9) return -1000;
  const far = kit.camera.pitch > 0.2 ? 0.3 : share;
  return kit.camera.z + kit.distance * far;
}

/** Draws the set `beach`. */
export function beach(kit: SetKit): void {
  ridge(kit, 'island', { z: 700, height: 70, step: 55, rough: 0.5, tone: 'mid', hatch: 0.22, smooth: true });
  ground(kit, 'water', 0, 0.03);
  // Where a boat acts, the sand ends before it.
  const shore = carriesBoat(kit) ? shoreBefore(kit, 0.62) : 7 * spread(kit);
  kit.waterFrom = shore;
  strew(kit, 'water', carriesBoat(kit) ? 64 : 30, shore + 0.5, 300);
  const random = kit.random('waves');
  for (let index = 0; index < 20; index += 1) {
    const z = Math.max(2, shore) * (1.3 + Math.pow(index / 5, 2));
    const x = (random() - 0.5) * z * 1.6;
    kit.poly(
      'ground',
      `wave${index}`,
      [
        [x, 0, z],
        [x + z * 0.1, 0, z * 1.02],
        [x + z * 0.22, 0, z],
      ],
      { closed: false, curve: 'smooth', stroke: 'fine' },
    );
  }
  if (shore < -500) return;
  const edge: [number, number, number][] = [];
  for (let x = -60; x <= 60; x += 2.5) edge.push([x, 0, shore + Math.sin(x * 0.35 + kit.variant) * 0.8 + x * 0.04]);
  kit.poly(
    'ground',
    'foam',
    [...edge.map(([x, y, z]) => [x, y, z + 1.3] as [number, number, number]), [60, 0, kit.nearZ], [-60, 0, kit.nearZ]],
    { fill: 'white', stroke: 'fine' },
  );
  kit.poly('ground', 'sand', [...edge, [60, 0, kit.nearZ], [-60, 0, kit.nearZ]], { fill: 'ground', stroke: 'fine' });
  for (let index = 0; index < 26; index += 1) {
    const z = kit.camera.z + kit.distance * (0.6 + random() * 1.4);
    const x = (random() - 0.5) * kit.distance * 2;
    kit.line(
      'ground',
      `grain${index}`,
      [
        [x, 0, z],
        [x + 0.18, 0, z + 0.01],
      ],
      'fine',
    );
  }
  if (carriesBoat(kit)) return;
  const side = kit.variant % 2 === 0 ? 1 : -1;
  palm(kit, 'mid', 'p1', 3.4 * side * spread(kit), 5 * spread(kit), 7 * spread(kit), -0.2 * side);
  palm(kit, 'mid', 'p2', 5.2 * side * spread(kit), 6.5 * spread(kit), 6 * spread(kit), 0.1 * side);
  if (kit.variant > 1) boat(kit, 'far', 'sail', -60, 240, 12, true);
}

/** A long boat; with a sail or with the canopy of a river boat. */
function boat(
  kit: SetKit,
  layer: 'far' | 'mid',
  key: string,
  x: number,
  z: number,
  length: number,
  sail: boolean,
): void {
  const h = length * 0.09;
  if (sail)
    kit.poly(
      layer,
      `${key}/sail`,
      [
        [x + length * 0.5, h, z],
        [x + length * 0.5, length * 0.9, z],
        [x + length * 0.9, h * 1.4, z],
      ],
      { fill: 'white', hatch: 0.1 },
    );
  else {
    for (const u of [0.3, 0.5, 0.7])
      kit.line(
        layer,
        `${key}/post${u}`,
        [
          [x + length * u, h, z],
          [x + length * u, h + length * 0.16, z],
        ],
        'fine',
      );
    kit.poly(
      layer,
      `${key}/canopy`,
      [
        [x + length * 0.24, h + length * 0.15, z],
        [x + length * 0.5, h + length * 0.21, z],
        [x + length * 0.76, h + length * 0.15, z],
      ],
      { fill: 'accent', hatch: 0.2, curve: 'line' },
    );
  }
  kit.poly(
    layer,
    `${key}/hull`,
    [
      [x - length * 0.06, h * 1.9, z],
      [x + length * 0.12, h * 0.9, z],
      [x + length * 0.8, h * 0.9, z],
      [x + length * 1.08, h * 2.2, z],
      [x + length * 0.88, 0, z],
      [x + length * 0.1, 0, z],
    ],
    { fill: 'wood', hatch: 0.35 },
  );
  kit.line(
    layer,
    `${key}/ripple`,
    [
      [x, -0.02, z],
      [x + length * 1.1, -0.02, z],
    ],
    'fine',
  );
}

/** Draws the set `river`. */
export function river(kit: SetKit): void {
  const s = spread(kit);
  const bank = 60 * s;
  ridge(kit, 'trees', {
    z: bank + 20,
    height: 11 * s,
    step: 3 * s,
    rough: 0.4,
    tone: 'leaf',
    hatch: 0.35,
    smooth: true,
  });
  for (let index = 0; index < 6; index += 1) {
    const x = (-46 + index * 17) * s;
    kit.rect('far', `hut${index}`, x, x + 8 * s, 1.4 * s, 4.4 * s, bank, { fill: 'wall', hatch: 0.15 });
    kit.poly(
      'far',
      `hutroof${index}`,
      [
        [x - s, 4.2 * s, bank],
        [x + 4 * s, 7 * s, bank],
        [x + 9 * s, 4.2 * s, bank],
      ],
      { fill: index % 2 === 0 ? 'accent' : 'dark', hatch: 0.3 },
    );
    for (const leg of [1, 4, 7])
      kit.line(
        'far',
        `hutleg${index}${leg}`,
        [
          [x + leg * s, 0, bank],
          [x + leg * s, 1.4 * s, bank],
        ],
        'mid',
      );
    kit.rect('far', `hutwin${index}`, x + 2 * s, x + 4 * s, 2.2 * s, 3.5 * s, bank, {
      fill: kit.lit ? 'glow' : 'glass',
      stroke: 'fine',
    });
  }
  ground(kit, 'water', 26, 0.02);
  if (kit.variant % 2 === 1) arch(kit, 40 * s, 5 * s);
  boat(kit, 'mid', 'b1', 2.2 * s, 15 * s, 5.5 * s, false);
  boat(kit, 'mid', 'b2', -9 * s, 24 * s, 6 * s, kit.variant > 1);
  const away = kit.camera.z + kit.distance;
  const quay = carriesBoat(kit)
    ? -1000
    : kit.description.subjects.length === 0
      ? kit.camera.z + kit.distance * 0.42
      : Math.max(2.6 * s * 0.6, away + 0.9);
  strew(kit, 'water', 60, quay + 0.3, 58 * s);
  reflections(kit, bank);
  if (quay < -500) return;
  kit.poly(
    'ground',
    'quay',
    [
      [-60, 0, quay],
      [60, 0, quay],
      [60, 0, kit.nearZ],
      [-60, 0, kit.nearZ],
    ],
    { fill: 'wood', stroke: 'mid' },
  );
  for (let x = -14; x <= 14; x += 0.8)
    kit.line(
      'ground',
      `plank${x}`,
      [
        [x * s, 0, kit.nearZ],
        [x * s, 0, quay],
      ],
      'fine',
    );
  for (const x of carriesBoat(kit) ? [] : [-3.4, 3.4])
    kit.rect('mid', `bollard${x}`, x * s - 0.12, x * s + 0.12, 0, 0.9, quay - 0.3, { fill: 'wood', hatch: 0.4 });
}

function arch(kit: SetKit, z: number, high: number): void {
  for (let index = -3; index <= 2; index += 1) {
    const x = index * high * 2.4;
    const points: [number, number, number][] = [
      [x, 0, z],
      [x, high, z],
      [x + high * 2.4, high, z],
      [x + high * 2.4, 0, z],
      [x + high * 2.1, 0, z],
    ];
    for (let step = 0; step <= 8; step += 1) {
      const angle = (step / 8) * Math.PI;
      points.push([x + high * 1.2 + Math.cos(angle) * high * 0.9, Math.sin(angle) * high * 0.75, z]);
    }
    points.push([x + high * 0.3, 0, z]);
    kit.poly('far', `arch${index}`, points, { fill: 'wall', hatch: 0.25 });
  }
  kit.rect('far', 'parapet', -high * 8, high * 8, high, high * 1.18, z, { fill: 'light' });
}

/** Draws the set `bridge`. */
export function bridge(kit: SetKit): void {
  if (kit.variant > 1) {
    footbridge(kit);
    return;
  }
  const s = spread(kit);
  towers(kit, 'city', { z: 420, low: 15, high: 70, width: 24, tone: 'light', hatch: 0.1 });
  ground(kit, 'water', 18, 0.03);
  const half = 3.4 * s;
  kit.poly(
    'ground',
    'deck',
    [
      [-half, 0, 240],
      [half, 0, 240],
      [half, 0, kit.nearZ],
      [-half, 0, kit.nearZ],
    ],
    { fill: 'ground', stroke: 'mid' },
  );
  for (let z = 4; z < 120; z += 6)
    kit.poly(
      'ground',
      `mark${z}`,
      [
        [-0.08, 0, z],
        [0.08, 0, z],
        [0.08, 0, z + 2.5],
        [-0.08, 0, z + 2.5],
      ],
      { fill: 'white', stroke: 'none' },
    );
  for (const side of [-1, 1] as const) {
    const layer = side < 0 ? 'left' : 'right';
    const x = half * side;
    for (const [index, z] of [90 * s, 34 * s].entries()) {
      kit.rect(layer, `pylon${index}`, x - 0.5 * s, x + 0.5 * s, 0, 20 * s, z, { fill: 'wall', hatch: 0.35 });
      kit.line(
        layer,
        `cable${index}`,
        [
          [x, 20 * s, z],
          [x, 8 * s, z - 14 * s],
          [x, 1.2, z - 28 * s],
        ],
        'mid',
      );
      for (let step = 1; step < 8; step += 1)
        kit.line(
          layer,
          `hang${index}-${step}`,
          [
            [x, 20 * s - step * 2.4 * s, z - step * 3.4 * s],
            [x, 1.1, z - step * 3.4 * s],
          ],
          'fine',
        );
    }
    kit.poly(
      layer,
      'rail',
      [
        [x, 1.1, 200],
        [x, 1.1, kit.nearZ],
        [x, 0.98, kit.nearZ],
        [x, 0.98, 200],
      ],
      { fill: 'dark', stroke: 'mid' },
    );
    for (let z = Math.ceil(kit.camera.z) + 1; z < 60; z += 2)
      kit.line(
        layer,
        `post${z}`,
        [
          [x, 0, z],
          [x, 1.05, z],
        ],
        'fine',
      );
  }
  kit.rect('far', 'beam', -half, half, 15 * s, 16.4 * s, 90 * s, { fill: 'wall', hatch: 0.3 });
}

/** What stands on the far bank shows in the water as upright strokes, broken by the waves. */
function reflections(kit: SetKit, bank: number): void {
  const random = kit.random('reflections');
  for (let index = 0; index < 14; index += 1) {
    const x = (random() - 0.5) * bank * 1.5;
    const wide = bank * (0.012 + random() * 0.03);
    const near = bank * (0.52 + random() * 0.22);
    kit.poly(
      'ground',
      `reflection${index}`,
      [
        [x - wide, 0, bank * 0.98],
        [x + wide, 0, bank * 0.98],
        [x + wide * 0.6, 0, near],
        [x - wide * 0.7, 0, near * 1.04],
      ],
      { fill: null, stroke: 'none', hatch: 0.42 },
    );
  }
}
