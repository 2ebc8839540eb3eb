import { useCallback, useMemo } from 'react';
import type { ReactNode } from 'react';
import { selectSceneFrames, selectSceneIds, selectShotIdsOfScene } from '../../editor/selectors.ts';
import { thumbUrl } from '../../client/api.ts';
import { classNames } from '../../lib/class-names.ts';
import { SortableGrid } from '../../ui/sortable-grid.tsx';
import type { SortableWords } from '../../ui/sortable-grid.tsx';
import { useDocument, useSession } from '../../workspace/project-editor.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBoard } from './board-context.ts';
import { assetIn } from './board-selectors.ts';
import { secondsOf } from './shot-length.ts';

/** The scenes of the film in their order: a picture, a title, a length. Drag or Alt+arrows to reorder. */
export function SceneList() {
  const { t } = useWorkspace();
  const { actions } = useBoard();
  const sceneIds = useDocument(selectSceneIds) ?? [];
  const words = useMemo<SortableWords>(
    () => ({
      handle: (position) => t('board.move-scene', { position }),
      instructions: t('board.move-how'),
      pickedUp: (position) => t('board.picked-up', { position }),
      moved: (from, to) => t('board.scene-moved', { from, to }),
      cancelled: t('board.move-cancelled'),
    }),
    [t],
  );
  return (
    <div className="flex min-h-0 flex-col">
      <h2 className="px-3 pt-3 pb-1 text-small font-medium text-text-3">{t('board.scenes')}</h2>
      <SortableGrid
        label={t('board.scenes')}
        items={sceneIds}
        getId={(id) => id}
        words={words}
        columns={1}
        onMove={(from, to) => {
          const id = sceneIds[from];
          if (id !== undefined) actions.moveScene(id, to);
        }}
        className="flex flex-col px-2 pb-3"
        renderItem={(sceneId, { index, handle }) => <SceneItem sceneId={sceneId} at={index} handle={handle} />}
      />
    </div>
  );
}

function SceneItem({ sceneId, at, handle }: { sceneId: string; at: number; handle: ReactNode }) {
  const { t } = useWorkspace();
  const { fps, actions, editor } = useBoard();
  const scene = useDocument(useCallback((state) => state.tables.scenes[sceneId], [sceneId]));
  const shotIds = useDocument(useCallback((state) => selectShotIdsOfScene(state, sceneId), [sceneId])) ?? [];
  const frames = useDocument(useCallback((state) => selectSceneFrames(state, sceneId), [sceneId])) ?? 0;
  const first = shotIds[0];
  const picture = useDocument(
    useCallback((state) => (first === undefined ? undefined : assetIn(first, 'start')(state)), [first]),
  );
  const drawn = useDocument(
    useCallback(
      (state) =>
        shotIds.filter((id) => assetIn(id, 'start')(state) !== undefined && assetIn(id, 'end')(state) !== undefined)
          .length,
      [shotIds],
    ),
  );
  const isCurrent =
    useSession(useCallback((state) => state.activeId !== null && shotIds.includes(state.activeId), [shotIds])) === true;
  return (
    <div
      className={classNames(
        'flex min-w-0 items-center gap-1 rounded-control border pr-1',
        isCurrent ? 'border-line bg-hover' : 'border-transparent',
      )}
    >
      <button
        type="button"
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => {
          if (first === undefined) return;
          editor.session.select(first);
          actions.reveal(first, false);
        }}
        className="flex min-w-0 grow items-center gap-2 rounded-control p-1.5 text-left hover:bg-hover"
      >
        <span className="picture flex h-9 w-14 shrink-0 items-center justify-center overflow-hidden bg-surround">
          {picture !== undefined && (
            <img src={thumbUrl(picture)} alt="" decoding="async" draggable={false} className="size-full object-cover" />
          )}
        </span>
        <span className="min-w-0 grow">
          <span className="block truncate text-small font-medium text-text-1" title={scene?.title}>
            <span className="tabular">{at + 1}</span> {scene?.title}
          </span>
          <span className="tabular block truncate text-small text-text-3">
            {t('board.shots-and-length', { count: shotIds.length, length: secondsOf(t, frames, fps) })}
            {drawn !== undefined &&
              drawn < shotIds.length &&
              ` · ${t('board.drawn-of', { drawn, count: shotIds.length })}`}
          </span>
        </span>
      </button>
      {handle}
    </div>
  );
}
