import { chosenId } from '../../../shared/model/document.ts';
import type { TakeSummary } from '../../../shared/model/document.ts';
import type { DocumentState } from '../../editor/document-store.ts';
import { selectChosenTake, selectTakes } from '../../editor/selectors.ts';
import type { Slot } from '../../../shared/model/shot-terms.ts';

const SLOTS = ['start', 'end', 'segment'] as const;

/** The picture that stands in a slot. */
export const assetIn =
  (shotId: string, slot: Slot) =>
  (state: DocumentState): string | undefined =>
    selectChosenTake(state, shotId, slot)?.assetId;

/** Takes of a slot for the eye: the same picture once, where it first came; oldest first. */
export function distinctTakes(state: DocumentState, shotId: string, slot: Slot): readonly TakeSummary[] {
  const seen = new Set<string>();
  const chosen = state.tables.chosen[chosenId(shotId, slot, 1)]?.takeId;
  const chosenAsset = chosen === undefined ? undefined : state.takes[chosen]?.assetId;
  return selectTakes(state, shotId, slot).flatMap((take) => {
    if (seen.has(take.assetId)) return [];
    seen.add(take.assetId);
    // Among the same pictures the chosen record is the one that counts.
    return take.assetId === chosenAsset && chosen !== undefined ? [state.takes[chosen] ?? take] : [take];
  });
}

/** What is wrong with the files that stand in the slots of a shot, each flag once; as text, so that equal is equal. */
export const standingFlags =
  (shotId: string) =>
  (state: DocumentState): string =>
    [...new Set(SLOTS.flatMap((slot) => selectChosenTake(state, shotId, slot)?.flags ?? []))].join(' ');

/** "2/3": which of the start takes stands, and how many there are. Empty below two. */
export const takeCount =
  (shotId: string) =>
  (state: DocumentState): string => {
    const takes = distinctTakes(state, shotId, 'start');
    if (takes.length < 2) return '';
    const at = takes.findIndex(({ id }) => id === state.tables.chosen[chosenId(shotId, 'start', 1)]?.takeId);
    return `${at < 0 ? '–' : at + 1}/${takes.length}`;
  };
