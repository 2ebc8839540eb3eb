import type { Language } from '../../../shared/model/shot-terms.ts';
import type { CastMemory, Reading } from '../reading-types.ts';
import { chooseSenses } from './choose-senses.ts';
import { detectLanguage } from './detect-language.ts';
import { findMentions } from './find-mentions.ts';
import { createInterpreter } from './interpret.ts';
import { buildLexicon } from './lexicon.ts';

export interface ReadOptions {
  language?: Language;
  /** Kept over the whole brief; changed by each call. */
  memory: CastMemory;
  /** Chooses looks where the text says nothing. */
  seed: number;
}

// Constant data in the shape that is quick to search; built once per process.
const LEXICON = buildLexicon();

/**
 * What a text says about place, time, people, things, actions and camera, by the English and Thai lexicons. The same
 * text, memory and seed give the same reading. Read the parts of a brief in their order with one memory.
 */
export function readText(text: string, options: ReadOptions): Reading {
  const language = options.language ?? detectLanguage(text);
  const normal = text.normalize('NFC');
  const mentions = chooseSenses(findMentions(normal, LEXICON), LEXICON);
  const interpreter = createInterpreter(normal, language, options.memory, options.seed);
  for (const [index, mention] of mentions.entries())
    interpreter.take(mention, mentions[index - 1], mentions[index + 1]);
  return interpreter.finish();
}
