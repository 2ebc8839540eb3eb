import type { PersonLooks } from '../../../shared/model/scene-description.ts';
import type { Point, Shape } from '../shape-types.ts';
import { hull, mix, ring, through, tube } from './geometry.ts';
import { ellipsoidRing, skullCap } from './head.ts';
import type { HairLine, HeadSpace } from './head.ts';
import type { Skeleton } from './skeleton.ts';
import { shape } from './view.ts';
import type { View } from './view.ts';

/** Border of hair by azimuth: forehead, temple, ear, nape. */
const border =
  (forehead: number, temple: number, ear: number, nape: number): HairLine =>
  (azimuth) => {
    const a = Math.abs(azimuth);
    const s = (t: number): number => t * t * (3 - 2 * t);
    if (a < 62) return mix(forehead, temple, s(a / 62));
    if (a < 100) return mix(temple, ear, s((a - 62) / 38));
    return mix(ear, nape, s((a - 100) / 80));
  };

/** Short hair: high at the temples, a sideburn before the ear, a parting on one side. */
const shortBorder: HairLine = (azimuth) => {
  const a = Math.abs(azimuth);
  const s = (t: number): number => t * t * (3 - 2 * t);
  const parted = 4 * Math.sin(((azimuth + 20) * Math.PI) / 90) * (a < 45 ? 1 - a / 45 : 0);
  if (a < 42) return mix(33, 37, s(a / 42)) + parted;
  if (a < 68) return mix(37, -2, s((a - 42) / 26));
  if (a < 80) return mix(-2, -14, s((a - 68) / 12));
  return mix(-14, -52, s((a - 80) / 100));
};

const HAIR_LINES = {
  short: shortBorder,
  long: border(34, 8, -34, -50),
  bun: border(34, 16, -8, -48),
  curly: border(30, 14, -22, -58),
  bald: border(120, 20, -10, -40),
  cap: border(20, 16, 10, 0),
  scarf: border(27, 3, -52, -64),
};

interface HairShapes {
  /** Behind the neck and the trunk as seen by the person's front. */
  back: Shape[];
  /** Wrapped round the neck, under the chin. */
  neck?: Shape[];
  /** On the head, over the face. */
  front: Shape[];
}

/** Hair or headgear; masses, not strands. */
export function drawHair(
  looks: PersonLooks,
  head: HeadSpace,
  s: Skeleton,
  view: View,
  detail: 'far' | 'mid' | 'near',
): HairShapes {
  const z = head.size;
  const see = (f: number, u: number, l: number): Point => view.see(head.at(f, u, l));
  const ball = (f: number, u: number, l: number, r: number): Point[] => ring({ ...see(f, u, l), r: r * z }, 18);
  const hair = { fill: 'hair', hatch: 0.25 } as const;
  const cap = (key: string, grow: number, line: HairLine, options: Parameters<typeof shape>[2] = hair): Shape[] => {
    const points = skullCap(head, view, grow, line, options === hair && looks.hair !== 'long');
    return points.length > 2 ? [shape(key, points, options)] : [];
  };
  switch (looks.hair) {
    case 'short':
      return { back: [], front: cap('hair', 1.1, HAIR_LINES.short) };
    case 'long': {
      const shoulder = (l: number, f: number, u: number, r: number): Point[] => {
        const c = view.see({
          f: s.neck.f + s.chestFrame.f.f * f * z + s.chestFrame.l.f * l * z + s.chestFrame.u.f * u * z,
          u: s.neck.u + s.chestFrame.f.u * f * z + s.chestFrame.l.u * l * z + s.chestFrame.u.u * u * z,
          l: s.neck.l + s.chestFrame.f.l * f * z + s.chestFrame.l.l * l * z + s.chestFrame.u.l * u * z,
        });
        return ring({ x: c.x, y: c.y, r: r * z }, 16);
      };
      const mass = hull([
        ...ellipsoidRing(head.skull, view, 1.09),
        ...ball(-0.12, -0.25, 0.27, 0.13),
        ...ball(-0.12, -0.25, -0.27, 0.13),
        ...shoulder(0.26, -0.3, -0.28, 0.12),
        ...shoulder(-0.26, -0.3, -0.28, 0.12),
        ...shoulder(0, -0.36, -0.4, 0.12),
      ]);
      return { back: [shape('hair-back', mass, hair)], front: cap('hair', 1.09, HAIR_LINES.long) };
    }
    case 'bun':
      return {
        back: [shape('bun', ball(-0.36, 0.5, 0, 0.18), hair)],
        front: cap('hair', 1.06, HAIR_LINES.bun),
      };
    case 'ponytail': {
      const root = see(-0.43, 0.22, 0);
      const middle = see(-0.68, 0.0, 0.04);
      const tip = see(-0.62, -0.52, 0.06);
      const path = through([root, middle, tip], 5);
      const tail = tube(
        path.map((p, i) => ({ p, w: z * (0.07 + 0.1 * Math.sin((Math.PI * (i + 1)) / (path.length + 0.6))) })),
      );
      return { back: [shape('tail', tail, hair)], front: cap('hair', 1.06, HAIR_LINES.bun) };
    }
    case 'curly': {
      const line = skullCap(head, view, 1.16, HAIR_LINES.curly);
      const c = view.see(head.skull.centre);
      const bumpy = line.map((p, i) => {
        const k = 1 + 0.055 * Math.sin(i * 1.35);
        return { x: c.x + (p.x - c.x) * k, y: c.y + (p.y - c.y) * k };
      });
      return { back: [], front: bumpy.length > 2 ? [shape('hair', bumpy, { ...hair, curve: 'smooth' })] : [] };
    }
    case 'bald':
      return { back: [], front: looks.age === 'elder' ? [] : [] };
    case 'cap': {
      const visor = [0, 1, 2, 3, 4, 5, 6].map((i) => {
        const a = ((i - 3) / 3) * 1.25;
        return see(0.02 + 0.66 * Math.cos(a), 0.2 + 0.02 * Math.cos(a), 0.36 * Math.sin(a));
      });
      const brim = [...visor, see(0.26, 0.26, -0.26), see(0.36, 0.29, 0), see(0.26, 0.26, 0.26)];
      const front = view.seeDirection(head.frame.f).d > -0.25;
      const dome = cap('cap', 1.13, HAIR_LINES.cap, { fill: 'accent', hatch: 0.1 });
      const shade = shape('visor', hull(brim), { fill: 'accent' });
      return {
        back: [],
        front: [...cap('hair', 1.05, HAIR_LINES.short), ...(front ? [...dome, shade] : [shade, ...dome])],
      };
    }
    case 'hat': {
      const disc = (u: number, f: number, l: number): Point[] =>
        Array.from({ length: 28 }, (_, i) => {
          const a = (i / 28) * 2 * Math.PI;
          return see(-0.05 + Math.cos(a) * f, u + 0.02 * Math.cos(a) - 0.03 * Math.abs(Math.sin(a)), Math.sin(a) * l);
        });
      const brim = shape('hat-brim', hull(disc(0.24, 0.72, 0.62)), { fill: 'wood' });
      const crown = shape('hat-crown', hull([...disc(0.27, 0.42, 0.37), ...disc(0.56, 0.33, 0.28)]), {
        fill: 'wood',
        hatch: 0.12,
      });
      const band = shape('hat-band', hull([...disc(0.27, 0.425, 0.375), ...disc(0.33, 0.415, 0.365)]), {
        fill: 'dark',
        stroke: 'fine',
      });
      return { back: [], front: [...cap('hair', 1.05, HAIR_LINES.short), brim, crown, band] };
    }
    case 'headscarf': {
      const drape = hull([
        ...ball(-0.05, -0.42, 0.14, 0.2),
        ...ball(-0.05, -0.42, -0.14, 0.2),
        ...ball(-0.15, 0, 0, 0.36),
        ...ball(-0.12, -0.72, 0.36, 0.2),
        ...ball(-0.12, -0.72, -0.36, 0.2),
        ...ball(-0.3, -0.85, 0, 0.2),
        ...ball(0.12, -0.6, 0, 0.12),
      ]);
      const scarf = { fill: 'accent', hatch: 0.08 } as const;
      const fold: Shape[] =
        detail === 'far'
          ? []
          : [
              shape('scarf-fold', through([see(-0.12, 0.45, 0), see(-0.32, 0.1, 0.1), see(-0.2, -0.4, 0.2)], 4), {
                closed: false,
                stroke: 'fine',
              }),
            ];
      const front = cap('scarf', 1.1, HAIR_LINES.scarf, scarf);
      const wrap = hull([
        ...ball(0.08, -0.38, 0.17, 0.16),
        ...ball(0.08, -0.38, -0.17, 0.16),
        ...ball(-0.02, -0.74, 0.22, 0.17),
        ...ball(-0.02, -0.74, -0.22, 0.17),
      ]);
      return {
        back: [shape('scarf-drape', drape, scarf)],
        neck: [shape('scarf-wrap', wrap, scarf)],
        front: view.seeDirection(head.frame.f).d > -0.3 ? front : [...front, ...fold],
      };
    }
  }
}

/** Border of the visible hair of a style; undefined where headgear or skin covers it. */
export function hairBorder(hair: PersonLooks['hair']): HairLine | undefined {
  if (hair === 'short' || hair === 'long' || hair === 'bun') return HAIR_LINES[hair];
  return hair === 'ponytail' ? HAIR_LINES.bun : undefined;
}
