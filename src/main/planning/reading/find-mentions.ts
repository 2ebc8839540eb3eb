import type { Sense } from '../data/lexicon-types.ts';
import { lemmasOf } from './lemmas.ts';
import type { WordForm } from './lemmas.ts';
import type { Lexicon } from './lexicon.ts';

/** A stretch of the text that the lexicon knows, or an unknown word (no senses), or punctuation (`breaks`). */
export interface Mention {
  start: number;
  end: number;
  text: string;
  senses: readonly Sense[];
  form: WordForm;
  script: 'en' | 'th';
  /** 0 none, 1 comma or the like, 2 end of a sentence. */
  breaks: 0 | 1 | 2;
}

const RUNS = /[\u0E00-\u0E7F]+(?:[ \u00A0]+ๆ)?|[^\u0E00-\u0E7F]+/g;
const WORDS = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)*(?:-[\p{L}\p{N}]+(?:['’][\p{L}]+)*)*|[^\s]|\n/gu;
const SENTENCE_END = /[.!?;\n…]/;
/** Marks that never begin a Thai word: a match that ends before one has cut a syllable. */
const THAI_DEPENDENT = /[\u0E30-\u0E3A\u0E45-\u0E4E]/;
const THAI_LEADING = /[\u0E40-\u0E44]/;

/** All mentions in the order of the text. Thai stretches and Latin ones are read by their own rules in any brief. */
export function findMentions(text: string, lexicon: Lexicon): Mention[] {
  const found: Mention[] = [];
  for (const run of text.matchAll(RUNS)) {
    const isThai = /[\u0E00-\u0E7F]/.test(run[0].charAt(0));
    found.push(...(isThai ? thaiMentions(run[0], run.index, lexicon) : englishMentions(run[0], run.index, lexicon)));
  }
  return found.flatMap((mention) => [mention, ...embeddedNouns(mention, lexicon)]);
}

function englishMentions(run: string, offset: number, lexicon: Lexicon): Mention[] {
  const tokens = [...run.matchAll(WORDS)].map((match) => ({
    text: match[0],
    lower: match[0].toLowerCase().replace(/’/g, "'"),
    start: offset + match.index,
  }));
  const found: Mention[] = [];
  let index = 0;
  while (index < tokens.length) {
    const first = tokens[index];
    if (first === undefined) break;
    if (!/[\p{L}\p{N}]/u.test(first.text)) {
      const breaks = SENTENCE_END.test(first.text) ? 2 : 1;
      found.push({
        start: first.start,
        end: first.start + 1,
        text: first.text,
        senses: [],
        form: 'base',
        script: 'en',
        breaks,
      });
      index += 1;
      continue;
    }
    let taken = 1;
    let senses: readonly Sense[] = [];
    let form: WordForm = 'base';
    for (let length = Math.min(lexicon.englishMaxWords, tokens.length - index); length >= 1; length -= 1) {
      const hit = lookUp(
        tokens.slice(index, index + length).map((token) => token.lower),
        lexicon,
      );
      if (hit === null) continue;
      taken = length;
      senses = hit.senses;
      form = hit.form;
      break;
    }
    const last = tokens[index + taken - 1] ?? first;
    const end = last.start + last.text.length;
    found.push({
      start: first.start,
      end,
      text: run.slice(first.start - offset, end - offset),
      senses,
      form,
      script: 'en',
      breaks: 0,
    });
    index += taken;
  }
  return found;
}

interface Hit {
  senses: readonly Sense[];
  form: WordForm;
}

/** Tries the words as written, then the last, the first or both in their base forms. */
function lookUp(words: readonly string[], lexicon: Lexicon): Hit | null {
  const only = words[0] ?? '';
  if (words.length === 1) return lookUpWord(only, lexicon);
  const asWritten = lexicon.english.get(words.join(' '));
  if (asWritten !== undefined) return { senses: asWritten, form: 'base' };
  const last = words.at(-1) ?? '';
  const middle = words.slice(1, -1);
  for (const { base: firstBase, form: firstForm } of lemmasOf(only)) {
    for (const { base: lastBase, form: lastForm } of lemmasOf(last)) {
      if (firstForm === 'base' && lastForm === 'base') continue;
      const senses = lexicon.english.get([firstBase, ...middle, lastBase].join(' '));
      if (senses !== undefined) return { senses, form: firstForm === 'base' ? lastForm : firstForm };
    }
  }
  return null;
}

function lookUpWord(word: string, lexicon: Lexicon): Hit | null {
  const senses: Sense[] = [];
  let form: WordForm = 'base';
  const spaced = word.includes('-') ? [{ base: word.replaceAll('-', ' '), form: 'base' as const }] : [];
  for (const lemma of [...lemmasOf(word), ...spaced]) {
    for (const sense of lexicon.english.get(lemma.base) ?? []) {
      if (lemma.form !== 'base' && sense.kind === 'word') continue;
      // "running" is no plural and "cats" is no verb's past: nouns come by -s, verbs by any ending.
      if ((lemma.form === 'ing' || lemma.form === 'ed') && sense.kind !== 'verb' && sense.kind !== 'emotion') continue;
      if (senses.some((known) => known.kind === sense.kind)) continue;
      senses.push(sense);
      if (form === 'base') form = lemma.form;
    }
  }
  return senses.length === 0 ? null : { senses, form };
}

function thaiMentions(run: string, offset: number, lexicon: Lexicon): Mention[] {
  const boundaries = new Set<number>([run.length]);
  for (const segment of lexicon.thaiSegmenter.segment(run)) boundaries.add(segment.index);
  const found: Mention[] = [];
  let index = 0;
  // A word may also begin where the last dictionary word ended, whatever the segmenter says: it splits loan words wrongly.
  let free = true;
  while (index < run.length) {
    const hit = free || boundaries.has(index) ? longestThai(run, index, boundaries, lexicon) : null;
    if (hit === null) {
      index += 1;
      free = false;
      continue;
    }
    const text = run.slice(index, index + hit.length);
    found.push({
      start: offset + index,
      end: offset + index + hit.length,
      text,
      senses: hit.senses,
      form: 'base',
      script: 'th',
      breaks: 0,
    });
    index += hit.length;
    free = true;
  }
  return found;
}

interface ThaiHit {
  length: number;
  senses: readonly Sense[];
}

/**
 * The longest word here, unless a shorter one lets a longer follower in: "ใน|ห้องนอน", not "ในห้อง|นอน".
 */
function longestThai(run: string, index: number, boundaries: ReadonlySet<number>, lexicon: Lexicon): ThaiHit | null {
  let best: ThaiHit | null = null;
  for (let length = Math.min(lexicon.thaiMaxChars, run.length - index); length >= 2; length -= 1) {
    const senses = thaiWord(run, index, length, boundaries, lexicon);
    if (senses === null) continue;
    if (best === null) {
      best = { length, senses };
      continue;
    }
    const follower = thaiLengthAt(run, index + length, boundaries, lexicon);
    if (index + length + follower > index + best.length) return { length, senses };
  }
  return best;
}

function thaiLengthAt(run: string, index: number, boundaries: ReadonlySet<number>, lexicon: Lexicon): number {
  for (let length = Math.min(lexicon.thaiMaxChars, run.length - index); length >= 3; length -= 1) {
    if (thaiWord(run, index, length, boundaries, lexicon) !== null) return length;
  }
  return 0;
}

function thaiWord(
  run: string,
  index: number,
  length: number,
  boundaries: ReadonlySet<number>,
  lexicon: Lexicon,
): readonly Sense[] | null {
  const senses = lexicon.thai.get(run.slice(index, index + length));
  if (senses === undefined) return null;
  const end = index + length;
  const next = run.charAt(end);
  if (next !== '' && THAI_DEPENDENT.test(next)) return null;
  // Short words hide inside longer ones ("ตา" in "ตาราง"): they need the segmenter's word for their end.
  return length <= 3 && next !== '' && !boundaries.has(end) && !THAI_LEADING.test(next) ? null : senses;
}

/** What is named inside a verb's phrase: "read a book" shows a book, "climb a mountain" a mountain, "ปั่นจักรยาน" a bicycle. */
function embeddedNouns(mention: Mention, lexicon: Lexicon): Mention[] {
  const isVerb = mention.senses.some((sense) => sense.kind === 'verb');
  if (!isVerb || mention.senses.some((sense) => sense.kind === 'thing' || sense.kind === 'place')) return [];
  const parts = mention.script === 'th' ? thaiTails(mention.text) : mention.text.split(/\s+/).slice(1);
  for (const part of parts) {
    // "น้ำ" is a drink only when it is drunk, not when one swims in it.
    if (part === 'น้ำ' && !mention.text.startsWith('ดื่ม')) continue;
    const known = mention.script === 'th' ? lexicon.thai.get(part) : lookUpWord(part.toLowerCase(), lexicon)?.senses;
    const noun = known?.find((sense) => sense.kind === 'thing' || sense.kind === 'place');
    if (noun === undefined) continue;
    return [{ ...mention, start: mention.end - part.length, text: part, senses: [noun], form: 'base' }];
  }
  return [];
}

function thaiTails(text: string): string[] {
  const tails: string[] = [];
  for (let index = 2; index <= text.length - 2; index += 1) {
    if (!THAI_DEPENDENT.test(text.charAt(index))) tails.push(text.slice(index));
  }
  return tails;
}
