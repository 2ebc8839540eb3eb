/** Waits between attempts of local work, in ms: a killed FFmpeg may go at once, a full disk needs a person. */
export const LOCAL_RETRY_DELAYS_MS: readonly number[] = [500, 2_000, 10_000, 60_000];

/** No back-off is longer than this, whatever a table says. */
export const MAX_RETRY_DELAY_MS = 3_600_000;

/** Share of the delay that is random, so that jobs which failed together do not come back together. */
const JITTER_SHARE = 0.25;

/**
 * Wait in integer ms before the next attempt.
 * @param delaysMs the handler's table; the last entry repeats, an empty table means no wait
 * @param failedAttempt the attempt that just failed, from 1
 * @param unit a random number in [0, 1)
 */
export function retryDelayMs(delaysMs: readonly number[], failedAttempt: number, unit: number): number {
  const index = Math.min(Math.max(failedAttempt, 1), delaysMs.length) - 1;
  const base = Math.min(Math.max(delaysMs[index] ?? 0, 0), MAX_RETRY_DELAY_MS);
  const jittered = base * (1 - JITTER_SHARE + 2 * JITTER_SHARE * unit);
  return Math.round(Math.min(jittered, MAX_RETRY_DELAY_MS));
}
