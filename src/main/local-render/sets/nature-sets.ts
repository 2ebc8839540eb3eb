import { towers } from './building-parts.ts';
import { lampPost } from './furniture-parts.ts';
import { ground, ridge, tufts } from './ground-parts.ts';
import { pine, tree } from './plant-parts.ts';
import { spread } from './set-kit.ts';
import type { SetKit } from './set-kit.ts';

/** Draws the set `forest`. */
export function forest(kit: SetKit): void {
  const s = spread(kit);
  ridge(kit, 'treeline', { z: 130, height: 22, step: 3.2, rough: 0.5, tone: 'leaf', hatch: 0.2 });
  ridge(kit, 'treeline2', { z: 70, height: 13, step: 2, rough: 0.5, tone: 'leaf', hatch: 0.42 });
  ground(kit, 'ground', 20);
  const random = kit.random('forest');
  path(kit, 0.9 * s, 1.4 * s);
  for (let index = 13; index >= 0; index -= 1) {
    const side = index % 2 === 0 ? 1 : -1;
    const z = (1 + index * 2.4) * s;
    const x = side * (2.1 + random() * 2.5 + index * 0.42) * s;
    const height = (7 + random() * 5) * Math.max(1, s * 0.6);
    if (kit.variant % 2 === 0 ? index % 3 === 0 : index % 3 !== 0) tree(kit, 'mid', `t${index}`, x, z, height * 0.8);
    else pine(kit, 'mid', `t${index}`, x, z, height, 0.35 + index * 0.015);
  }
  tufts(kit, 16);
}

/** A footpath that winds away from the camera. */
function path(kit: SetKit, half: number, swing: number): void {
  const left: [number, number, number][] = [];
  const right: [number, number, number][] = [];
  const near = kit.nearZ;
  for (let step = 0; step <= 22; step += 1) {
    const u = step / 22;
    const z = near + Math.pow(u, 2.2) * kit.distance * 9;
    const x = Math.sin(u * 4.4 + 0.4) * swing * (0.25 + u);
    left.push([x - half, 0, z]);
    right.unshift([x + half, 0, z]);
  }
  kit.poly('ground', 'path', [...left, ...right], { fill: 'light', stroke: 'fine' });
}

/** Draws the set `park`. */
export function park(kit: SetKit): void {
  const s = spread(kit);
  if (kit.variant % 2 === 0) towers(kit, 'city', { z: 300, low: 15, high: 60, width: 22, tone: 'light', hatch: 0.1 });
  ridge(kit, 'trees', { z: 60 * s, height: 8 * s, step: 2.6 * s, rough: 0.35, tone: 'leaf', hatch: 0.3, smooth: true });
  ground(kit, 'ground', 12);
  path(kit, 1.3 * s, -2.2 * s);
  tree(kit, 'mid', 'a', -8 * s, 20 * s, 8 * s);
  tree(kit, 'mid', 'b', 7 * s, 13 * s, 8 * s);
  tree(kit, 'mid', 'c', -4 * s, 8 * s, 7 * s);
  if (kit.variant > 1) tree(kit, 'mid', 'd', 3.6 * s, 6 * s, 6 * s);
  lampPost(kit, 'mid', 'lamp', 2.8 * s, 9 * s, -1, 4);
  const bx = 1.5 * s;
  for (const y of [0.45, 0.7, 0.9])
    kit.rect('mid', `bench${y}`, bx, bx + 1.6, y, y + 0.12, 3.4 * s, { fill: 'wood', stroke: 'fine' });
  for (const lx of [0.15, 1.4])
    kit.rect('mid', `benchleg${lx}`, bx + lx, bx + lx + 0.07, 0, 0.9, 3.4 * s, { fill: 'dark', stroke: 'fine' });
  tufts(kit, 14);
}

/** Draws the set `mountain`. */
export function mountain(kit: SetKit): void {
  const high = 1 + kit.variant * 0.15;
  peaks(kit, 'far', 900, 260 * high, 'light', 0.06);
  peaks(kit, 'near', 520, 120 * high, 'mid', 0.16);
  ridge(kit, 'hill', { z: 180, height: 14, step: 26, rough: 0.3, tone: 'leaf', hatch: 0.3, smooth: true });
  ground(kit, 'ground', 18);
  const random = kit.random('pines');
  for (let index = 8; index >= 0; index -= 1) {
    const side = index % 2 === 0 ? 1 : -1;
    pine(
      kit,
      'mid',
      `p${index}`,
      side * (3.4 + random() * 5 + index) * spread(kit),
      (6 + index * 3.4) * spread(kit),
      5 + random() * 3,
    );
  }
  rocks(kit);
  tufts(kit, 8);
}

function peaks(kit: SetKit, key: string, z: number, height: number, tone: 'light' | 'mid', hatch: number): void {
  const random = kit.random(`peaks/${key}`);
  let x = -z * 1.1;
  let index = 0;
  while (x < z * 1.1) {
    const width = height * (1.5 + random());
    const high = height * (0.55 + random() * 0.5);
    const top = x + width * (0.42 + random() * 0.16);
    kit.poly(
      'far',
      `peak${key}${index}`,
      [
        [x - width * 0.2, 0, z],
        [x + width * 0.2, high * 0.45, z],
        [top - width * 0.06, high * 0.86, z],
        [top, high, z],
        [top + width * 0.12, high * 0.72, z],
        [x + width * 0.8, high * 0.36, z],
        [x + width * 1.15, 0, z],
      ],
      { fill: tone, hatch: 0 },
    );
    const side = kit.lightSide > 0 ? -1 : 1;
    kit.poly(
      'far',
      `peakshade${key}${index}`,
      [
        [top, high, z],
        [top + side * width * 0.14, high * 0.7, z],
        [top + side * width * 0.26, high * 0.4, z],
        [top + side * width * 0.1, high * 0.18, z],
        [top + side * width * 0.02, high * 0.55, z],
      ],
      { fill: null, hatch: hatch + 0.4, stroke: 'none' },
    );
    x += width * 0.72;
    index += 1;
  }
}

function rocks(kit: SetKit): void {
  const random = kit.random('rocks');
  for (let index = 0; index < 5; index += 1) {
    const x = (index % 2 === 0 ? 1 : -1) * (1.6 + random() * 3) * spread(kit);
    const z = (1.2 + random() * 4) * spread(kit);
    const w = (0.4 + random() * 0.7) * spread(kit);
    const h = w * (0.45 + random() * 0.4);
    kit.poly(
      'mid',
      `rock${index}`,
      [
        [x - w, 0, z],
        [x - w * 0.8, h * 0.6, z],
        [x - w * 0.2, h, z],
        [x + w * 0.45, h * 0.82, z],
        [x + w * 0.9, h * 0.3, z],
        [x + w, 0, z],
      ],
      { fill: 'mid', hatch: 0.12 },
    );
    kit.poly(
      'mid',
      `rock${index}/shade`,
      [
        [x - w * 0.05, 0, z],
        [x + w * 0.1, h * 0.6, z],
        [x + w * 0.45, h * 0.82, z],
        [x + w * 0.9, h * 0.3, z],
        [x + w, 0, z],
      ],
      { fill: null, hatch: 0.6, stroke: 'none' },
    );
  }
}

/** Draws the set `field`. */
export function field(kit: SetKit): void {
  ridge(kit, 'hills', { z: 420, height: 34, step: 50, rough: 0.3, tone: 'light', hatch: 0.1, smooth: true });
  ridge(kit, 'hedge', { z: 160, height: 5, step: 6, rough: 0.5, tone: 'leaf', hatch: 0.4, smooth: true });
  ground(kit, 'ground', 6);
  for (let index = -14; index <= 14; index += 1) {
    const x = index * 1.5 * spread(kit) + 0.4;
    kit.poly(
      'ground',
      `row${index}`,
      [
        [x, 0, kit.nearZ],
        [x + 0.34, 0, kit.nearZ],
        [x * 1.02 + 0.34, 0, 150],
        [x * 1.02, 0, 150],
      ],
      { fill: 'leaf', stroke: 'fine', hatch: 0.2 },
    );
  }
  tree(kit, 'mid', 'lone', (kit.variant % 2 === 0 ? 5 : -6) * spread(kit), 14 * spread(kit), 7 * spread(kit));
  if (kit.variant > 1) {
    kit.box('mid', 'barn', { x0: -9, x1: -5, y0: 0, y1: 2.6, z0: 22, z1: 28 }, { fill: 'wall', hatch: 0.15 });
    kit.poly(
      'mid',
      'barn-roof',
      [
        [-9.3, 2.5, 22],
        [-7, 4.4, 22],
        [-4.7, 2.5, 22],
      ],
      { fill: 'accent', hatch: 0.2 },
    );
  }
  tufts(kit, 22);
}

/** Draws the set `desert`. */
export function desert(kit: SetKit): void {
  ridge(kit, 'mesa', { z: 700, height: 60, step: 90, rough: 0.6, tone: 'light', hatch: 0.12 });
  ridge(kit, 'dune1', { z: 200, height: 16, step: 40, rough: 0.2, tone: 'ground', hatch: 0.1, smooth: true });
  ridge(kit, 'dune2', { z: 80, height: 4.5, step: 18, rough: 0.2, tone: 'light', hatch: 0, smooth: true });
  ground(kit, 'ground', 30);
  for (const [index, x] of [-5, 6.5, 11].entries()) {
    const z = (8 + index * 5) * spread(kit);
    const h = 2.6 - index * 0.3;
    const cx = x * spread(kit) * (kit.variant % 2 === 0 ? 1 : -1);
    kit.rect('mid', `cactus${index}`, cx - 0.2, cx + 0.2, 0, h, z, { fill: 'leaf', hatch: 0.4 });
    kit.poly(
      'mid',
      `arm${index}`,
      [
        [cx + 0.2, h * 0.42, z],
        [cx + 0.8, h * 0.42, z],
        [cx + 0.8, h * 0.85, z],
        [cx + 0.55, h * 0.85, z],
        [cx + 0.55, h * 0.56, z],
        [cx + 0.2, h * 0.56, z],
      ],
      { fill: 'leaf', hatch: 0.4 },
    );
  }
  rocks(kit);
}
