import { setProjectFields } from '../../editor/commands/brief.ts';
import {
  changeDuration,
  deleteShots,
  duplicateShots,
  durationStepFrames,
  insertShot,
  mergeWithNext,
  moveShots,
  moveToNeighbourScene,
  nudgeShots,
  setDuration,
  setLocked,
  setShotFields,
  splitShot,
} from '../../editor/commands/shots.ts';
import type { ShotFields } from '../../editor/commands/shots.ts';
import { chooseTake, stepTake } from '../../editor/commands/takes.ts';
import { selectChosenTake } from '../../editor/selectors.ts';
import type { ShotRecord } from '../../../shared/model/document.ts';
import { BOTH } from './board-kit.ts';
import type { BoardKit, Slots } from './board-kit.ts';
import { moveScenes, wholeScenesOf } from './move-scenes.ts';
import type { ShotWish } from './shot-wish.ts';

/** Shots: their words, length, camera, places, lock and takes. */
export function createShotActions(kit: BoardKit) {
  const {
    editor,
    ui,
    toasts,
    t,
    document,
    session,
    say,
    edit,
    reveal,
    order,
    shot,
    targets,
    active,
    countOf,
    touched,
    inTurn,
    depicted,
    offerUndo,
  } = kit;
  const actions = {
    /** Camera, light and mood of shots: picture and prompts follow, and the sketch is drawn again. */
    changeTerms: (ids: readonly string[], wish: ShotWish): Promise<void> =>
      inTurn(async () => {
        say(null);
        const parts: [string, Partial<ShotFields>][] = [];
        for (const id of ids) {
          const record = shot(id);
          if (record === undefined) continue;
          if (record.locked) return say(t('board.refused.locked'));
          parts.push([id, await depicted(record, wish)]);
        }
        edit('undo.shot.fields', (draft) => {
          for (const [id, fields] of parts) {
            if (draft.find('shots', id) !== undefined) setShotFields(draft, { shotIds: [id], fields });
          }
        });
        touched(ids);
      }),
    /** Fields that reach no picture: transition, role, prompts, arc. */
    setFields: (ids: readonly string[], fields: Partial<ShotFields>, mergeKey?: string) =>
      edit(
        'undo.shot.fields',
        (draft) => setShotFields(draft, { shotIds: ids, fields }),
        mergeKey === undefined ? {} : { mergeKey },
      ),
    /** While words are typed. */
    typeText: (id: string, field: 'description' | 'caption', text: string) =>
      edit(
        field === 'caption' ? 'undo.shot.editCaption' : 'undo.shot.text',
        (draft) => setShotFields(draft, { shotIds: [id], fields: { [field]: text } }),
        { mergeKey: `shot:${id}:${field}` },
      ),
    /** The field was left. New words are drawn; `before` is the shot as it was when the field was entered. */
    leaveText: (before: ShotRecord): Promise<void> => {
      const now = shot(before.id);
      const isNew = now !== undefined && now.description.trim() !== before.description.trim();
      if (!isNew) {
        editor.seal();
        return Promise.resolve();
      }
      return inTurn(async () => {
        const { description } = now;
        const fields = await depicted({ ...now, description: before.description }, { description });
        edit(
          'undo.shot.text',
          (draft) => {
            const current = draft.find('shots', before.id);
            // Typed on meanwhile: the next leaving of the field speaks.
            if (current?.description === description) setShotFields(draft, { shotIds: [before.id], fields });
          },
          { mergeKey: `shot:${before.id}:description` },
        );
        editor.seal();
        touched([before.id]);
      });
    },
    setDuration: (ids: readonly string[], cutFrames: number) =>
      edit('undo.shot.longer', (draft) => {
        for (const shotId of ids) setDuration(draft, { shotId, cutFrames });
      }),
    /** While an edge is dragged: one step of undo per drag. */
    dragDuration: (shotId: string, cutFrames: number) =>
      edit('undo.shot.longer', (draft) => setDuration(draft, { shotId, cutFrames }), {
        mergeKey: `shot:${shotId}:drag-length`,
      }),
    stepDuration(direction: 1 | -1, isFine: boolean): void {
      const ids = targets();
      const { fps } = document.getState().frame;
      edit(
        'undo.shot.longer',
        (draft) => changeDuration(draft, { shotIds: ids, byFrames: direction * durationStepFrames(fps, isFine) }),
        { mergeKey: `length:${ids.join()}` },
      );
    },
    insert(where: 'before' | 'after', besideId = active() ?? order().at(-1)): string | undefined {
      if (besideId === undefined) return undefined;
      const id = edit(
        where === 'after' ? 'undo.shot.insertAfter' : 'undo.shot.insertBefore',
        (draft) => insertShot(draft, { besideId, where }),
        { select: (made) => [made] },
      );
      if (id === undefined) return undefined;
      reveal(id, false);
      if (ui.getState().mode === 'grid') ui.setState({ editing: { shotId: id, field: 'description' } });
      return id;
    },
    duplicate(ids: readonly string[] = targets()): void {
      const made = edit('undo.shot.duplicate', (draft) => duplicateShots(draft, ids), {
        ...countOf(ids),
        select: (copies) => copies,
      });
      const last = made?.at(-1);
      if (last !== undefined) reveal(last);
    },
    remove(ids: readonly string[] = targets()): void {
      if (ids.length === 0) return;
      const before = order();
      const isDone = edit(
        'undo.shot.delete',
        (draft) => {
          deleteShots(draft, ids);
          return true;
        },
        countOf(ids),
      );
      if (isDone !== true) return;
      session.retain(order(), before);
      const next = session.getState().activeId;
      if (next !== null) reveal(next);
      offerUndo(t('board.deleted', { count: ids.length }));
    },
    /**
     * To an index of a scene, counted without the shots that move. A whole scene that is put at the edge of another stays
     * a scene of its own and moves beside it.
     */
    move(ids: readonly string[], sceneId: string, index: number): void {
      const state = document.getState();
      const scenes = wholeScenesOf(state, ids);
      const length = state.index.shotIdsOf[sceneId]?.length ?? 0;
      const isEdge = index === 0 || index === length;
      if (scenes !== null && !scenes.includes(sceneId) && isEdge) {
        const where = index === 0 ? 'before' : 'after';
        edit(
          'undo.shot.moveLater',
          (draft) => moveScenes(draft, { sceneIds: scenes, besideId: sceneId, where }),
          countOf(ids),
        );
      } else if (scenes === null || !scenes.includes(sceneId) || scenes.length > 1) {
        edit('undo.shot.moveLater', (draft) => moveShots(draft, { shotIds: ids, sceneId, index }), countOf(ids));
      }
      const first = ids[0];
      if (first !== undefined) reveal(first);
    },
    /** Copies of shots to a place, for a drag with Alt. */
    copyTo(ids: readonly string[], sceneId: string, index: number): void {
      edit(
        'undo.shot.duplicate',
        (draft) => {
          const copies = duplicateShots(draft, ids);
          moveShots(draft, { shotIds: copies, sceneId, index });
          return copies;
        },
        { ...countOf(ids), select: (copies) => copies },
      );
    },
    nudge(by: 1 | -1): void {
      const ids = targets();
      const label = by > 0 ? 'undo.shot.moveLater' : 'undo.shot.moveEarlier';
      const { sceneIds } = document.getState().index;
      const scenes = wholeScenesOf(document.getState(), ids);
      const edge = scenes === null ? undefined : by > 0 ? scenes.at(-1) : scenes[0];
      const besideId = edge === undefined ? undefined : sceneIds[sceneIds.indexOf(edge) + by];
      if (scenes === null) edit(label, (draft) => nudgeShots(draft, { shotIds: ids, by }), countOf(ids));
      else if (besideId !== undefined)
        edit(
          label,
          (draft) => moveScenes(draft, { sceneIds: scenes, besideId, where: by > 0 ? 'after' : 'before' }),
          countOf(ids),
        );
      const first = ids[0];
      if (first !== undefined) reveal(first);
    },
    toScene(by: 1 | -1): void {
      const ids = targets();
      edit(
        by > 0 ? 'undo.shot.toNextScene' : 'undo.shot.toPreviousScene',
        (draft) => moveToNeighbourScene(draft, { shotIds: ids, by }),
        countOf(ids),
      );
      const first = ids[0];
      if (first !== undefined) reveal(first);
    },
    split(): void {
      const [id] = targets();
      if (id === undefined) return;
      const made = edit('undo.shot.split', (draft) => splitShot(draft, { shotId: id }), {
        select: (second) => [second],
      });
      if (made !== undefined) reveal(made);
    },
    merge(): void {
      const [id] = targets();
      if (id === undefined) return;
      edit('undo.shot.merge', (draft) => mergeWithNext(draft, id), { select: (kept) => [kept] });
    },
    toggleLock(ids: readonly string[] = targets()): void {
      const locked = ids.some((id) => shot(id)?.locked === false);
      edit('undo.shot.lock', (draft) => setLocked(draft, { shotIds: ids, locked }), countOf(ids));
    },
    setPoster(): void {
      const [id] = targets();
      if (id === undefined) return;
      const take = selectChosenTake(document.getState(), id, 'start');
      if (take === undefined) return say(t('board.no-picture'));
      edit('undo.shot.setPoster', (draft) => setProjectFields(draft, { posterAssetId: take.assetId }));
      toasts.success(t('board.poster-set'));
    },
    choose: (takeId: string) => edit('undo.take.next', (draft) => chooseTake(draft, takeId)),
    stepTake(by: 1 | -1): void {
      const [id] = targets();
      if (id === undefined) return;
      const slots: Slots = ui.getState().mode === 'single' ? [ui.getState().slot] : BOTH;
      edit(by > 0 ? 'undo.take.next' : 'undo.take.previous', (draft) => {
        for (const slot of slots) stepTake(draft, { shotId: id, slot, variation: 1, by });
      });
    },
  };
  return actions;
}
