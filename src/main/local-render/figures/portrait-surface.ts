import type { Point, Shape } from '../shape-types.ts';
import type { Face } from './face.ts';
import { through } from './geometry.ts';
import { shape } from './view.ts';

/** Depth of the face's surface at a place: the mask bends back towards the temples. */
export const surface = (u: number, l: number): number => 0.365 - 1.25 * l * l - 0.1 * Math.max(0, u - 0.12);

/** A place of a large face as it is seen; `out` lifts it off the skin, in heads. */
export const seeOn = (p: Face, u: number, l: number, out = 0): Point =>
  p.view.see(p.head.at(surface(u, l) + out, u, l));

/** A soft open line. */
export const curve = (key: string, points: readonly Point[], stroke: Shape['stroke'] = 'fine'): Shape =>
  shape(key, through(points, 5), { closed: false, stroke });
