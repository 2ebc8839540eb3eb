/** Delays as a parameter, so that tests can own time. */
export interface Timers {
  /** Calls `fn` once after `delayMs`; the returned function takes it back. */
  set(delayMs: number, fn: () => void): () => void;
}

/** The process's own timers. */
export const systemTimers: Timers = {
  set(delayMs, fn) {
    const handle = setTimeout(fn, delayMs);
    return () => clearTimeout(handle);
  },
};

/** Resolves after `delayMs`, or at once when the signal is aborted. Never rejects. */
export function sleep(timers: Timers, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const wake = (): void => {
      takeBack();
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const takeBack = timers.set(delayMs, wake);
    signal.addEventListener('abort', wake, { once: true });
  });
}
