import type { PersonLooks } from '../../../shared/model/scene-description.ts';
import type { Point, Shape, Tone } from '../shape-types.ts';
import { hullOfCircles, mix3 } from './geometry.ts';
import type { Circle } from './geometry.ts';
import type { LimbWear } from './limbs.ts';
import type { Proportions } from './proportions.ts';
import type { Skeleton } from './skeleton.ts';
import { shape } from './view.ts';
import type { View } from './view.ts';

/** What a garment covers and how it falls. `skirt` reaches 1 = the knee, 2 = the ankle. */
interface Outfit {
  top: Tone;
  sleeve: LimbWear;
  leg: LimbWear;
  loose: number;
  /** Lower edge of the top, 0 crotch … 1 neck. */
  hem: number;
  skirt: number;
  flare: number;
}

const sleeve = (cover: number, loose: number, tone: Tone = 'cloth'): LimbWear => ({ cover, loose, tone });
const BARE: LimbWear = { cover: 0, loose: 1, tone: 'skin' };
const TROUSERS: LimbWear = { cover: 1, loose: 1.12, tone: 'cloth-2' };

export const OUTFITS: Readonly<Record<PersonLooks['clothes'], Outfit>> = {
  't-shirt': { top: 'cloth', sleeve: sleeve(0.3, 1.35), leg: TROUSERS, loose: 1.04, hem: 0.05, skirt: 0, flare: 0 },
  shirt: { top: 'cloth', sleeve: sleeve(0.97, 1.14), leg: TROUSERS, loose: 1.04, hem: 0.1, skirt: 0, flare: 0 },
  suit: {
    top: 'cloth',
    sleeve: sleeve(0.96, 1.16),
    leg: { ...TROUSERS, tone: 'cloth' },
    loose: 1.05,
    hem: 0,
    skirt: 0,
    flare: 0,
  },
  dress: { top: 'cloth', sleeve: sleeve(0.2, 1.3), leg: BARE, loose: 1.02, hem: 0.3, skirt: 1.08, flare: 1.7 },
  skirt: {
    top: 'cloth-2',
    sleeve: sleeve(0.32, 1.25, 'cloth-2'),
    leg: BARE,
    loose: 1.03,
    hem: 0.14,
    skirt: 0.86,
    flare: 1.35,
  },
  hoodie: { top: 'cloth', sleeve: sleeve(0.98, 1.28), leg: TROUSERS, loose: 1.08, hem: 0.04, skirt: 0, flare: 0 },
  jacket: { top: 'cloth', sleeve: sleeve(0.97, 1.2), leg: TROUSERS, loose: 1.05, hem: 0.08, skirt: 0, flare: 0 },
  apron: {
    top: 'cloth-2',
    sleeve: sleeve(0.5, 1.2, 'cloth-2'),
    leg: { ...TROUSERS, tone: 'dark' },
    loose: 1.04,
    hem: 0.08,
    skirt: 0,
    flare: 0,
  },
  uniform: {
    top: 'cloth',
    sleeve: sleeve(0.96, 1.18),
    leg: { ...TROUSERS, tone: 'cloth' },
    loose: 1.07,
    hem: 0.06,
    skirt: 0,
    flare: 0,
  },
  sportswear: {
    top: 'cloth',
    sleeve: sleeve(0.16, 1.2),
    leg: { cover: 0.34, loose: 1.3, tone: 'cloth-2' },
    loose: 1.02,
    hem: 0.06,
    skirt: 0,
    flare: 0,
  },
  robe: { top: 'cloth', sleeve: sleeve(0.86, 1.8), leg: BARE, loose: 1.12, hem: 0.3, skirt: 1.84, flare: 1.35 },
  coat: { top: 'cloth', sleeve: sleeve(0.97, 1.42), leg: TROUSERS, loose: 1.16, hem: 0.28, skirt: 1.02, flare: 1.25 },
};

/** Skirt, coat tail or robe: one closed form from the waist round both legs, so that the hem is always joined. */
export function drawSkirt(o: Outfit, p: Proportions, s: Skeleton, view: View, waist: Point[]): Shape[] {
  if (o.skirt <= 0) return [];
  const circles: Circle[] = [];
  for (const g of [s.rightLeg, s.leftLeg]) {
    const put = (t: number, r: number): void => {
      const c = view.see(t <= 1 ? mix3(g.hip, g.knee, t) : mix3(g.knee, g.ankle, t - 1));
      circles.push({ x: c.x, y: c.y, r: p.legRadius * r });
    };
    put(0, 1.3);
    if (o.skirt > 0.5) put(Math.min(0.5, o.skirt * 0.5), 1.25 + (o.flare - 1) * 0.3);
    if (o.skirt > 1.3) put(1, 1.15);
    // The hem's circle ends at the hem: its centre lies one radius higher.
    const r = Math.max(0.85, o.flare * 0.9);
    const length = o.skirt <= 1 ? p.thigh : p.shank;
    put(o.skirt - (p.legRadius * r * 0.75) / length, r);
  }
  return [shape('skirt', hullWith(circles, waist), { fill: o.top === 'cloth-2' ? 'cloth' : o.top, hatch: 0.06 })];
}

/** Convex outline round circles and single points. */
export function hullWith(circles: readonly Circle[], points: readonly Point[]): Point[] {
  return hullOfCircles([...circles, ...points.map((q) => ({ x: q.x, y: q.y, r: 1e-4 }))], 22);
}
