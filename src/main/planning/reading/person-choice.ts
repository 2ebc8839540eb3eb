import type { LooksHint, Sense } from '../data/lexicon-types.ts';
import type { CastMemory, ReadPerson } from '../reading-types.ts';
import { chooseLooks, lastPerson } from './cast.ts';
import type { ChosenMention } from './choose-senses.ts';
import { genderAhead, GENERIC, idFor } from './read-hints.ts';

type PersonSense = Extract<Sense, { kind: 'person' }>;

interface PersonChoice {
  /** Who of the cast is meant, or null for somebody new. */
  findKnown(sense: PersonSense, hint: LooksHint, isDefinite: boolean, count: number): ReadPerson | null;
  newPerson(
    baseId: string,
    hint: LooksHint,
    count: number,
    label: string,
    mention: ChosenMention,
    isOther: boolean,
  ): ReadPerson;
}

/** Colours that a trade's dress has everywhere. */
const DRESS_OF_TRADE: readonly (readonly [RegExp, string])[] = [
  [/^monk/, '#d98a2b'],
  [/^(?:nun|doctor|nurse|scientist|chef|baker)/, '#f4f1ea'],
];
/** Decides whether a noun means somebody of the cast, and gives newcomers an id, looks and a gender. */
export function createPersonChoice(text: string, memory: CastMemory, seed: number): PersonChoice {
  const findKnown = (sense: PersonSense, hint: LooksHint, isDefinite: boolean, count: number): ReadPerson | null => {
    const id = idFor(sense.id, count);
    const same = memory.people.get(id);
    if (same !== undefined) return same;
    if (!isDefinite || !GENERIC.has(sense.id) || count > 1) return null;
    const fits = [...memory.people.values()].filter(
      (person) => person.count === 1 && (hint.age === undefined || person.looks.age === hint.age),
    );
    return lastPerson(fits, hint.gender ?? null);
  };

  const newPerson = (
    baseId: string,
    hint: LooksHint,
    count: number,
    label: string,
    mention: ChosenMention,
    isOther: boolean,
  ): ReadPerson => {
    let id = idFor(baseId, count);
    for (let number = 2; isOther && memory.people.has(id); number += 1) id = `${idFor(baseId, count)}-${number}`;
    const gender =
      hint.gender ?? memory.genders?.get(id) ?? (count === 1 ? genderAhead(text.slice(mention.end)) : undefined);
    const dress = DRESS_OF_TRADE.find(([pattern]) => pattern.test(baseId))?.[1];
    const known: LooksHint = {
      ...(dress === undefined || hint.clothes === undefined ? {} : { clothesColour: dress }),
      ...hint,
      ...(gender === undefined ? {} : { gender }),
    };
    return {
      kind: 'person',
      id,
      label,
      count,
      looks: chooseLooks(id, known, seed, memory.people.values()),
      named: true,
    };
  };

  return { findKnown, newPerson };
}
