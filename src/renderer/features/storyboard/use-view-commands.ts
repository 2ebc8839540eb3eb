import { useCallback } from 'react';
import { selectShotOrder } from '../../editor/selectors.ts';
import { CARD_WIDTH_PX } from '../../editor/session.ts';
import { useCommands } from '../../workspace/use-commands.ts';
import { useDocument } from '../../workspace/project-editor.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import type { Board } from './board-context.ts';
import { usePlayback } from './board-context.ts';

const CARD_STEP_PX = 40;

/** The picture that is looked at: the player, or the picture of single view. */
const stage = (): HTMLElement | null => window.document.querySelector<HTMLElement>('[data-stage]');

/** Leaves full screen. False: nothing fills the screen. */
export function leaveFullScreen(): boolean {
  if (window.document.fullscreenElement === null) return false;
  void window.document.exitFullscreen();
  return true;
}

/** Binds zoom and full screen: of the picture in single view, of the cards in the grid. */
export function useViewCommands(board: Board): void {
  const { t } = useWorkspace();
  const { actions, editor, ui, shown } = board;
  const isEmpty = useDocument(useCallback((state) => selectShotOrder(state).length === 0, [])) !== false;
  const isPlayer = usePlayback((state) => state.isShown);

  const zoom = (by: 1 | -1): void => {
    if (ui.getState().mode === 'single') shown.viewport?.zoomBy(by);
    else editor.session.zoomCards(editor.session.getState().cardWidthPx + by * CARD_STEP_PX);
  };
  const fit = (): void => {
    if (ui.getState().mode === 'single') shown.viewport?.fit();
    else editor.session.zoomCards(CARD_WIDTH_PX.usual);
  };
  const fill = async (isFromGrid: boolean): Promise<void> => {
    try {
      await stage()?.requestFullscreen();
    } catch {
      return actions.say(t('board.full-screen-refused'));
    }
    if (!isFromGrid) return;
    // Back to where it was asked from.
    const onChange = (): void => {
      if (window.document.fullscreenElement !== null) return;
      window.document.removeEventListener('fullscreenchange', onChange);
      ui.setState({ mode: 'grid' });
      const { activeId } = editor.session.getState();
      if (activeId !== null) actions.reveal(activeId);
    };
    window.document.addEventListener('fullscreenchange', onChange);
  };
  const fullScreen = (): void => {
    if (leaveFullScreen()) return;
    if (stage() !== null) return void fill(false);
    ui.setState({ mode: 'single' });
    requestAnimationFrame(() => void fill(true));
  };

  useCommands({
    // Nothing to zoom in the player: it is as large as its room.
    ...(isEmpty || isPlayer ? {} : { 'view.fit': fit, 'view.zoomIn': () => zoom(1), 'view.zoomOut': () => zoom(-1) }),
    ...(isEmpty ? {} : { 'viewer.fullScreen': fullScreen }),
  });
}
