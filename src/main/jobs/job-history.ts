import type { JobRecord, JobRepository } from '../db/repositories/job-repository.ts';

/** Earlier jobs of the same kind that an ETA looks at. */
const HISTORY_LENGTH = 20;

/** Wall times of succeeded jobs by kind, newest first. */
export interface JobHistory {
  wallMs(kind: string): readonly number[];
  /** Whether `add` would keep anything: nobody has asked for this kind yet otherwise. */
  keeps(kind: string): boolean;
  add(record: Pick<JobRecord, 'kind' | 'started_at_ms' | 'finished_at_ms'>): void;
}

/** Reads each kind once from the library and keeps it up to date: a status call of 20 jobs must not search 20 times. */
export function createJobHistory(jobs: Pick<JobRepository, 'listWallMsByKind'>): JobHistory {
  const byKind = new Map<string, number[]>();
  return {
    wallMs(kind) {
      let values = byKind.get(kind);
      if (values === undefined) {
        values = jobs.listWallMsByKind(kind, HISTORY_LENGTH);
        byKind.set(kind, values);
      }
      return values;
    },
    keeps: (kind) => byKind.has(kind),
    add(record) {
      const values = byKind.get(record.kind);
      if (values === undefined || record.started_at_ms === null || record.finished_at_ms === null) return;
      values.unshift(record.finished_at_ms - record.started_at_ms);
      values.length = Math.min(values.length, HISTORY_LENGTH);
    },
  };
}
