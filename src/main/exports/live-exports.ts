/** What running exports do at this moment: more than a row says, and nothing that a crash would lose. */
import type { FilmPlan } from '../../shared/model/film-plan.ts';
import type { PlannedFilm } from '../../shared/model/export-settings.ts';
import type { JobFailure } from '../jobs/job-types.ts';

export interface LiveExport {
  plan: FilmPlan | null;
  film: PlannedFilm | null;
  phase: 'stitching' | 'encoding' | 'checking';
  /** Of the phase, 0…1. */
  fraction: number;
  phaseStartedMs: number;
  /** Time that the files after this one are expected to take. */
  laterMs: number;
  /** Expected time of this file's phase, for the first moments. */
  expectedMs: number;
  /** Expected time of what this file still needs after the phase. */
  nextPhaseMs: number;
  /** Files that failed in this attempt, by key. */
  failures: Map<string, JobFailure>;
}

/** Exports under work in this process, by job id. */
export interface LiveExports {
  open(jobId: string): LiveExport;
  find(jobId: string): LiveExport | undefined;
  close(jobId: string): void;
}

export function createLiveExports(): LiveExports {
  const live = new Map<string, LiveExport>();
  return {
    open(jobId) {
      const entry: LiveExport = {
        plan: null,
        film: null,
        phase: 'stitching',
        fraction: 0,
        phaseStartedMs: 0,
        laterMs: 0,
        expectedMs: 0,
        nextPhaseMs: 0,
        failures: new Map(),
      };
      live.set(jobId, entry);
      return entry;
    },
    find: (jobId) => live.get(jobId),
    close: (jobId) => void live.delete(jobId),
  };
}

/** Below this share of a phase its own speed says nothing. */
const TRUST_FROM = 0.05;

/** Time left of an export in ms and its speed in seconds of film per second. Pure. */
export function paceOf(live: LiveExport, nowMs: number): { etaMs: number | null; speed: number | null } {
  if (live.film === null || live.plan === null) return { etaMs: null, speed: null };
  const spentMs = Math.max(0, nowMs - live.phaseStartedMs);
  const seconds = live.plan.clips.reduce((sum, { cutFrames }) => sum + cutFrames, 0) / live.plan.fps;
  const isMeasured = live.fraction >= TRUST_FROM && spentMs > 500;
  const phaseMs = isMeasured
    ? (spentMs / live.fraction) * (1 - live.fraction)
    : Math.max(0, live.expectedMs * (1 - live.fraction));
  return {
    etaMs: Math.round(phaseMs + live.nextPhaseMs + live.laterMs),
    speed: isMeasured && live.phase !== 'checking' ? (seconds * live.fraction) / (spentMs / 1_000) : null,
  };
}
