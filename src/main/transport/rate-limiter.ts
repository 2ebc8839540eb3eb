import type { Clock } from '../platform/clock.ts';

const MINUTE_MS = 60_000;
/** Keys that are kept at most; a flood of callers must not become a flood of memory. */
const KEYS_MAX = 10_000;

export interface RateLimiter {
  /** Counts one call under `key`. Gives 0 when it may go on, else how many milliseconds to wait. */
  take(key: string, perMinute: number): number;
}

/** A sliding minute per key. */
export function createRateLimiter(clock: Pick<Clock, 'monotonicMs'>): RateLimiter {
  const calls = new Map<string, number[]>();
  return {
    take(key, perMinute) {
      const nowMs = clock.monotonicMs();
      const recent = (calls.get(key) ?? []).filter((atMs) => nowMs - atMs < MINUTE_MS);
      const oldest = recent[0];
      if (recent.length >= perMinute && oldest !== undefined) {
        calls.set(key, recent);
        return Math.max(1, MINUTE_MS - (nowMs - oldest));
      }
      recent.push(nowMs);
      calls.delete(key);
      calls.set(key, recent);
      const first = calls.keys().next().value;
      if (calls.size > KEYS_MAX && first !== undefined) calls.delete(first);
      return 0;
    },
  };
}
