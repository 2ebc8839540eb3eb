import { expect, it } from 'vitest';
import type { App } from './compose.ts';
import { createWorkPort } from './desktop-work.ts';
import type { RunEvent } from './generation/run-service.ts';
import type { JobEvent } from './jobs/job-types.ts';

/** One run whose state the test sets, and jobs without a run. */
function setUp(left: readonly object[] = []) {
  const run = { id: 'r', projectId: 'p', state: 'generating_storyboard' };
  const listeners = { run: (_event: RunEvent) => {}, job: (_event: JobEvent) => {} };
  const cancelled: string[] = [];
  const paused: string[] = [];
  const ofRun: { lane: string; status: string }[] = [];
  const app = {
    runs: {
      onEvent: (listener: typeof listeners.run) => void (listeners.run = listener),
      view: () => ({ fraction: 0.5 }),
      cancel: (id: string) => void cancelled.push(id),
    },
    engine: {
      onEvent: (listener: typeof listeners.job) => void (listeners.job = listener),
      cancel: (id: string) => void cancelled.push(id),
      listOpenWithoutRun: () => left,
      listByRun: () => ofRun,
      pausedLanes: () => paused,
      get: () => ({ lane: 'encode' }),
    },
    library: {
      repos: {
        runs: { get: () => run, listOpen: () => (['completed', 'failed'].includes(run.state) ? [] : [run]) },
        projects: { get: () => ({ name: 'Rain' }) },
      },
    },
  };
  const work = createWorkPort(app as unknown as App);
  const told: string[] = [];
  work.onChange(() => told.push(`change ${work.active().jobs}`));
  work.onRest(({ outcome, projectName }) => told.push(`${outcome} ${projectName}`));
  return { run, listeners, work, told, cancelled, paused, ofRun };
}
const event = (type: RunEvent['type']): RunEvent => ({ runId: 'r', projectId: 'p', type });
const job = (type: JobEvent['type'], progress = 0): JobEvent => ({
  jobId: 'j',
  runId: null,
  projectId: null,
  kind: 'export',
  type,
  progress,
});

it('how a run ended is told before that nothing works any more', async () => {
  const { run, listeners, told } = setUp();
  run.state = 'storyboard_complete';
  listeners.run(event('stage'));
  listeners.run(event('rest'));
  await Promise.resolve();
  expect(told).toEqual(['waits-for-approval Rain', 'change 0']);
});

it('jobs without a run count as work, and are cancelled with the rest', async () => {
  const { listeners, work, cancelled, run } = setUp();
  run.state = 'storyboard_complete';
  listeners.job(job('queued'));
  listeners.job(job('progress', 0.25));
  expect(work.active()).toEqual({ jobs: 1, fraction: 0.25 });
  work.cancelAll();
  expect(cancelled).toEqual(['j']);
  listeners.job(job('cancelled'));
  expect(work.active()).toEqual({ jobs: 0, fraction: 0 });
  run.state = 'generating_video';
  expect(work.active()).toEqual({ jobs: 1, fraction: 0.5 });
  await Promise.resolve();
});

it('work that a pause holds back is none; what still runs is, and so is what an earlier session left', () => {
  const left = { id: 'old', lane: 'import', status: 'queued', progress: 0 };
  const { listeners, work, run, paused, ofRun } = setUp([left]);
  run.state = 'storyboard_complete';
  expect(work.active().jobs).toBe(1);
  paused.push('encode', 'import');
  expect(work.active().jobs).toBe(0);
  listeners.job(job('queued'));
  expect(work.active().jobs).toBe(0);
  listeners.job(job('started'));
  expect(work.active().jobs).toBe(1);
  listeners.job(job('succeeded'));
  run.state = 'generating_video';
  // Between two jobs a run goes on by itself.
  expect(work.active().jobs).toBe(1);
  ofRun.push({ lane: 'encode', status: 'queued' });
  expect(work.active().jobs).toBe(0);
  ofRun.push({ lane: 'encode', status: 'running' });
  expect(work.active().jobs).toBe(1);
});
