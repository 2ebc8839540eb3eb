import { describe, expect, it } from 'vitest';
import { indexOf } from '../../editor/document-index.ts';
import { createDraft } from '../../editor/draft.ts';
import type { DocumentTables } from '../../../shared/model/document.ts';
import { keysAt } from '../../../shared/model/order-keys.ts';
import { copyAfter, moveAfter } from './paste-shots.ts';

const keys = keysAt([], 0, 4);
const shot = (id: string, sceneId: string, at: number) => ({
  id,
  sceneId,
  orderKey: keys[at],
  cutFrames: 24,
  sourceInFrames: 0,
  locked: false,
});
const tables = {
  project: {},
  brief: {},
  chosen: {},
  scenes: Object.fromEntries(['s1', 's2'].map((id, at) => [id, { id, orderKey: keys[at] }])),
  shots: Object.fromEntries(
    [shot('a', 's1', 0), shot('b', 's1', 1), shot('c', 's1', 2), shot('d', 's2', 0)].map((one) => [one.id, one]),
  ),
} as unknown as DocumentTables;

function start() {
  let made = 0;
  return createDraft({
    frame: { projectId: 'p', fps: 24, ratio: '16:9' },
    takes: {},
    newId: () => `new${(made += 1)}`,
    tables,
    index: indexOf(tables),
  });
}
const orderOf = (finished: { tables: DocumentTables }) => indexOf(finished.tables).shotIdsOf;

describe('shots that are pasted', () => {
  it('are moved behind the shot that is looked at, in the order of the film', () => {
    const { draft, finish } = start();
    moveAfter(draft, { shotIds: ['c', 'a'], besideId: 'd' });
    expect(orderOf(finish())).toEqual({ s1: ['b'], s2: ['d', 'a', 'c'] });
  });

  it('gather where one of them is looked at', () => {
    const { draft, finish } = start();
    moveAfter(draft, { shotIds: ['a', 'c'], besideId: 'c' });
    expect(orderOf(finish())).toEqual({ s1: ['b', 'a', 'c'], s2: ['d'] });
  });

  it('are copied and leave the originals where they are', () => {
    const { draft, finish } = start();
    expect(copyAfter(draft, { shotIds: ['d', 'a'], besideId: 'b' })).toEqual(['new1', 'new2']);
    expect(orderOf(finish())).toEqual({ s1: ['a', 'b', 'new1', 'new2', 'c'], s2: ['d'] });
  });
});
