import { squiggle } from './building-parts.ts';
import { chair, shelves, table } from './furniture-parts.ts';
import { flip, pendant, plant, shell, windowOn } from './room-parts.ts';
import type { SetKit } from './set-kit.ts';

/** Draws the set `restaurant`. */
export function restaurant(kit: SetKit): void {
  const r = shell(kit, { floor: 'tiles', deep: 5 });
  // One sun, on the side that the light comes from.
  const lit = kit.lightSide > 0 ? 1 : 0;
  for (const [index, u] of [-0.78, 0.1].entries())
    windowOn(kit, `window${index}`, u * r.half, (u + 0.6) * r.half, r.high * 0.3, r.high * 0.78, r.back, index === lit);
  for (let row = 2; row >= 0; row -= 1) {
    for (const side of [-1, 1]) {
      const x = side * (1.15 + row * 0.42 + (kit.variant % 2) * 0.2) - 0.45;
      const z = r.back - 0.9 - (2 - row) * 0.1 - (2 - row) * 1.35;
      chair(kit, 'mid', `c${row}${side}`, x + 0.2, z + 0.95);
      table(kit, 'mid', `t${row}${side}`, x, z, 0.9, 0.8);
      kit.blob(
        'mid',
        `dish${row}${side}`,
        { x: x + 0.4, y: 0.79, z: z + 0.3, rx: 0.16, ry: 0.035, lumps: 6, rough: 0 },
        { fill: 'white', stroke: 'fine' },
      );
      kit.poly(
        'mid',
        `glass${row}${side}`,
        [
          [x + 0.66, 0.75, z + 0.3],
          [x + 0.64, 0.92, z + 0.3],
          [x + 0.74, 0.92, z + 0.3],
          [x + 0.72, 0.75, z + 0.3],
        ],
        { fill: 'glass', stroke: 'fine' },
      );
    }
  }
  for (const [index, x] of [-1.5, 0, 1.5].entries()) pendant(kit, `p${index}`, x, r.back - 1.8, r, 0.75);
  if (kit.variant > 1) shelves(kit, 'right', 'bar', r.half * 0.74, r.half * 0.99, 1, 2.3, r.back - 0.1, 4);
}

/** Draws the set `shop`. */
export function shop(kit: SetKit): void {
  const r = shell(kit, { floor: 'tiles', deep: 3.6 });
  const gap = r.half * 0.08;
  shelves(kit, 'back', 'left', -r.half * 0.94, -gap, 0.2, r.high * 0.8, r.back - 0.05, 5);
  if (kit.variant % 2 === 0) shelves(kit, 'back', 'right', gap, r.half * 0.94, 0.2, r.high * 0.8, r.back - 0.05, 5);
  else windowOn(kit, 'window', gap, r.half * 0.9, 0.7, r.high * 0.8, r.back);
  kit.rect('back', 'sign', -r.half * 0.5, r.half * 0.5, r.high * 0.84, r.high * 0.97, r.back - 0.06, {
    fill: 'accent',
  });
  squiggle(kit, 'back', 'sign-text', -r.half * 0.3, r.half * 0.3, r.high * 0.905, r.back - 0.07);
  const side = flip(kit);
  const cx = side > 0 ? r.half * 0.3 : -r.half * 0.95;
  kit.box(
    'mid',
    'counter',
    { x0: cx, x1: cx + r.half * 0.65, y0: 0, y1: 1, z0: 1.2, z1: 1.9 },
    { fill: 'wood', hatch: 0.22 },
  );
  kit.box('mid', 'till', { x0: cx + 0.2, x1: cx + 0.55, y0: 1, y1: 1.25, z0: 1.35, z1: 1.6 }, { fill: 'dark' });
  pendant(kit, 'p1', cx + 0.4, 1.4, r, 0.8);
}

/** Draws the set `office`. */
export function office(kit: SetKit): void {
  const r = shell(kit, { floor: 'plain', deep: 4.4 });
  windowOn(kit, 'wide', -r.half * 0.86, r.half * 0.3, r.high * 0.3, r.high * 0.86, r.back);
  shelves(kit, 'back', 'files', r.half * 0.42, r.half * 0.9, 0.1, r.high * 0.74, r.back - 0.05, 4);
  const side = flip(kit);
  for (let row = 1; row >= 0; row -= 1) {
    for (const s of [-1, 1]) {
      const x = s * (1.45 + row * 0.55) * (s === side ? 1 : 1.12) - 0.75;
      const z = 1.6 + row * 1.5;
      chair(kit, 'mid', `ch${row}${s}`, x + 0.5, z + 0.9);
      table(kit, 'mid', `d${row}${s}`, x, z, 1.5, 0.75);
      kit.rect('mid', `screen${row}${s}`, x + 0.45, x + 1.05, 0.86, 1.24, z + 0.4, { fill: 'dark', hatch: 0.2 });
      kit.rect('mid', `stand${row}${s}`, x + 0.7, x + 0.8, 0.75, 0.86, z + 0.4, { fill: 'dark', stroke: 'fine' });
      kit.rect('mid', `paper${row}${s}`, x + 0.1, x + 0.3, 0.75, 0.82, z + 0.2, { fill: 'white', stroke: 'fine' });
    }
  }
  for (const x of kit.camera.y < r.high ? [-0.5, 0.5] : [])
    kit.poly(
      'ceiling',
      `tube${x}`,
      [
        [x * r.half - 0.15, r.high - 0.02, 1],
        [x * r.half + 0.15, r.high - 0.02, 1],
        [x * r.half + 0.15, r.high - 0.02, r.back - 0.5],
        [x * r.half - 0.15, r.high - 0.02, r.back - 0.5],
      ],
      { fill: 'glow', stroke: 'fine' },
    );
  if (kit.variant > 1) plant(kit, -r.half * 0.9, r.back - 0.6, 1.4);
}

/** Draws the set `classroom`. */
export function classroom(kit: SetKit): void {
  const r = shell(kit, { floor: 'boards', deep: 4.6 });
  kit.rect('back', 'board', -r.half * 0.56, r.half * 0.36, 0.95, r.high * 0.82, r.back - 0.03, {
    fill: 'dark',
    hatch: 0.35,
    stroke: 'bold',
  });
  for (let row = 0; row < 3; row += 1)
    squiggle(
      kit,
      'back',
      `chalk${row}`,
      -r.half * 0.48,
      r.half * (0.05 + row * 0.08),
      r.high * 0.72 - row * 0.32,
      r.back - 0.04,
    );
  windowOn(kit, 'window', r.half * 0.48, r.half * 0.94, 0.95, r.high * 0.82, r.back);
  kit.blob(
    'back',
    'clock',
    { x: -r.half * 0.76, y: r.high * 0.8, z: r.back - 0.03, rx: 0.2, ry: 0.2, lumps: 7, rough: 0 },
    { fill: 'white' },
  );
  for (let row = 1; row >= 0; row -= 1) {
    for (const x of [-2.3, -0.95, 0.4, 1.75]) {
      if (Math.abs(x + 0.3) < 0.8 && row === 0) continue;
      const z = 1.3 + row * 1.5;
      chair(kit, 'mid', `c${row}${x}`, x + 0.2, z - 0.1);
      table(kit, 'mid', `d${row}${x}`, x, z + 0.2, 0.9, 0.5, 0.7);
    }
  }
}

/** Draws the set `workshop`. */
export function workshop(kit: SetKit): void {
  const r = shell(kit, { floor: 'plain', hatch: 0.1 });
  kit.rect('back', 'pegboard', -r.half * 0.8, r.half * 0.1, 1.15, r.high * 0.8, r.back - 0.03, {
    fill: 'wood',
    hatch: 0.1,
  });
  const random = kit.random('tools');
  for (let index = 0; index < 11; index += 1) {
    const x = -r.half * 0.74 + (index / 11) * r.half * 0.82;
    const y = r.high * 0.72 - random() * 0.15;
    const long = 0.3 + random() * 0.35;
    kit.rect('back', `handle${index}`, x, x + 0.05, y - long, y, r.back - 0.05, {
      fill: index % 3 === 0 ? 'accent' : 'dark',
      stroke: 'fine',
    });
    kit.blob(
      'back',
      `tool${index}`,
      { x: x + 0.025, y: y - long, z: r.back - 0.06, rx: 0.06 + random() * 0.06, ry: 0.06, lumps: 4, rough: 0.1 },
      { fill: 'mid', curve: 'line', stroke: 'fine' },
    );
  }
  windowOn(kit, 'window', r.half * 0.3, r.half * 0.85, 1.15, r.high * 0.8, r.back);
  table(kit, 'mid', 'bench', -r.half * 0.85, r.back - 0.9, r.half * 1.2, 0.75, 0.92);
  kit.box(
    'mid',
    'vice',
    { x0: -0.4, x1: -0.15, y0: 0.92, y1: 1.12, z0: r.back - 0.85, z1: r.back - 0.6 },
    { fill: 'dark', hatch: 0.2 },
  );
  for (const [index, x] of [0.55, 0.75].entries())
    kit.box(
      'mid',
      `crate${index}`,
      { x0: r.half * x, x1: r.half * x + 0.5, y0: 0, y1: 0.5 + index * 0.35, z0: r.back - 1, z1: r.back - 0.5 },
      { fill: 'wood', hatch: 0.25 },
    );
  pendant(kit, 'lamp', -0.3, r.back - 0.8, r, 0.8);
}

/** Draws the set `gym`. */
export function gym(kit: SetKit): void {
  const r = shell(kit, { floor: 'boards', deep: 4.6 });
  kit.rect('back', 'mirror', -r.half * 0.9, r.half * 0.2, 0.5, r.high * 0.82, r.back - 0.03, {
    fill: 'glass',
    hatch: 0.08,
  });
  windowOn(kit, 'window', r.half * 0.34, r.half * 0.9, 1, r.high * 0.85, r.back);
  for (let shelf = 0; shelf < 2; shelf += 1) {
    kit.box(
      'mid',
      `rack${shelf}`,
      {
        x0: -r.half * 0.85,
        x1: r.half * 0.05,
        y0: 0.3 + shelf * 0.45,
        y1: 0.36 + shelf * 0.45,
        z0: r.back - 0.6,
        z1: r.back - 0.3,
      },
      { fill: 'dark' },
    );
    for (let bell = 0; bell < 6; bell += 1) {
      const x = -r.half * 0.78 + bell * r.half * 0.14;
      const y = 0.47 + shelf * 0.45;
      for (const end of [-0.1, 0.1])
        kit.blob(
          'mid',
          `bell${shelf}${bell}${end}`,
          { x: x + end, y, z: r.back - 0.6, rx: 0.06, ry: 0.1, lumps: 4, rough: 0.02 },
          { fill: 'dark', stroke: 'fine' },
        );
      kit.line(
        'mid',
        `bar${shelf}${bell}`,
        [
          [x - 0.1, y, r.back - 0.61],
          [x + 0.1, y, r.back - 0.61],
        ],
        'mid',
      );
    }
  }
  const bx = flip(kit) * r.half * 0.55;
  kit.line(
    'mid',
    'chain',
    [
      [bx, r.high, 2.2],
      [bx, 1.95, 2.2],
    ],
    'mid',
  );
  kit.poly(
    'mid',
    'bag',
    [
      [bx - 0.2, 1.95, 2.2],
      [bx + 0.2, 1.95, 2.2],
      [bx + 0.21, 0.85, 2.2],
      [bx - 0.21, 0.85, 2.2],
    ],
    { fill: 'accent', hatch: 0.35 },
  );
  kit.poly(
    'ground',
    'mat',
    [
      [-1.4, 0, 1.6],
      [1.4, 0, 1.6],
      [1.7, 0, -0.7],
      [-1.7, 0, -0.7],
    ],
    { fill: 'accent-2', hatch: 0.06 },
  );
}
