import type { QueryClient } from '@tanstack/react-query';
import type { Api } from '../../client/api.ts';
import { failureOf, mediaUrl } from '../../client/api.ts';
import { uploadAsset } from '../../client/upload.ts';
import { CommandRefusal } from '../../editor/commands/places.ts';
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
import { setProjectFields } from '../../editor/commands/brief.ts';
import { chooseTake, stepTake } from '../../editor/commands/takes.ts';
import type { Draft } from '../../editor/draft.ts';
import type { EditOptions, Editor, UndoStep } from '../../editor/editor.ts';
import { selectChosenTake, selectShotOrder } from '../../editor/selectors.ts';
import type { SceneRecord, ShotRecord } from '../../../shared/model/document.ts';
import { describeError } from '../../../shared/i18n/describe-error.ts';
import { isMessageKey } from '../../../shared/i18n/translate.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import type { ToastQueue } from '../../ui/toast.tsx';
import type { BoardUi } from './board-ui.ts';
import { moveScenes, wholeScenesOf } from './move-scenes.ts';
import { createTouch } from './redraw-touch.ts';
import type { ShotWish } from './shot-wish.ts';

export type Slots = readonly ('start' | 'end')[];
const BOTH: Slots = ['start', 'end'];
const FLASH_MS = 400;
const POSTER_LABEL = 'undo.shot.setPoster';

interface Deps {
  editor: Editor;
  api: Api;
  queries: QueryClient;
  ui: BoardUi;
  toasts: ToastQueue;
  t: Translate;
  /** Draws without being asked: the provider is on this machine and costs nothing. */
  drawsFreely(): boolean;
}

export type BoardActions = ReturnType<typeof createBoardActions>;

/** Everything that can be done to the board, as functions: commands, menus, drags and fields call the same ones. */
export function createBoardActions(deps: Deps) {
  const { editor, api, queries, ui, toasts, t } = deps;
  const { projectId, document, session } = editor;
  let reveals = 0;

  const say = (notice: string | null): void => ui.setState({ notice });
  const sayRefusal = (error: unknown): void => {
    if (error instanceof CommandRefusal) {
      const key = `board.refused.${error.code}`;
      if (isMessageKey(key)) return say(t(key, error.params));
    }
    say(describeError(failureOf(error), t));
  };
  /** A step of undo; what is refused is said and changes nothing. */
  const edit = <R>(label: string, command: (draft: Draft) => R, options?: EditOptions<R>): R | undefined => {
    say(null);
    try {
      return editor.edit(label, command, options);
    } catch (error) {
      if (!(error instanceof CommandRefusal)) throw error;
      sayRefusal(error);
      return undefined;
    }
  };
  const reveal = (id: string, isFocused = true): void => {
    reveals += 1;
    ui.setState({ reveal: { id, isFocused, count: reveals } });
  };
  const order = (): readonly string[] => selectShotOrder(document.getState());
  const shot = (id: string): ShotRecord | undefined => document.getState().tables.shots[id];
  /** What a command acts on: the set in the grid, the active one in single view. */
  const targets = (): string[] => session.targets(order(), ui.getState().mode === 'single');
  const active = (): string | null => session.getState().activeId;
  const countOf = (ids: readonly string[]) => ({ params: { count: ids.length } });

  const askStatus = (): void => void queries.invalidateQueries({ queryKey: ['project', projectId] });
  /** What the library must know first is sent before it is asked to draw. */
  const saved = async (): Promise<void> => {
    const state = await editor.autosave.flush();
    if (state.kind === 'unsaved')
      throw Object.assign(new Error('not saved'), { code: state.reason, data: { details: state.details } });
  };
  const drawing = async (work: () => Promise<unknown>): Promise<void> => {
    say(null);
    try {
      await saved();
      await work();
    } catch (error) {
      sayRefusal(error);
    }
    askStatus();
  };
  const redraw = (ids: readonly string[], slots: Slots = BOTH): Promise<void> =>
    drawing(() =>
      Promise.all(
        ids
          .filter((id) => shot(id)?.locked === false)
          .map((shotId) => api.boards.redraw({ projectId, shotId, slots: [...slots] })),
      ),
    );
  const touch = createTouch((ids) => void redraw(ids));
  /** The picture of these shots was changed: it is drawn again when that costs nothing. */
  const touched = (ids: readonly string[]): void => {
    if (deps.drawsFreely()) touch.add(ids.filter((id) => shot(id)?.locked === false));
  };

  // Changes of camera and words ask the planner first; one after the other, so that the last wish is the one that stays.
  let chain: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    chain = chain.then(work).catch(sayRefusal);
    return chain;
  };
  const termsOf = (record: ShotRecord) => {
    const { description, size, angle, move, lens, lighting, mood, imagePrompt, endImagePrompt, motionPrompt, picture } =
      record;
    return { description, size, angle, move, lens, lighting, mood, imagePrompt, endImagePrompt, motionPrompt, picture };
  };
  const depicted = async (record: ShotRecord, wish: ShotWish): Promise<Partial<ShotFields>> =>
    api.boards.depict({ projectId, shotId: record.id, before: termsOf(record), wish }).catch(() => wish);

  const actions = {
    say,
    reveal,
    targets,
    order,
    touched,
    edit,

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
    setFields: (ids: readonly string[], fields: Partial<ShotFields>, mergeKey?: string): void =>
      void edit(
        'undo.shot.fields',
        (draft) => setShotFields(draft, { shotIds: ids, fields }),
        mergeKey === undefined ? {} : { mergeKey },
      ),
    /** While words are typed. */
    typeText: (id: string, field: 'description' | 'caption', text: string): void =>
      void edit(
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
    setDuration: (ids: readonly string[], cutFrames: number): void =>
      void edit('undo.shot.longer', (draft) => {
        for (const shotId of ids) setDuration(draft, { shotId, cutFrames });
      }),
    /** While an edge is dragged: one step of undo per drag. */
    dragDuration: (shotId: string, cutFrames: number): void =>
      void edit('undo.shot.longer', (draft) => setDuration(draft, { shotId, cutFrames }), {
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
      toasts.undo(t('board.deleted', { count: ids.length }), t('ui.undo'), () => actions.undo());
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
      edit(POSTER_LABEL, (draft) => setProjectFields(draft, { posterAssetId: take.assetId }));
      toasts.success(t('board.poster-set'));
    },
    /** The keyframe that is looked at, in full size, on the clipboard. */
    async copyFrame(): Promise<void> {
      const id = active();
      const take = id === null ? undefined : selectChosenTake(document.getState(), id, ui.getState().slot);
      if (take === undefined) return say(t('board.no-picture'));
      try {
        const answer = await fetch(mediaUrl('asset', take.assetId));
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': await answer.blob() })]);
        toasts.success(t('board.copied'));
      } catch {
        say(t('board.copy-failed'));
      }
    },
    choose: (takeId: string): void => void edit('undo.take.next', (draft) => chooseTake(draft, takeId)),
    stepTake(by: 1 | -1): void {
      const [id] = targets();
      if (id === undefined) return;
      const slots: Slots = ui.getState().mode === 'single' ? [ui.getState().slot] : BOTH;
      edit(by > 0 ? 'undo.take.next' : 'undo.take.previous', (draft) => {
        for (const slot of slots) stepTake(draft, { shotId: id, slot, variation: 1, by });
      });
    },

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
      toasts.undo(t('board.scene-deleted'), t('ui.undo'), () => actions.undo());
    },
    setScene: (sceneId: string, fields: Partial<SceneFields>, mergeKey?: string): void =>
      void edit(
        'undo.scene.fields',
        (draft) => setSceneFields(draft, { sceneId, fields }),
        mergeKey === undefined ? {} : { mergeKey },
      ),
    /** Time of day or weather, in every picture of the scene. */
    setAir(sceneId: string, air: Partial<Pick<SceneRecord, 'timeOfDay' | 'weather'>>): void {
      edit('undo.scene.fields', (draft) => setSceneAir(draft, { sceneId, ...air }));
      touched(document.getState().index.shotIdsOf[sceneId] ?? []);
    },

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
            const isFull = draft.shotsOfScene(sceneId).length >= 5;
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

    undo: (): void => stepped(editor.undo(), 'shell.undone'),
    redo: (): void => stepped(editor.redo(), 'shell.redone'),
  };

  const stepped = (step: UndoStep | null, key: 'shell.undone' | 'shell.redone'): void => {
    if (step === null) return;
    say(null);
    const { shots, chosen } = step.diff;
    const pictures = Object.entries(shots?.updated ?? {}).filter(([, changes]) =>
      Object.keys(changes).some((path) => path.startsWith('picture')),
    );
    touched(pictures.map(([id]) => id));
    const ids = new Set([
      ...Object.keys(shots?.updated ?? {}),
      ...Object.keys(shots?.added ?? {}),
      ...Object.keys(shots?.removed ?? {}),
      ...Object.keys({ ...chosen?.updated, ...chosen?.added, ...chosen?.removed }).map((id) => id.split(':')[0] ?? ''),
    ]);
    const shown = order().filter((id) => ids.has(id));
    const place = shown[0];
    if (place !== undefined) reveal(place);
    ui.setState({ flashed: new Set(shown) });
    window.setTimeout(() => ui.setState({ flashed: new Set() }), FLASH_MS);
    const label = isMessageKey(step.label) ? t(step.label, step.params) : step.label;
    toasts.success(t(key, { label }));
  };
  return actions;
}
