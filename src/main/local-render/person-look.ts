import type { PersonSubject, Pose } from '../../shared/model/scene-description.ts';
import type { CloseUpDetail } from './actors.ts';
import { buildFigure } from './figures/build-figure.ts';
import { buildCloseUp } from './figures/close-up.ts';
import { mixHex } from './inks.ts';
import type { Inks } from './inks.ts';
import { hashKey } from './seeded-random.ts';
import type { Figure, Tone } from './shape-types.ts';

const PHASED: ReadonlySet<Pose> = new Set([
  'walk',
  'run',
  'dance',
  'push',
  'ride',
  'swim',
  'climb',
  'carry',
  'wave',
  'cheer',
]);

const SKIN = ['#f6d9c0', '#efc19b', '#dca377', '#bd7f54', '#8f5c3b', '#5f3d2b'] as const;

const CLOTH = ['#4f7f96', '#c8553d', '#6c8c5a', '#d9a441', '#6d5a85', '#39404f'] as const;

const PENCIL_SKIN = ['#f7f0e3', '#f3ebdd', '#ebe2d3', '#ddd3c3', '#c3b8a8', '#a89d90'] as const;

const PENCIL_CLOTH = ['#efe9dd', '#a9a39b', '#cfc8bc', '#f5f0e5', '#8b8681', '#5f5c5c'] as const;

/** A person's own colours; the brand's key colour dresses the focus subject. */
export function personTones(
  person: PersonSubject,
  inks: Inks,
  focus: boolean,
  index = 0,
): Partial<Record<Tone, string>> {
  const { skinTone, clothesTone, age } = person.looks;
  const pencil = inks.look === 'pencil';
  const skin = (pencil ? PENCIL_SKIN : SKIN)[skinTone] ?? SKIN[1];
  const own = (pencil ? PENCIL_CLOTH : CLOTH)[(clothesTone + index) % 6] ?? CLOTH[0];
  const cloth = focus && index === 0 && !pencil ? mixHex(inks.accent, '#ffffff', 0.06) : own;
  const shade = pencil ? '#77726c' : '#40303a';
  const hair = age === 'elder' ? (pencil ? '#d8d3ca' : '#cfcac4') : pencil ? '#57524f' : '#3a2c28';
  const dim = (colour: string): string =>
    inks.night ? mixHex(colour, pencil ? '#f5f0e5' : '#1d2747', pencil ? 0.22 : 0.2) : colour;
  return {
    skin: dim(skin),
    'skin-shade': dim(mixHex(skin, shade, 0.22)),
    hair: dim(hair),
    cloth: dim(cloth),
    'cloth-2': dim(mixHex(own, pencil ? '#4c494a' : '#2b2f3d', 0.5)),
  };
}

function poseBlend(t: number): number {
  return t * t * (3 - 2 * t);
}

/** The figure of a person at `t`; big in the frame means finer detail. */
export function figureAt(person: PersonSubject, index: number, t: number, heightPx: number): Figure {
  const { start, end } = person;
  const same = start.pose === end.pose;
  const phased = PHASED.has(start.pose) || PHASED.has(end.pose);
  const looks =
    index === 0
      ? person.looks
      : {
          ...person.looks,
          clothesTone: (person.looks.clothesTone + index) % 6,
          hair:
            (['short', 'long', 'bun', 'short', 'curly', 'cap'] as const)[(index + person.looks.skinTone) % 6] ??
            'short',
        };
  return buildFigure({
    looks,
    pose: start.pose,
    ...(same ? {} : { poseTo: end.pose }),
    blend: same ? 0 : poseBlend(t),
    phase: phased ? (0.12 + t * (same ? 2.36 : 1.3) + index * 0.31) % 1 : (index * 0.31) % 1,
    facing: t < 0.5 ? start.facing : end.facing,
    emotion: t < 0.5 ? start.emotion : end.emotion,
    seed: hashKey(person.id, index),
    detailLevel: heightPx < 260 ? 'far' : heightPx < 1100 ? 'mid' : 'near',
  });
}

/** The part of a person that fills a close framing, at `t`. */
export function closeUpAt(person: PersonSubject, detail: CloseUpDetail, t: number): Figure {
  const { start, end } = person;
  const now = t < 0.5 ? start : end;
  return buildCloseUp({
    detail,
    looks: person.looks,
    facing: now.facing,
    emotion: now.emotion,
    pose: now.pose,
    phase: 0.15 + t * 0.5,
    blink: Math.max(0, 1 - Math.abs(t - 0.62) * 40),
    seed: hashKey(person.id),
  });
}
