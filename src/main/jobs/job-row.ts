import type { JobRecord } from '../db/repositories/job-repository.ts';
import { parseFailure } from './job-failure.ts';
import type { JobRow, JobStatus } from './job-types.ts';

const STATUSES: ReadonlySet<string> = new Set<JobStatus>([
  'queued',
  'running',
  'waiting',
  'needs-attention',
  'succeeded',
  'failed',
  'cancelled',
]);

/** A status this program does not know (a newer one wrote it) needs a person, it is not guessed. */
function statusOf(text: string): JobStatus {
  return STATUSES.has(text) ? (text as JobStatus) : 'needs-attention';
}

/** JSON text of a column, or null where there is none. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}

/** The stored row in the words of the engine. */
export function jobRowOf(record: JobRecord): JobRow {
  return {
    id: record.id,
    kind: record.kind,
    runId: record.run_id,
    projectId: record.project_id,
    lane: record.lane,
    priority: record.priority,
    status: statusOf(record.status),
    attempts: record.attempts,
    maxAttempts: record.max_attempts,
    runAtMs: record.run_at_ms,
    cancelRequested: record.cancel_requested === 1,
    progress: record.progress,
    input: JSON.parse(record.input_json) as unknown,
    result: record.result_json === null ? null : (JSON.parse(record.result_json) as unknown),
    error: parseFailure(record.error_json),
    createdAtMs: record.created_at_ms,
    startedAtMs: record.started_at_ms,
    finishedAtMs: record.finished_at_ms,
  };
}
