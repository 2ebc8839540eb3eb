import { describe, expect, it } from 'vitest';
import { shotName } from './shot-name.ts';

describe('shotName', () => {
  it('letters the shots of a scene, past Z too', () => {
    const names = [1, 2, 26, 27, 52, 53, 702, 703].map((shot) => shotName({ scene: 3, shot }));
    expect(names).toEqual(['3A', '3B', '3Z', '3AA', '3AZ', '3BA', '3ZZ', '3AAA']);
  });
});
