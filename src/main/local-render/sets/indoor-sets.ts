import type { SetKit } from './set-kit.ts';
import { chair, shelves, squiggle, table } from './set-parts.ts';
import type { Tone } from '../shape-types.ts';

interface Room {
  /** Half the width, depth of the back wall, and height, metres. */
  half: number;
  back: number;
  high: number;
}

/** Floor, three walls and ceiling, sized so that the corners of the room can be seen in the picture. */
function shell(
  kit: SetKit,
  options: { floor: 'boards' | 'tiles' | 'plain'; wall?: Tone; hatch?: number; deep?: number },
): Room {
  const s = Math.max(1, kit.distance / 8);
  const back = (options.deep ?? 3) * s;
  const seenHalf = (kit.camera.widthPx / 2 / kit.camera.focalPx) * (back - kit.camera.z);
  const half = Math.min(Math.max(2, seenHalf * 0.86), 4.1 * s);
  const high = Math.max(2.7, 2.7 * s);
  const near = kit.nearZ;
  const wall = options.wall ?? 'wall';
  const hatch = options.hatch ?? 0;
  kit.poly(
    'ground',
    'floor',
    [
      [-half, 0, back],
      [half, 0, back],
      [half, 0, near],
      [-half, 0, near],
    ],
    { fill: 'wood', hatch: 0.05 },
  );
  if (options.floor !== 'plain') {
    const step = options.floor === 'tiles' ? 0.7 * s : 0.45 * s;
    for (let x = -half; x <= half; x += step)
      kit.line(
        'ground',
        `fx${x.toFixed(2)}`,
        [
          [x, 0, near],
          [x, 0, back],
        ],
        'fine',
      );
    if (options.floor === 'tiles')
      for (let z = back; z > near; z -= step)
        kit.line(
          'ground',
          `fz${z.toFixed(2)}`,
          [
            [-half, 0, z],
            [half, 0, z],
          ],
          'fine',
        );
  }
  if (kit.camera.y < high)
    kit.poly(
      'ceiling',
      'ceiling',
      [
        [-half, high, back],
        [half, high, back],
        [half, high, near],
        [-half, high, near],
      ],
      { fill: 'light', hatch: 0.1 },
    );
  for (const side of [-1, 1] as const) {
    kit.poly(
      side < 0 ? 'left' : 'right',
      `wall${side}`,
      [
        [side * half, 0, back],
        [side * half, high, back],
        [side * half, high, near],
        [side * half, 0, near],
      ],
      {
        fill: wall,
        hatch: hatch + (kit.lightSide === side ? 0.3 : 0.08),
      },
    );
    kit.line(
      side < 0 ? 'left' : 'right',
      `skirt${side}`,
      [
        [side * half, 0.12, back],
        [side * half, 0.12, near],
      ],
      'fine',
    );
  }
  kit.rect('back', 'wall', -half, half, 0, high, back, { fill: wall, hatch, stroke: 'mid' });
  kit.rect('back', 'skirting', -half, half, 0, 0.12, back, { fill: 'light', stroke: 'fine' });
  return { half, back, high };
}

/** A window in the back wall; what time and weather it is can be read in it. */
function windowOn(kit: SetKit, key: string, x0: number, x1: number, y0: number, y1: number, z: number): void {
  const { weather } = kit.description;
  const time = kit.description.timeOfDay;
  const at = z - 0.01;
  kit.rect('back', key, x0, x1, y0, y1, at, {
    fill: kit.night ? 'ink' : weather === 'rain' || weather === 'storm' ? 'mid' : 'sky',
    hatch: kit.night ? 0.4 : 0,
  });
  const w = x1 - x0;
  const h = y1 - y0;
  const random = kit.random(`window/${key}`);
  // A roof line outside gives the pane depth.
  const roofs: [number, number, number][] = [[x0, y0, at]];
  for (let step = 0; step < 6; step += 1) {
    const y = y0 + h * (0.16 + random() * 0.26);
    roofs.push([x0 + (w * step) / 6, y, at], [x0 + (w * (step + 1)) / 6, y, at]);
  }
  roofs.push([x1, y0, at]);
  kit.poly('back', `${key}/roofs`, roofs, { fill: kit.night ? 'dark' : 'mid', stroke: 'fine', hatch: 0.2 });
  if (kit.night) {
    for (let lamp = 0; lamp < 7; lamp += 1) {
      const lx = x0 + w * random();
      const ly = y0 + h * 0.04 + h * 0.2 * random();
      kit.rect('back', `${key}/lamp${lamp}`, lx, Math.min(x1, lx + w * 0.04), ly, ly + h * 0.05, at, {
        fill: 'glow',
        stroke: 'none',
      });
    }
    kit.blob(
      'back',
      `${key}/moon`,
      { x: x0 + w * 0.72, y: y0 + h * 0.78, z: at, rx: w * 0.07, ry: w * 0.07, lumps: 7, rough: 0 },
      { fill: 'glow', stroke: 'none' },
    );
  } else if (weather === 'clear' || weather === 'wind') {
    const up = time === 'day' ? 0.75 : 0.5;
    kit.blob(
      'back',
      `${key}/sun`,
      { x: x0 + w * 0.3, y: y0 + h * up, z: at, rx: w * 0.09, ry: w * 0.09, lumps: 8, rough: 0 },
      { fill: 'glow', stroke: 'fine' },
    );
  } else if (weather === 'rain' || weather === 'storm' || weather === 'snow') {
    for (let drop = 0; drop < 22; drop += 1) {
      const dx = x0 + w * (0.04 + random() * 0.88);
      const dy = y0 + h * (0.16 + random() * 0.8);
      const long = weather === 'snow' ? 0.02 : 0.13;
      kit.line(
        'back',
        `${key}/drop${drop}`,
        [
          [dx + h * long * 0.25, dy, at],
          [dx, dy - h * long, at],
        ],
        weather === 'snow' ? 'mid' : 'fine',
      );
    }
  } else {
    kit.blob(
      'back',
      `${key}/cloud`,
      { x: x0 + w * 0.5, y: y0 + h * 0.72, z: at, rx: w * 0.26, ry: h * 0.1, lumps: 6 },
      { fill: 'white', stroke: 'fine' },
    );
  }
  const bar = Math.min(w, h) * 0.045;
  for (const [name, a, b, c, d] of [
    ['l', x0 - bar, x0 + bar, y0 - bar, y1 + bar],
    ['r', x1 - bar, x1 + bar, y0 - bar, y1 + bar],
    ['t', x0 - bar, x1 + bar, y1 - bar, y1 + bar],
    ['b', x0 - bar * 2, x1 + bar * 2, y0 - bar, y0 + bar],
    ['m', (x0 + x1) / 2 - bar * 0.5, (x0 + x1) / 2 + bar * 0.5, y0, y1],
    ['h', x0, x1, y0 + h * 0.62, y0 + h * 0.62 + bar],
  ] as const)
    kit.rect('back', `${key}/${name}`, a, b, c, d, at - 0.01, { fill: 'white', stroke: 'fine' });
}

function curtains(kit: SetKit, x0: number, x1: number, y0: number, y1: number, z: number): void {
  const w = (x1 - x0) * 0.2;
  for (const side of [-1, 1]) {
    for (let fold = 0; fold < 3; fold += 1) {
      const x = side < 0 ? x0 - w * 0.5 + (fold * w) / 3 : x1 + w * 0.5 - ((fold + 1) * w) / 3;
      kit.rect('back', `curtain${side}${fold}`, x, x + w / 3, y0 - 0.3, y1 + 0.15, z - 0.03, {
        fill: 'cloth',
        hatch: fold === 1 ? 0.35 : 0.12,
        stroke: 'fine',
      });
    }
  }
  kit.line(
    'back',
    'rod',
    [
      [x0 - w, y1 + 0.16, z - 0.04],
      [x1 + w, y1 + 0.16, z - 0.04],
    ],
    'mid',
  );
}

function pendant(kit: SetKit, key: string, x: number, z: number, room: Room, drop: number): void {
  if (kit.camera.y > room.high) return;
  const y = room.high - drop;
  kit.line(
    'mid',
    `${key}/cord`,
    [
      [x, room.high, z],
      [x, y + 0.25, z],
    ],
    'fine',
  );
  kit.poly(
    'mid',
    `${key}/shade`,
    [
      [x - 0.08, y + 0.25, z],
      [x + 0.08, y + 0.25, z],
      [x + 0.26, y, z],
      [x - 0.26, y, z],
    ],
    { fill: 'accent', hatch: 0.18 },
  );
  kit.blob(
    'mid',
    `${key}/bulb`,
    { x, y: y - 0.03, z, rx: 0.1, ry: 0.06, lumps: 4, rough: 0 },
    { fill: 'glow', stroke: 'fine' },
  );
}

function picture(kit: SetKit, key: string, x: number, y: number, w: number, h: number, z: number): void {
  kit.rect('back', key, x, x + w, y, y + h, z - 0.01, { fill: 'white', stroke: 'mid' });
  kit.poly(
    'back',
    `${key}/hill`,
    [
      [x + w * 0.1, y + h * 0.14, z - 0.02],
      [x + w * 0.4, y + h * 0.66, z - 0.02],
      [x + w * 0.6, y + h * 0.4, z - 0.02],
      [x + w * 0.9, y + h * 0.14, z - 0.02],
    ],
    { fill: 'accent', hatch: 0.2, stroke: 'fine' },
  );
}

function plant(kit: SetKit, x: number, z: number, high: number): void {
  kit.poly(
    'mid',
    `pot${x}`,
    [
      [x - 0.17, 0.36, z],
      [x + 0.17, 0.36, z],
      [x + 0.12, 0, z],
      [x - 0.12, 0, z],
    ],
    { fill: 'accent', hatch: 0.3 },
  );
  for (let leaf = 0; leaf < 7; leaf += 1) {
    const angle = Math.PI * (0.14 + (leaf / 6) * 0.72);
    const tip: [number, number, number] = [
      x + Math.cos(angle) * high * 0.42,
      0.36 + Math.sin(angle) * (high - 0.36),
      z,
    ];
    const mid: [number, number] = [(x + tip[0]) / 2, (0.36 + tip[1]) / 2];
    kit.poly(
      'mid',
      `leaf${x}${leaf}`,
      [[x, 0.36, z], [mid[0] - 0.09, mid[1] + 0.05, z], tip, [mid[0] + 0.09, mid[1] - 0.03, z]],
      { fill: 'leaf', curve: 'smooth', hatch: 0.3, stroke: 'fine' },
    );
  }
}

type Build = (kit: SetKit) => void;
const flip = (kit: SetKit): 1 | -1 => (kit.variant % 2 === 0 ? 1 : -1);

const room: Build = (kit) => {
  const r = shell(kit, { floor: 'boards' });
  const side = flip(kit);
  const wx = side > 0 ? -r.half * 0.72 : r.half * 0.14;
  windowOn(kit, 'window', wx, wx + r.half * 0.58, r.high * 0.34, r.high * 0.82, r.back);
  if (kit.variant < 3) curtains(kit, wx, wx + r.half * 0.58, r.high * 0.34, r.high * 0.82, r.back);
  picture(kit, 'picture', side * r.half * 0.32 - 0.3, r.high * 0.55, 0.7, 0.55, r.back);
  const sx = side > 0 ? r.half * 0.12 : -r.half * 0.12 - 1.9;
  kit.box(
    'mid',
    'sofa-back',
    { x0: sx, x1: sx + 1.9, y0: 0.1, y1: 0.86, z0: r.back - 0.5, z1: r.back - 0.25 },
    { fill: 'cloth', hatch: 0.22 },
  );
  kit.box(
    'mid',
    'sofa-seat',
    { x0: sx + 0.15, x1: sx + 1.75, y0: 0.1, y1: 0.45, z0: r.back - 1.1, z1: r.back - 0.5 },
    { fill: 'cloth', hatch: 0.08 },
  );
  for (const arm of [0, 1.7])
    kit.box(
      'mid',
      `sofa-arm${arm}`,
      { x0: sx + arm, x1: sx + arm + 0.2, y0: 0.08, y1: 0.62, z0: r.back - 1.12, z1: r.back - 0.5 },
      { fill: 'cloth', hatch: 0.18 },
    );
  plant(kit, side * -r.half * 0.86, r.back - 0.5, 1.5);
  const lx = side * r.half * 0.84;
  kit.line(
    'mid',
    'lamp-post',
    [
      [lx, 0, r.back - 0.4],
      [lx, 1.5, r.back - 0.4],
    ],
    'mid',
  );
  kit.poly(
    'mid',
    'lamp-shade',
    [
      [lx - 0.14, 1.82, r.back - 0.4],
      [lx + 0.14, 1.82, r.back - 0.4],
      [lx + 0.25, 1.46, r.back - 0.4],
      [lx - 0.25, 1.46, r.back - 0.4],
    ],
    { fill: kit.lit ? 'glow' : 'accent' },
  );
  kit.poly(
    'ground',
    'rug',
    [
      [-1.3, 0, r.back - 0.7],
      [1.3, 0, r.back - 0.7],
      [1.7, 0, -0.9],
      [-1.7, 0, -0.9],
    ],
    { fill: 'light', hatch: 0.08 },
  );
};

const kitchen: Build = (kit) => {
  const r = shell(kit, { floor: 'tiles' });
  const side = flip(kit);
  kit.box(
    'back',
    'units',
    { x0: -r.half, x1: r.half, y0: 0, y1: 0.9, z0: r.back - 0.62, z1: r.back },
    { fill: 'wall', hatch: 0.1 },
  );
  for (let x = -r.half; x < r.half - 0.2; x += 0.62) {
    kit.rect('back', `door${x.toFixed(2)}`, x + 0.04, x + 0.58, 0.1, 0.82, r.back - 0.63, { stroke: 'fine' });
    kit.line(
      'back',
      `knob${x.toFixed(2)}`,
      [
        [x + 0.5, 0.66, r.back - 0.64],
        [x + 0.5, 0.74, r.back - 0.64],
      ],
      'mid',
    );
  }
  const wx = side > 0 ? -r.half * 0.5 : 0.1;
  windowOn(kit, 'window', wx, wx + Math.min(1.4, r.half * 0.5), 1.2, 2.1, r.back);
  const cx = side > 0 ? wx + Math.min(1.4, r.half * 0.5) + 0.25 : -r.half;
  const cw = side > 0 ? r.half - cx : wx - 0.25 + r.half;
  kit.box(
    'back',
    'cupboard',
    { x0: cx, x1: cx + cw, y0: 1.5, y1: 2.2, z0: r.back - 0.35, z1: r.back },
    { fill: 'wall', hatch: 0.14 },
  );
  for (let x = cx; x < cx + cw - 0.3; x += 0.5)
    kit.rect('back', `cup${x.toFixed(2)}`, x + 0.03, x + 0.47, 1.54, 2.16, r.back - 0.36, { stroke: 'fine' });
  kit.box(
    'back',
    'hob',
    { x0: -0.4, x1: 0.3, y0: 0.9, y1: 0.93, z0: r.back - 0.55, z1: r.back - 0.1 },
    { fill: 'dark' },
  );
  kit.poly(
    'back',
    'pot',
    [
      [-0.25, 0.93, r.back - 0.3],
      [-0.27, 1.14, r.back - 0.3],
      [0.07, 1.14, r.back - 0.3],
      [0.05, 0.93, r.back - 0.3],
    ],
    { fill: 'mid', hatch: 0.3 },
  );
  kit.line(
    'back',
    'rail',
    [
      [-r.half * 0.9, 1.38, r.back - 0.02],
      [r.half * 0.9, 1.38, r.back - 0.02],
    ],
    'fine',
  );
  const fx = side * r.half * 0.78 - 0.35;
  kit.box(
    'mid',
    'fridge',
    { x0: fx, x1: fx + 0.7, y0: 0, y1: 1.85, z0: r.back - 0.75, z1: r.back },
    { fill: 'white', hatch: 0.12 },
  );
  kit.line(
    'mid',
    'fridge-line',
    [
      [fx, 1.2, r.back - 0.76],
      [fx + 0.7, 1.2, r.back - 0.76],
    ],
    'mid',
  );
  pendant(kit, 'p1', -0.7, 0.8, r, 0.7);
  pendant(kit, 'p2', 0.7, 0.8, r, 0.7);
};

const bedroom: Build = (kit) => {
  const r = shell(kit, { floor: 'boards', hatch: 0.05 });
  const side = flip(kit);
  const x = side > 0 ? -0.2 : -1.7;
  kit.rect('mid', 'headboard', x - 0.05, x + 1.95, 0.2, 1.15, r.back - 0.05, { fill: 'wood', hatch: 0.35 });
  kit.box(
    'mid',
    'mattress',
    { x0: x, x1: x + 1.9, y0: 0.15, y1: 0.52, z0: r.back - 2.1, z1: r.back - 0.1 },
    { fill: 'white', hatch: 0.06 },
  );
  for (const [index, px] of [0.15, 1.05].entries())
    kit.blob(
      'mid',
      `pillow${index}`,
      { x: x + px + 0.35, y: 0.66, z: r.back - 0.35, rx: 0.38, ry: 0.17, lumps: 4, rough: 0.05 },
      { fill: 'white', hatch: 0.12 },
    );
  kit.poly(
    'mid',
    'cover',
    [
      [x - 0.04, 0.55, r.back - 0.9],
      [x + 1.94, 0.55, r.back - 0.9],
      [x + 1.96, 0.55, r.back - 2.15],
      [x + 1.96, 0.12, r.back - 2.15],
      [x - 0.06, 0.12, r.back - 2.15],
      [x - 0.06, 0.55, r.back - 2.15],
    ],
    { fill: 'accent', hatch: 0.16 },
  );
  const wx = side > 0 ? -r.half * 0.85 : r.half * 0.3;
  const w = r.half * 0.5;
  windowOn(kit, 'window', wx, wx + w, r.high * 0.32, r.high * 0.84, r.back);
  curtains(kit, wx, wx + w, r.high * 0.32, r.high * 0.84, r.back);
  kit.box(
    'mid',
    'stand',
    { x0: x - 0.6, x1: x - 0.15, y0: 0, y1: 0.5, z0: r.back - 0.5, z1: r.back - 0.05 },
    { fill: 'wood', hatch: 0.2 },
  );
  kit.poly(
    'mid',
    'lamp',
    [
      [x - 0.5, 0.95, r.back - 0.3],
      [x - 0.26, 0.95, r.back - 0.3],
      [x - 0.2, 0.7, r.back - 0.3],
      [x - 0.56, 0.7, r.back - 0.3],
    ],
    { fill: kit.lit ? 'glow' : 'cloth' },
  );
  kit.line(
    'mid',
    'lamp-foot',
    [
      [x - 0.38, 0.5, r.back - 0.3],
      [x - 0.38, 0.7, r.back - 0.3],
    ],
    'mid',
  );
  picture(kit, 'picture', x + 0.6, 1.5, 0.7, 0.5, r.back);
};

const restaurant: Build = (kit) => {
  const r = shell(kit, { floor: 'tiles', deep: 5 });
  for (const [index, u] of [-0.78, 0.1].entries())
    windowOn(kit, `window${index}`, u * r.half, (u + 0.6) * r.half, r.high * 0.3, r.high * 0.78, r.back);
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
};

const shop: Build = (kit) => {
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
};

const office: Build = (kit) => {
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
};

const classroom: Build = (kit) => {
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
};

const workshop: Build = (kit) => {
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
};

const gym: Build = (kit) => {
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
};

/** Builders of sets with walls and a ceiling. */
export const INDOOR_SETS = {
  room,
  kitchen,
  bedroom,
  restaurant,
  shop,
  office,
  classroom,
  workshop,
  gym,
} satisfies Partial<Record<string, Build>>;
