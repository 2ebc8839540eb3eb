import { AppError } from '../../shared/contract/errors.ts';
import type { JobEngine, JobRow, JobStatus } from '../jobs/job-types.ts';

/** A job; undefined for one that the library does not know: it was made after what a library was restored to. */
export function knownJob(engine: Pick<JobEngine, 'get'>, jobId: string): JobRow | undefined {
  try {
    return engine.get(jobId);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return undefined;
    throw error;
  }
}

/** Where such a job stands. */
export const statusOfJob = (engine: Pick<JobEngine, 'get'>, jobId: string): JobStatus | undefined =>
  knownJob(engine, jobId)?.status;
