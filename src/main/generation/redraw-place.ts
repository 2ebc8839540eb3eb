import { z } from 'zod';
import type { GenerationDeps } from './generation-deps.ts';

/** The slot that a redraw works for, and what stood in it when it was asked for. */
export const keyframePlaceSchema = z.strictObject({
  projectId: z.string(),
  shotId: z.string(),
  slot: z.enum(['start', 'end']),
  variation: z.int().min(1).max(3),
  chosenTakeId: z.string().nullable(),
  askedAtMs: z.int(),
});
export type KeyframePlace = z.infer<typeof keyframePlaceSchema>;

/**
 * Whether a job's result may take its slot: nobody has called the job off or chosen since it was asked for. What another
 * redraw has put there in the meantime is no person's choice; a picture of their own is. A locked shot keeps what it has.
 */
export function mayReplace(
  deps: Pick<GenerationDeps, 'repos' | 'engine'>,
  place: KeyframePlace,
  jobId: string,
): boolean {
  // The row, not the signal: a program that stops lets a result into its slot.
  if (deps.engine.get(jobId).cancelRequested) return false;
  const shot = deps.repos.shots.get(place.shotId);
  if (shot.locked) return false;
  const now = deps.repos.takes.findChosen(place.shotId, place.slot, place.variation);
  if (now === undefined) return true;
  return (
    now.id === place.chosenTakeId || (now.jobId !== null && now.personId === null && now.createdAtMs >= place.askedAtMs)
  );
}

/**
 * Whether a run's keyframe may take its slot. A run draws for empty slots, so that whatever stands there came meanwhile:
 * it stays, unless this run has put it there itself. A locked shot keeps what it has.
 */
export function mayFill(
  deps: Pick<GenerationDeps, 'repos'>,
  place: Pick<KeyframePlace, 'shotId' | 'slot' | 'variation'> & { runId: string },
): boolean {
  const now = deps.repos.takes.findChosen(place.shotId, place.slot, place.variation);
  if (now === undefined) return true;
  return now.runId === place.runId && !deps.repos.shots.get(place.shotId).locked;
}
