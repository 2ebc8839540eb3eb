import { createBoardKit } from './board-kit.ts';
import type { BoardDeps } from './board-kit.ts';
import { createClipboardActions } from './clipboard-actions.ts';
import { createDrawingActions } from './drawing-actions.ts';
import { createPictureActions } from './picture-actions.ts';
import { createSceneActions } from './scene-actions.ts';
import { createShotActions } from './shot-actions.ts';

export type BoardActions = ReturnType<typeof createBoardActions>;

/** Everything that can be done to the board, as functions: commands, menus, drags and fields call the same ones. */
export function createBoardActions(deps: BoardDeps) {
  const kit = createBoardKit(deps);
  const { say, reveal, targets, order, undo, redo } = kit;
  const pictures = createPictureActions(kit);
  return {
    ...{ say, reveal, targets, order, undo, redo },
    ...createShotActions(kit),
    ...createSceneActions(kit),
    ...createDrawingActions(kit),
    ...pictures,
    ...createClipboardActions(kit, pictures),
  };
}
