import type { CallState } from '../../shared/model/paid-call.ts';
import { assertNever } from '../../shared/util/assert-never.ts';
import type { JobRow, JobStatus } from './job-types.ts';

/**
 * Decision 9: three vocabularies meet here. A provider call has the states of `reliability.md` 4.1, a job has
 * `JobStatus`, a run has the words of R7.2. The doors turn the words into a person's language (shared/i18n).
 */

/** State of a run of a project (R7.2). */
export type RunWord =
  | 'pending'
  | 'planning'
  | 'generating_storyboard'
  | 'storyboard_complete'
  | 'generating_video'
  | 'exporting'
  | 'completed'
  | 'partially_completed'
  | 'failed'
  | 'cancelled'
  | 'stalled';

/** What the run is doing when its jobs do not say otherwise. */
export type RunPhase = 'planning' | 'storyboard' | 'approval' | 'video' | 'export' | 'done';

/** R7.2: no progress for this long is `stalled`. */
export const STALLED_AFTER_MS = 15 * 60_000;

/** The job status that a provider call's state shows as. */
export function jobStatusOfCall(state: CallState): JobStatus {
  switch (state) {
    case 'QUEUED':
    case 'RESERVED':
      return 'queued';
    case 'SUBMITTING':
    case 'SUBMITTED':
    case 'RUNNING':
    case 'REMOTE_DONE':
    case 'DOWNLOADING':
    case 'VERIFYING':
    case 'CANCEL_REQUESTED':
      return 'running';
    case 'WAITING':
    case 'UNCERTAIN':
      return 'waiting';
    case 'NEEDS_USER':
      return 'needs-attention';
    case 'DONE':
    case 'DONE_FLAGGED':
      return 'succeeded';
    case 'REJECTED':
    case 'FAILED':
      return 'failed';
    case 'CANCELED':
      return 'cancelled';
    default:
      return assertNever(state, 'call state');
  }
}

const PHASE_WORD: Readonly<Record<RunPhase, RunWord>> = {
  planning: 'planning',
  storyboard: 'generating_storyboard',
  approval: 'storyboard_complete',
  video: 'generating_video',
  export: 'exporting',
  done: 'completed',
};

/** The part of a job row that decides the word. */
export type JobState = Pick<JobRow, 'status' | 'startedAtMs'>;

export interface RunView {
  phase: RunPhase;
  jobs: readonly JobState[];
  /** A person cancelled the run as a whole. */
  cancelled: boolean;
  /** When anything last moved. */
  progressedAtMs: number;
  nowMs: number;
}

/**
 * The word of R7.2 for a run and its jobs. `stalled` is never said while the run waits for a person: approval has its
 * own word, and a run whose only open jobs need attention names them in `error`.
 */
export function runWord(view: RunView): RunWord {
  const { jobs, phase } = view;
  if (view.cancelled) return 'cancelled';
  const has = (status: JobStatus): boolean => jobs.some((job) => job.status === status);
  const isMoving = has('queued') || has('running') || has('waiting');
  if (isMoving) {
    if (view.nowMs - view.progressedAtMs >= STALLED_AFTER_MS) return 'stalled';
    const isUntouched =
      phase === 'planning' && jobs.every((job) => job.status === 'queued' && job.startedAtMs === null);
    return isUntouched ? 'pending' : PHASE_WORD[phase];
  }
  if (has('failed')) return has('succeeded') && phase !== 'planning' ? 'partially_completed' : 'failed';
  if (has('cancelled') && !has('succeeded')) return 'cancelled';
  if (phase === 'planning' && jobs.length === 0) return 'pending';
  return PHASE_WORD[phase];
}
