import { describe, expect, it } from 'vitest';
import { createJobHistory } from './job-history.ts';

describe('createJobHistory', () => {
  it('reads a kind once, then takes what ends, and keeps twenty', () => {
    const reads: string[] = [];
    const history = createJobHistory({
      listWallMsByKind(kind, limit) {
        reads.push(`${kind} ${limit}`);
        return [5, 6];
      },
    });
    history.add({ kind: 'a', started_at_ms: 0, finished_at_ms: 1 });
    expect(history.wallMs('a')).toEqual([5, 6]);
    for (let end = 1; end <= 30; end += 1) history.add({ kind: 'a', started_at_ms: 0, finished_at_ms: end });
    expect(history.wallMs('a')).toEqual(Array.from({ length: 20 }, (_value, index) => 30 - index));
    expect(reads).toEqual(['a 20']);
  });
});
