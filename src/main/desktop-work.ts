import type { RunState } from '../shared/model/run-terms.ts';
import type { App } from './compose.ts';
import type { JobRow } from './jobs/job-types.ts';
import type { RestedRun, WorkPort } from './platform/work-port.ts';

/** Work of the composed app as the desktop sees it: runs that go on by themselves, and jobs that belong to none. */

const PROGRESS_EVERY_MS = 500;

const OUTCOME_OF: Partial<Record<RunState, RestedRun['outcome']>> = {
  completed: 'finished',
  partially_completed: 'failed',
  failed: 'failed',
  cancelled: 'cancelled',
  storyboard_complete: 'waits-for-approval',
};

const WORKING: ReadonlySet<string> = new Set(['queued', 'started', 'progress', 'retrying']);
const OPEN: ReadonlySet<string> = new Set(['queued', 'running', 'waiting']);

interface LooseJob {
  lane: string;
  isRunning: boolean;
  fraction: number;
}

const looseOf = ({ lane, status, progress }: Pick<JobRow, 'lane' | 'status' | 'progress'>): LooseJob => ({
  lane,
  isRunning: status === 'running',
  fraction: progress,
});

/** Follows runs and jobs from now on; call it before the app starts. */
export function createWorkPort(app: Pick<App, 'runs' | 'engine' | 'library' | 'log'>): WorkPort {
  const { runs, engine } = app;
  const { repos } = app.library;
  const changed = new Set<() => void>();
  const rested = new Set<(run: RestedRun) => void>();
  /** Jobs without a run: exports of their own, redrawn keyframes; also those that an earlier session left. */
  const loose = new Map(engine.listOpenWithoutRun().map((job) => [job.id, looseOf(job)]));

  let later: NodeJS.Timeout | undefined;
  let isTold = true;
  /** After everything that happens in the same step: a run that comes to rest says so right after its last stage. */
  const tell = (): void => {
    clearTimeout(later);
    later = undefined;
    if (!isTold) return;
    isTold = false;
    queueMicrotask(() => {
      isTold = true;
      for (const listener of changed) listener();
    });
  };
  /** Progress comes many times a second; the task bar is looked at less often. */
  const tellSoon = (): void => {
    later ??= setTimeout(tell, PROGRESS_EVERY_MS).unref();
  };
  const workingRuns = (): string[] =>
    repos.runs
      .listOpen()
      .filter(({ state }) => state !== 'storyboard_complete')
      .map(({ id }) => id);

  /** Work that a pause holds back keeps neither the machine awake nor the app open. */
  const isHeld = (paused: readonly string[], { lane, isRunning }: LooseJob): boolean =>
    !isRunning && paused.includes(lane);
  const isRunHeld = (paused: readonly string[], runId: string): boolean => {
    if (paused.length === 0) return false;
    const open = engine.listByRun(runId).filter(({ status }) => OPEN.has(status));
    return open.length > 0 && open.every((job) => isHeld(paused, looseOf(job)));
  };

  engine.onEvent((event) => {
    if (event.runId !== null) return;
    if (WORKING.has(event.type)) {
      const lane = loose.get(event.jobId)?.lane ?? engine.get(event.jobId).lane;
      const isRunning = event.type === 'started' || event.type === 'progress';
      loose.set(event.jobId, { lane, isRunning, fraction: event.progress });
    } else loose.delete(event.jobId);
    if (event.type === 'progress') tellSoon();
    else tell();
  });
  runs.onEvent((event) => {
    if (event.type === 'rest') {
      const run = repos.runs.get(event.runId);
      const outcome = OUTCOME_OF[run.state as RunState];
      const projectName = repos.projects.get(run.projectId).name;
      if (outcome !== undefined)
        for (const listener of rested) listener({ runId: run.id, projectId: run.projectId, projectName, outcome });
    }
    if (event.type === 'progress') tellSoon();
    else tell();
  });

  return {
    active() {
      const paused = engine.pausedLanes();
      const fractions = [
        ...workingRuns()
          .filter((id) => !isRunHeld(paused, id))
          .map((id) => runs.view(id).fraction),
        ...[...loose.values()].filter((job) => !isHeld(paused, job)).map(({ fraction }) => fraction),
      ];
      const sum = fractions.reduce((all, fraction) => all + fraction, 0);
      return { jobs: fractions.length, fraction: fractions.length === 0 ? 0 : sum / fractions.length };
    },
    onChange: (listener) => void changed.add(listener),
    onRest: (listener) => void rested.add(listener),
    cancelAll() {
      for (const id of workingRuns()) runs.cancel(id);
      for (const id of loose.keys()) engine.cancel(id);
    },
  };
}
