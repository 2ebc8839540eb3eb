import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextActions } from './next-actions.ts';
import type { RunJob, RunSituation } from './next-actions.ts';

/** Renders until nothing more is ordered; `fails` says how often each part's check fails. Gives the rounds per part. */
function render(fails: readonly number[], renderRounds: number, retakes: RunSituation['retakes']): number[] {
  const parts = fails.map((_, at) => ({ shotId: `s${at}`, variation: 1 }));
  const jobs: RunJob[] = [];
  const gates = new Map<string, 'passed' | 'failed'>();
  const renders = new Map<string, number>();
  let stage: RunSituation['stage'] = 'RENDER';
  for (let turn = 0; turn < 100; turn += 1) {
    const situation: RunSituation = {
      ...{ stage, autoApprove: true, approved: true, renderRounds, parts, jobs, gates, renders },
      ...(retakes === undefined ? {} : { retakes }),
    };
    const actions = nextActions(situation);
    const ordered = actions.filter((action) => action.do === 'enqueue');
    for (const action of ordered) {
      if (action.kind !== 'make-segment') continue;
      jobs.push({ id: action.part, kind: 'make-segment', part: action.part, status: 'succeeded' });
      const key = `${action.shotId}:1`;
      const count = (renders.get(key) ?? 0) + 1;
      renders.set(key, count);
      gates.set(key, count > (fails[Number(action.shotId.slice(1))] ?? 0) ? 'passed' : 'failed');
    }
    const move = actions.find((action) => action.do === 'stage');
    if (move === undefined && ordered.length === 0) break;
    if (move !== undefined) ({ stage } = move);
    if (stage !== 'RENDER' && stage !== 'QA_TECH') break;
  }
  return parts.map(({ shotId }) => renders.get(`${shotId}:1`) ?? 0);
}

describe('retakes that cost', () => {
  it('none without a word: a failed check is reported', () => {
    expect(render([2, 0], 1, { rounds: 0, segments: 0 })).toEqual([1, 1]);
  });
  it('as many rounds as were agreed to, while the money lasts', () => {
    expect(render([1, 2], 3, { rounds: 2, segments: 9 })).toEqual([2, 3]);
    expect(render([2, 2], 3, { rounds: 2, segments: 1 })).toEqual([2, 1]);
  });
  it('local work repeats a failed check once', () => {
    expect(render([5, 0], 2, undefined)).toEqual([2, 1]);
  });
  it('whatever fails: neither the rounds nor the money are passed, and no part is left out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 6 }),
        fc.nat({ max: 3 }),
        fc.nat({ max: 8 }),
        (fails, rounds, segments) => {
          const made = render(fails, 1 + rounds, { rounds, segments });
          expect(Math.min(...made)).toBeGreaterThanOrEqual(1);
          expect(Math.max(...made)).toBeLessThanOrEqual(1 + rounds);
          expect(made.reduce((sum, count) => sum + count - 1, 0)).toBeLessThanOrEqual(segments);
        },
      ),
    );
  });
});
