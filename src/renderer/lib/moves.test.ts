import { describe, expect, it } from 'vitest';
import { moveInGrid, reorderTarget } from './grid-moves.ts';
import { splitterKey } from './splitter-math.ts';
import { treeKey, treeRows } from './tree-rows.ts';

describe('moves in a grid', () => {
  const shape = { count: 8, columns: 3, pageRows: 2 };
  it.each([
    ['ArrowRight', 2, 3],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 1, 4],
    ['ArrowDown', 5, 7],
    ['ArrowDown', 6, 6],
    ['ArrowUp', 1, 1],
    ['PageUp', 4, 1],
    ['PageDown', 0, 6],
    ['End', 0, 7],
    ['Home', 7, 0],
    ['a', 0, undefined],
  ])('%s from %d leads to %s', (key, from, to) => expect(moveInGrid(key, from, shape)).toBe(to));
  it('leaves sideways keys alone in a list, and an empty list', () => {
    expect(moveInGrid('ArrowRight', 1, { count: 5, columns: 1 })).toBeUndefined();
    expect(moveInGrid('End', 0, { count: 0, columns: 1 })).toBeUndefined();
  });
  it('does not reorder over the edge', () => {
    expect(reorderTarget('ArrowLeft', 0, shape)).toBeUndefined();
    expect(reorderTarget('ArrowDown', 1, shape)).toBe(4);
  });
});

describe('splitter keys', () => {
  const limits = { minPx: 200, maxPx: 420, defaultPx: 264 };
  const press = (key: string, shiftKey = false, isReversed = false) =>
    splitterKey({ key, shiftKey }, 264, limits, 'x', isReversed);
  it('moves 8 px, 64 px with Shift, within limits, the other way when reversed', () => {
    expect(press('ArrowRight')).toEqual({ kind: 'size', sizePx: 272 });
    expect(press('ArrowLeft', true)).toEqual({ kind: 'size', sizePx: 200 });
    expect(press('ArrowRight', false, true)).toEqual({ kind: 'size', sizePx: 256 });
    expect(press('End')).toEqual({ kind: 'size', sizePx: 420 });
    expect(press('Enter')).toEqual({ kind: 'toggle' });
    expect(press('ArrowUp')).toBeUndefined();
  });
});

describe('tree', () => {
  const nodes = [
    { id: 'a', label: 'A', children: [{ id: 'a1', label: 'A1' }] },
    { id: 'b', label: 'B' },
  ];
  it('lists the rows in sight with level and position', () => {
    expect(treeRows(nodes, new Set()).map((row) => row.node.id)).toEqual(['a', 'b']);
    const open = treeRows(nodes, new Set(['a']));
    expect(open.map((row) => [row.node.id, row.level, row.position, row.setSize])).toEqual([
      ['a', 1, 1, 2],
      ['a1', 2, 1, 1],
      ['b', 1, 2, 2],
    ]);
  });
  it('opens, enters, leaves and closes', () => {
    const closed = treeRows(nodes, new Set());
    const open = treeRows(nodes, new Set(['a']));
    expect(treeKey('ArrowRight', closed, 'a')).toEqual({ kind: 'expand', id: 'a' });
    expect(treeKey('ArrowRight', open, 'a')).toEqual({ kind: 'focus', id: 'a1' });
    expect(treeKey('ArrowLeft', open, 'a1')).toEqual({ kind: 'focus', id: 'a' });
    expect(treeKey('ArrowLeft', open, 'a')).toEqual({ kind: 'collapse', id: 'a' });
    expect(treeKey('ArrowUp', open, 'a')).toBeUndefined();
  });
});
