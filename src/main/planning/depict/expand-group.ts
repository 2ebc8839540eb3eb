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
  const { age, gender, clothes } = person.looks;
  if (base === 'grandparent' || base === 'lover') {
    return { age: base === 'grandparent' ? 'elder' : age, gender: index % 2 === 0 ? 'woman' : 'man' };
  }
  if (gender !== 'neutral') return { age, gender };
  const alternating = index % 2 === 0 ? 'woman' : 'man';
  // Trades keep their dress: three nurses are three nurses.
  const dress =
    clothes === 'uniform' || clothes === 'apron' || clothes === 'sportswear' || clothes === 'robe' ? { clothes } : {};
  return { age, gender: alternating, ...dress };
}
