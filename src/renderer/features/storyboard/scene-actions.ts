import {
  deleteScene,
  groupIntoScene,
  insertScene,
  moveScene,
  setSceneAir,
  setSceneFields,
  ungroupScene,
} from '../../editor/commands/scenes.ts';
import type { SceneFields } from '../../editor/commands/scenes.ts';
import type { SceneRecord } from '../../../shared/model/document.ts';
import type { BoardKit } from './board-kit.ts';

/** Scenes: added, grouped, moved, named, and the air in them. */
export function createSceneActions(kit: BoardKit) {
  const { ui, t, document, session, edit, reveal, order, shot, targets, active, countOf, touched, offerUndo } = kit;
  const actions = {
    insertScene(): void {
      const id = active() ?? order().at(-1);
      const besideId = id === undefined ? undefined : shot(id)?.sceneId;
      if (besideId === undefined) return;
      const made = edit('undo.scene.insert', (draft) => insertScene(draft, { besideId, where: 'after' }), {
        select: ({ shotId }) => [shotId],
      });
      if (made === undefined) return;
      reveal(made.shotId, false);
      ui.setState({ editing: { shotId: made.shotId, field: 'description' } });
    },
    group(): void {
      const ids = targets();
      edit('undo.scene.group', (draft) => groupIntoScene(draft, ids), countOf(ids));
    },
    ungroup(): void {
      const id = active();
      const sceneId = id === null ? undefined : shot(id)?.sceneId;
      if (sceneId !== undefined) edit('undo.scene.ungroup', (draft) => ungroupScene(draft, sceneId));
    },
    moveScene(sceneId: string, index: number): void {
      edit('undo.scene.moveLater', (draft) => moveScene(draft, { sceneId, index }));
    },
    nudgeScene(by: 1 | -1): void {
      const id = active();
      const sceneId = id === null ? undefined : shot(id)?.sceneId;
      if (sceneId === undefined) return;
      const at = document.getState().index.sceneIds.indexOf(sceneId);
      const to = Math.max(0, Math.min(document.getState().index.sceneIds.length - 1, at + by));
      if (to !== at) actions.moveScene(sceneId, to);
      if (id !== null) reveal(id);
    },
    removeScene(sceneId?: string): void {
      const id = active();
      const wanted = sceneId ?? (id === null ? undefined : shot(id)?.sceneId);
      if (wanted === undefined) return;
      const before = order();
      const isDone = edit('undo.scene.delete', (draft) => {
        deleteScene(draft, wanted);
        return true;
      });
      if (isDone !== true) return;
      session.retain(order(), before);
      offerUndo(t('board.scene-deleted'));
    },
    setScene: (sceneId: string, fields: Partial<SceneFields>, mergeKey?: string) =>
      edit(
        'undo.scene.fields',
        (draft) => setSceneFields(draft, { sceneId, fields }),
        mergeKey === undefined ? {} : { mergeKey },
      ),
    /** Time of day or weather, in every picture of the scene. */
    setAir(sceneId: string, air: Partial<Pick<SceneRecord, 'timeOfDay' | 'weather'>>): void {
      edit('undo.scene.fields', (draft) => setSceneAir(draft, { sceneId, ...air }));
      touched(document.getState().index.shotIdsOf[sceneId] ?? []);
    },
  };
  return actions;
}
