/** Exports as the doors use them: start, look, cancel, again. The work is a job of the engine. */
import { AppError } from '../../shared/contract/errors.ts';
import type { ExportEstimate, ExportView } from '../../shared/contract/exports.ts';
import { captionsName, exportBaseName } from '../../shared/model/export-settings.ts';
import type { ExportSettings } from '../../shared/model/export-settings.ts';
import type { LibraryDb } from '../db/open.ts';
import { createExportJobRepository } from '../db/repositories/export-job-repository.ts';
import type { Repositories } from '../db/repositories.ts';
import { jobRowOf } from '../jobs/job-row.ts';
import type { JobEngine, JobRow } from '../jobs/job-types.ts';
import type { ContentStore } from '../library/content-store.ts';
import type { NewId } from '../platform/ids.ts';
import type { FilmTools } from './conform.ts';
import { createWorkSpeeds } from './export-costs.ts';
import { estimateExport } from './export-estimate.ts';
import { createExportJob, EXPORT_JOB, exportInputSchema } from './export-job.ts';
import { exportViewOf, planOfExport } from './export-views.ts';
import { createLiveExports } from './live-exports.ts';
import { createLiveFrames } from './live-frame.ts';
import type { LiveFrame } from './live-frame.ts';
import { prepareRetry } from './retry-export.ts';
import { captionCues, srtText } from './subtitles.ts';

export interface ExportServiceDeps {
  db: LibraryDb;
  repos: Repositories;
  store: Pick<ContentStore, 'pathOf' | 'has'>;
  tools: FilmTools;
  engine: JobEngine;
  newId: NewId;
  /** Folder of a project's exports where nobody chose one. */
  exportsFolder(projectId: string): string;
  /** Proves that files can be made there. Throws `not-writable`, `disk-full`. */
  checkWritable(folder: string): Promise<void>;
}

export interface ExportService {
  /** Gives the export's id. Throws AppError `not-possible-now` with the first reason, `not-writable`, `not-found`. */
  start(projectId: string, settings: ExportSettings, folder?: string): Promise<string>;
  view(exportId: string): ExportView;
  /** Newest first; `pick` looks at the row before its view is built. */
  list(wish: {
    projectId?: string;
    limit: number;
    beforeId?: string;
    pick?: (row: { id: string; status: string }) => boolean;
  }): ExportView[];
  /** Finished files stay. */
  cancel(exportId: string): void;
  /** Files that are finished are not made again; where the film has changed since, that is refused or begins anew. */
  retry(exportId: string): void;
  estimate(projectId: string, settings: ExportSettings, folder?: string): Promise<ExportEstimate>;
  frame(exportId: string): Promise<LiveFrame | null>;
  captions(exportId: string, variation: number): { name: string; text: string };
  /** Something of an export changed: its id. About twice a second while it runs. */
  onChange(listener: (exportId: string) => void): () => void;
}

/** A hint makes a window ask for the whole view again. */
const PROGRESS_EVERY_MS = 450;

/** Registers the job and gives the service. */
export function createExportService(deps: ExportServiceDeps): ExportService {
  const { db, repos, engine, tools } = deps;
  const rows = createExportJobRepository(db);
  const live = createLiveExports();
  const speeds = createWorkSpeeds({ db, repos });
  const frames = createLiveFrames(tools);
  engine.register(createExportJob({ ...deps, live, speeds }));

  const jobOf = (exportId: string): JobRow => {
    const job = engine.get(exportId);
    if (job.kind !== EXPORT_JOB)
      throw new AppError('not-found', `no export ${exportId}`, { what: 'export', id: exportId });
    return job;
  };
  const viewOf = (job: JobRow): ExportView =>
    exportViewOf({
      job,
      steps: rows.listSteps(job.id),
      live: live.find(job.id),
      isPaused: engine.pausedLanes().includes(job.lane),
      projectName: job.projectId === null ? '' : repos.projects.get(job.projectId).name,
      nowMs: tools.clock.monotonicMs(),
    });
  const folderOf = (projectId: string, folder: string | undefined): string => folder ?? deps.exportsFolder(projectId);

  return {
    async start(projectId, settings, folder) {
      const project = repos.projects.get(projectId);
      const into = folderOf(projectId, folder);
      const { notes, canExport } = await estimateExport({ ...deps, speeds }, projectId, settings, into);
      if (!canExport) {
        const first = notes.find(({ level }) => level === 'stop');
        const code = first?.code === 'disk-too-small' ? 'disk-full' : 'not-possible-now';
        throw new AppError(code, `cannot export: ${first?.code ?? ''}`, {
          what: 'export',
          state: project.status,
          reason: first?.code ?? '',
          ...first?.params,
        });
      }
      await deps.checkWritable(into);
      return engine.enqueue({
        kind: EXPORT_JOB,
        input: { projectId, settings, folder: into, base: exportBaseName(project.name, settings.captions) },
        projectId,
        // Somebody sits before it and waits.
        priority: 1,
      });
    },
    view: (exportId) => viewOf(jobOf(exportId)),
    list({ projectId, limit, beforeId, pick = () => true }) {
      const records = projectId === undefined ? rows.page(limit, beforeId) : rows.listOfProject(projectId, limit);
      return records.filter(pick).map((record) => viewOf(jobRowOf(record)));
    },
    cancel(exportId) {
      const { status } = jobOf(exportId);
      if (status === 'succeeded' || status === 'failed' || status === 'cancelled') return;
      engine.cancel(exportId);
    },
    retry(exportId) {
      const job = jobOf(exportId);
      const { status, projectId } = job;
      if (status !== 'failed' && status !== 'cancelled' && status !== 'needs-attention')
        throw new AppError('not-possible-now', 'nothing of this export has failed', { what: 'retry', state: status });
      if (projectId !== null && repos.projects.get(projectId).trashedAtMs !== null)
        throw new AppError('not-possible-now', 'the project is in the trash', { what: 'retry', state: 'trashed' });
      db.write(() => {
        prepareRetry(deps, job);
        engine.retry(exportId);
      }, 'export.retry');
    },
    estimate: (projectId, settings, folder) =>
      estimateExport({ ...deps, speeds }, projectId, settings, folderOf(projectId, folder)),
    async frame(exportId) {
      jobOf(exportId);
      return frames.at(exportId, live.find(exportId));
    },
    captions(exportId, variation) {
      const job = jobOf(exportId);
      const plan = planOfExport(rows.listSteps(exportId), variation);
      const cues = plan === undefined ? [] : captionCues(plan);
      if (plan === undefined || cues.length === 0)
        throw new AppError('not-found', 'no captions', { what: 'captions', id: exportId });
      const { base } = exportInputSchema.parse(job.input);
      return { name: captionsName(base, variation), text: srtText(cues, plan.fps) };
    },
    onChange(listener) {
      let toldMs = Number.NEGATIVE_INFINITY;
      return engine.onEvent(({ kind, type, jobId }) => {
        if (kind !== EXPORT_JOB) return;
        const nowMs = tools.clock.monotonicMs();
        // One export works at a time: its progress is the only one there is.
        if (type === 'progress' && nowMs - toldMs < PROGRESS_EVERY_MS) return;
        toldMs = nowMs;
        listener(jobId);
      });
    },
  };
}
