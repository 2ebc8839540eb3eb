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

/** The dark simple shape at the frame's edge that gives a picture depth. Points in pixels of the first framing. */
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
    case 'leaves': {
      const leaves: Shape[] = [];
      for (let index = 0; index < 13; index += 1) {
        const u = -0.12 + random() * 0.2;
        const v = -0.12 + random() * 0.18;
        const angle = 0.4 + random() * 1.3;
        const long = (0.12 + random() * 0.1) * widthPx;
        const wide = long * 0.2;
        const cos = Math.cos(angle) * side;
        const sin = Math.sin(angle);
        const at = (along: number, across: number): Point => ({
          x: x(u) + along * cos - across * sin * side,
          y: y(v) + along * sin + across * Math.abs(cos),
        });
        leaves.push(shape(`leaf${index}`, [at(0, 0), at(long * 0.4, wide), at(long, 0), at(long * 0.4, -wide)], true));
      }
      return leaves;
    }
    case 'shoulder': {
      const w = 0.36 * Math.min(1, narrow * 1.1);
      return [
        shape(
          'shoulder',
          [
            { x: x(-0.08), y: y(1.05) },
            { x: x(-0.08), y: y(0.62) },
            { x: x(w * 0.3), y: y(0.6) },
            { x: x(w * 0.75), y: y(0.68) },
            { x: x(w), y: y(0.84) },
            { x: x(w * 1.06), y: y(1.05) },
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
    case 'window-frame':
      return [
        shape(
          'jamb',
          [
            { x: x(-0.1), y: y(-0.1) },
            { x: x(0.06), y: y(-0.1) },
            { x: x(0.065), y: y(1.1) },
            { x: x(-0.1), y: y(1.1) },
          ],
          false,
        ),
        shape(
          'sill',
          [
            { x: x(-0.1), y: y(0.945) },
            { x: x(1.1), y: y(0.955) },
            { x: x(1.1), y: y(1.1) },
            { x: x(-0.1), y: y(1.1) },
          ],
          false,
        ),
        shape(
          'lintel',
          [
            { x: x(-0.1), y: y(-0.1) },
            { x: x(1.1), y: y(-0.1) },
            { x: x(1.1), y: y(0.035) },
            { x: x(-0.1), y: y(0.03) },
          ],
          false,
        ),
      ];
    case 'railing': {
      const bars: Shape[] = [
        shape(
          'hand',
          [
            { x: x(-0.1), y: y(0.86) },
            { x: x(1.1), y: y(0.87) },
            { x: x(1.1), y: y(0.895) },
            { x: x(-0.1), y: y(0.885) },
          ],
          false,
        ),
      ];
      for (let u = -0.05; u < 1.1; u += 0.115)
        bars.push(
          shape(
            `bar${u.toFixed(2)}`,
            [
              { x: x(u), y: y(0.89) },
              { x: x(u + 0.012), y: y(0.89) },
              { x: x(u + 0.012), y: y(1.08) },
              { x: x(u), y: y(1.08) },
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
            { x: x(-0.1), y: y(0.93) },
            { x: x(1.1), y: y(0.91) },
            { x: x(1.1), y: y(1.1) },
            { x: x(-0.1), y: y(1.1) },
          ],
          false,
        ),
      ];
    case 'crowd': {
      const heads: Shape[] = [];
      for (let index = 0; index < 6; index += 1) {
        const u = (0.02 + index * 0.2 + random() * 0.05) * widthPx;
        const r = (0.052 + random() * 0.016) * Math.min(widthPx, heightPx * 1.2);
        const top = heightPx * (0.86 + random() * 0.05);
        heads.push(
          shape(
            `crowd${index}`,
            [
              { x: u - r * 2.2, y: heightPx * 1.1 },
              { x: u - r * 1.9, y: top + r * 2.1 },
              { x: u - r * 0.8, y: top + r * 1.6 },
              { x: u - r, y: top + r * 0.4 },
              { x: u, y: top - r * 0.5 },
              { x: u + r, y: top + r * 0.4 },
              { x: u + r * 0.8, y: top + r * 1.6 },
              { x: u + r * 1.9, y: top + r * 2.1 },
              { x: u + r * 2.2, y: heightPx * 1.1 },
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
            { x: x(-0.1), y: y(1.1) },
            { x: x(-0.08), y: y(0.8) },
            { x: x(0.06), y: y(0.76) },
            { x: x(0.16), y: y(0.85) },
            { x: x(0.28), y: y(0.9) },
            { x: x(0.34), y: y(1.1) },
          ],
          false,
        ),
        shape(
          'rock2',
          [
            { x: x(0.86), y: y(1.1) },
            { x: x(0.9), y: y(0.94) },
            { x: x(0.99), y: y(0.9) },
            { x: x(1.1), y: y(0.93) },
            { x: x(1.1), y: y(1.1) },
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
              { x: x(from), y: y(-0.1) },
              { x: x(from + 0.055), y: y(-0.1) },
              { x: x(from + 0.062 + random() * 0.01), y: y(0.5) },
              { x: x(from + 0.05), y: y(1.1) },
              { x: x(from), y: y(1.1) },
            ],
            true,
          ),
        );
      }
      return folds;
    }
  }
}
