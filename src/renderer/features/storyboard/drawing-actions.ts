import type { BoardApprovalDto } from '../../../shared/contract/boards.ts';
import { failureOf } from '../../client/api.ts';
import { insertScene } from '../../editor/commands/scenes.ts';
import { insertShot, setShotFields } from '../../editor/commands/shots.ts';
import { SHOTS_PER_SCENE_MAX } from '../../../shared/model/document-rules.ts';
import type { ShotRecord } from '../../../shared/model/document.ts';
import type { Allowance } from './approve-money.tsx';
import type { BoardKit } from './board-kit.ts';

/** What asks the library to draw: again, what is missing, pasted words, and the yes to all of it. */
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
    drawMissing: kit.drawMissing,
    cancelDrawing: (shotId: string): Promise<void> => drawing(() => api.boards.cancelDrawing({ projectId, shotId })),
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
    /** What a yes would bind, with everything of this window stored and the board on the screen as it is there. */
    async readApproval(): Promise<BoardApprovalDto | undefined> {
      const facts: BoardApprovalDto[] = [];
      await drawing(async () => {
        facts.push(await api.boards.approval({ projectId }));
        await kit.editor.refresh();
      });
      return facts[0];
    },
    /** The yes to what was shown. `changed`: the board is another by now, and nothing was approved. */
    async approve(
      { revision, resultsMark, estimateMicroUsd }: BoardApprovalDto,
      allowance: Allowance,
    ): Promise<'asked' | 'changed'> {
      let answer: 'asked' | 'changed' = 'asked';
      await drawing(async () => {
        try {
          await api.boards.approve({ projectId, revision, resultsMark, estimateMicroUsd, allowance });
          toasts.success(t('board.approved-toast'));
        } catch (error) {
          if (failureOf(error).code !== 'conflict') throw error;
          answer = 'changed';
        }
      });
      return answer;
    },
  };
  return actions;
}
