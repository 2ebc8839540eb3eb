import type { Language } from '../../shared/model/shot-terms.ts';
import type { ShotTerms } from './redepict.ts';
import { ANGLE_WORDS, LENS_WORDS, LIGHT_WORDS, MOVE_WORDS, SIZE_WORDS, moodWords } from './rules/trade-words.ts';

export interface ShotPromptTexts {
  imagePrompt: string;
  endImagePrompt: string;
  motionPrompt: string;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const sentence = (text: string): string => {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?…]["”']?$/.test(trimmed) ? trimmed : `${trimmed}.`;
};
const framing = ({ size, angle, lens }: ShotTerms): string =>
  capital([SIZE_WORDS[size], ANGLE_WORDS[angle], LENS_WORDS[lens]].join(', '));

/** Prompts of a shot that has none yet, from its fields alone. */
function fresh(terms: ShotTerms, language: Language): ShotPromptTexts {
  const mood = moodWords(terms.mood, language);
  const setting = `${LIGHT_WORDS[terms.lighting]}${mood === '' ? '' : `; ${mood}`}`;
  const move = MOVE_WORDS[terms.move];
  const text = terms.description;
  const join = (...parts: string[]): string => parts.map(sentence).filter(Boolean).join(' ').slice(0, 7_900);
  return {
    imagePrompt: join(framing(terms), text, capital(setting)),
    endImagePrompt: join(`Last frame of the same shot: ${move.end}`, framing(terms), text, capital(setting)),
    motionPrompt: join(text, `Camera: ${move.camera}, ${ANGLE_WORDS[terms.angle]}, ${SIZE_WORDS[terms.size]}`),
  };
}

/**
 * The prompts after a change of fields: the words of the old fields give way to those of the new ones where they stand;
 * what a person wrote between them stays. A prompt that does not hold the words is left as it is. Pure.
 */
export function reprompt(before: ShotTerms & ShotPromptTexts, after: ShotTerms, language: Language): ShotPromptTexts {
  const made = fresh(after, language);
  const swaps: (readonly [string, string])[] = [
    [before.description.trim(), after.description.trim()],
    [framing(before), framing(after)],
    [
      `Camera: ${MOVE_WORDS[before.move].camera}, ${ANGLE_WORDS[before.angle]}, ${SIZE_WORDS[before.size]}`,
      `Camera: ${MOVE_WORDS[after.move].camera}, ${ANGLE_WORDS[after.angle]}, ${SIZE_WORDS[after.size]}`,
    ],
    [`; ${MOVE_WORDS[before.move].end}`, `; ${MOVE_WORDS[after.move].end}`],
    [LIGHT_WORDS[before.lighting], LIGHT_WORDS[after.lighting]],
  ];
  const [moodBefore, moodAfter] = [moodWords(before.mood, language), moodWords(after.mood, language)];
  const light = LIGHT_WORDS[after.lighting];
  if (moodBefore !== moodAfter) {
    swaps.push([
      `${light}${moodBefore === '' ? '' : `; ${moodBefore}`}`,
      `${light}${moodAfter === '' ? '' : `; ${moodAfter}`}`,
    ]);
  }
  const rewritten = (prompt: string, ifEmpty: string): string =>
    prompt.trim() === ''
      ? ifEmpty
      : swaps
          .reduce((text, [old, next]) => {
            const bare = old.replace(/[.!?…]+$/, '');
            const put = old === before.description.trim() ? next.replace(/[.!?…]+$/, '') : next;
            // A function, so that `$` in a person's words means nothing.
            return bare === '' || !text.includes(bare) ? text : text.replace(bare, () => put);
          }, prompt)
          .slice(0, 8_000);
  return {
    imagePrompt: rewritten(before.imagePrompt, made.imagePrompt),
    endImagePrompt: rewritten(before.endImagePrompt, made.endImagePrompt),
    motionPrompt: rewritten(before.motionPrompt, made.motionPrompt),
  };
}
