import { createSeededRandom, hashText } from '../../../shared/util/seeded-random.ts';
import type { PersonLooks } from '../../../shared/model/scene-description.ts';
import type { LooksHint } from '../data/lexicon-types.ts';
import type { CastMemory, ReadPerson } from '../reading-types.ts';

/** An empty memory: one per brief. Its maps keep the order of the last mention, newest last. */
export function createCastMemory(): CastMemory {
  return { people: new Map(), things: new Map() };
}

const WOMAN_HAIR: readonly PersonLooks['hair'][] = ['long', 'ponytail', 'bun', 'long', 'curly'];
const MAN_HAIR: readonly PersonLooks['hair'][] = ['short', 'curly', 'short', 'cap'];
const EVERYDAY: readonly PersonLooks['clothes'][] = ['t-shirt', 'shirt', 'jacket', 'hoodie'];
const WOMAN_EVERYDAY: readonly PersonLooks['clothes'][] = ['dress', 'shirt', 't-shirt', 'skirt', 'jacket'];
const BUILD_CHOICE: readonly PersonLooks['build'][] = ['slim', 'average', 'average', 'broad'];

/**
 * Looks for a new person: what the text says, then what the trade wears, then a choice by id and seed that differs from
 * everybody already in the cast, so that two people are never twins.
 */
export function chooseLooks(id: string, hint: LooksHint, seed: number, cast: Iterable<ReadPerson>): PersonLooks {
  const hash = hashText(`${seed}:${id}`);
  const gender = hint.gender ?? 'neutral';
  const hairs =
    gender === 'woman'
      ? WOMAN_HAIR
      : gender === 'man'
        ? hint.clothes === undefined
          ? MAN_HAIR
          : MAN_HAIR.slice(0, 2)
        : [...WOMAN_HAIR.slice(3), ...MAN_HAIR];
  const wardrobe = gender === 'woman' ? WOMAN_EVERYDAY : EVERYDAY;
  const others = [...cast].map((person) => person.looks);
  // Grandparents are grey in every panel.
  const hairColour = hint.hairColour ?? (hint.age === 'elder' ? '#c9c5bf' : undefined);
  const lookAt = (turn: number): PersonLooks => {
    const random = createSeededRandom((hash + Math.imul(turn, 0x9e3779b1)) >>> 0);
    return {
      age: hint.age ?? 'adult',
      build: hint.build ?? random.pick(BUILD_CHOICE),
      gender,
      hair: hint.hair ?? random.pick(hairs),
      clothes: hint.clothes ?? random.pick(wardrobe),
      skinTone: random.integer(0, 5),
      clothesTone: random.integer(0, 5),
      glasses: hint.glasses ?? false,
      ...(hint.clothesColour === undefined ? {} : { clothesColour: hint.clothesColour }),
      ...(hairColour === undefined ? {} : { hairColour }),
    };
  };
  for (let turn = 0; turn < 12; turn += 1) {
    const looks = lookAt(turn);
    if (!others.some((other) => looksAlike(other, looks))) return looks;
  }
  return lookAt(0);
}

/** From afar hair and dress tell people apart; nearby age and skin help. */
function looksAlike(one: PersonLooks, other: PersonLooks): boolean {
  const sameDress = one.clothes === other.clothes && one.clothesTone === other.clothesTone;
  const sameHead = one.hair === other.hair && one.age === other.age && one.skinTone === other.skinTone;
  return sameDress || sameHead || (one.hair === other.hair && one.clothes === other.clothes && one.age === other.age);
}

/** Puts a person at the end of the memory: the one a pronoun means next. */
export function remember(memory: CastMemory, person: ReadPerson): void {
  memory.people.delete(person.id);
  memory.people.set(person.id, person);
}

/** The newest person of that gender (any when null); people of unknown gender fit every pronoun. */
export function lastPerson(people: Iterable<ReadPerson>, gender: PersonLooks['gender'] | null): ReadPerson | null {
  const list = [...people].filter((person) => person.count === 1).reverse();
  return (
    list.find((person) => gender === null || person.looks.gender === gender) ??
    list.find((person) => person.looks.gender === 'neutral') ??
    null
  );
}
