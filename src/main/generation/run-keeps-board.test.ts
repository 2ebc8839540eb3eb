import { expect, it } from 'vitest';
import { nextActions } from './next-actions.ts';
import type { RunSituation } from './next-actions.ts';

const situation: RunSituation = {
  stage: 'INPUT_SANITIZER',
  autoApprove: true,
  renderRounds: 2,
  approved: false,
  parts: [{ shotId: 's', variation: 1 }],
  jobs: [],
  gates: new Map(),
  renders: new Map(),
};

it('a run from the board plans nothing and draws only what is missing', () => {
  const kept = { ...situation, keepsBoard: true, drawn: new Set(['s:start:1']) };
  expect(nextActions(kept)).toEqual([{ do: 'stage', stage: 'VISUAL', outcome: 'kept' }]);
  expect(nextActions({ ...kept, stage: 'VISUAL' })).toEqual([
    { do: 'enqueue', kind: 'draw-keyframe', part: 's:end:1', shotId: 's', slot: 'end', variation: 1 },
  ]);
  const whole = { ...kept, drawn: new Set(['s:start:1', 's:end:1']), stage: 'VISUAL' as const };
  expect(nextActions(whole)).toEqual([{ do: 'stage', stage: 'FINANCIAL', outcome: 'done' }]);
});

it('a run without a board still plans', () => {
  expect(nextActions(situation)).toEqual([{ do: 'enqueue', kind: 'plan-board', part: 'board' }]);
});
