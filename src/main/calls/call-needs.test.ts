import { describe, expect, it } from 'vitest';
import type { CallView } from '../../shared/contract/calls.ts';
import type { JobRow } from '../jobs/job-types.ts';
import { accountOfNeed, groupNeeds, isResumedBy } from './call-needs.ts';
import type { ResumeWish } from './call-needs.ts';
import type { NeedSources } from './call-needs.ts';

const job = (id: string, code: string, details: Record<string, string>, more: Partial<JobRow> = {}): JobRow => ({
  ...{ id, kind: 'draw-keyframe', runId: 'run', projectId: 'film', lane: 'l', priority: 0, status: 'needs-attention' },
  ...{ attempts: 1, maxAttempts: 3, runAtMs: 0, cancelRequested: false, progress: 0, input: {}, result: null },
  ...{ createdAtMs: 5, startedAtMs: null, finishedAtMs: null },
  error: { code: code as never, message: '', details },
  ...more,
});
const asking = (callId: string, vendor: string): NeedSources['calls'][number] => ({
  call: {
    ...{ callId, vendor, model: `${vendor}/a/b`, projectId: 'film', updatedAtMs: 9 },
    error: { code: 'payment-uncertain', details: { id: `${vendor}/a/b` } },
  } as unknown as CallView,
  pageUrl: null,
});
const group = (sources: Partial<NeedSources>) =>
  groupNeeds({ jobs: [], calls: [], projectName: (id) => `Name of ${id}`, jobsOfRun: () => [], ...sources });

describe('what waits for a person', () => {
  it('is one entry for one cause, whichever model met it', () => {
    const jobs = [
      job('1', 'key-refused', { id: 'replicate/a/b' }),
      job('2', 'key-refused', { id: 'replicate' }),
      job('3', 'key-refused', { id: 'other/a/b' }),
      job('4', 'price-unknown', { id: 'replicate/a/b' }),
      job('5', 'price-unknown', { id: 'replicate/c/d' }),
    ];
    expect(
      group({ jobs }).map(({ code, vendor, model, jobIds, canResume }) => [code, vendor, model, jobIds, canResume]),
    ).toEqual([
      ['key-refused', 'other', 'other/a/b', ['3'], true],
      ['key-refused', 'replicate', 'replicate/a/b', ['1', '2'], true],
      ['price-unknown', 'replicate', 'replicate/a/b', ['4'], true],
      ['price-unknown', 'replicate', 'replicate/c/d', ['5'], true],
    ]);
  });

  it('can go on with another model where the cause is the model, and all of it makes the same', () => {
    const kindsOf = (code: string, ...kinds: string[]) => {
      const [need] = group({ jobs: kinds.map((kind, at) => job(String(at), code, { id: 'v/a/b' }, { kind })) });
      return [need?.kind, need?.canChangeModel];
    };
    expect(kindsOf('model-retired', 'draw-keyframe', 'redraw-keyframe')).toEqual(['image', true]);
    expect(kindsOf('price-unknown', 'make-segment')).toEqual(['video', true]);
    expect(kindsOf('model-retired', 'draw-keyframe', 'make-segment')).toEqual([null, false]);
    expect(kindsOf('model-retired', 'close-call')).toEqual([null, false]);
    // A refused key is no fault of the model.
    expect(kindsOf('key-refused', 'make-segment')).toEqual(['video', false]);
  });

  it('asks once for a key, whether there is none or it was refused', () => {
    const jobs = [job('1', 'key-missing', { id: 'replicate/a/b' }), job('2', 'key-refused', { id: 'replicate' })];
    expect(group({ jobs }).map(({ id, code, jobIds }) => [id, code, jobIds])).toEqual([
      ['key:replicate', 'key-missing', ['1', '2']],
    ]);
  });

  it('puts payments of a vendor together with the work that waits for them, oldest cause first', () => {
    const found = group({
      jobs: [
        job('1', 'payment-uncertain', { id: 'replicate/a/b' }),
        job('2', 'credit-empty', { id: 'other/a/b' }, { createdAtMs: 1 }),
      ],
      calls: [asking('c1', 'replicate'), asking('c2', 'replicate')],
    });
    expect(found.map(({ code }) => code)).toEqual(['credit-empty', 'payment-uncertain']);
    expect(found[1]).toMatchObject({
      ...{ jobIds: ['1'], canResume: false, sinceMs: 5 },
      projects: [{ projectId: 'film', projectName: 'Name of film' }],
    });
    expect(found[1]?.calls.map(({ call }) => call.callId)).toEqual(['c1', 'c2']);
  });

  it('counts a shot as done when all its pieces of that kind are', () => {
    const piece = (shotId: string, status: JobRow['status'], kind = 'draw-keyframe'): JobRow =>
      job('x', 'budget-exceeded', {}, { status, kind, input: { shotId } });
    const details = { scope: 'day', scopeId: '' };
    const [need] = group({
      jobs: [job('1', 'budget-exceeded', details), job('2', 'budget-exceeded', details)],
      jobsOfRun: () => [
        ...[piece('a', 'succeeded'), piece('a', 'succeeded'), piece('b', 'succeeded'), piece('b', 'needs-attention')],
        ...[piece('c', 'queued'), piece('c', 'succeeded', 'make-segment')],
      ],
    });
    expect(need).toMatchObject({ shotsDone: 1, shotsTotal: 3, jobIds: ['1', '2'] });
  });

  it('asks for a new price once for each film, and not about what is no question', () => {
    const moved = { id: 'replicate/a/b' };
    const jobs = [
      job('1', 'price-changed', moved),
      job('2', 'price-changed', moved, { projectId: 'second' }),
      job('3', 'internal', {}),
      { ...job('4', 'key-missing', {}), error: null },
    ];
    expect(group({ jobs }).map(({ jobIds, canResume }) => [jobIds, canResume])).toEqual([
      [['1'], false],
      [['2'], false],
    ]);
  });
});

describe('what goes on', () => {
  const day = { scope: 'day', scopeId: '' };
  const jobs = [
    job('missing', 'key-missing', { id: 'replicate/a/b' }),
    job('refused', 'key-refused', { id: 'replicate' }),
    job('empty', 'credit-empty', { id: 'replicate/a/b' }),
    job('other', 'key-refused', { id: 'replicate-mirror/a/b' }),
    job('price', 'price-unknown', { id: 'replicate/a/b' }),
    job('day', 'budget-exceeded', day),
    job('project', 'budget-exceeded', { scope: 'project', scopeId: 'film' }),
    job('another', 'budget-exceeded', { scope: 'project', scopeId: 'second' }),
    job('campaign', 'budget-exceeded', { scope: 'campaign', scopeId: 'film' }),
    job('uncertain', 'payment-uncertain', { id: 'replicate/a/b' }),
    job('moved', 'price-changed', { id: 'replicate/a/b' }),
    { ...job('well', 'key-missing', {}), error: null },
  ];
  const resumed = (wish: ResumeWish): string[] => jobs.filter((each) => isResumedBy(each, wish)).map(({ id }) => id);

  it.each([
    [{ kind: 'vendor', vendor: 'replicate' }, ['missing', 'refused', 'empty']],
    [{ kind: 'vendor', vendor: 'rep' }, []],
    [{ kind: 'need', id: 'key:replicate' }, ['missing', 'refused']],
    [{ kind: 'need', id: 'credit-empty:replicate' }, ['empty']],
    [{ kind: 'need', id: 'price-unknown:replicate/a/b' }, ['price']],
    [{ kind: 'need', id: 'budget-exceeded:day:' }, ['day']],
    [{ kind: 'need', id: 'budget-exceeded:project:film' }, ['project']],
    [{ kind: 'need', id: 'budget-exceeded:campaign:film' }, ['campaign']],
    [{ kind: 'need', id: 'payment-uncertain:replicate' }, []],
    [{ kind: 'need', id: 'price-changed:replicate/a/b:film' }, []],
    [{ kind: 'need', id: 'nothing' }, []],
    [{ kind: 'all' }, ['missing', 'refused', 'empty', 'other', 'price', 'day', 'project', 'another', 'campaign']],
  ] as const)('%j: %j', (wish, expected) => expect(resumed(wish)).toEqual(expected));

  it('every need that can go on has a name that lets exactly its jobs go on', () => {
    for (const need of group({ jobs })) {
      expect(resumed({ kind: 'need', id: need.id })).toEqual(need.canResume ? need.jobIds : []);
      const account = accountOfNeed(need.id);
      expect(account !== null).toBe(['key-missing', 'key-refused', 'credit-empty'].includes(need.code));
      expect(account ?? need.vendor).toBe(need.vendor);
    }
  });
});
