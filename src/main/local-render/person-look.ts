import type { PersonSubject } from '../../shared/model/scene-description.ts';
import type { FigureState } from './actor-moment.ts';
import type { CloseUpDetail } from './actors.ts';
import { buildFigure } from './figures/build-figure.ts';
import { buildCloseUp } from './figures/close-up.ts';
import { mixHex, parseHex } from './inks.ts';
import type { Inks } from './inks.ts';
import { hashKey } from './seeded-random.ts';
import type { Figure, Tone } from './shape-types.ts';

const SKIN = ['#f6d9c0', '#efc19b', '#dca377', '#bd7f54', '#8f5c3b', '#5f3d2b'] as const;

const CLOTH = ['#4f7f96', '#c8553d', '#6c8c5a', '#d9a441', '#6d5a85', '#39404f'] as const;

const PENCIL_SKIN = ['#f7f0e3', '#f3ebdd', '#ebe2d3', '#ddd3c3', '#c3b8a8', '#a89d90'] as const;

const PENCIL_CLOTH = ['#efe9dd', '#a9a39b', '#cfc8bc', '#f5f0e5', '#8b8681', '#5f5c5c'] as const;

const HAIR = ['#3a2c28', '#2b2426', '#5b3f2e', '#7a5636'] as const;
/** The tone whose wearers are dressed in the brand's key colour: never everybody, and always the same people. */
const BRAND_TONE = 1;

/** A person's own colours. They follow from the person alone, so that nobody changes clothes between two panels. */
export function personTones(person: PersonSubject, inks: Inks, index = 0): Partial<Record<Tone, string>> {
  const { skinTone, clothesTone, age, clothesColour, hairColour } = person.looks;
  const pencil = inks.look === 'pencil';
  const skin = (pencil ? PENCIL_SKIN : SKIN)[skinTone] ?? SKIN[1];
  const tone = (clothesTone + index) % 6;
  const table = (pencil ? PENCIL_CLOTH : CLOTH)[tone] ?? CLOTH[0];
  const named = index === 0 ? clothesColour : undefined;
  const own =
    named !== undefined
      ? asDrawn(named, pencil)
      : tone === BRAND_TONE && !pencil
        ? mixHex(inks.accent, '#ffffff', 0.06)
        : table;
  const shade = pencil ? '#77726c' : '#40303a';
  const usual = HAIR[skinTone >= 3 ? hashKey(person.id, index) % 2 : hashKey(person.id, index) % 4] ?? HAIR[0];
  const hair =
    hairColour !== undefined && index === 0
      ? asDrawn(hairColour, pencil)
      : age === 'elder'
        ? pencil
          ? '#d8d3ca'
          : '#cfcac4'
        : pencil
          ? '#57524f'
          : usual;
  const dim = (colour: string): string =>
    inks.night ? mixHex(colour, pencil ? '#f5f0e5' : '#1d2747', pencil ? 0.22 : 0.2) : colour;
  return {
    skin: dim(skin),
    'skin-shade': dim(mixHex(skin, shade, 0.22)),
    hair: dim(hair),
    cloth: dim(own),
    'cloth-2': dim(mixHex(pencil ? own : (CLOTH[(tone + 4) % 6] ?? own), pencil ? '#4c494a' : '#2b2f3d', 0.55)),
  };
}

/** A colour named in the text, a little towards the paint of the drawing; in pencil its grey. */
function asDrawn(hex: string, pencil: boolean): string {
  if (!pencil) return mixHex(hex, '#f3e7d2', 0.1);
  const [r, g, b] = parseHex(hex);
  const light = (0.3 * r + 0.59 * g + 0.11 * b) / 255;
  return mixHex('#4c494a', '#f5f0e5', light);
}

export type DetailLevel = 'far' | 'mid' | 'near';

/** How finely a figure of this height in pixels is drawn. */
export function detailLevelOf(heightPx: number): DetailLevel {
  return heightPx < 260 ? 'far' : heightPx < 760 ? 'mid' : 'near';
}

/** The figure of a person in a state; the others of a group differ in hair and clothes. */
export function figureOfState(
  person: PersonSubject,
  index: number,
  state: FigureState,
  detailLevel: DetailLevel,
): Figure {
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
    pose: state.pose,
    ...(state.poseTo === null ? {} : { poseTo: state.poseTo }),
    blend: state.poseTo === null ? 0 : state.blend,
    phase: state.phase,
    facing: state.facing,
    emotion: state.emotion,
    seed: hashKey(person.id, index),
    detailLevel,
  });
}

/** The part of a person that fills a close framing, in a state. */
export function closeUpOfState(person: PersonSubject, detail: CloseUpDetail, state: FigureState): Figure {
  return buildCloseUp({
    detail,
    looks: person.looks,
    facing: state.facing,
    emotion: state.emotion,
    pose: state.pose,
    phase: state.phase,
    blink: state.blink,
    seed: hashKey(person.id),
  });
}
