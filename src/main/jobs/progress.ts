import type { Clock } from '../platform/clock.ts';
import type { Timers } from './timers.ts';

/** One write for all jobs that moved, at most this often: 20 jobs cost 4 commits a second, not 80. */
export const PROGRESS_INTERVAL_MS = 250;

/** Progress of the running jobs between two writes. */
export interface ProgressBoard {
  /** Newest value of a job, 0…1; smaller than the last one is ignored, a bar never runs back. */
  report(jobId: string, fraction: number): void;
  /** Value not yet written, if any. */
  find(jobId: string): number | undefined;
  /** The job starts an attempt at this value. */
  open(jobId: string, fraction: number): void;
  /** The job has ended: what was not written is dropped. */
  close(jobId: string): void;
  /** Writes what is open now. */
  flush(): void;
  dispose(): void;
}

/**
 * @param write stores the values in one transaction and tells the listeners; it may throw, the values are then dropped,
 *   since progress is a hint
 */
export function createProgressBoard(
  deps: { clock: Clock; timers: Timers; onError: (error: unknown) => void },
  write: (values: ReadonlyMap<string, number>) => void,
): ProgressBoard {
  const latest = new Map<string, number>();
  const dirty = new Map<string, number>();
  let takeBack: (() => void) | undefined;
  let writtenAtMs = Number.NEGATIVE_INFINITY;

  const flush = (): void => {
    takeBack?.();
    takeBack = undefined;
    if (dirty.size === 0) return;
    const values = new Map(dirty);
    dirty.clear();
    writtenAtMs = deps.clock.monotonicMs();
    try {
      write(values);
    } catch (error) {
      deps.onError(error);
    }
  };

  return {
    report(jobId, fraction) {
      const last = latest.get(jobId);
      if (last === undefined || !Number.isFinite(fraction)) return;
      const value = Math.min(1, Math.max(0, fraction));
      if (value <= last) return;
      latest.set(jobId, value);
      dirty.set(jobId, value);
      takeBack ??= deps.timers.set(Math.max(0, writtenAtMs + PROGRESS_INTERVAL_MS - deps.clock.monotonicMs()), flush);
    },
    find: (jobId) => latest.get(jobId),
    open: (jobId, fraction) => void latest.set(jobId, fraction),
    close(jobId) {
      latest.delete(jobId);
      dirty.delete(jobId);
    },
    flush,
    dispose() {
      takeBack?.();
      takeBack = undefined;
      dirty.clear();
      latest.clear();
    },
  };
}
