import type { Tone } from '../shape-types.ts';
import type { SetKit } from './set-kit.ts';

interface Room {
  /** Half the width, depth of the back wall, and height, metres. */
  half: number;
  back: number;
  high: number;
}

/** Floor, three walls and ceiling, sized so that the corners of the room can be seen in the picture. */
export function shell(
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
    { fill: 'wood', hatch: 0 },
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
      { fill: 'light', hatch: 0 },
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
        hatch: hatch + (kit.lightSide === side ? 0.3 : 0),
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

/**
 * A window in the back wall; what time and weather it is can be read in it.
 * @param hasSun whether sun or moon may stand in it: in a wall with several windows one of them has it
 */
export function windowOn(
  kit: SetKit,
  key: string,
  x0: number,
  x1: number,
  y0: number,
  y1: number,
  z: number,
  hasSun = true,
): void {
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
    if (hasSun)
      kit.blob(
        'back',
        `${key}/moon`,
        { x: x0 + w * 0.72, y: y0 + h * 0.78, z: at, rx: w * 0.07, ry: w * 0.07, lumps: 7, rough: 0 },
        { fill: 'glow', stroke: 'none' },
      );
  } else if (weather === 'clear' || weather === 'wind') {
    const up = time === 'day' ? 0.75 : 0.5;
    if (hasSun)
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

export function curtains(kit: SetKit, x0: number, x1: number, y0: number, y1: number, z: number): void {
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

export function pendant(kit: SetKit, key: string, x: number, z: number, room: Room, drop: number): void {
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

export function picture(kit: SetKit, key: string, x: number, y: number, w: number, h: number, z: number): void {
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

export function plant(kit: SetKit, x: number, z: number, high: number): void {
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

export const flip = (kit: SetKit): 1 | -1 => (kit.variant % 2 === 0 ? 1 : -1);
