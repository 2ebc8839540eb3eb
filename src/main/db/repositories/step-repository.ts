import type { LibraryDb } from '../open.ts';

/** A finished step of a job. */
export interface StepRecord {
  ordinal: number;
  name: string;
  output_json: string;
}

export type StepEvent = 'started' | 'finished' | 'failed';

/** `job_step` (what a job remembers) and `step_log` (append only: what really ran). */
export interface StepRepository {
  listByJob(jobId: string): StepRecord[];
  insert(jobId: string, step: StepRecord, finishedAtMs: number): void;
  /** Forgets the finished steps of a job, for handlers that start again after a crash. */
  removeByJob(jobId: string): void;
  /** `wallMs` is null for `started`. */
  log(jobId: string, name: string, attempt: number, event: StepEvent, atMs: number, wallMs: number | null): void;
}

/** Prepares the statements once. */
export function createStepRepository(db: LibraryDb): StepRepository {
  const list = db.prepare<[string], StepRecord>(
    'step.list-by-job',
    'SELECT ordinal, name, output_json FROM job_step WHERE job_id = ? ORDER BY ordinal',
  );
  const insert = db.prepare(
    'step.insert',
    'INSERT INTO job_step (job_id, ordinal, name, output_json, finished_at_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const remove = db.prepare('step.remove-by-job', 'DELETE FROM job_step WHERE job_id = ?');
  const log = db.prepare(
    'step-log.insert',
    'INSERT INTO step_log (job_id, name, attempt, event, at_ms, wall_ms) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return {
    listByJob: (jobId) => list.all(jobId),
    insert: (jobId, step, finishedAtMs) =>
      void insert.run(jobId, step.ordinal, step.name, step.output_json, finishedAtMs),
    removeByJob: (jobId) => void remove.run(jobId),
    log: (jobId, name, attempt, event, atMs, wallMs) => void log.run(jobId, name, attempt, event, atMs, wallMs),
  };
}
