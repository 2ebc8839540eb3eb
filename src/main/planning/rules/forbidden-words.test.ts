import { describe, expect, it } from 'vitest';
import { createWordGuard } from './forbidden-words.ts';

describe('createWordGuard', () => {
  it.each([
    ['any case and the plural', ['beer'], 'Two BEERS and a Beer.', /beer/i],
    ['the singular of a listed plural', ['competitor logos'], 'A wall with a competitor logo.', /competitor/i],
    ['hyphen and line break between words', ['brand x'], 'The brand-x shirt and Brand\nX cap.', /brand/i],
    ['endings of long words', ['cheap'], 'Cheaper and cheaply made.', /cheap/i],
    ['y and ies', ['party'], 'The parties and the party.', /part/i],
    ['Thai inside a sentence', ['เบียร์'], 'เพื่อนดื่มเบียร์ริมทะเล', /เบียร์/],
    ['Thai with an invisible joiner', ['เบียร์'], 'ดื่มเบ\u200Bียร์เย็น', /เบ\u200B?ียร์/],
    ['a word that comes together when another goes', ['ab', 'cd'], 'x cabd ab y', /\bab\b/],
  ])('takes out %s', (_name, words, text, absent) => {
    const cleaned = createWordGuard(words, []).clean(text);
    expect(cleaned).not.toMatch(absent);
  });

  it.each([
    ['art', 'The cart starts.'],
    ['cat', 'A category of its own.'],
    ['rum', 'A drum on the forum.'],
  ])('leaves other words that merely hold "%s"', (word, text) => {
    expect(createWordGuard([word], []).clean(text)).toBe(text);
  });

  it('mends the hole and counts by list', () => {
    const guard = createWordGuard(['cigarettes'], ['discount']);
    expect(guard.clean('A man with a cigarette, a hat and a discount.')).toBe('A man, a hat.');
    expect([...guard.removed().forbidden]).toEqual([['cigarettes', 1]]);
    expect([...guard.removed().doNotMention]).toEqual([['discount', 1]]);
  });

  it('returns texts without such words untouched', () => {
    const text = 'Spaces  stay ,  as they are .';
    expect(createWordGuard(['gun'], []).clean(text)).toBe(text);
  });
});
