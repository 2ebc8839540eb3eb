import type { Clock } from '../../../src/main/platform/clock.ts';
import type { Timers } from '../../../src/main/jobs/timers.ts';

/** Time that runs `factor` times as fast, the same in every process that names the same `originMs`. */
export function createFastTime(factor: number, originMs: number): Clock & Timers {
  const wallMs = (): number => Math.round(originMs + (Date.now() - originMs) * factor);
  const startMs = performance.now();
  return {
    nowMs: wallMs,
    monotonicMs: () => (performance.now() - startMs) * factor,
    set(delayMs, fn) {
      const handle = setTimeout(fn, Math.ceil(delayMs / factor));
      return () => clearTimeout(handle);
    },
  };
}

/** Time that stands still while anything is under way and jumps to the next timer when nothing is. */
export interface JumpTime extends Clock, Timers {
  /** Counts `work` as under way: time stands until it ends. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Moves both clocks at once, firing nothing early. */
  advance(ms: number): void;
  /** Sets the wall clock alone, as a person does. */
  setWall(ms: number): void;
  close(): void;
}

/** How long nothing may happen in the real world before time jumps, ms: longer than any unwatched hop of the loop. */
const QUIET_MS = 4;

export function createJumpTime(startMs = 1_800_000_000_000): JumpTime {
  let offsetMs = 0;
  let wallMs = 0;
  let underWay = 0;
  let quiet: NodeJS.Timeout | undefined;
  let isClosed = false;
  const waiting = new Set<{ dueMs: number; fn: () => void }>();

  const jump = (): void => {
    quiet = undefined;
    if (isClosed || underWay > 0) return;
    const [next] = [...waiting].toSorted((a, b) => a.dueMs - b.dueMs);
    if (next === undefined) return;
    waiting.delete(next);
    offsetMs = Math.max(offsetMs, next.dueMs);
    next.fn();
    settle();
  };
  const settle = (): void => {
    clearTimeout(quiet);
    quiet = undefined;
    if (!isClosed && underWay === 0 && waiting.size > 0) quiet = setTimeout(jump, QUIET_MS);
  };
  return {
    nowMs: () => startMs + wallMs + offsetMs,
    monotonicMs: () => offsetMs,
    set(delayMs, fn) {
      const entry = { dueMs: offsetMs + Math.max(0, delayMs), fn };
      waiting.add(entry);
      settle();
      return () => {
        waiting.delete(entry);
      };
    },
    async during(work) {
      underWay += 1;
      clearTimeout(quiet);
      quiet = undefined;
      try {
        return await work;
      } finally {
        underWay -= 1;
        settle();
      }
    },
    advance(ms) {
      offsetMs += ms;
      settle();
    },
    setWall(ms) {
      wallMs += ms;
    },
    close() {
      isClosed = true;
      clearTimeout(quiet);
    },
  };
}
