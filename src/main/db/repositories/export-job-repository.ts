import type { LibraryDb } from '../open.ts';
import { JOB_COLUMNS } from './job-repository.ts';
import type { JobRecord } from './job-repository.ts';
import type { StepRecord } from './step-repository.ts';

/** A finished step with the time it ended. */
export interface FinishedStep extends Pick<StepRecord, 'name' | 'output_json'> {
  finished_at_ms: number;
}

/** What the lists of exports and of a run's items read from the engine's tables. It never writes there. */
export function createExportJobRepository(db: LibraryDb) {
  const page = db.prepare<[string, number], JobRecord>(
    'export-job.page',
    `SELECT ${JOB_COLUMNS} FROM job INDEXED BY job_export_idx
     WHERE kind = 'export-film' AND id < ? ORDER BY id DESC LIMIT ?`,
  );
  const ofProject = db.prepare<[string, number], JobRecord>(
    'export-job.of-project',
    `SELECT ${JOB_COLUMNS} FROM job INDEXED BY job_export_project_idx
     WHERE kind = 'export-film' AND project_id = ? ORDER BY id DESC LIMIT ?`,
  );
  const steps = db.prepare<[string], FinishedStep>(
    'export-job.steps',
    'SELECT name, output_json, finished_at_ms FROM job_step WHERE job_id = ? ORDER BY ordinal',
  );
  return {
    /** Newest first; `beforeId` is the last one of the page before. */
    page: (limit: number, beforeId?: string): JobRecord[] => page.all(beforeId ?? '\u{10FFFF}', limit),
    listOfProject: (projectId: string, limit: number): JobRecord[] => ofProject.all(projectId, limit),
    listSteps: (jobId: string): FinishedStep[] => steps.all(jobId),
  };
}
