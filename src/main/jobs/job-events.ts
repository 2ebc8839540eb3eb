import type { Logger } from '../platform/logger.ts';
import type { JobRecord } from '../db/repositories/job-repository.ts';
import type { JobEvent } from './job-types.ts';

/** What an event says of its job. */
export type EventSubject = Pick<JobRecord, 'id' | 'run_id' | 'project_id' | 'kind' | 'progress'>;

/** Tells listeners what happened, after it was stored. */
export interface JobEvents {
  on(listener: (event: JobEvent) => void): () => void;
  emit(record: EventSubject, type: JobEvent['type'], progress?: number): void;
}

/** A listener that throws is logged and cannot hurt the engine or the other listeners. */
export function createJobEvents(log: Logger): JobEvents {
  const listeners = new Set<(event: JobEvent) => void>();
  return {
    on(listener) {
      const own = (event: JobEvent): void => listener(event);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    emit(record, type, progress = record.progress) {
      const { id: jobId, run_id: runId, project_id: projectId, kind } = record;
      for (const listener of [...listeners]) {
        try {
          listener({ jobId, runId, projectId, kind, type, progress });
        } catch (error) {
          log.error('jobs.listener-failed', { type, jobId, message: String(error) });
        }
      }
    },
  };
}
