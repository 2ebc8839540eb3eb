import { setPriority } from 'node:os';

/** As for FFmpeg's children: drawing takes what the doors leave. */
const DRAWING_NICE = 10;

/**
 * Lets the calling worker thread yield to the main loop, so that status calls are answered while all cores draw. Only
 * Linux counts priority per thread; elsewhere the call would slow the whole process, so nothing happens there.
 */
export function lowerThreadPriority(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(0, DRAWING_NICE);
  } catch {
    // A sandbox may forbid it; drawing then competes on even terms, as on other systems.
  }
}
