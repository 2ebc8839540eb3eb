import type { DragItem, OpenTarget, ShellState } from '../../shared/contract/shell-bridge.ts';

/** What the preload of the desktop app gives the page; absent in a browser. Named functions only (E8). */
export interface FramewrightBridge {
  /** Asks for a fresh message port; it comes as a window message `fw:port`. */
  requestPort(): void;
  /** Calls `listener` with the command's id when a person clicks it in the menu bar. Gives the way to stop. */
  onCommand(listener: (id: string) => void): () => void;
  /** Calls `listener` when a notification, a recent project or a link wants something shown. Gives the way to stop. */
  onOpen(listener: (target: OpenTarget) => void): () => void;
  /** Tells the window what the menu bar shows; call it whenever one of these changes. */
  tellState(state: ShellState): void;
  /** In `dragstart` (after `preventDefault`): the system drags the file itself, to a folder or another program. */
  startDrag(item: DragItem): void;
}

declare global {
  interface Window {
    framewright?: FramewrightBridge;
  }
}

/** The desktop app's bridge, where there is one. */
export const bridgeOf = (window_: Window): FramewrightBridge | undefined => window_.framewright;
