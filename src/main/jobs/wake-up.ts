import type { Clock } from '../platform/clock.ts';
import type { Timers } from './timers.ts';

/** A longer wait is looked at again after this, so that a suspended machine or a set clock is noticed. */
const LONGEST_NAP_MS = 60_000;
/** Smaller differences between the two clocks are drift, not a person setting the time. */
const CLOCK_JUMP_MS = 2_000;

/** Calls `turn` when there may be something to do. No polling: without work and without a date it sleeps. */
export interface WakeUp {
  /** One turn soon, after the running transaction; many calls before it make one turn. */
  now(): void;
  /** A turn at a wall-clock instant; replaces the earlier date. Undefined: none. */
  at(runAtMs: number | undefined): void;
  /** How far the wall clock was set since the last call, in ms; 0 for drift (F20). */
  takeClockJumpMs(): number;
  dispose(): void;
}

/** `turn` must not throw. */
export function createWakeUp(clock: Clock, timers: Timers, turn: () => void): WakeUp {
  let immediate: NodeJS.Immediate | undefined;
  let takeBack: (() => void) | undefined;
  let skewMs = clock.nowMs() - clock.monotonicMs();

  const now = (): void => {
    immediate ??= setImmediate(() => {
      immediate = undefined;
      turn();
    });
  };
  return {
    now,
    at(runAtMs) {
      takeBack?.();
      takeBack = undefined;
      if (runAtMs === undefined) return;
      const delayMs = Math.min(Math.max(0, runAtMs - clock.nowMs()), LONGEST_NAP_MS);
      takeBack = timers.set(delayMs, now);
    },
    takeClockJumpMs() {
      const newSkewMs = clock.nowMs() - clock.monotonicMs();
      const jumpMs = Math.round(newSkewMs - skewMs);
      if (Math.abs(jumpMs) < CLOCK_JUMP_MS) return 0;
      skewMs = newSkewMs;
      return jumpMs;
    },
    dispose() {
      if (immediate !== undefined) clearImmediate(immediate);
      immediate = undefined;
      takeBack?.();
      takeBack = undefined;
    },
  };
}
