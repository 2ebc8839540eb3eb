import type { SetKit } from './set-kit.ts';
import {
  ground,
  lampPost,
  palm,
  paving,
  pine,
  ridge,
  squiggle,
  stall,
  streetSide,
  towers,
  tree,
  tufts,
} from './set-parts.ts';

type Build = (kit: SetKit) => void;

const spread = (kit: SetKit): number => Math.max(1, kit.distance / 7);

const cityStreet: Build = (kit) => {
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
};

const skyline: Build = (kit) => {
  towers(kit, 'back', { z: 420, low: 40, high: 120, width: 26, tone: 'light', hatch: 0.08 });
  towers(kit, 'front', { z: 260, low: 18, high: 95 - kit.variant * 10, width: 20, tone: 'mid', hatch: 0.3 });
  ground(kit, kit.variant % 2 === 0 ? 'water' : 'ground', 26);
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
  railing(kit, 3.4 * spread(kit));
};

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

const rooftop: Build = (kit) => {
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
};

const alley: Build = (kit) => {
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
};

const forest: Build = (kit) => {
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
};

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

const park: Build = (kit) => {
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
};

const mountain: Build = (kit) => {
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
};

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

const field: Build = (kit) => {
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
};

const desert: Build = (kit) => {
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
};

const BOATS = /^emoji:(26f5|1f6a4|1f6f6|1f6e5|26f4|1f6a2|1f6f3|1f6a3)/;

function carriesBoat(kit: SetKit): boolean {
  return kit.description.subjects.some((subject) => subject.kind !== 'person' && BOATS.test(subject.pictogram));
}

const beach: Build = (kit) => {
  ridge(kit, 'island', { z: 700, height: 70, step: 55, rough: 0.5, tone: 'mid', hatch: 0.22, smooth: true });
  ground(kit, 'water', 0, 0.03);
  // Where a boat acts, the sand ends before it.
  const shore = carriesBoat(kit) ? kit.camera.z + kit.distance * 0.62 : 7 * spread(kit);
  const random = kit.random('waves');
  for (let index = 0; index < 20; index += 1) {
    const z = shore * (1.3 + Math.pow(index / 5, 2));
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
  const side = kit.variant % 2 === 0 ? 1 : -1;
  palm(kit, 'mid', 'p1', 3.4 * side * spread(kit), 5 * spread(kit), 7 * spread(kit), -0.2 * side);
  palm(kit, 'mid', 'p2', 5.2 * side * spread(kit), 6.5 * spread(kit), 6 * spread(kit), 0.1 * side);
  if (kit.variant > 1) boat(kit, 'far', 'sail', -60, 240, 12, true);
};

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

const river: Build = (kit) => {
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
  const quay = carriesBoat(kit) ? kit.camera.z + kit.distance * 0.55 : 2.6 * s;
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
    kit.rect('mid', `bollard${x}`, x * s - 0.12, x * s + 0.12, 0, 0.9, 2.4 * s, { fill: 'wood', hatch: 0.4 });
};

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

const bridge: Build = (kit) => {
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
};

const market: Build = (kit) => {
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
};

/** A Thai ordination hall: tiered roofs with chofa finials, gable, columns, steps; chedis behind. */
const temple: Build = (kit) => {
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
};

const road: Build = (kit) => {
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
};

const station: Build = (kit) => {
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
};

const stage: Build = (kit) => {
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
};

const productTable: Build = (kit) => {
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
};

const plain: Build = (kit) => {
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
};

/** Builders of sets under the open sky, and of stages without walls. */
export const OUTDOOR_SETS = {
  'city-street': cityStreet,
  skyline,
  rooftop,
  alley,
  forest,
  park,
  mountain,
  field,
  desert,
  beach,
  river,
  bridge,
  market,
  temple,
  road,
  station,
  stage,
  'product-table': productTable,
  plain,
} satisfies Partial<Record<string, Build>>;
