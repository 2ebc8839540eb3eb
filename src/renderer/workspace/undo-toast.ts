import type { Editor } from '../editor/editor-types.ts';
import type { ToastQueue } from '../ui/toast.tsx';

/** What a toast is shown with, and what it takes back. */
interface UndoToastDeps {
  toasts: Pick<ToastQueue, 'undo'> & { manager: Pick<ToastQueue['manager'], 'close'> };
  editor: Pick<Editor, 'history'>;
  /** Takes the newest step back. */
  undo(): void;
}

/**
 * Says what the newest step of undo did and offers to take it back. The offer is about that step alone: once another step
 * is on top, or this one was taken back otherwise, the toast goes.
 */
export function offerUndo(deps: UndoToastDeps, text: string, undoLabel: string): void {
  const { toasts, editor, undo } = deps;
  const top = () => editor.history.entries().undo.at(-1);
  const step = top();
  if (step === undefined) return;
  const id = toasts.undo(text, undoLabel, () => {
    if (top() === step) undo();
  });
  const stop = editor.history.subscribe(() => {
    if (top() === step) return;
    stop();
    toasts.manager.close(id);
  });
}
