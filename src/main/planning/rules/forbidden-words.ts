/** R1.3: words that may stand in nothing that is generated. Pure. */

export interface WordGuard {
  /** The text without the words, mended where a word left a hole. */
  clean(text: string): string;
  /** Does any of the words stand in the text? */
  finds(text: string): boolean;
  /** What `clean` took out so far: word → times. */
  removed(): { forbidden: Map<string, number>; doNotMention: Map<string, number> };
}

interface Rule {
  word: string;
  list: 'forbidden' | 'doNotMention';
  pattern: RegExp;
}

/** Stands for a word that was taken out, until the text around it is mended. */
const HOLE = '\uE000';
const THAI = /[\u0E00-\u0E7F]/;

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/**
 * One listed word as a pattern. Latin: whole words, any case, any spacing, with the usual endings, also when the list
 * says the plural. Thai has no spaces, so a Thai word is found anywhere; invisible joiners between letters do not hide it.
 */
function patternOf(word: string): RegExp {
  const clean = word.normalize('NFC').trim();
  if (THAI.test(clean)) {
    const letters = [...clean.replace(/\s+/g, ' ')].map((letter) => (letter === ' ' ? '\\s*' : escapeRegExp(letter)));
    return new RegExp(letters.join('[\\u200B-\\u200D\\u2060]*'), 'giu');
  }
  const tokens = clean.split(/[\s_-]+/).filter(Boolean);
  const last = tokens.at(-1) ?? clean;
  const stems = new Set([last]);
  if (/ies$/i.test(last) && last.length > 4) stems.add(`${last.slice(0, -3)}y`);
  if (/(?:s|x|z|ch|sh)es$/i.test(last)) stems.add(last.slice(0, -2));
  if (/[^s]s$/i.test(last) && last.length > 3) stems.add(last.slice(0, -1));
  if (/[^aeiou]y$/i.test(last)) stems.add(`${last.slice(0, -1)}ies`);
  const head = tokens.slice(0, -1).map(escapeRegExp);
  const tail = `(?:${[...stems].map(escapeRegExp).join('|')})`;
  // Five letters and more: what merely begins with the word counts too ("cheaply" for "cheap").
  const ending = /^[\p{L}]{5,}$/u.test(last) ? '[\\p{L}\\p{M}]*' : "(?:['’]?s|es)?";
  return new RegExp(`(?<![\\p{L}\\p{N}])${[...head, tail].join('[\\s_-]+')}${ending}(?![\\p{L}\\p{N}])`, 'giu');
}

/** Mends what a removed word leaves: doubled spaces, lone commas, articles and joiners before nothing. */
function mend(text: string): string {
  let mended = text;
  for (let round = 0; round < 6; round += 1) {
    const next = mendOnce(mended);
    if (next === mended) break;
    mended = next;
  }
  return mended;
}

function mendOnce(text: string): string {
  return text
    .replace(/(?:\s*,)?\s*\b(?:and|or)\s+\uE000|\uE000\s*(?:,\s*)?(?:and|or)\b|(?:และ|หรือ|กับ)\s*\uE000/gi, ' ')
    .replaceAll('\uE000', ' ')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/["“'([]\s*["”')\]]/g, '')
    .replace(/\b(?:a|an|the|with|of|and|or|no|from|by|for|in|on|at|to|like|without)\s*(?=[.,;:!?]|$)/gi, '')
    .replace(/\b(a|an|the|with|of|in|on|at|from|by)\s+(?=(?:and|or|with|of|in|on|at|from|by)\b)/gi, '')
    .replace(/\s+([.,;:!?])/g, '$1')
    .replace(/([,;:])(?:\s*[,;:])+/g, '$1')
    .replace(/[,;:]+(?=\s*[.!?])/g, '')
    .replace(/([.!?])(?:\s*\.)+/g, '$1')
    .replace(/^[\s.,;:]+/, '')
    .replace(/[ \t]+$/gm, '')
    .trim();
}

/** Words of one language segment, so that a Thai hit inside a longer word takes the whole word along. */
const thaiSegmenter = new Intl.Segmenter('th', { granularity: 'word' });

function removeThai(text: string, pattern: RegExp): { text: string; count: number } {
  const hits = [...text.matchAll(pattern)];
  if (hits.length === 0) return { text, count: 0 };
  const words = [...thaiSegmenter.segment(text)].map((word) => [word.index, word.index + word.segment.length] as const);
  let result = '';
  let from = 0;
  for (const hit of hits) {
    const start = hit.index;
    const end = start + hit[0].length;
    const low = words.find(([low, high]) => low <= start && start < high)?.[0] ?? start;
    const high = words.find(([low, high]) => low < end && end <= high)?.[1] ?? end;
    if (low > from) result += text.slice(from, low);
    result += HOLE;
    from = Math.max(from, high);
  }
  return { text: result + text.slice(from), count: hits.length };
}

/** A guard over a client's forbidden elements and a campaign's do-not-mention list. */
export function createWordGuard(forbidden: readonly string[], doNotMention: readonly string[]): WordGuard {
  const rule =
    (list: Rule['list']) =>
    (word: string): Rule => ({ word, list, pattern: patternOf(word) });
  const rules = [...forbidden.map(rule('forbidden')), ...doNotMention.map(rule('doNotMention'))]
    .filter((entry) => entry.word.trim() !== '')
    .toSorted((a, b) => b.word.length - a.word.length);
  const counts = { forbidden: new Map<string, number>(), doNotMention: new Map<string, number>() };
  const strip = (text: string): string => {
    let result = text;
    for (const { word, list, pattern } of rules) {
      const outcome = THAI.test(word) ? removeThai(result, pattern) : removeLatin(result, pattern);
      if (outcome.count === 0) continue;
      result = outcome.text;
      counts[list].set(word, (counts[list].get(word) ?? 0) + outcome.count);
    }
    return result;
  };
  const finds = (text: string): boolean =>
    rules.some(({ pattern }) => {
      return text.normalize('NFC').search(pattern) >= 0;
    });
  return {
    finds,
    clean: (text) => {
      if (!finds(text)) return text;
      let result = text.normalize('NFC');
      // Taking a word out can bring the halves of another together.
      for (let round = 0; round < 4 && finds(result); round += 1) result = mend(strip(result));
      return finds(result) ? '' : result;
    },
    removed: () => counts,
  };
}

function removeLatin(text: string, pattern: RegExp): { text: string; count: number } {
  let count = 0;
  const result = text.replace(pattern, () => {
    count += 1;
    return HOLE;
  });
  return { text: result, count };
}
