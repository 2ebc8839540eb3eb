/** Time as a parameter, so that tests can own it. Deadlines use the monotonic one (F20). */
export interface Clock {
  /** Wall clock, integer ms since 1970. For showing and storing. */
  nowMs(): number;
  /** Never jumps back. For measuring and deadlines. */
  monotonicMs(): number;
}

export function createSystemClock(): Clock {
  return { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
}
