import { toAppError, AppError } from '../../shared/contract/errors.ts';
import type { JobBoard, RunDetails, Work } from '../../shared/contract/jobs.ts';
import type { LibraryDb } from '../db/open.ts';
import type { ExportService } from '../exports/export-service.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { laneOf } from './lane-of.ts';
import { createRunDetails } from './run-details.ts';
import type { RunService } from './run-service.ts';
import { createWorkDismissals } from './work-dismissals.ts';
import { workOfExport, workOfRun } from './work-views.ts';

export interface WorkFilter {
  filter: 'all' | 'open' | 'failed' | 'finished';
  kind: 'all' | 'run' | 'export';
  limit: number;
  beforeId?: string;
}

/** Runs and exports as one list, for the window's jobs. */
export interface WorkService {
  board(): JobBoard;
  /** Newest first. */
  list(wish: WorkFilter): { works: Work[]; nextBeforeId: string | null };
  /** Throws AppError `not-found`. */
  run(runId: string): RunDetails;
  retryAll(): {
    retried: string[];
    refused: { id: string; error: { code: string; details: Record<string, unknown> } }[];
  };
  dismiss(ids: readonly string[]): number;
  /** Puts an item back to work that the engine had put aside. Throws AppError `not-possible-now`. */
  retryItem(jobId: string): void;
  pause(): void;
  resume(): void;
  isPaused(): boolean;
}

/** Failed rows are looked for among this many of the newest. */
const LOOK_BACK = 300;
const RECENT = 5;
/** Rows of one page are filtered after they are read: at most this many are read for it. */
const MOST_READ = 3_000;
const PAGE = 100;

export function createWorkService(
  deps: Pick<GenerationDeps, 'repos' | 'engine' | 'clock' | 'imageProviders' | 'videoProviders' | 'isStalled'> & {
    db: LibraryDb;
    runs: RunService;
    exports: ExportService;
  },
): WorkService {
  const { repos, engine, runs, exports } = deps;
  const dismissals = createWorkDismissals(deps);
  const details = createRunDetails(deps);
  // Everything that works belongs to one of these; the editor's own calls do not.
  const lanes = [
    ...new Set([
      ...['plan', 'encode', 'import'],
      ...[...deps.imageProviders.keys()].map((id) => laneOf('image', id)),
      ...[...deps.videoProviders.keys()].map((id) => laneOf('video', id)),
    ]),
  ];

  const posterOf = (projectId: string): string | null => {
    const { posterAssetId } = repos.projects.get(projectId);
    if (posterAssetId !== null) return posterAssetId;
    const first = repos.shots.findFirstId(projectId);
    return first === undefined ? null : (repos.takes.findChosen(first, 'start', 1)?.assetId ?? null);
  };

  /** Reads each project once for a whole list. */
  const createReader = () => {
    const dismissed = dismissals.all();
    const projects = new Map<
      string,
      { projectName: string; posterAssetId: string | null; isTrashed: boolean; latestRunId: string | undefined }
    >();
    const projectOf = (projectId: string) => {
      const known = projects.get(projectId);
      if (known !== undefined) return known;
      const { name, trashedAtMs } = repos.projects.get(projectId);
      const fresh = {
        projectName: name,
        posterAssetId: posterOf(projectId),
        isTrashed: trashedAtMs !== null,
        latestRunId: repos.runs.findLatest(projectId)?.id,
      };
      projects.set(projectId, fresh);
      return fresh;
    };
    return {
      run(runId: string): Work {
        const view = runs.view(runId);
        const { projectName, posterAssetId, latestRunId } = projectOf(view.projectId);
        const work = workOfRun(view, { projectName, posterAssetId, dismissedAtMs: dismissed.get(runId) });
        return { ...work, canRetry: work.canRetry && latestRunId === runId };
      },
      exports: (wish: Parameters<ExportService['list']>[0]): Work[] =>
        exports.list(wish).map((view) =>
          workOfExport(view, {
            posterAssetId: projectOf(view.projectId).posterAssetId,
            dismissedAtMs: dismissed.get(view.exportId),
          }),
        ),
      isTrashed: (work: Work): boolean => projectOf(work.projectId).isTrashed,
      /** A newer run of its project has followed it. */
      isFollowed: (run: { id: string; projectId: string }): boolean => projectOf(run.projectId).latestRunId !== run.id,
    };
  };

  const newestFirst = (a: Work, b: Work): number => (a.id < b.id ? 1 : -1);
  const finishedFirst = (a: Work, b: Work): number => (b.finishedAtMs ?? 0) - (a.finishedAtMs ?? 0);

  const board = (): JobBoard => {
    const read = createReader();
    let succeeded = 0;
    const exported = read.exports({
      limit: LOOK_BACK,
      // Cancelled ones are nobody's business here, and of those that ended well only the last few.
      pick: ({ status }) => (status === 'succeeded' ? (succeeded += 1) <= RECENT : status !== 'cancelled'),
    });
    const rows = repos.runs.page(LOOK_BACK);
    const openRuns = repos.runs.listOpen().map(({ id }) => read.run(id));
    const failedRuns = rows
      .filter(({ state }) => state === 'failed' || state === 'partially_completed')
      .filter((row) => !read.isFollowed(row))
      .map(({ id }) => read.run(id));
    const doneRuns = rows
      .filter(({ state }) => state === 'completed')
      .slice(0, RECENT)
      .map(({ id }) => read.run(id));
    const wanted = (work: Work): boolean => work.isFailed && !work.isDismissed && !read.isTrashed(work);
    return {
      open: [...openRuns, ...exported.filter(({ isOpen }) => isOpen)].sort((a, b) => newestFirst(b, a)),
      failed: [...failedRuns, ...exported].filter(wanted).sort(newestFirst),
      recent: [...doneRuns, ...exported.filter(({ state }) => state === 'done')].sort(finishedFirst).slice(0, RECENT),
      isPaused: isPaused(),
    };
  };

  const isPaused = (): boolean => {
    const paused = engine.pausedLanes();
    return lanes.every((lane) => paused.includes(lane));
  };

  const matches = (work: Work, filter: WorkFilter['filter']): boolean =>
    filter === 'all' ||
    (filter === 'open' && work.isOpen) ||
    (filter === 'failed' && work.isFailed) ||
    (filter === 'finished' && !work.isOpen && !work.isFailed);

  return {
    board,
    list({ filter, kind, limit, beforeId }) {
      const read = createReader();
      const works: Work[] = [];
      let cursor = beforeId;
      for (let seen = 0; works.length < limit && seen < MOST_READ; seen += PAGE) {
        const from = cursor === undefined ? {} : { beforeId: cursor };
        const page = [
          ...(kind === 'export' ? [] : repos.runs.page(PAGE, cursor).map(({ id }) => read.run(id))),
          ...(kind === 'run' ? [] : read.exports({ limit: PAGE, ...from })),
        ]
          .sort(newestFirst)
          .slice(0, PAGE);
        works.push(...page.filter((work) => matches(work, filter)));
        cursor = page.at(-1)?.id;
        if (page.length < PAGE || cursor === undefined)
          return { works: works.slice(0, limit), nextBeforeId: works[limit - 1]?.id ?? null };
      }
      return { works: works.slice(0, limit), nextBeforeId: works[limit - 1]?.id ?? cursor ?? null };
    },
    run(runId) {
      const work = createReader().run(runId);
      if (work.kind !== 'run') throw new AppError('not-found', `no run ${runId}`, { what: 'run', id: runId });
      return details(work);
    },
    retryAll() {
      const { failed } = board();
      const retried: string[] = [];
      const refused: { id: string; error: { code: string; details: Record<string, unknown> } }[] = [];
      for (const { id, kind } of failed) {
        try {
          if (kind === 'run') runs.retry(id);
          else exports.retry(id);
          retried.push(id);
        } catch (error) {
          const { code, details: facts } = toAppError(error);
          refused.push({ id, error: { code, details: { ...facts } } });
        }
      }
      return { retried, refused };
    },
    dismiss: (ids) => dismissals.add(ids),
    retryItem(jobId) {
      const { status, runId, projectId } = engine.get(jobId);
      if (status !== 'needs-attention')
        throw new AppError('not-possible-now', 'the item is not waiting for a person', {
          what: 'retry',
          state: status,
        });
      // A run that has ended looks at its items no more: it is taken up again as a whole.
      if (runId !== null && repos.runs.get(runId).finishedAtMs !== null) return runs.retry(runId);
      if (projectId !== null && repos.projects.get(projectId).trashedAtMs !== null)
        throw new AppError('not-possible-now', 'the project is in the trash', { what: 'retry', state: 'trashed' });
      engine.retry(jobId);
    },
    pause: () => lanes.forEach((lane) => engine.pauseLane(lane)),
    resume: () => lanes.forEach((lane) => engine.resumeLane(lane)),
    isPaused,
  };
}
