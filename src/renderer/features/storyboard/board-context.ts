import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import type { Editor } from '../../editor/editor-types.ts';
import type { SlotWorkDto } from '../../../shared/contract/boards.ts';
import type { ViewportControls } from '../../ui/viewport.tsx';
import type { BoardActions } from './board-actions.ts';
import type { BoardGeometry } from './board-rows.ts';
import type { BoardUi, BoardUiState } from './board-ui.ts';
import type { Playback, PlaybackState } from './playback.ts';
import type { WorkStore } from './work-store.ts';

/** What every part of the storyboard needs; stable for as long as the project is open. */
export interface Board {
  editor: Editor;
  projectId: string;
  fps: number;
  /** Width over height of a frame. */
  ratio: number;
  ui: BoardUi;
  work: WorkStore;
  playback: Playback;
  actions: BoardActions;
  /** How the grid lies now, for keys that go up and down; the viewport of single view. Null while they are not on screen. */
  shown: { geometry: BoardGeometry | null; viewport: ViewportControls | null };
}

export const BoardContext = createContext<Board | null>(null);

/** The open board. Throws outside of one: a mistake in the program. */
export function useBoard(): Board {
  const board = use(BoardContext);
  if (board === null) throw new Error('no board around this component');
  return board;
}

/** A part of the view's state; must be cheap and keep its identity. */
export function useBoardUi<T>(selector: (state: BoardUiState) => T): T {
  const { ui } = useBoard();
  return useSyncExternalStore(
    ui.subscribe,
    useCallback(() => selector(ui.getState()), [ui, selector]),
  );
}

/** A part of the animatic's clock. */
export function usePlayback<T>(selector: (state: PlaybackState) => T): T {
  const { playback } = useBoard();
  return useSyncExternalStore(
    playback.subscribe,
    useCallback(() => selector(playback.get()), [playback, selector]),
  );
}

/** What is being made for a shot. */
export function useWork(shotId: string): readonly SlotWorkDto[] {
  const { work } = useBoard();
  return useSyncExternalStore(
    work.subscribe,
    useCallback(() => work.of(shotId), [work, shotId]),
  );
}
