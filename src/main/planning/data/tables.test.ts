import { describe, expect, it } from 'vitest';
import { EMOTIONS, POSES, SET_KINDS } from '../../../shared/model/scene-description.ts';
import {
  CAMERA_ANGLES,
  CAMERA_MOVES,
  MOODS,
  NARRATIVE_ROLES,
  SHOT_SIZES,
  TIMES_OF_DAY,
  TRANSITIONS,
  WEATHERS,
} from '../../../shared/model/shot-terms.ts';
import { OBJECT_TABLE } from './common-objects.ts';
import { ANIMAL_VEHICLE_TABLE, FOOD_TABLE } from './common-things.ts';
import { EMOTION_TABLE, MOOD_TABLE, TIME_TABLE, WEATHER_TABLE } from './conditions.ts';
import { GROUP_TABLE, LOOKS_TABLE, PEOPLE_TABLE } from './people.ts';
import { looksHintOf } from '../reading/looks-hint.ts';
import { PICTOGRAM_ROWS } from './pictogram-index.ts';
import { PLACE_TABLE } from './places.ts';
import { DRESSING_TABLE } from './set-dressing.ts';
import { rowsOf, wordsOf } from './table.ts';
import { ROLE_TABLE, TRADE_TABLE } from './trade-terms.ts';
import { DIRECTION_TABLE, VERB_TABLE } from './verbs.ts';

const firsts = (table: string): string[] => rowsOf(table).map((row) => row[0] ?? '');
const drawable = new Set(
  Object.values(PICTOGRAM_ROWS).flatMap((cells) => cells.split(';').map((row) => row.split('|')[0])),
);

describe('lexicon tables', () => {
  it.each([
    ['places', PLACE_TABLE, SET_KINDS],
    ['verbs', VERB_TABLE, POSES],
    ['times', TIME_TABLE, TIMES_OF_DAY],
    ['weathers', WEATHER_TABLE, WEATHERS],
    ['dressing', DRESSING_TABLE, SET_KINDS],
  ])('%s cover every member and nothing else', (_name, table, members) => {
    expect([...new Set(firsts(table))].sort()).toEqual([...members].sort());
  });

  it.each([
    ['moods', MOOD_TABLE, MOODS],
    ['emotions', EMOTION_TABLE, EMOTIONS],
    ['roles', ROLE_TABLE, NARRATIVE_ROLES],
  ])('%s name members of their list, all but the neutral ones', (_name, table, members) => {
    const expected = members.filter((member) => member !== 'neutral' && member !== 'moment');
    expect([...new Set(firsts(table))].sort()).toEqual([...expected].sort());
  });

  it('knows enough words for each place, and verbs enough', () => {
    for (const [set, en, th] of rowsOf(PLACE_TABLE)) {
      expect(wordsOf(en).length, `${set} in English`).toBeGreaterThanOrEqual(8);
      expect(wordsOf(th).length, `${set} in Thai`).toBeGreaterThanOrEqual(6);
    }
    const verbs = rowsOf(VERB_TABLE);
    expect(verbs.flatMap((row) => wordsOf(row[2]).filter((verb) => !verb.includes(' '))).length).toBeGreaterThan(150);
    expect(verbs.flatMap((row) => wordsOf(row[3])).length).toBeGreaterThan(120);
    for (const [pose, , en, th] of verbs)
      expect([pose, wordsOf(en).length > 4 && wordsOf(th).length > 4]).toEqual([pose, true]);
  });

  it('reads the trade columns', () => {
    for (const [size, angle, move, transition] of rowsOf(TRADE_TABLE)) {
      expect(['-', ...SHOT_SIZES]).toContain(size);
      expect(['-', ...CAMERA_ANGLES]).toContain(angle);
      expect(['-', ...CAMERA_MOVES]).toContain(move);
      expect(['-', ...TRANSITIONS]).toContain(transition);
    }
    expect(firsts(DIRECTION_TABLE)).toEqual(['left', 'right', 'towards', 'away']);
  });

  it('has looks and sets that exist', () => {
    const sets = rowsOf(PEOPLE_TABLE)
      .map((row) => row[4])
      .concat(rowsOf(GROUP_TABLE).map((row) => row[5]));
    for (const set of sets) expect([undefined, ...SET_KINDS]).toContain(set);
    const hints = [
      ...rowsOf(PEOPLE_TABLE).map((row) => row[3]),
      ...rowsOf(GROUP_TABLE).map((row) => row[4]),
      ...firsts(LOOKS_TABLE),
    ];
    for (const hint of hints) expect(() => looksHintOf(hint ?? '')).not.toThrow();
    expect(() => looksHintOf('moustache')).toThrow('moustache');
  });

  it('names only pictograms that can be drawn, at a size between a coin and a wheel', () => {
    for (const table of [ANIMAL_VEHICLE_TABLE, FOOD_TABLE, OBJECT_TABLE]) {
      for (const [hexcode, kind, height, support, en] of rowsOf(table)) {
        // The surfboard is drawn by the sketcher itself: the sets know it only under a surfer.
        expect(drawable.has(hexcode) || hexcode === '1f3c4', `${hexcode} ${en}`).toBe(true);
        expect(['animal', 'vehicle', 'thing', 'product']).toContain(kind);
        expect(['ground', 'table', 'air', 'wall']).toContain(support);
        expect(Number(height)).toBeGreaterThanOrEqual(0.02);
        expect(Number(height)).toBeLessThanOrEqual(60);
      }
    }
    for (const [, , ...cells] of rowsOf(DRESSING_TABLE)) {
      for (const cell of cells) {
        const [hexcode, , metres, support, x, depth] = wordsOf(cell);
        expect(drawable.has(hexcode), cell).toBe(true);
        // At the sides, big things far, nothing in the air.
        expect(Number(x) < 0.22 || Number(x) > 0.78, cell).toBe(true);
        expect(Number(metres) <= 0.6 || Number(depth) <= 0.45, cell).toBe(true);
        expect(support, cell).toBe('ground');
      }
    }
  });
});
