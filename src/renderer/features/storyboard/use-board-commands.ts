import { useCallback } from 'react';
import { selectShotAtFrame, selectShotOrder, selectSpans } from '../../editor/selectors.ts';
import { useCommands, usePredicates } from '../../workspace/use-commands.ts';
import { useDocument, useSession } from '../../workspace/project-editor.tsx';
import { useDropZones, usePaste } from '../../workspace/drop.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import type { DrawAsk } from './board-ui.ts';
import { askToDraw } from './draw-question.tsx';
import type { Board } from './board-context.ts';
import { takeCount } from './board-selectors.ts';
import { verticalNeighbour } from './board-rows.ts';
import { leaveFullScreen } from './use-view-commands.ts';
import type { BoardStatus } from './use-board-status.ts';

const PICTURES = 'image/png,image/jpeg,image/webp';

/** Lets a person choose a picture; `null` when they do not. */
function pickPicture(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = PICTURES;
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null), { once: true });
    input.addEventListener('cancel', () => resolve(null), { once: true });
    input.click();
  });
}

/** Paragraphs of a pasted text, each to become a shot. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\r?\n\s*\r?\n|\r?\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(0, 60)
    .map((part) => part.slice(0, 2_000));
}

/** Binds the commands of the storyboard, and says what holds. */
export function useBoardCommands(board: Board, status: BoardStatus, onPasteText: (texts: string[]) => void): void {
  const { t } = useWorkspace();
  const { actions, editor, ui, playback } = board;
  const draw = (wish: DrawAsk['wish']): void => askToDraw(board, wish);
  const { session, document: doc } = editor;
  const count = useSession((state) => state.selectedIds.size) ?? 0;
  const activeId = useSession((state) => state.activeId) ?? null;
  const isUnlocked = useDocument(
    useCallback((state) => activeId !== null && state.tables.shots[activeId]?.locked === false, [activeId]),
  );
  const takes = useDocument(useCallback((state) => (activeId === null ? '' : takeCount(activeId)(state)), [activeId]));
  const order = useDocument(selectShotOrder) ?? [];
  const isWorking = status.status?.work.some(({ state, slot }) => state !== 'failed' && slot !== 'segment') === true;
  usePredicates({
    selection: count > 0,
    'selection-one': count === 1,
    'shot-unlocked': isUnlocked === true,
    takes: takes !== undefined && takes !== '',
    'board-complete': order.length > 0 && status.status?.missing.length === 0 && !isWorking,
  });

  const step = (by: number, isExtending: boolean): void => {
    session.step(by, actions.order(), isExtending);
    const { activeId: id } = session.getState();
    if (id !== null) actions.reveal(id);
  };
  const vertical = (by: 1 | -1): void => {
    const { activeId: id } = session.getState();
    if (ui.getState().mode === 'single' || id === null) return step(by, false);
    const next = board.shown.geometry === null ? undefined : verticalNeighbour(board.shown.geometry, id, by);
    if (next === undefined) return;
    session.select(next);
    actions.reveal(next);
  };
  const ends = (at: 'first' | 'last'): void => {
    const id = at === 'first' ? actions.order()[0] : actions.order().at(-1);
    if (id === undefined) return;
    session.select(id);
    actions.reveal(id);
  };
  const play = (): void => {
    if (playback.get().isPlaying) return playback.pause();
    const { isShown, frame } = playback.get();
    const { activeId: id } = session.getState();
    const span = id === null || isShown ? undefined : selectSpans(doc.getState()).find((one) => one.id === id);
    // Paused inside the active shot: goes on from there; else from the shot's first frame.
    const isInside = span !== undefined && frame >= span.startFrame && frame < span.startFrame + span.cutFrames;
    playback.play(span === undefined || isInside ? frame : span.startFrame);
  };
  const close = (): void => {
    if (!playback.get().isShown) return;
    const span = selectShotAtFrame(doc.getState(), playback.get().frame);
    playback.close();
    if (span !== undefined) {
      session.select(span.id);
      actions.reveal(span.id);
    }
  };
  const editText = (): void => {
    const { activeId: id } = session.getState();
    if (id === null) return;
    if (doc.getState().tables.shots[id]?.locked === true) return actions.say(t('board.refused.locked'));
    if (ui.getState().mode === 'grid') {
      actions.reveal(id, false);
      ui.setState({ editing: { shotId: id, field: 'description' } });
    } else window.document.querySelector<HTMLElement>('[data-testid="single-view"] textarea')?.focus();
  };
  const showTab = (tab: string, selector: string): void => {
    ui.setState({ tab });
    requestAnimationFrame(() => window.document.querySelector<HTMLElement>(selector)?.focus());
  };

  useCommands({
    'select.next': () => (playback.get().isShown ? playback.step(1) : step(1, false)),
    'select.previous': () => (playback.get().isShown ? playback.step(-1) : step(-1, false)),
    'select.below': () => vertical(1),
    'select.above': () => vertical(-1),
    'select.extendNext': () => (playback.get().isShown ? playback.step(10) : step(1, true)),
    'select.extendPrevious': () => (playback.get().isShown ? playback.step(-10) : step(-1, true)),
    'select.first': () => ends('first'),
    'select.last': () => ends('last'),
    'edit.selectAll': () => session.all(actions.order()),
    'edit.clearSelection': () => {
      if (leaveFullScreen()) return;
      if (playback.get().isShown) close();
      else session.clear();
    },
    ...(order.length === 0
      ? {}
      : {
          'edit.copy': () => void actions.copy(),
          'edit.cut': () => void actions.cut(),
          'edit.pasteInto': () => void actions.pasteInto(),
        }),
    'edit.duplicate': () => actions.duplicate(),
    'edit.delete': () => actions.remove(),
    'edit.open': () => ui.setState({ mode: 'single' }),
    'edit.rename': editText,
    'edit.undo': actions.undo,
    'edit.redo': actions.redo,
    'shot.insertAfter': () => void actions.insert('after'),
    'shot.insertBefore': () => void actions.insert('before'),
    'shot.duplicate': () => actions.duplicate(),
    'shot.delete': () => actions.remove(),
    'shot.editCaption': editText,
    'shot.moveEarlier': () => actions.nudge(-1),
    'shot.moveLater': () => actions.nudge(1),
    'shot.toPreviousScene': () => actions.toScene(-1),
    'shot.toNextScene': () => actions.toScene(1),
    'shot.shorter': () => actions.stepDuration(-1, false),
    'shot.longer': () => actions.stepDuration(1, false),
    'shot.shorterByFrame': () => actions.stepDuration(-1, true),
    'shot.longerByFrame': () => actions.stepDuration(1, true),
    'shot.split': actions.split,
    'shot.merge': actions.merge,
    'shot.lock': () => actions.toggleLock(),
    'shot.fields': () => showTab('shot', '[role=tabpanel] [role=combobox]'),
    'shot.setPoster': actions.setPoster,
    'shot.replaceImage': () => {
      const [id] = actions.targets();
      if (id === undefined) return;
      const { mode, slot } = ui.getState();
      void pickPicture().then((file) => {
        if (file !== null) void actions.replaceImage(id, file, mode === 'single' ? [slot] : ['start', 'end']);
      });
    },
    'keyframe.generate': () => draw('retake'),
    'keyframe.generateAgain': () => draw('redraw'),
    'take.previous': () => actions.stepTake(-1),
    'take.next': () => actions.stepTake(1),
    'frame.copy': () => void actions.copyFrame(),
    'scene.insert': actions.insertScene,
    'scene.group': actions.group,
    'scene.ungroup': actions.ungroup,
    'scene.fields': () => showTab('notes', '[data-scene-title]'),
    'scene.moveEarlier': () => actions.nudgeScene(-1),
    'scene.moveLater': () => actions.nudgeScene(1),
    'scene.delete': () => actions.removeScene(),
    'animatic.play': play,
    'animatic.stop': () => (playback.get().isPlaying ? playback.pause() : close()),
    'animatic.forward': () => playback.shuttle(1),
    'animatic.back': () => playback.shuttle(-1),
    'board.grid': () => {
      playback.close();
      ui.setState({ mode: 'grid' });
    },
    'board.single': () => {
      playback.close();
      ui.setState({ mode: 'single' });
    },
    'board.captions': () => ui.setState({ hasCaptions: !ui.getState().hasCaptions }),
    'board.drawMissing': () => draw('missing'),
  });

  usePaste({
    onFiles(files) {
      const pictures = files.filter(({ type }) => type.startsWith('image/'));
      if (pictures.length === 0) return false;
      void actions.insertImages(pictures);
      return true;
    },
    onText(text) {
      if (actions.pasteShots(text)) return true;
      const texts = paragraphsOf(text);
      if (texts.length === 0 || order.length === 0) return false;
      onPasteText(texts);
      return true;
    },
  });
  useDropZones(
    order.length === 0
      ? []
      : [
          {
            id: 'board-insert',
            label: t('board.drop-insert'),
            // The board itself shows where a picture would go; beside the board it goes after the active shot.
            accepts: () => false,
            onDrop: (files) => void actions.insertImages(files.filter(({ type }) => type.startsWith('image/'))),
          },
        ],
  );
}
