import { useCallback } from 'react';
import { selectSceneFrames } from '../../editor/selectors.ts';
import { useDocument } from '../../workspace/project-editor.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBoard } from './board-context.ts';
import type { RowSegment } from './board-rows.ts';
import { secondsOf } from './shot-length.ts';

interface SceneLabelProps {
  segment: RowSegment;
  leftPx: number;
  widthPx: number;
}

/** The name of a scene above its shots in one row; a line shows how far it reaches. */
export function SceneLabel({ segment, leftPx, widthPx }: SceneLabelProps) {
  const { t } = useWorkspace();
  const { fps } = useBoard();
  const { sceneId, at, first } = segment;
  const title = useDocument(useCallback((state) => state.tables.scenes[sceneId]?.title, [sceneId]));
  const frames = useDocument(useCallback((state) => selectSceneFrames(state, sceneId), [sceneId])) ?? 0;
  return (
    <div
      role="rowheader"
      data-scene-id={sceneId}
      className="absolute top-0 flex h-6 items-center gap-1.5 overflow-hidden border-t border-control/60 px-1"
      style={{ left: leftPx, width: widthPx }}
    >
      <span className="tabular shrink-0 text-small font-semibold whitespace-nowrap text-text-1">
        {t('board.scene', { scene: at + 1 })}
      </span>
      {first === 0 && (
        <>
          <span className="min-w-0 truncate text-small text-text-2" title={title}>
            {title}
          </span>
          <span className="tabular ml-auto shrink-0 text-small text-text-3">{secondsOf(t, frames, fps)}</span>
        </>
      )}
    </div>
  );
}
