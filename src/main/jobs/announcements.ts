import type { JobRepository } from '../db/repositories/job-repository.ts';
import type { EventSubject, JobEvents } from './job-events.ts';

/** What was asked for inside transactions and is told only when they have kept it. */
export interface Announcements {
  /** A row was stored or queued again. */
  queued(jobId: string): void;
  /** The same, known to be kept: its event needs no second look at the library. Does nothing for a row not `queued`. */
  kept(subject: EventSubject): void;
  /** A row was cancelled, or its running attempt was asked to stop. */
  cancelled(jobId: string): void;
  tell(): void;
}

/** `stop` aborts the attempt of a job that runs here. */
export function createAnnouncements(
  jobs: Pick<JobRepository, 'find'>,
  events: JobEvents,
  stop: (jobId: string) => void,
): Announcements {
  const fresh = new Map<string, EventSubject | undefined>();
  const ended = new Set<string>();
  return {
    queued: (jobId) => void fresh.set(jobId, undefined),
    kept(subject) {
      if (fresh.has(subject.id)) fresh.set(subject.id, subject);
    },
    cancelled: (jobId) => void ended.add(jobId),
    tell() {
      for (const [id, kept] of [...fresh]) {
        fresh.delete(id);
        const subject = kept ?? jobs.find(id);
        if (subject !== undefined) events.emit(subject, 'queued');
      }
      for (const id of [...ended]) {
        ended.delete(id);
        const record = jobs.find(id);
        if (record?.status === 'cancelled') events.emit(record, 'cancelled');
        else if (record?.cancel_requested === 1) stop(id);
      }
    },
  };
}
