import { describe, expect, it } from 'vitest';
import { isTouched } from './query-events.ts';

describe('isTouched', () => {
  const hint = (topic: 'project' | 'run' | 'client', id: string) => ({ topic, id, revision: 1 });
  it('takes lists for every id and single things for their own', () => {
    expect(isTouched(['projects', { sort: 'name' }], hint('project', 'a'))).toBe(true);
    expect(isTouched(['project', 'a', 'board'], hint('project', 'a'))).toBe(true);
    expect(isTouched(['project', 'b'], hint('project', 'a'))).toBe(false);
    expect(isTouched(['run', 'r'], hint('run', 'r'))).toBe(true);
    expect(isTouched(['campaigns'], hint('client', 'c'))).toBe(true);
  });
  it('leaves what another topic is about', () => {
    expect(isTouched(['settings'], hint('project', 'a'))).toBe(false);
    expect(isTouched(['projects'], { topic: 'ready', revision: 1 })).toBe(false);
  });
});
