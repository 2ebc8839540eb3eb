import { describe, expect, it } from 'vitest';
import { readBeatSheet } from './beat-sheet.ts';
import { takeDirectives } from './directives.ts';
import { findShotList } from './shot-list.ts';
import { splitClauses, splitSentences } from './split-text.ts';

describe('takeDirectives', () => {
  it.each([
    ['A cat jumps (4 sec)', { rest: 'A cat jumps', seconds: 4 }],
    ['5s – A cat jumps', { rest: 'A cat jumps', seconds: 5 }],
    ['A cat jumps, 2.5s', { rest: 'A cat jumps', seconds: 2.5 }],
    ['[00:05–00:08] A cat jumps', { rest: 'A cat jumps', seconds: 3 }],
    ['0-5s: A cat jumps', { rest: 'A cat jumps', seconds: 5 }],
    ['แมวกระโดด (๔ วินาที)', { rest: 'แมวกระโดด', seconds: 4 }],
    ['แมวกระโดด ยาว 3 วินาที', { rest: 'แมวกระโดด', seconds: 3 }],
    ['A 10-second timer on the wall', { rest: 'A 10-second timer on the wall', seconds: null }],
    ['A man of 30 walks 5-10 steps', { rest: 'A man of 30 walks 5-10 steps', seconds: null }],
    ['She texts a friend', { rest: 'She texts a friend', seconds: null, onScreen: null }],
    ['She runs. Text: "Go now" (3s)', { rest: 'She runs.', seconds: 3, onScreen: 'Go now' }],
    ['She runs. Super: Go now', { rest: 'She runs.', onScreen: 'Go now' }],
    ['เธอวิ่ง ขึ้นข้อความ "ไปเลย"', { rest: 'เธอวิ่ง', onScreen: 'ไปเลย' }],
    ['She runs. VO: "Never stop."', { rest: 'She runs.', voiceOver: 'Never stop.' }],
  ])('%s', (line, expected) => {
    expect(takeDirectives(line)).toMatchObject(expected);
  });
});

describe('findShotList', () => {
  it('is not fooled by prose', () => {
    expect(findShotList('A man counts to 3. Then he jumps. It is 5 o’clock.')).toBeNull();
    expect(findShotList('Chapter 1. A boy is born in 1990. He runs.')).toBeNull();
    expect(findShotList('- one bullet only\nand prose')).toBeNull();
  });

  it('knows one numbered line by itself, and not one in prose', () => {
    const found = findShotList('Tone: warm\n1. A dog runs on the beach (5s)\nMusic: slow');
    expect(found?.beats.map(({ pictureText, statedSeconds }) => [pictureText, statedSeconds])).toEqual([
      ['A dog runs on the beach', 5],
    ]);
    expect(findShotList('Shot 1: ช้างเดินในป่า')?.beats).toHaveLength(1);
    expect(findShotList('A film for our bakery.\n1. Dough rises')).toBeNull();
    expect(findShotList('- one bullet only')).toBeNull();
  });

  it('keeps attribute lines and prose around the list as context', () => {
    const found = findShotList(
      'A film for our bakery.\nTone: warm\n1. Dough rises\n2. Bread comes out\n\nEnd on a calm feeling.',
    );
    expect(found?.beats.map((beat) => beat.pictureText)).toEqual(['Dough rises', 'Bread comes out']);
    expect(found?.context).toEqual(['A film for our bakery.', 'Tone: warm', 'End on a calm feeling.']);
  });

  it.each([
    ['Shot 1 (0:00-0:05): A boy runs\nShot 2 (0:05-0:08): He falls', [5, 3]],
    ['**Shot 1:** A boy runs\n**Shot 2:** He falls – 3 seconds', [null, 3]],
    ['1) A boy runs - 3s\n2) He falls - 4s', [3, 4]],
    ['00:00 - 00:05 A boy runs\n00:05 - 00:10 He falls', [5, 5]],
    ['0–3s A boy runs 3–6s He falls', [3, 3]],
    ['0:00 A boy runs\n0:05 He falls', [5, null]],
    ['- Shot 1 – A boy runs – 3s\n- Shot 2 – He falls – 2s', [3, 2]],
    ['1. A boy runs [3s]\n\n2. He falls', [3, null]],
  ])('reads %j', (text, seconds) => {
    const beats = findShotList(text)?.beats ?? [];
    expect(beats.map((beat) => beat.pictureText)).toEqual(['A boy runs', 'He falls']);
    expect(beats.map((beat) => beat.statedSeconds)).toEqual(seconds);
  });

  it('takes directive lines and continuation lines to their shot', () => {
    const found = findShotList('Shot 1\nA boy runs\nText: Run\nShot 2 (3s)\nHe falls');
    expect(found?.beats).toMatchObject([
      { pictureText: 'A boy runs', onScreen: 'Run', text: 'Shot 1\nA boy runs\nText: Run' },
      { pictureText: 'He falls', statedSeconds: 3 },
    ]);
  });
});

describe('splitting', () => {
  it('keeps abbreviations and numbers whole', () => {
    expect(splitSentences('Mr. Lee runs 5.5 km. He stops! Why? "Rest." Dr. Ann waits.')).toEqual([
      'Mr. Lee runs 5.5 km.',
      'He stops!',
      'Why?',
      '"Rest."',
      'Dr. Ann waits.',
    ]);
  });

  it('cuts at then and finally', () => {
    expect(splitClauses('A runner crosses a city, then the forest at dawn, and finally she rests.')).toEqual([
      'A runner crosses a city',
      'then the forest at dawn',
      'and finally she rests.',
    ]);
  });

  it('cuts Thai at spaces between clauses and at joining words, not inside a list', () => {
    expect(splitClauses('เขาแวะตลาดน้ำซื้อดอกไม้ จากนั้นพายเรือต่อไปจนถึงวัด')).toEqual([
      'เขาแวะตลาดน้ำซื้อดอกไม้',
      'จากนั้นพายเรือต่อไปจนถึงวัด',
    ]);
    expect(splitClauses('แม่ค้าขายข้าว ผัก และผลไม้')).toHaveLength(1);
  });
});

describe('readBeatSheet', () => {
  it('loses no word of the prose', () => {
    const prompt = 'A boy wakes. He runs to the river, then jumps in; fish scatter. Later he dries in the sun.';
    const sheet = readBeatSheet(prompt, 4);
    const words = (text: string): string[] => text.toLowerCase().match(/[a-z]+/g) ?? [];
    expect(words(sheet.beats.map((beat) => beat.text).join(' '))).toEqual(words(prompt));
  });

  it('finds the call to action and the title', () => {
    const sheet = readBeatSheet('Title: Rise\nBread bakes in the oven. People eat. Order yours today!', 3);
    expect(sheet).toMatchObject({ openingTitle: 'Rise', callToAction: 'Order yours today!' });
    expect(sheet.beats.map((beat) => beat.text)).toEqual(['Bread bakes in the oven.', 'People eat.']);
  });
});
