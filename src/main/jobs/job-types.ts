import type { ZodType } from 'zod';
import type { ErrorCode, ErrorDetails } from '../../shared/contract/errors.ts';
import type { Eta } from './eta.ts';

/** Work items of the engine (decision 25). A *run* is a project's pass through the stages and lives in `generation`. */

export type JobStatus = 'queued' | 'running' | 'waiting' | 'needs-attention' | 'succeeded' | 'failed' | 'cancelled';

export interface JobFailure {
  code: ErrorCode;
  message: string;
  details: ErrorDetails;
}

export interface JobRow {
  id: string;
  kind: string;
  runId: string | null;
  projectId: string | null;
  /** Serial lane with a limit of its own: `sketch`, `animatic`, `encode`, later one per provider. */
  lane: string;
  priority: number;
  status: JobStatus;
  attempts: number;
  maxAttempts: number;
  runAtMs: number;
  cancelRequested: boolean;
  /** 0…1 */
  progress: number;
  input: unknown;
  result: unknown;
  error: JobFailure | null;
  createdAtMs: number;
  startedAtMs: number | null;
  finishedAtMs: number | null;
}

export interface StepContext {
  signal: AbortSignal;
  attempt: number;
  /** Progress of the job, 0…1. Written at most 4 times a second. */
  report(fraction: number): void;
}

export interface JobContext {
  jobId: string;
  runId: string | null;
  projectId: string | null;
  attempt: number;
  signal: AbortSignal;
  report(fraction: number): void;
  /**
   * Runs `fn` once in the life of the job. A step that has finished gives its stored output without running again;
   * `commit` runs inside the transaction that stores the output, so that the step's rows and its memory are one.
   * Another name at the same ordinal throws `step-mismatch`, and so does a name used twice in one job. Steps may run
   * side by side (`Promise.all`), their ordinals are the order of the calls; a step inside a step is refused.
   * The output is small JSON (ids, paths, numbers) and comes back as it was stored, also the first time.
   */
  step<T>(
    name: string,
    output: ZodType<T>,
    fn: (step: StepContext) => Promise<T>,
    commit?: (output: T) => void,
  ): Promise<T>;
}

/**
 * Thrown by a handler whose work cannot go on before a time that it knows: a vendor that throttles, a network that is gone.
 * The job goes back to the queue until then; it counts as no attempt.
 */
export class PostponeError extends Error {
  override readonly name = 'PostponeError';
  readonly untilMs: number;
  readonly failure: JobFailure;

  constructor(untilMs: number, failure: JobFailure) {
    super(failure.message);
    this.untilMs = untilMs;
    this.failure = failure;
  }
}

export interface RetryPolicy {
  maxAttempts: number;
  /** Wait before attempt n+1, by index n-1; the last one repeats. */
  delaysMs: readonly number[];
  /** Whether this failure may be tried again by itself. Default: `retryable` of the code. */
  shouldRetry?(error: JobFailure): boolean;
}

export interface JobHandler<I, R> {
  kind: string;
  version: number;
  input: ZodType<I>;
  lane(input: I): string;
  retry: RetryPolicy;
  /** After a crash: go on at the step, start again from the first step, or give up. */
  recovery: 'resume' | 'restart' | 'abandon';
  run(context: JobContext, input: I): Promise<R>;
  /** Inside the transaction of a person's wish to run a failed, cancelled or stuck job again. */
  onRetry?(jobId: string): void;
  /** Inside the transaction that stores the result, the failure or the cancel. */
  onSettled?(settled: {
    jobId: string;
    runId: string | null;
    status: 'succeeded' | 'failed' | 'cancelled';
    result: R | null;
    error: JobFailure | null;
  }): void;
}

export interface EnqueueOptions<I = unknown> {
  kind: string;
  input: I;
  runId?: string;
  projectId?: string;
  priority?: number;
  /** A second enqueue with the same key while the first is not terminal gives the first job's id. */
  dedupeKey?: string;
  runAtMs?: number;
}

export interface JobEvent {
  jobId: string;
  runId: string | null;
  projectId: string | null;
  kind: string;
  type:
    | 'queued'
    | 'started'
    | 'progress'
    | 'succeeded'
    | 'failed'
    | 'retrying'
    | 'postponed'
    | 'cancelled'
    | 'needs-attention';
  progress: number;
}

export interface JobEngine {
  register<I, R>(handler: JobHandler<I, R>): void;
  setLaneLimit(lane: string, limit: number): void;
  /** Recovers what a crash left, then claims work until `stop`. */
  start(): Promise<void>;
  /** Stops claiming, aborts running work, waits up to `graceMs`; rows stay `running` for the next start. */
  stop(graceMs?: number): Promise<void>;
  /** May be called inside a caller's transaction (better-sqlite3 transactions nest as savepoints). */
  enqueue(options: EnqueueOptions): string;
  cancel(jobId: string): void;
  cancelRun(runId: string): void;
  /** A failed, cancelled or stuck (`needs-attention`) job runs again with its finished steps kept. */
  retry(jobId: string): void;
  pauseLane(lane: string): void;
  resumeLane(lane: string): void;
  /** Jobs of a lane that were put off (`PostponeError`) for one of these reasons go on at once: the cause is gone. */
  endWaits(lane: string, reasons: readonly string[]): void;
  onEvent(listener: (event: JobEvent) => void): () => void;
  /** Resolves when nothing is queued for now and nothing runs. */
  idle(): Promise<void>;
  get(jobId: string): JobRow;
  listByRun(runId: string): JobRow[];
  /** Jobs that a person must look at, oldest first. */
  listNeedingAttention(): JobRow[];
  /** Jobs without a run that run or wait, oldest first. */
  listOpenWithoutRun(): JobRow[];
  /** Elapsed and remaining time of a job, from its progress and from earlier jobs of its kind. */
  eta(jobId: string): Eta;
  pausedLanes(): string[];
  /**
   * For the process's `unhandledRejection` and `uncaughtException`: true when the error came out of a running handler,
   * which then fails alone (F71). False: not from a job, the caller decides.
   */
  takeStrayError(error: unknown): boolean;
}
