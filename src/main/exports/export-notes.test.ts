import { describe, expect, it } from 'vitest';
import type { Repositories } from '../db/repositories.ts';
import { numberedShots } from './export-notes.ts';

describe('numberedShots', () => {
  it('names shots as the board does, scene by scene', () => {
    const scenes = [{ id: 'first' }, { id: 'empty' }, { id: 'second' }];
    const shots = [
      { id: 'c', sceneId: 'second', orderKey: 'a' },
      { id: 'b', sceneId: 'first', orderKey: 'b' },
      { id: 'a', sceneId: 'first', orderKey: 'a' },
    ];
    const repos = { scenes: { list: () => scenes }, shots: { list: () => shots } } as unknown as Repositories;
    expect(numberedShots(repos, 'p').map(({ shot, label }) => [shot.id, label])).toEqual([
      ['a', '1A'],
      ['b', '1B'],
      ['c', '2A'],
    ]);
  });
});
