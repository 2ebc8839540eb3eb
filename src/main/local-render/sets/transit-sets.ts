import { squiggle, towers } from './building-parts.ts';
import { ground, ridge, tufts } from './ground-parts.ts';
import { tree } from './plant-parts.ts';
import { spread } from './set-kit.ts';
import type { SetKit } from './set-kit.ts';

/** Draws the set `road`. */
export function road(kit: SetKit): void {
  const s = spread(kit);
  const side = kit.variant % 2 === 0 ? 1 : -1;
  ridge(kit, 'far', { z: 600, height: 60, step: 70, rough: 0.4, tone: 'light', hatch: 0.14, smooth: true });
  ridge(kit, 'hedge', { z: 220, height: 7, step: 7, rough: 0.5, tone: 'leaf', hatch: 0.35, smooth: true });
  ground(kit, 'ground', 14);
  const half = 3.4 * s;
  kit.poly(
    'ground',
    'tarmac',
    [
      [-half, 0, kit.nearZ],
      [half, 0, kit.nearZ],
      [half, 0, 60],
      [half + 8 * side, 0, 200],
      [-half + 8 * side, 0, 200],
      [-half, 0, 60],
    ],
    { fill: 'mid', stroke: 'mid', hatch: 0.06 },
  );
  for (let z = -6; z < 60; z += 5)
    kit.poly(
      'ground',
      `mark${z}`,
      [
        [-0.08 * s, 0, z],
        [0.08 * s, 0, z],
        [0.08 * s, 0, z + 2.4],
        [-0.08 * s, 0, z + 2.4],
      ],
      { fill: 'white', stroke: 'none' },
    );
  for (let index = 7; index >= 0; index -= 1) {
    const z = (5 + index * 11) * s;
    const x = -side * (half + 1.6 * s);
    kit.rect('mid', `pole${index}`, x - 0.09 * s, x + 0.09 * s, 0, 7.5 * s, z, { fill: 'wood', stroke: 'mid' });
    kit.rect('mid', `bar${index}`, x - 1.1 * s, x + 1.1 * s, 6.9 * s, 7.1 * s, z, { fill: 'wood', stroke: 'fine' });
    if (index < 7)
      for (const wire of [-1, 1])
        kit.line(
          'mid',
          `wire${index}${wire}`,
          [
            [x + wire * s, 7.1 * s, z],
            [x + wire * s, 6.5 * s, z + 5.5 * s],
            [x + wire * s, 7.1 * s, z + 11 * s],
          ],
          'fine',
        );
    if (kit.variant > 1) tree(kit, 'mid', `t${index}`, side * (half + 3 * s), z + 4, 5 * s);
  }
  for (let z = 4; z < 60; z += 3)
    kit.rect('mid', `guard${z}`, side * (half + 0.5) - 0.05, side * (half + 0.5) + 0.05, 0, 0.6, z, {
      fill: 'white',
      stroke: 'fine',
    });
  tufts(kit, 14);
}

/** Draws the set `station`. */
export function station(kit: SetKit): void {
  const s = Math.max(1, kit.distance / 8);
  towers(kit, 'city', { z: 200, low: 12, high: 40, width: 14, tone: 'light', hatch: 0.1 });
  ground(kit, 'ground', 8);
  const side = kit.variant % 2 === 0 ? 1 : -1;
  const edge = 1.9 * side * s;
  for (const rail of [0.6, 2])
    kit.line(
      'ground',
      `rail${rail}`,
      [
        [edge + rail * side * s, 0, kit.nearZ],
        [edge + rail * side * s, 0, 160],
      ],
      'mid',
    );
  for (let z = 0; z < 60; z += 1.2)
    kit.line(
      'ground',
      `tie${z}`,
      [
        [edge + 0.3 * side * s, 0, z],
        [edge + 2.3 * side * s, 0, z],
      ],
      'fine',
    );
  kit.poly(
    'ground',
    'safety',
    [
      [edge - 0.5 * side, 0, 160],
      [edge - 0.35 * side, 0, 160],
      [edge - 0.35 * side, 0, kit.nearZ],
      [edge - 0.5 * side, 0, kit.nearZ],
    ],
    { fill: 'accent', stroke: 'fine' },
  );
  // The train stands along the platform.
  const layer = side > 0 ? 'right' : 'left';
  const x = edge + 0.2 * side;
  for (let car = 3; car >= 0; car -= 1) {
    const z0 = (3 + car * 13) * s;
    const z1 = z0 + 12.6 * s;
    const wall = (
      key: string,
      a: number,
      b: number,
      y0: number,
      y1: number,
      fill: 'wall' | 'glass' | 'glow' | 'accent' | 'dark',
      hatch = 0,
    ): void =>
      kit.poly(
        layer,
        key,
        [
          [x, y0, a],
          [x, y1, a],
          [x, y1, b],
          [x, y0, b],
        ],
        { fill, hatch, stroke: 'mid' },
      );
    if (car === 0)
      kit.rect(layer, 'cab', Math.min(x, x + 2.8 * side), Math.max(x, x + 2.8 * side), 0.3, 3.4 * s, z0, {
        fill: 'wall',
        hatch: 0.3,
      });
    wall(`car${car}`, z0, z1, 0.2, 3.4 * s, 'wall', 0.12);
    wall(`stripe${car}`, z0, z1, 0.7 * s, 1.05 * s, 'accent');
    for (let win = 0; win < 5; win += 1) {
      const a = z0 + (0.6 + win * 2.4) * s;
      wall(
        `win${car}-${win}`,
        a,
        a + 1.6 * s,
        win === 2 ? 0.2 : 1.4 * s,
        2.7 * s,
        kit.lit ? 'glow' : win === 2 ? 'dark' : 'glass',
      );
    }
  }
  for (let index = 4; index >= 0; index -= 1) {
    const z = (4 + index * 9) * s;
    const px = -2.6 * side * s;
    kit.rect('mid', `pillar${index}`, px - 0.18, px + 0.18, 0, 4.4 * s, z, { fill: 'wall', hatch: 0.3 });
    kit.line(
      'mid',
      `beam${index}`,
      [
        [px, 4.4 * s, z],
        [edge - 0.2 * side, 4.7 * s, z],
      ],
      'mid',
    );
  }
  kit.poly(
    'ceiling',
    'roof',
    [
      [-9 * side * s, 4.6 * s, kit.camera.z + 1],
      [edge, 4.9 * s, kit.camera.z + 1],
      [edge, 4.9 * s, 60 * s],
      [-9 * side * s, 4.6 * s, 60 * s],
    ],
    { fill: 'light', hatch: 0.3 },
  );
  kit.box(
    'mid',
    'bench',
    { x0: -2.2 * side * s - 0.7, x1: -2.2 * side * s + 0.7, y0: 0.35, y1: 0.48, z0: 5.5 * s, z1: 6 * s },
    { fill: 'wood', hatch: 0.2 },
  );
  kit.rect('mid', 'board', -0.9 * s, 0.5 * s, 3 * s, 3.7 * s, 9 * s, { fill: 'dark' });
  squiggle(kit, 'mid', 'board-text', -0.7 * s, 0.3 * s, 3.35 * s, 8.98 * s);
}
