import { uploadAsset } from '../../client/upload.ts';
import { insertScene } from '../../editor/commands/scenes.ts';
import { insertShot, setShotFields } from '../../editor/commands/shots.ts';
import { SHOTS_PER_SCENE_MAX } from '../../../shared/model/document-rules.ts';
import type { ShotRecord } from '../../../shared/model/document.ts';
import { BOTH } from './board-kit.ts';
import type { BoardKit, Slots } from './board-kit.ts';

/** What asks the library to draw: again, what is missing, own pictures, pasted words, and the yes to all of it. */
export function createDrawingActions(kit: BoardKit) {
  const { api, toasts, t, edit, reveal, order, shot, targets, active, countOf, drawing, redraw, touched, depicted } =
    kit;
  const { projectId } = kit.editor;
  const actions = {
    redraw,
    /** Another drawing of the same words: the hand changes, the camera stays. */
    retake(ids: readonly string[] = targets()): void {
      const free = ids.filter((id) => shot(id)?.locked === false);
      edit(
        'undo.keyframe.generate',
        (draft) => {
          for (const id of free) {
            const { picture } = draft.get('shots', id);
            draft.patch('shots', id, { picture: { ...picture, seed: (picture.seed + 7_919) % 4_294_967_296 } });
          }
        },
        countOf(free),
      );
      void redraw(free);
    },
    drawMissing: (): Promise<void> => drawing(() => api.boards.drawMissing({ projectId })),
    cancelDrawing: (shotId: string): Promise<void> => drawing(() => api.boards.cancelDrawing({ projectId, shotId })),
    /** Own pictures from files: the first replaces the shot's picture, the rest become shots after it. */
    replaceImage: (shotId: string, file: File, slots: Slots): Promise<void> =>
      drawing(async () => {
        const { id } = await uploadAsset(api, file);
        await api.boards.replaceImage({ projectId, shotId, slots: [...slots], assetId: id });
      }),
    async insertImages(
      files: readonly File[],
      besideId: string | undefined = active() ?? order().at(-1),
    ): Promise<void> {
      let beside = besideId;
      for (const file of files) {
        if (beside === undefined) return;
        const target: string = beside;
        const made = edit('undo.shot.insertAfter', (draft) => insertShot(draft, { besideId: target, where: 'after' }), {
          select: (id) => [id],
        });
        if (made === undefined) return;
        beside = made;
        reveal(made, false);
        await actions.replaceImage(made, file, BOTH);
      }
    },
    /** One shot per paragraph after the active one; scenes that are full are followed by new ones. */
    async insertTexts(texts: readonly string[]): Promise<void> {
      const besideId = active() ?? order().at(-1);
      if (besideId === undefined) return;
      const records = await Promise.all(
        texts.map((description) => {
          const model = shot(besideId) as ShotRecord;
          const blank = { ...model, description: '', imagePrompt: '', endImagePrompt: '', motionPrompt: '' };
          return depicted(blank, { description });
        }),
      );
      const made = edit(
        'undo.shot.paste',
        (draft) => {
          let beside = besideId;
          return records.map((fields) => {
            const { sceneId } = draft.get('shots', beside);
            const isFull = draft.shotsOfScene(sceneId).length >= SHOTS_PER_SCENE_MAX;
            const id = isFull
              ? insertScene(draft, { besideId: sceneId, where: 'after' }).shotId
              : insertShot(draft, { besideId: beside, where: 'after' });
            setShotFields(draft, { shotIds: [id], fields });
            beside = id;
            return id;
          });
        },
        { params: { count: texts.length }, select: (ids) => ids },
      );
      if (made === undefined) return;
      touched(made);
      if (made[0] !== undefined) reveal(made[0]);
    },
    approve: (): Promise<void> =>
      drawing(async () => {
        await api.boards.approve({ projectId });
        toasts.success(t('board.approved-toast'));
      }),
  };
  return actions;
}
