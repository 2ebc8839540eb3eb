import { moveScene } from '../../editor/commands/scenes.ts';
import type { Draft } from '../../editor/draft.ts';
import type { DocumentState } from '../../editor/document-store.ts';

/** The scenes that consist of these shots and nothing else, in order; null where a scene is only partly among them. */
export function wholeScenesOf(
  { index, tables }: Pick<DocumentState, 'index' | 'tables'>,
  ids: readonly string[],
): string[] | null {
  const chosen = new Set(ids);
  const scenes = new Set(ids.flatMap((id) => tables.shots[id]?.sceneId ?? []));
  for (const sceneId of scenes) {
    if (!(index.shotIdsOf[sceneId] ?? []).every((id) => chosen.has(id))) return null;
  }
  return index.sceneIds.filter((id) => scenes.has(id));
}

/** Puts scenes, in the order of the film, before or after another that is not among them. */
export function moveScenes(
  draft: Draft,
  input: { sceneIds: readonly string[]; besideId: string; where: 'before' | 'after' },
): void {
  const moving = new Set(input.sceneIds);
  const staying = draft.scenesInOrder().filter(({ id }) => !moving.has(id));
  const at = staying.findIndex(({ id }) => id === input.besideId) + (input.where === 'after' ? 1 : 0);
  let anchorId = staying[at - 1]?.id;
  for (const sceneId of input.sceneIds) {
    const others = draft.scenesInOrder().filter(({ id }) => id !== sceneId);
    moveScene(draft, { sceneId, index: others.findIndex(({ id }) => id === anchorId) + 1 });
    anchorId = sceneId;
  }
}
