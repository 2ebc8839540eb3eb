import type { RunStage } from '../../shared/model/run-terms.ts';

/** Share of the whole at the start of each stage: keyframes are quick, segments are the work, the film the rest. */
const STARTS_AT: Record<RunStage, number> = {
  INIT: 0,
  INPUT_SANITIZER: 0.01,
  ANALYSIS: 0.02,
  CREATIVE: 0.03,
  VISUAL: 0.05,
  FINANCIAL: 0.25,
  RENDER: 0.25,
  QA_TECH: 0.7,
  QA_SEMANTIC: 0.72,
  FINALIZE: 0.73,
  COMPLETE: 1,
};
const ENDS_AT: Record<RunStage, number> = {
  INIT: 0.01,
  INPUT_SANITIZER: 0.02,
  ANALYSIS: 0.03,
  CREATIVE: 0.05,
  VISUAL: 0.25,
  FINANCIAL: 0.25,
  RENDER: 0.7,
  QA_TECH: 0.72,
  QA_SEMANTIC: 0.73,
  FINALIZE: 1,
  COMPLETE: 1,
};

/** How far a run is, 0…1, from its stage and the mean progress of that stage's jobs. Never runs back within a stage. */
export function runFraction(stage: RunStage, jobFractions: readonly number[]): number {
  const from = STARTS_AT[stage];
  const to = ENDS_AT[stage];
  if (jobFractions.length === 0) return from;
  const mean = jobFractions.reduce((sum, value) => sum + Math.min(1, Math.max(0, value)), 0) / jobFractions.length;
  return from + (to - from) * mean;
}

/**
 * Time left from the time worked so far (waiting for approval left out). Null before enough has happened to say anything
 * that a person could rely on.
 */
export function runEtaMs(fraction: number, workedMs: number): number | null {
  if (fraction < 0.06 || workedMs < 1_500) return null;
  return Math.round((workedMs / fraction) * (1 - fraction));
}
