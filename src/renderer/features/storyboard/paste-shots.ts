import { duplicateShots, moveShots } from '../../editor/commands/shots.ts';
import type { Draft } from '../../editor/draft.ts';

/** Where shots go that were copied or cut: plain functions on a draft. Refused where the scene is full. */

/** Moves shots, kept in the film's order, to behind another; one that is moved itself marks its place. */
export function moveAfter(draft: Draft, input: { shotIds: readonly string[]; besideId: string }): void {
  const { shotIds, besideId } = input;
  const { sceneId } = draft.get('shots', besideId);
  const moving = new Set(shotIds);
  const siblings = draft.shotsOfScene(sceneId).map(({ id }) => id);
  const upTo = siblings.slice(0, siblings.indexOf(besideId) + 1);
  moveShots(draft, { shotIds, sceneId, index: upTo.filter((id) => !moving.has(id)).length });
}

/** Copies shots, with their takes, to behind another. Returns the new ids in order. */
export function copyAfter(draft: Draft, input: { shotIds: readonly string[]; besideId: string }): string[] {
  const copies = duplicateShots(draft, input.shotIds);
  moveAfter(draft, { shotIds: copies, besideId: input.besideId });
  return copies;
}
