import type { ExportView } from '../../shared/contract/exports.ts';
import type { Work } from '../../shared/contract/jobs.ts';
import type { RunState } from '../../shared/model/run-terms.ts';
import type { RunView } from './run-view.ts';

/** Runs and exports in the words of one list. */

const FAILED_RUN: ReadonlySet<RunState> = new Set(['failed', 'partially_completed']);
const OPEN_EXPORT: ReadonlySet<ExportView['state']> = new Set([
  'paused',
  'queued',
  'running',
  'retrying',
  'cancelling',
]);
const FAILED_EXPORT: ReadonlySet<ExportView['state']> = new Set(['failed', 'partly-done', 'interrupted']);

export interface WorkContext {
  projectName: string;
  posterAssetId: string | null;
  /** When a person put the row away; a failure after that shows again. */
  dismissedAtMs: number | undefined;
}

function isDismissed(dismissedAtMs: number | undefined, finishedAtMs: number | null): boolean {
  return dismissedAtMs !== undefined && finishedAtMs !== null && dismissedAtMs >= finishedAtMs;
}

/** Pure. */
export function workOfRun(view: RunView, { dismissedAtMs, ...context }: WorkContext): Work {
  const isOpen = view.finishedAtMs === null;
  const isFailed = FAILED_RUN.has(view.state);
  return {
    kind: 'run',
    id: view.runId,
    projectId: view.projectId,
    ...context,
    isDismissed: isDismissed(dismissedAtMs, view.finishedAtMs),
    state: view.state,
    stage: view.stage,
    fraction: view.fraction,
    etaMs: view.etaMs,
    error: view.error === null ? null : { code: view.error.code, details: { ...view.error.details } },
    failedCount: isFailed ? Math.max(1, view.failedParts.length) : 0,
    isOpen,
    isFailed,
    isWaitingForApproval: view.state === 'storyboard_complete',
    currentScene: view.currentScene,
    scenes: view.scenes,
    estimateMicroUsd: view.estimateMicroUsd,
    actualMicroUsd: view.actualMicroUsd,
    uncertainMicroUsd: view.uncertainMicroUsd,
    canCancel: isOpen,
    canRetry: !isOpen && view.state !== 'completed',
    createdAtMs: view.createdAtMs,
    updatedAtMs: view.updatedAtMs,
    finishedAtMs: view.finishedAtMs,
  };
}

/** Pure. */
export function workOfExport(view: ExportView, { dismissedAtMs, ...context }: Omit<WorkContext, 'projectName'>): Work {
  const films = view.files.filter(({ kind }) => kind === 'film');
  const isFailed = FAILED_EXPORT.has(view.state);
  return {
    kind: 'export',
    id: view.exportId,
    projectId: view.projectId,
    projectName: view.projectName,
    ...context,
    isDismissed: isDismissed(dismissedAtMs, view.finishedAtMs),
    state: view.state,
    fraction: view.fraction,
    etaMs: view.etaMs,
    error: view.error,
    failedCount: films.filter(({ state }) => state === 'failed').length,
    isOpen: OPEN_EXPORT.has(view.state),
    isFailed,
    filesDone: films.filter(({ state }) => state === 'done').length,
    filesTotal: films.length,
    fileKinds: films.map(({ format, quality }) => `${format} ${quality ?? ''}`.trim()),
    speed: view.speed,
    canCancel: OPEN_EXPORT.has(view.state) && view.state !== 'cancelling',
    canRetry: isFailed || view.state === 'cancelled',
    createdAtMs: view.createdAtMs,
    updatedAtMs: view.finishedAtMs ?? view.startedAtMs ?? view.createdAtMs,
    finishedAtMs: view.finishedAtMs,
  };
}
