import type { LooksHint } from '../data/lexicon-types.ts';
import { chooseLooks } from '../reading/cast.ts';
import type { ReadPerson } from '../reading-types.ts';

const FAMILY: readonly LooksHint[] = [
  { gender: 'man', age: 'adult', hair: 'short' },
  { gender: 'woman', age: 'adult', hair: 'long' },
  { gender: 'woman', age: 'child', hair: 'ponytail' },
  { gender: 'man', age: 'child', hair: 'short' },
];

/** Groups of two to four become persons of their own: a couple is not a pair of twins. Crowds stay one subject. */
export function expandGroup(person: ReadPerson): ReadPerson[] {
  if (person.count < 2 || person.count > 4) return [person];
  const base = person.id.replace(/-group$/, '');
  const seed = person.looks.skinTone * 6 + person.looks.clothesTone;
  const members: ReadPerson[] = [];
  for (let index = 0; index < person.count; index += 1) {
    const id = `${base}-${index + 1}`;
    members.push({ ...person, id, count: 1, looks: chooseLooks(id, memberHint(person, base, index), seed, members) });
  }
  return members;
}

function memberHint(person: ReadPerson, base: string, index: number): LooksHint {
  if (base === 'family-member') return FAMILY[index] ?? {};
  const { age, gender, clothes, hair } = person.looks;
  if (base === 'grandparent' || base === 'lover') {
    return { age: base === 'grandparent' ? 'elder' : age, gender: index % 2 === 0 ? 'woman' : 'man' };
  }
  const own = gender === 'neutral' ? (index % 2 === 0 ? 'woman' : 'man') : gender;
  // Trades keep their dress: three nurses are three nurses, two businessmen wear suits.
  const dress: LooksHint = EVERYDAY_PEOPLE.has(base) ? {} : { clothes };
  if (!EVERYDAY_PEOPLE.has(base) && (hair === 'hat' || hair === 'cap' || hair === 'bald')) dress.hair = hair;
  return { age, gender: own, ...dress };
}

const EVERYDAY_PEOPLE = new Set([
  'friend',
  'person',
  'child',
  'teen',
  'man',
  'woman',
  'girl',
  'boy',
  'young-woman',
  'young-man',
]);
