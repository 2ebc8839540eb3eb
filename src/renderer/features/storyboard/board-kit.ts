import type { QueryClient } from '@tanstack/react-query';
import type { Api } from '../../client/api.ts';
import { failureOf } from '../../client/api.ts';
import { CommandRefusal } from '../../editor/commands/places.ts';
import type { ShotFields } from '../../editor/commands/shots.ts';
import type { Draft } from '../../editor/draft.ts';
import type { EditOptions, Editor, UndoStep } from '../../editor/editor-types.ts';
import { selectShotOrder } from '../../editor/selectors.ts';
import type { ShotRecord } from '../../../shared/model/document.ts';
import { describeError } from '../../../shared/i18n/describe-error.ts';
import { isMessageKey } from '../../../shared/i18n/translate.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import type { ToastQueue } from '../../ui/toast.tsx';
import { offerUndo } from '../../workspace/undo-toast.ts';
import type { BoardUi } from './board-ui.ts';
import { createTouch } from './redraw-touch.ts';
import type { ShotWish } from './shot-wish.ts';

export type Slots = readonly ('start' | 'end')[];
export const BOTH: Slots = ['start', 'end'];
const FLASH_MS = 400;

export interface BoardDeps {
  editor: Editor;
  api: Api;
  queries: QueryClient;
  ui: BoardUi;
  toasts: ToastQueue;
  t: Translate;
  /** Draws without being asked: the provider is on this machine and costs nothing. */
  drawsFreely(): boolean;
  /** What the window shows as the price of so many keyframes; null while nobody has named one. */
  drawMicroUsd(keyframes: number): number | null;
  missingMicroUsd(): number | null;
}

export type BoardKit = ReturnType<typeof createBoardKit>;

/** What every action of the board is made of: a step of undo, a wish to draw, a word to the person. */
export function createBoardKit(deps: BoardDeps) {
  const { editor, api, queries, ui, toasts, t } = deps;
  const { projectId, document, session } = editor;
  let reveals = 0;

  const say = (notice: string | null): void => ui.setState({ notice });
  /** Why something was refused, in a sentence. */
  const reasonOf = (error: unknown): string => {
    if (error instanceof CommandRefusal) {
      const key = `board.refused.${error.code}`;
      if (isMessageKey(key)) return t(key, error.params);
    }
    return describeError(failureOf(error), t);
  };
  const sayRefusal = (error: unknown): void => say(reasonOf(error));
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

  const askStatus = (): void => void queries.invalidateQueries({ queryKey: ['boards', projectId] });
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
  /** The price that was on the button, as the library wants to hear it again. */
  const seen = (microUsd: number | null): { approvedMicroUsd?: number } =>
    microUsd === null ? {} : { approvedMicroUsd: microUsd };
  const redraw = (ids: readonly string[], slots: Slots = BOTH): Promise<void> =>
    drawing(() =>
      Promise.all(
        ids
          .filter((id) => shot(id)?.locked === false)
          .map((shotId) =>
            api.boards.redraw({ projectId, shotId, slots: [...slots], ...seen(deps.drawMicroUsd(slots.length)) }),
          ),
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
  const undo = (): void => stepped(editor.undo(), 'shell.undone');
  return {
    ...{ editor, api, ui, toasts, t, document, session },
    ...{
      say,
      reasonOf,
      saved,
      askStatus,
      edit,
      reveal,
      order,
      shot,
      targets,
      active,
      countOf,
      drawing,
      redraw,
      drawMissing: () => drawing(() => api.boards.drawMissing({ projectId, ...seen(deps.missingMicroUsd()) })),
      touched,
      inTurn,
      depicted,
    },
    undo,
    /** Says what the step just made did, and offers to take that one back. */
    offerUndo: (text: string): void => offerUndo({ toasts, editor, undo }, text, t('ui.undo')),
    redo: () => stepped(editor.redo(), 'shell.redone'),
  };
}
