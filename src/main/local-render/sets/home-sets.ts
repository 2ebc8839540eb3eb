import { curtains, flip, pendant, picture, plant, shell, windowOn } from './room-parts.ts';
import type { SetKit } from './set-kit.ts';

/** Draws the set `room`. */
export function room(kit: SetKit): void {
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
}

/** Draws the set `kitchen`. */
export function kitchen(kit: SetKit): void {
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
}

/** Draws the set `bedroom`. */
export function bedroom(kit: SetKit): void {
  const r = shell(kit, { floor: 'boards' });
  const side = flip(kit);
  const x = side > 0 ? -0.2 : -1.7;
  // Who lies here lies on a bed of their own, drawn with them.
  const free = kit.description.subjects.every((item) => item.start.pose !== 'lie' && item.end.pose !== 'lie');
  if (free) bedAgainstWall(kit, x, r.back);
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
}

function bedAgainstWall(kit: SetKit, x: number, back: number): void {
  kit.rect('mid', 'headboard', x - 0.05, x + 1.95, 0.2, 1.15, back - 0.05, { fill: 'wood', hatch: 0.35 });
  kit.box(
    'mid',
    'mattress',
    { x0: x, x1: x + 1.9, y0: 0.15, y1: 0.52, z0: back - 2.1, z1: back - 0.1 },
    { fill: 'white', hatch: 0.06 },
  );
  for (const [index, px] of [0.15, 1.05].entries())
    kit.blob(
      'mid',
      `pillow${index}`,
      { x: x + px + 0.35, y: 0.66, z: back - 0.35, rx: 0.38, ry: 0.17, lumps: 4, rough: 0.05 },
      { fill: 'white', hatch: 0.12 },
    );
  kit.poly(
    'mid',
    'cover',
    [
      [x - 0.04, 0.55, back - 0.9],
      [x + 1.94, 0.55, back - 0.9],
      [x + 1.96, 0.55, back - 2.15],
      [x + 1.96, 0.12, back - 2.15],
      [x - 0.06, 0.12, back - 2.15],
      [x - 0.06, 0.55, back - 2.15],
    ],
    { fill: 'accent', hatch: 0.16 },
  );
}
