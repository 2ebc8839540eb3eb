/** What is known about a job that runs. */
export interface EtaInput {
  /** Progress, 0…1. */
  fraction: number;
  /** Time since this attempt started. */
  elapsedMs: number;
  /** Wall times of earlier jobs of the same kind, any order. */
  historyMs: readonly number[];
}

export interface Eta {
  elapsedMs: number;
  /** Null while nothing is known: no history and hardly any progress. */
  remainingMs: number | null;
}

/** Below this progress the job's own speed says nothing. */
const TRUST_FROM_FRACTION = 0.03;
/** From this progress on only the job's own speed counts. */
const TRUST_FULLY_FRACTION = 0.4;

/** Middle value; undefined for an empty list. */
export function medianMs(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/**
 * Elapsed and remaining time. Early the median of earlier jobs leads, later the job's own speed, with a smooth change
 * between them, so that the shown time does not jump when the first frames come.
 */
export function estimateEta(input: EtaInput): Eta {
  const elapsedMs = Math.max(0, Math.round(input.elapsedMs));
  const fraction = Math.min(1, Math.max(0, input.fraction));
  if (fraction >= 1) return { elapsedMs, remainingMs: 0 };

  const usualMs = medianMs(input.historyMs);
  const fromUsualMs = usualMs === undefined ? undefined : Math.max(usualMs * (1 - fraction), usualMs - elapsedMs, 0);
  const fromSpeedMs = fraction >= TRUST_FROM_FRACTION ? (elapsedMs / fraction) * (1 - fraction) : undefined;

  if (fromSpeedMs === undefined) {
    return { elapsedMs, remainingMs: fromUsualMs === undefined ? null : Math.round(fromUsualMs) };
  }
  if (fromUsualMs === undefined) return { elapsedMs, remainingMs: Math.round(fromSpeedMs) };
  const trust = Math.min(1, (fraction - TRUST_FROM_FRACTION) / (TRUST_FULLY_FRACTION - TRUST_FROM_FRACTION));
  return { elapsedMs, remainingMs: Math.round(fromSpeedMs * trust + fromUsualMs * (1 - trust)) };
}
