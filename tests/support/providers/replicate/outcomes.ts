/** How a run ends when a fault of the phase `run` struck its create. Pure. */
import type { DrawnFault } from './fault-plan.ts';
import type { FaultKind } from './fault-kinds.ts';
import type { MediaFlaw, Outcome, Prediction } from './server-types.ts';

export const GOOD: Outcome = {
  end: 'succeeded',
  error: null,
  chargedAnyway: false,
  flaw: null,
  listDelayMs: 0,
  dataRemoved: false,
  outputUrl: null,
};

const REFUSED =
  'The input or output was flagged as sensitive. Please try again with different inputs. (E005) (uIJ6l3ruRD)';
const BROKE = 'Prediction failed: unknown error (E1000)';
const LATE_LISTING_MS = 3_000;

const FLAWS: Partial<Record<FaultKind, MediaFlaw>> = {
  'video-7.2s': 'short',
  'video-8.9s': 'long',
  'media-wrong-size': 'wrong-size',
  'video-wrong-rate': 'wrong-rate',
  'media-black': 'black',
  'video-frozen': 'frozen',
  'video-silent': 'silent',
  'partial-output': 'partial',
};
const FAILURES: Partial<Record<FaultKind, { error: string; chargedAnyway: boolean }>> = {
  'content-refused': { error: REFUSED, chargedAnyway: false },
  'content-refused-charged': { error: REFUSED, chargedAnyway: true },
  'run-failed': { error: BROKE, chargedAnyway: false },
  'run-failed-charged': { error: BROKE, chargedAnyway: true },
};

/** A failed run with a text of its own. */
export function failedOutcome(error: string): Outcome {
  return { ...GOOD, end: 'failed', error };
}

/** `canaryUrl`: an address of this machine that nobody may ask for. */
export function outcomeOf(fault: DrawnFault | undefined, canaryUrl: string): Outcome {
  if (fault === undefined) return GOOD;
  const failure = FAILURES[fault.kind];
  if (failure !== undefined) return { ...GOOD, end: 'failed', ...failure, error: fault.message ?? failure.error };
  const addresses: Partial<Record<FaultKind, string>> = {
    'output-loopback': canaryUrl,
    'output-link-local': 'http://169.254.169.254/latest/meta-data/iam/output.mp4',
    'output-file-url': 'file:///etc/hostname',
  };
  return {
    ...GOOD,
    flaw: FLAWS[fault.kind] ?? null,
    dataRemoved: fault.kind === 'data-removed',
    listDelayMs: fault.listDelayMs ?? (fault.kind === 'late-listing' ? (fault.delayMs ?? LATE_LISTING_MS) : 0),
    outputUrl: addresses[fault.kind] ?? null,
  };
}

/** Ends that come from outside the run; `undefined` when the fault is none of them. */
export function stopOf(
  fault: DrawnFault | undefined,
  times: Pick<Prediction, 'createdAtMs' | 'startsAtMs' | 'endsAtMs'>,
): { atMs: number; state: 'canceled' | 'aborted'; isDeadline: boolean } | undefined {
  const half = (fromMs: number, toMs: number): number => Math.round(fromMs + (toMs - fromMs) / 2);
  if (fault?.kind === 'aborted-in-queue') {
    return { atMs: half(times.createdAtMs, times.startsAtMs), state: 'aborted', isDeadline: true };
  }
  if (fault?.kind !== 'cancelled-outside' && fault?.kind !== 'deadline-while-running') return undefined;
  const isDeadline = fault.kind === 'deadline-while-running';
  return { atMs: half(times.startsAtMs, times.endsAtMs), state: 'canceled', isDeadline };
}
