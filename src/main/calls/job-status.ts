import { AppError } from '../../shared/contract/errors.ts';
import type { JobEngine, JobStatus } from '../jobs/job-types.ts';

/** Where a job stands; undefined for one that the library does not know: it was made after what a library was restored to. */
export function statusOfJob(engine: Pick<JobEngine, 'get'>, jobId: string): JobStatus | undefined {
  try {
    return engine.get(jobId).status;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return undefined;
    throw error;
  }
}
