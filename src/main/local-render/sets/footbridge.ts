import { ground, ridge } from './ground-parts.ts';
import { strew } from './ground-dressing.ts';
import { tree } from './plant-parts.ts';
import { spread } from './set-kit.ts';
import type { SetKit } from './set-kit.ts';

/** A wooden footbridge over a small river: planks, posts and rails, trees on both banks. */
export function footbridge(kit: SetKit): void {
  const s = spread(kit);
  ridge(kit, 'hills', { z: 260, height: 34, step: 30, rough: 0.4, tone: 'light', hatch: 0.12, smooth: true });
  ridge(kit, 'trees', { z: 60 * s, height: 9 * s, step: 3 * s, rough: 0.45, tone: 'leaf', hatch: 0.32, smooth: true });
  ground(kit, 'water', 0, 0.02);
  strew(kit, 'water', 46, -200, 34 * s);
  const far = 22 * s;
  kit.poly(
    'ground',
    'bank',
    [
      [-300, 0, 400],
      [300, 0, 400],
      [300, 0, far * 1.2],
      [4 * s, 0, far],
      [-5 * s, 0, far * 1.1],
      [-300, 0, far * 1.3],
    ],
    { fill: 'leaf', stroke: 'mid', hatch: 0.16 },
  );
  const half = 1.5 * Math.max(1, s * 0.8);
  kit.poly(
    'ground',
    'deck',
    [
      [-half, 0, far],
      [half, 0, far],
      [half, 0, kit.nearZ],
      [-half, 0, kit.nearZ],
    ],
    { fill: 'wood', stroke: 'mid', hatch: 0.05 },
  );
  const step = 0.34 * Math.max(1, s * 0.7);
  for (let z = Math.max(kit.nearZ, kit.camera.z + 0.4); z < far; z += step)
    kit.line('ground', `plank${z.toFixed(2)}`, [
      [-half, 0, z],
      [half, 0, z],
    ]);
  for (const side of [-1, 1] as const) {
    const layer = side < 0 ? 'left' : 'right';
    const x = half * side;
    for (const [y, wide] of [
      [1, 0.1],
      [0.52, 0.07],
    ] as const)
      kit.poly(
        layer,
        `rail${y}`,
        [
          [x, y, far],
          [x, y, kit.nearZ],
          [x, y - wide, kit.nearZ],
          [x, y - wide, far],
        ],
        { fill: 'wood', stroke: 'mid' },
      );
    for (let z = far; z > kit.camera.z + 0.5; z -= 1.7)
      kit.rect(layer, `post${z.toFixed(1)}`, x - 0.06, x + 0.06, 0, 1.14, z, { fill: 'wood', hatch: 0.2 });
  }
  tree(kit, 'mid', 'a', -6 * s, far * 1.2, 7 * s);
  tree(kit, 'mid', 'b', 5.4 * s, far * 1.1, 6 * s);
  if (kit.variant === 3) tree(kit, 'mid', 'c', 8.4 * s, far * 1.4, 8 * s);
}
