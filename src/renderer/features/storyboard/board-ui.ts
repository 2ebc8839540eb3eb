import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

export type BoardMode = 'grid' | 'single';
export type EditedField = 'description' | 'caption';

/** What to draw when a person says yes. */
export interface DrawAsk {
  readonly wish: 'retake' | 'redraw' | 'missing';
  readonly shotIds: readonly string[];
}

/** What the storyboard's own view is like: not saved, not undone. */
export interface BoardUiState {
  readonly mode: BoardMode;
  /** Which keyframe single view shows. */
  readonly slot: 'start' | 'end';
  readonly hasCaptions: boolean;
  readonly editing: { readonly shotId: string; readonly field: EditedField } | null;
  /** Shots that an undo has changed: lit for a moment. */
  readonly flashed: ReadonlySet<string>;
  /** Of the latest approval: shots that were approved and have changed since, or came after. */
  readonly approvals: ReadonlyMap<string, 'approved' | 'edited' | 'new'>;
  /** Why the last wish was not carried out; gone with the next. */
  readonly notice: string | null;
  /** A wish to draw that costs money and was made by a key or from a menu, where no price stood: asked about first. */
  readonly drawAsk: DrawAsk | null;
  /** The inspector's tab. */
  readonly tab: string;
  /** The shots to show at once: the place of an undo, a new shot. Counted, so that the same one counts again. */
  readonly reveal: { readonly id: string; readonly isFocused: boolean; readonly count: number } | null;
}

export type BoardUi = Pick<StoreApi<BoardUiState>, 'getState' | 'setState' | 'subscribe'>;

/** The view of a board that was just opened. */
export function createBoardUi(): BoardUi {
  return createStore<BoardUiState>(() => ({
    mode: 'grid',
    slot: 'start',
    hasCaptions: true,
    editing: null,
    flashed: new Set(),
    approvals: new Map(),
    notice: null,
    drawAsk: null,
    tab: 'shot',
    reveal: null,
  }));
}
