import { describe, expect, it } from 'vitest';
import { nextActions } from './next-actions.ts';
import type { RunJob, RunSituation } from './next-actions.ts';

const parts = [
  { shotId: 'a', variation: 1 },
  { shotId: 'b', variation: 1 },
];
const situation = (change: Partial<RunSituation>): RunSituation => ({
  stage: 'INIT',
  autoApprove: false,
  renderRounds: 2,
  approved: false,
  parts,
  jobs: [],
  gates: new Map(),
  renders: new Map(),
  ...change,
});
const job = (kind: string, part: string, status: RunJob['status']): RunJob => ({
  id: `${kind}-${part}`,
  kind,
  part,
  status,
});
const keyframes = (status: RunJob['status']) =>
  parts.flatMap(({ shotId }) => [
    job('draw-keyframe', `${shotId}:start:1`, status),
    job('draw-keyframe', `${shotId}:end:1`, status),
  ]);
const bothGates = (a: 'passed' | 'failed', b: 'passed' | 'failed') =>
  new Map([
    ['a:1', a],
    ['b:1', b],
  ] as const);

describe('nextActions', () => {
  it('plans first, and only once', () => {
    expect(nextActions(situation({ stage: 'INPUT_SANITIZER' }))).toEqual([
      { do: 'enqueue', kind: 'plan-board', part: 'board' },
    ]);
    expect(nextActions(situation({ stage: 'CREATIVE', jobs: [job('plan-board', 'board', 'running')] }))).toEqual([]);
    expect(nextActions(situation({ stage: 'CREATIVE', jobs: [job('plan-board', 'board', 'succeeded')] }))).toEqual([
      { do: 'stage', stage: 'VISUAL', outcome: 'done' },
    ]);
    expect(nextActions(situation({ stage: 'ANALYSIS', jobs: [job('plan-board', 'board', 'failed')] }))).toMatchObject([
      { do: 'end', state: 'failed' },
    ]);
  });

  it('draws both keyframes of every shot, and only what is missing after a crash', () => {
    expect(nextActions(situation({ stage: 'VISUAL' }))).toHaveLength(4);
    const three = keyframes('succeeded').slice(0, 3);
    expect(nextActions(situation({ stage: 'VISUAL', jobs: three }))).toMatchObject([
      { do: 'enqueue', kind: 'draw-keyframe', part: 'b:end:1' },
    ]);
  });

  it('keeps a board whose keyframes failed in part', () => {
    const jobs = [...keyframes('succeeded').slice(0, 3), job('draw-keyframe', 'b:end:1', 'failed')];
    expect(nextActions(situation({ stage: 'VISUAL', jobs }))).toEqual([
      { do: 'end', state: 'partially_completed', failedParts: ['b:end:1'] },
    ]);
  });

  it('never renders without approval', () => {
    expect(nextActions(situation({ stage: 'FINANCIAL', jobs: keyframes('succeeded') }))).toEqual([
      { do: 'wait-for-approval' },
    ]);
    expect(nextActions(situation({ stage: 'FINANCIAL', autoApprove: true }))).toEqual([{ do: 'approve' }]);
    expect(nextActions(situation({ stage: 'FINANCIAL', approved: true }))).toEqual([
      { do: 'stage', stage: 'RENDER', outcome: 'approved' },
    ]);
  });

  it('repeats a failed gate once, then says so', () => {
    const first = [job('make-segment', 'a:1:1', 'succeeded'), job('make-segment', 'b:1:1', 'succeeded')];
    const once = situation({
      stage: 'QA_TECH',
      jobs: first,
      gates: bothGates('passed', 'failed'),
      renders: new Map([
        ['a:1', 1],
        ['b:1', 1],
      ]),
    });
    expect(nextActions(once)).toEqual([{ do: 'stage', stage: 'RENDER', outcome: 'failed' }]);
    expect(nextActions({ ...once, stage: 'RENDER' })).toEqual([
      { do: 'enqueue', kind: 'make-segment', part: 'b:1:2', shotId: 'b', variation: 1, round: 2 },
    ]);
    const twice = {
      ...once,
      jobs: [...first, job('make-segment', 'b:1:2', 'succeeded')],
      renders: new Map([
        ['a:1', 1],
        ['b:1', 2],
      ]),
    };
    expect(nextActions(twice)).toEqual([{ do: 'end', state: 'partially_completed', failedParts: ['b:1'] }]);
  });

  it('makes a film of the variations that are whole', () => {
    const two = [...parts, { shotId: 'a', variation: 2 }, { shotId: 'b', variation: 2 }];
    const gates = new Map([...bothGates('passed', 'passed'), ['a:2', 'passed'], ['b:2', 'failed']] as const);
    const renders = new Map(two.map(({ shotId, variation }) => [`${shotId}:${variation}`, 2]));
    const at = situation({ parts: two, gates, renders, stage: 'QA_TECH' });
    expect(nextActions(at)).toEqual([{ do: 'stage', stage: 'QA_SEMANTIC', outcome: 'partly' }]);
    expect(nextActions({ ...at, stage: 'FINALIZE' })).toEqual([
      { do: 'enqueue', kind: 'finish-film', part: 'film', variations: [1] },
    ]);
    expect(nextActions({ ...at, stage: 'FINALIZE', jobs: [job('finish-film', 'film', 'succeeded')] })).toEqual([
      { do: 'end', state: 'partially_completed', failedParts: ['b:2'] },
    ]);
  });

  it('waits while anything is open', () => {
    for (const stage of ['VISUAL', 'RENDER', 'FINALIZE'] as const) {
      const kind = { VISUAL: 'draw-keyframe', RENDER: 'make-segment', FINALIZE: 'finish-film' }[stage];
      const names =
        stage === 'VISUAL'
          ? ['a:start:1', 'a:end:1', 'b:start:1', 'b:end:1']
          : stage === 'RENDER'
            ? ['a:1:1', 'b:1:1']
            : ['film'];
      expect(nextActions(situation({ stage, jobs: names.map((part) => job(kind, part, 'running')) })), stage).toEqual(
        [],
      );
    }
  });
});
