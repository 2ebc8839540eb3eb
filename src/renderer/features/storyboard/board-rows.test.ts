import { describe, expect, it } from 'vitest';
import { indexOf } from '../../editor/document-index.ts';
import { indexWithout, LABEL_PX, layOutBoard, neighbourAt, placeAt, verticalNeighbour } from './board-rows.ts';

const index = {
  sceneIds: ['s1', 's2', 's3'],
  shotIdsOf: { s1: ['a'], s2: ['b', 'c', 'd'], s3: ['e'] },
} as unknown as ReturnType<typeof indexOf>;
const view = { widthPx: 24 + 200 * 3 + 24, cardWishPx: 200, ratio: '1:1', hasCaptions: false } as const;

describe('layOutBoard', () => {
  it('fills the rows across scenes and names each scene above its part', () => {
    const { rows, columns, cardPx } = layOutBoard(index, view);
    expect(columns).toBe(3);
    expect(cardPx).toBe(200);
    expect(rows.map(({ ids }) => ids)).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]);
    expect(rows[0]?.segments).toEqual([
      { sceneId: 's1', at: 0, column: 0, count: 1, first: 0 },
      { sceneId: 's2', at: 1, column: 1, count: 2, first: 0 },
    ]);
    expect(rows[1]?.segments[0]).toEqual({ sceneId: 's2', at: 1, column: 0, count: 1, first: 2 });
  });
  it('has room for one card however narrow it is, and for none without a shot', () => {
    expect(layOutBoard(index, { ...view, widthPx: 100 }).columns).toBe(1);
    expect(layOutBoard({ sceneIds: [], shotIdsOf: {} }, view).rows).toEqual([]);
  });
});

describe('placeAt', () => {
  const geometry = layOutBoard(index, view);
  const yOf = (row: number): number => (geometry.rows[row]?.topPx ?? 0) + LABEL_PX + 10;
  it('gives the side of the nearest card, in the scene of that card', () => {
    expect(placeAt(geometry, 12 + 10, yOf(0))).toMatchObject({ sceneId: 's1', index: 0 });
    expect(placeAt(geometry, 12 + 190, yOf(0))).toMatchObject({ sceneId: 's1', index: 1 });
    expect(placeAt(geometry, 12 + 212 + 10, yOf(0))).toMatchObject({ sceneId: 's2', index: 0 });
    expect(placeAt(geometry, 12 + 190, yOf(1))).toMatchObject({ sceneId: 's2', index: 3 });
    expect(placeAt(geometry, 9_999, yOf(1))).toMatchObject({ sceneId: 's3', index: 1 });
  });
  it('stays inside the board above and below it', () => {
    expect(placeAt(geometry, 20, -500)).toMatchObject({ sceneId: 's1' });
    expect(placeAt(geometry, 20, 99_999)).toMatchObject({ sceneId: 's2', index: 2 });
    expect(placeAt(layOutBoard({ sceneIds: [], shotIdsOf: {} }, view), 0, 0)).toBeNull();
  });
});

it('indexWithout counts what is not dragged', () => {
  expect(indexWithout(['b', 'c', 'd'], 3, new Set(['b']))).toBe(2);
  expect(indexWithout(['b', 'c', 'd'], 1, new Set(['d']))).toBe(1);
});

it('verticalNeighbour keeps the column, and takes the last card of a short row', () => {
  const geometry = layOutBoard(index, view);
  expect(verticalNeighbour(geometry, 'a', 1)).toBe('d');
  expect(verticalNeighbour(geometry, 'c', 1)).toBe('e');
  expect(verticalNeighbour(geometry, 'e', -1)).toBe('b');
  expect(verticalNeighbour(geometry, 'a', -1)).toBeUndefined();
});

describe('neighbourAt', () => {
  it('is the shot before the place, and the first one for the beginning', () => {
    expect(neighbourAt(['a', 'b'], 0)).toEqual({ besideId: 'a', where: 'before' });
    expect(neighbourAt(['a', 'b'], 1)).toEqual({ besideId: 'a', where: 'after' });
    expect(neighbourAt(['a', 'b'], 2)).toEqual({ besideId: 'b', where: 'after' });
    expect(neighbourAt([], 0)).toBeUndefined();
  });
});
