import { chosenId } from '../../../shared/model/document.ts';
import type { Slot } from '../../../shared/model/shot-terms.ts';
import type { Draft } from '../draft.ts';
import { refuseLocked } from './places.ts';

/** Which take stands in a slot: plain functions on a draft. Takes themselves are never changed. */

/** Puts a take of the shot into its slot. */
export function chooseTake(draft: Draft, takeId: string): void {
  const take = draft.takes[takeId];
  if (take === undefined) throw new Error(`no take ${takeId}`);
  refuseLocked(draft.get('shots', take.shotId));
  const { shotId, slot, variation } = take;
  const id = chosenId(shotId, slot, variation);
  draft.put('chosen', { id, shotId, slot, variation, takeId });
}

/** The next or previous take of a slot, by time; stays at the ends. Returns the id that stands there now, if any. */
export function stepTake(
  draft: Draft,
  input: { shotId: string; slot: Slot; variation: number; by: -1 | 1 },
): string | null {
  const { shotId, slot, variation, by } = input;
  const takes = Object.values(draft.takes)
    .filter((take) => take.shotId === shotId && take.slot === slot && take.variation === variation)
    .sort((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1));
  const chosen = draft.find('chosen', chosenId(shotId, slot, variation))?.takeId ?? null;
  const at = takes.findIndex(({ id }) => id === chosen);
  const next = takes[Math.max(0, Math.min(takes.length - 1, at < 0 ? takes.length - 1 : at + by))];
  if (next === undefined || next.id === chosen) return chosen;
  chooseTake(draft, next.id);
  return next.id;
}
