import { ChevronDown, ChevronRight } from 'lucide-react';
import { useCallback } from 'react';
import { selectSceneFrames } from '../../editor/selectors.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useDocument } from '../../workspace/project-editor.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBoard } from './board-context.ts';
import { secondsOf } from './shot-length.ts';

interface SceneHeaderProps {
  sceneId: string;
  at: number;
  isFolded: boolean;
}

/** The line above a scene's shots: its number, its title, how many shots and how long. */
export function SceneHeader({ sceneId, at, isFolded }: SceneHeaderProps) {
  const { t } = useWorkspace();
  const { ui, fps } = useBoard();
  const scene = useDocument(useCallback((state) => state.tables.scenes[sceneId], [sceneId]));
  const frames = useDocument(useCallback((state) => selectSceneFrames(state, sceneId), [sceneId])) ?? 0;
  const shots = useDocument(useCallback((state) => state.index.shotIdsOf[sceneId]?.length ?? 0, [sceneId])) ?? 0;
  const toggle = (): void => {
    const folded = new Set(ui.getState().folded);
    if (!folded.delete(sceneId)) folded.add(sceneId);
    ui.setState({ folded });
  };
  return (
    <div role="rowheader" className="flex h-9 items-center gap-2 px-3" data-scene-id={sceneId}>
      <IconButton
        size="small"
        icon={isFolded ? ChevronRight : ChevronDown}
        label={isFolded ? t('board.unfold', { scene: at + 1 }) : t('board.fold', { scene: at + 1 })}
        aria-expanded={!isFolded}
        onClick={toggle}
        tabIndex={-1}
      />
      <span className="tabular text-small font-semibold text-text-1">{t('board.scene', { scene: at + 1 })}</span>
      <span className="min-w-0 truncate text-small text-text-2" title={scene?.title}>
        {scene?.title}
      </span>
      <span className="tabular shrink-0 text-small text-text-3">
        {t('board.shots-and-length', { count: shots, length: secondsOf(frames, fps) })}
      </span>
    </div>
  );
}
