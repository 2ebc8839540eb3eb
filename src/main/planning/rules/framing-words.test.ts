import { describe, expect, it } from 'vitest';
import { readBeatSheet } from './beat-sheet.ts';
import { isAssignment, productWords, withoutFraming } from './framing-words.ts';

describe('withoutFraming', () => {
  it.each([
    ['A documentary about street food in Bangkok.', 'Street food in Bangkok.'],
    ['Make a 15-second video about a dog on a boat', 'A dog on a boat'],
    ['Open with a tired woman at her desk.', 'A tired woman at her desk.'],
    ['We see steam rising.', 'Steam rising.'],
    ['Cut to: the empty room', 'The empty room'],
    ['Breakfast on the table. Logo.', 'Breakfast on the table.'],
    ['วิดีโอเกี่ยวกับแมวบนเรือ', 'แมวบนเรือ'],
    ['ปิดท้ายด้วยภาพขวดบนโต๊ะ', 'ขวดบนโต๊ะ'],
  ])('%s', (sentence, shown) => {
    expect(withoutFraming(sentence)).toBe(shown);
  });

  it.each([
    'A man watches a film for hours.',
    'Shoes dry in the sun.',
    'Opening the door, she smiles.',
    'The end of the road.',
  ])('leaves "%s" alone', (sentence) => {
    expect(withoutFraming(sentence)).toBe(sentence);
  });
});

describe('assignments', () => {
  it('are context and no pictures, where there is a story beside them', () => {
    const sheet = readBeatSheet(
      'Create a 30-second ad for our new cold brew. Target audience: young people. A woman yawns. She drinks. Call to action: Order online.',
      3,
    );
    expect(sheet.beats.map((beat) => beat.text)).toEqual(['A woman yawns.', 'She drinks.']);
    expect(sheet.context).toContain('cold brew');
    expect(sheet.callToAction).toBe('Order online.');
  });

  it('are the picture where they are all there is', () => {
    const sheet = readBeatSheet('Create a video about a dog on a boat', 3);
    expect(sheet.beats.map((beat) => beat.pictureText)).toEqual(['A dog on a boat']);
  });

  it('are told from stories that begin alike', () => {
    expect(isAssignment('A film crew waits on the beach.')).toBe(false);
    expect(isAssignment('Make me a film about rain.')).toBe(true);
  });

  it('name the product', () => {
    expect(productWords('An ad for our new cold brew coffee. A boy runs.')).toEqual(['cold', 'brew', 'coffee']);
    expect(productWords('A boy runs home.')).toEqual([]);
  });
});
