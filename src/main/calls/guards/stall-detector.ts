import type { CallPolicies } from '../../../shared/model/call-policies.ts';
import type { CallState } from '../../../shared/model/paid-call.ts';
import type { JobRow } from '../../jobs/job-types.ts';
import type { Timers } from '../../jobs/timers.ts';

/** How often is looked for calls that stand still, beside once at the start. */
export const STALL_CHECK_EVERY_MS = 60_000;

/** States in which something should move by itself. Who waits for a time, a person or a place does not stall. */
const MOVING: ReadonlySet<CallState> = new Set([
  'RESERVED',
  'SUBMITTING',
  'SUBMITTED',
  'RUNNING',
  'REMOTE_DONE',
  'DOWNLOADING',
  'VERIFYING',
  'CANCEL_REQUESTED',
]);

export interface WatchedCall {
  id: string;
  state: CallState;
  /** Wall clock of the last progress. */
  updatedAtMs: number;
}

/** Whether a call has shown no progress for longer than R7.2 allows. A clock that was set back makes nothing stall. */
export function isStalled(call: Omit<WatchedCall, 'id'>, nowMs: number, policies: CallPolicies): boolean {
  return MOVING.has(call.state) && nowMs - call.updatedAtMs >= policies.stalledMs;
}

/** Reasons for which a job is put off although its call is under way: it is looked at again soon. */
const LOOKED_AT: ReadonlySet<unknown> = new Set(['late', 'running']);

/**
 * Whether a job stands still because its call does. One that was put off until a time that is known (no network, a pause
 * that the vendor asked for) waits, and says for what. Pure.
 */
export function isJobStalled(
  job: Pick<JobRow, 'status' | 'runAtMs' | 'error'>,
  call: Omit<WatchedCall, 'id'> | undefined,
  nowMs: number,
  policies: CallPolicies,
): boolean {
  if (call === undefined || !isStalled(call, nowMs, policies)) return false;
  if (job.status === 'running' || job.status === 'waiting') return true;
  if (job.status !== 'queued') return false;
  return job.error === null || job.runAtMs <= nowMs || LOOKED_AT.has(job.error.details.reason);
}

/**
 * Looks at once and then every minute; tells of each call once until it moves again. The answer stops it.
 * `list` gives the calls that are not over.
 */
export function watchForStalls<C extends WatchedCall>(deps: {
  timers: Timers;
  nowMs: () => number;
  policies: () => CallPolicies;
  list: () => readonly C[];
  onStalled: (call: C) => void;
}): () => void {
  const { timers, nowMs, policies, list, onStalled } = deps;
  let told = new Set<string>();
  let stopTimer: (() => void) | null = null;
  const look = (): void => {
    const stalled = list().filter((call) => isStalled(call, nowMs(), policies()));
    for (const call of stalled) if (!told.has(call.id)) onStalled(call);
    told = new Set(stalled.map(({ id }) => id));
    stopTimer = timers.set(STALL_CHECK_EVERY_MS, look);
  };
  look();
  return () => stopTimer?.();
}
