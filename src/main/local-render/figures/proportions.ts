import type { PersonLooks } from '../../../shared/model/scene-description.ts';

/** Standing height beside an adult of 1; the painter scales every person by one and the same metre. */
export const AGE_HEIGHT: Readonly<Record<PersonLooks['age'], number>> = {
  child: 0.68,
  teen: 0.92,
  adult: 1,
  elder: 0.95,
};

/** Heads per height, as draughtsmen count. */
const HEADS: Readonly<Record<PersonLooks['age'], number>> = { child: 4.9, teen: 6.2, adult: 7, elder: 6.9 };

/** All lengths in standing adult heights. Half-widths are radii. */
export interface Proportions {
  height: number;
  head: number;
  neck: number;
  torso: number;
  thigh: number;
  shank: number;
  ankle: number;
  foot: number;
  upperArm: number;
  forearm: number;
  hand: number;
  shoulderHalf: number;
  hipHalf: number;
  chestWide: number;
  chestDeep: number;
  waistWide: number;
  waistDeep: number;
  pelvisWide: number;
  pelvisDeep: number;
  armRadius: number;
  legRadius: number;
  neckRadius: number;
  /** Degrees of stoop of back and neck. */
  stoop: number;
}

/** Body measures of a person; the same looks always give the same body. */
export function proportionsOf(looks: PersonLooks): Proportions {
  const height = AGE_HEIGHT[looks.age] * (looks.gender === 'woman' && looks.age !== 'child' ? 0.97 : 1);
  const head = height / HEADS[looks.age];
  const child = looks.age === 'child';
  const hip = height * (child ? 0.445 : looks.age === 'teen' ? 0.505 : 0.52);
  const neck = height * (child ? 0.012 : 0.021);
  const ankle = height * 0.042;
  const leg = hip - ankle;
  const broad = looks.build === 'broad' ? 1.2 : looks.build === 'slim' ? 0.87 : 1;
  const trunk = looks.build === 'broad' ? 1.26 : looks.build === 'slim' ? 0.88 : 1;
  const woman = looks.gender === 'woman' && !child;
  const man = looks.gender === 'man' && !child;
  const girth = height * (child ? 1.02 : looks.age === 'teen' ? 0.94 : 1);
  return {
    height,
    head,
    neck,
    torso: height - head - neck - hip,
    thigh: leg * 0.51,
    shank: leg * 0.49,
    ankle,
    foot: height * 0.14,
    upperArm: height * (child ? 0.155 : 0.172),
    forearm: height * (child ? 0.13 : 0.148),
    hand: height * (child ? 0.085 : 0.092),
    shoulderHalf: girth * (woman ? 0.092 : man ? 0.11 : 0.1) * (0.5 + broad / 2),
    hipHalf: girth * (woman ? 0.054 : 0.05) * (0.5 + broad / 2),
    chestWide: girth * (woman ? 0.086 : man ? 0.103 : 0.093) * (0.4 + trunk * 0.6),
    chestDeep: girth * (woman ? 0.07 : 0.07) * trunk,
    waistWide: girth * (woman ? 0.068 : man ? 0.086 : 0.078) * trunk,
    waistDeep: girth * (child ? 0.068 : 0.06) * trunk,
    pelvisWide: girth * (woman ? 0.098 : 0.088) * (0.4 + trunk * 0.6),
    pelvisDeep: girth * (woman ? 0.073 : 0.068) * trunk,
    armRadius: girth * (woman ? 0.0255 : 0.03) * broad,
    legRadius: girth * (woman ? 0.047 : 0.049) * broad,
    neckRadius: girth * (woman ? 0.025 : child ? 0.028 : 0.031) * (0.6 + broad * 0.4),
    stoop: looks.age === 'elder' ? 9 : 0,
  };
}
