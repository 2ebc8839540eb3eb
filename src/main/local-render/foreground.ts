import type { SceneDescription } from '../../shared/model/scene-description.ts';
import { randomStream, hashKey } from './seeded-random.ts';
import type { Point, Shape } from './shape-types.ts';

function shape(key: string, points: Point[], smooth: boolean): Shape {
  return {
    key: `foreground/${key}`,
    points,
    curve: smooth ? 'smooth' : 'line',
    closed: true,
    fill: 'ink',
    stroke: 'mid',
    hatch: 0.3,
  };
}

/**
 * The dark simple shape at the frame's edge that gives a picture depth. Points in pixels of the first framing; shapes go on
 * far beyond the frame, for a moving camera.
 */
export function foregroundShapes(description: SceneDescription, widthPx: number, heightPx: number): Shape[] {
  const random = randomStream(hashKey('foreground', description.seed));
  const side = description.set.mirrored ? -1 : 1;
  const x = (u: number): number => (side > 0 ? u : 1 - u) * widthPx;
  const y = (v: number): number => v * heightPx;
  const narrow = heightPx / widthPx;
  const kind =
    description.camera.size === 'OTS' && description.foreground === 'none' ? 'shoulder' : description.foreground;
  switch (kind) {
    case 'none':
      return [];
    case 'leaves':
      return branch(random, x, y, side, widthPx, heightPx);
    case 'shoulder': {
      const w = 0.36 * Math.min(1, narrow * 1.1);
      return [
        shape(
          'shoulder',
          [
            { x: x(-0.7), y: y(1.6) },
            { x: x(-0.7), y: y(0.62) },
            { x: x(w * 0.3), y: y(0.6) },
            { x: x(w * 0.75), y: y(0.68) },
            { x: x(w), y: y(0.84) },
            { x: x(w * 1.06), y: y(1.6) },
          ],
          true,
        ),
        shape(
          'head',
          [
            { x: x(-0.05), y: y(0.3) },
            { x: x(w * 0.22), y: y(0.24) },
            { x: x(w * 0.5), y: y(0.31) },
            { x: x(w * 0.56), y: y(0.45) },
            { x: x(w * 0.42), y: y(0.57) },
            { x: x(w * 0.36), y: y(0.66) },
            { x: x(-0.08), y: y(0.68) },
          ],
          true,
        ),
      ];
    }
    case 'window-frame': {
      // One side and the sill are enough: a whole frame would be a picture in a picture.
      const wide = Math.min(0.05, 0.035 * narrow + 0.015);
      return [
        shape(
          'jamb',
          [
            { x: x(-0.7), y: y(-0.6) },
            { x: x(wide), y: y(-0.6) },
            { x: x(wide + 0.004), y: y(1.6) },
            { x: x(-0.7), y: y(1.6) },
          ],
          false,
        ),
        shape(
          'sill',
          [
            { x: x(-0.7), y: y(0.962) },
            { x: x(1.7), y: y(0.97) },
            { x: x(1.7), y: y(1.6) },
            { x: x(-0.7), y: y(1.6) },
          ],
          false,
        ),
      ];
    }
    case 'railing': {
      const bars: Shape[] = [
        shape(
          'hand',
          [
            { x: x(-0.7), y: y(0.86) },
            { x: x(1.7), y: y(0.87) },
            { x: x(1.7), y: y(0.895) },
            { x: x(-0.7), y: y(0.885) },
          ],
          false,
        ),
      ];
      for (let u = -0.74; u < 1.7; u += 0.115)
        bars.push(
          shape(
            `bar${u.toFixed(2)}`,
            [
              { x: x(u), y: y(0.89) },
              { x: x(u + 0.012), y: y(0.89) },
              { x: x(u + 0.012), y: y(1.6) },
              { x: x(u), y: y(1.6) },
            ],
            false,
          ),
        );
      return bars;
    }
    case 'table-edge':
      return [
        shape(
          'table',
          [
            { x: x(-0.7), y: y(0.93) },
            { x: x(1.7), y: y(0.91) },
            { x: x(1.7), y: y(1.6) },
            { x: x(-0.7), y: y(1.6) },
          ],
          false,
        ),
      ];
    case 'crowd': {
      const heads: Shape[] = [];
      for (let index = -3; index < 9; index += 1) {
        const u = (0.02 + index * 0.2 + random() * 0.05) * widthPx;
        const r = (0.052 + random() * 0.016) * Math.min(widthPx, heightPx * 1.2);
        const top = heightPx * (0.86 + random() * 0.05);
        heads.push(
          shape(
            `crowd${index}`,
            [
              { x: u - r * 2.2, y: heightPx * 1.6 },
              { x: u - r * 1.9, y: top + r * 2.1 },
              { x: u - r * 0.8, y: top + r * 1.6 },
              { x: u - r, y: top + r * 0.4 },
              { x: u, y: top - r * 0.5 },
              { x: u + r, y: top + r * 0.4 },
              { x: u + r * 0.8, y: top + r * 1.6 },
              { x: u + r * 1.9, y: top + r * 2.1 },
              { x: u + r * 2.2, y: heightPx * 1.6 },
            ],
            true,
          ),
        );
      }
      return heads;
    }
    case 'rocks':
      return [
        shape(
          'rock1',
          [
            { x: x(-0.7), y: y(1.6) },
            { x: x(-0.7), y: y(0.8) },
            { x: x(0.06), y: y(0.76) },
            { x: x(0.16), y: y(0.85) },
            { x: x(0.28), y: y(0.9) },
            { x: x(0.34), y: y(1.6) },
          ],
          false,
        ),
        shape(
          'rock2',
          [
            { x: x(0.86), y: y(1.6) },
            { x: x(0.9), y: y(0.94) },
            { x: x(0.99), y: y(0.9) },
            { x: x(1.7), y: y(0.93) },
            { x: x(1.7), y: y(1.6) },
          ],
          false,
        ),
      ];
    case 'curtain': {
      const folds: Shape[] = [];
      for (let index = 0; index < 4; index += 1) {
        const from = -0.08 + index * 0.05;
        folds.push(
          shape(
            `fold${index}`,
            [
              { x: x(from), y: y(-0.6) },
              { x: x(from + 0.055), y: y(-0.6) },
              { x: x(from + 0.062 + random() * 0.01), y: y(0.5) },
              { x: x(from + 0.05), y: y(1.6) },
              { x: x(from), y: y(1.6) },
            ],
            true,
          ),
        );
      }
      return folds;
    }
  }
}

/** A twig that hangs in from the upper corner, its leaves one by one along it. */
function branch(
  random: () => number,
  x: (u: number) => number,
  y: (v: number) => number,
  side: number,
  widthPx: number,
  heightPx: number,
): Shape[] {
  const shapes: Shape[] = [];
  const size = Math.min(widthPx, heightPx);
  for (let twig = 0; twig < 2; twig += 1) {
    const from: Point = { x: x(-0.03), y: y(twig === 0 ? -0.01 : 0.1) };
    const reach = size * (twig === 0 ? 0.42 : 0.26);
    const drop = size * (twig === 0 ? 0.12 : 0.13);
    const at = (u: number): Point => ({ x: from.x + side * reach * u, y: from.y + drop * u * u + size * 0.02 * u });
    const wide = size * 0.006;
    const upper = Array.from({ length: 7 }, (_, index) => at(index / 6));
    shapes.push(
      shape(
        `twig${twig}`,
        [
          ...upper.map((p, index) => ({ x: p.x, y: p.y - wide * (1.1 - index / 6) })),
          ...upper.reverse().map((p, index) => ({ x: p.x, y: p.y + wide * (0.2 + index / 6) })),
        ],
        true,
      ),
    );
    for (let leaf = 0; leaf < 9; leaf += 1) {
      const u = 0.16 + (leaf / 9) * 0.86;
      const root = at(u);
      const below = leaf % 2 === 0 ? 1 : -1;
      const angle = below * (0.7 + random() * 0.5) + 0.35;
      const long = size * (0.075 + random() * 0.04) * (1.1 - u * 0.35);
      const half = long * 0.2;
      const cos = Math.cos(angle) * side;
      const sin = Math.sin(angle);
      const place = (along: number, across: number): Point => ({
        x: root.x + along * cos - across * sin,
        y: root.y + along * sin + across * cos,
      });
      shapes.push(
        shape(
          `leaf${twig}-${leaf}`,
          [
            place(0, 0),
            place(long * 0.3, half),
            place(long * 0.65, half * 0.8),
            place(long, 0),
            place(long * 0.65, -half * 0.8),
            place(long * 0.3, -half),
          ],
          true,
        ),
      );
    }
  }
  return shapes;
}
