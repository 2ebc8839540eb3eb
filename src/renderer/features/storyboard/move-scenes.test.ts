import { describe, expect, it } from 'vitest';
import { indexOf } from '../../editor/document-index.ts';
import { createDraft } from '../../editor/draft.ts';
import type { DocumentTables } from '../../../shared/model/document.ts';
import { keysAt } from '../../../shared/model/order-keys.ts';
import { moveScenes, wholeScenesOf } from './move-scenes.ts';

const keys = keysAt([], 0, 4);
const tables = {
  project: {},
  brief: {},
  chosen: {},
  scenes: Object.fromEntries(['s1', 's2', 's3', 's4'].map((id, at) => [id, { id, orderKey: keys[at] }])),
  shots: {
    a: { id: 'a', sceneId: 's1', orderKey: keys[0] },
    b: { id: 'b', sceneId: 's2', orderKey: keys[0] },
    c: { id: 'c', sceneId: 's2', orderKey: keys[1] },
    d: { id: 'd', sceneId: 's3', orderKey: keys[0] },
    e: { id: 'e', sceneId: 's4', orderKey: keys[0] },
  },
} as unknown as DocumentTables;
const state = { tables, index: indexOf(tables) };

function moved(sceneIds: string[], besideId: string, where: 'before' | 'after'): readonly string[] {
  const { draft, finish } = createDraft({
    frame: { projectId: 'p', fps: 24, ratio: '16:9' },
    takes: {},
    newId: () => 'x',
    ...state,
  });
  moveScenes(draft, { sceneIds, besideId, where });
  return indexOf(finish().tables).sceneIds;
}

describe('wholeScenesOf', () => {
  it('knows scenes that are wholly among the shots, in the order of the film', () => {
    expect(wholeScenesOf(state, ['a'])).toEqual(['s1']);
    expect(wholeScenesOf(state, ['d', 'c', 'b'])).toEqual(['s2', 's3']);
    expect(wholeScenesOf(state, ['b'])).toBeNull();
    expect(wholeScenesOf(state, ['a', 'b'])).toBeNull();
  });
});

describe('moveScenes', () => {
  it('keeps their order beside the other', () => {
    expect(moved(['s1'], 's2', 'after')).toEqual(['s2', 's1', 's3', 's4']);
    expect(moved(['s4'], 's1', 'before')).toEqual(['s4', 's1', 's2', 's3']);
    expect(moved(['s1', 's3'], 's4', 'after')).toEqual(['s2', 's4', 's1', 's3']);
    expect(moved(['s2', 's4'], 's1', 'before')).toEqual(['s2', 's4', 's1', 's3']);
  });
});
