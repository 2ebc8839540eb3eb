import { CLOTHES, HAIRS } from '../../../shared/model/scene-description.ts';
import type { PersonLooks } from '../../../shared/model/scene-description.ts';
import type { LooksHint } from '../data/lexicon-types.ts';

const AGES: readonly PersonLooks['age'][] = ['child', 'teen', 'adult', 'elder'];
const BUILDS: readonly PersonLooks['build'][] = ['slim', 'average', 'broad'];
const GENDERS: readonly PersonLooks['gender'][] = ['woman', 'man', 'neutral'];

/** The words of a hint cell ("adult hat apron") as looks; a word that is none of them is an error in the table. */
export function looksHintOf(cell: string): LooksHint {
  const hint: LooksHint = {};
  for (const word of cell.split(/\s+/).filter((part) => part !== '')) {
    const age = AGES.find((name) => name === word);
    const build = BUILDS.find((name) => name === word);
    const gender = GENDERS.find((name) => name === word);
    const hair = HAIRS.find((name) => name === word);
    const clothes = CLOTHES.find((name) => name === word);
    if (age !== undefined) hint.age = age;
    else if (build !== undefined) hint.build = build;
    else if (gender !== undefined) hint.gender = gender;
    else if (hair !== undefined) hint.hair = hair;
    else if (clothes !== undefined) hint.clothes = clothes;
    else if (word === 'glasses') hint.glasses = true;
    else throw new Error(`Unknown hint in a people table: ${word}`);
  }
  return hint;
}
