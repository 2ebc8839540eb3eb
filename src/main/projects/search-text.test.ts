import { describe, expect, it } from 'vitest';
import { nameOfBrief } from './create-project.ts';
import { nameOfCopy } from './lifecycle.ts';
import { foldText, matchOf, wordsOfQuery } from './search-text.ts';

describe('foldText', () => {
  it('makes alike what a person takes for alike', () => {
    expect(foldText('  CAFÉ\n crème ')).toBe('cafe creme');
    expect(foldText('cafe\u0301')).toBe('cafe');
    // Sara am as one letter and as two.
    expect(foldText('น้ำ')).toBe(foldText('น้\u0e4dา'));
    expect(foldText('한글')).toBe('한글');
  });
  it('keeps Thai vowels and tone marks', () => {
    expect(foldText('ป่า')).toBe('ป่า');
  });
});

describe('wordsOfQuery', () => {
  it('sorts words by what the index can find', () => {
    expect(wordsOfQuery('Coffee in กา กาแฟ coffee')).toEqual({ long: ['coffee', 'กาแฟ'], short: ['in', 'กา'] });
    expect(wordsOfQuery('👟👟👟 👟')).toEqual({ long: ['👟👟👟'], short: ['👟'] });
    expect(wordsOfQuery(' \n')).toEqual({ long: [], short: [] });
  });
  it('takes eight words of a hundred letters at most', () => {
    const { long } = wordsOfQuery(Array.from({ length: 20 }, (_, index) => `w${index}`.padEnd(300, 'x')).join(' '));
    expect(long).toHaveLength(8);
    expect(long.every((word) => word.length === 100)).toBe(true);
  });
});

describe('matchOf', () => {
  it('quotes everything, so that nothing is an operator', () => {
    expect(matchOf(['a"b', 'NEAR('], [['zqa', 'zqb']])).toBe('"a""b" AND "NEAR(" AND ("zqa" OR "zqb")');
  });
});

describe('names', () => {
  it('takes the first line of a brief without a name, cut between words', () => {
    expect(nameOfBrief({ name: 'Mine', prompt: 'x' })).toBe('Mine');
    expect(nameOfBrief({ prompt: '\n A runner at dawn. Then rain.' })).toBe('A runner at dawn');
    const long = nameOfBrief({ prompt: 'word '.repeat(40) });
    expect(long).toMatch(/^(word )+word…$/);
    expect([...nameOfBrief({ prompt: 'ก'.repeat(500) })]).toHaveLength(61);
  });
  it('counts copies', () => {
    expect(nameOfCopy('Film')).toBe('Film (2)');
    expect(nameOfCopy('Film (2)')).toBe('Film (3)');
    expect(nameOfCopy('Take (two)')).toBe('Take (two) (2)');
  });
});
