import { TriangleAlert, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { leftInWords, wordOf } from '../../lib/words.ts';
import { useDocument } from '../../workspace/project-editor.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { selectShotOrder } from '../../editor/selectors.ts';
import { BoardGrid } from './board-grid.tsx';
import { useBoard, useBoardUi, usePlayback } from './board-context.ts';
import { Player } from './player.tsx';
import { SingleView } from './single-view.tsx';
import type { BoardStatus } from './use-board-status.ts';

/** Grid, single view, the animatic while it is played; what was refused stands above. */
export function BoardCentre({ status }: { status: BoardStatus }) {
  const order = useDocument(selectShotOrder);
  const mode = useBoardUi((state) => state.mode);
  const isShown = usePlayback((state) => state.isShown);
  if (order?.length === 0) return <EmptyBoard status={status} />;
  return (
    <>
      <Notice />
      <div className="relative flex min-h-0 min-w-0 grow flex-col">
        {isShown ? <Player /> : mode === 'grid' ? <BoardGrid /> : <SingleView />}
      </div>
    </>
  );
}

function Notice() {
  const { t } = useWorkspace();
  const notice = useBoardUi((state) => state.notice);
  const { ui } = useBoard();
  if (notice === null) return null;
  return (
    <div role="alert" className="flex shrink-0 items-center gap-2 bg-warn-bg px-4 py-1 text-small text-warn">
      <Icon of={TriangleAlert} />
      <span className="min-w-0 grow">{notice}</span>
      <IconButton size="small" icon={X} label={t('ui.dismiss')} onClick={() => ui.setState({ notice: null })} />
    </div>
  );
}

/** No shot yet: a draft from the brief is under way, has failed, or can be asked for. */
function EmptyBoard({ status }: { status: BoardStatus }) {
  const { t, go, commands } = useWorkspace();
  const run = status.status?.run;
  if (run != null && run.finishedAtMs === null) {
    return (
      <div className="mx-auto flex w-full max-w-110 flex-col gap-3 px-6 py-12">
        <h2 className="text-title-s">{t('board.planning')}</h2>
        <ProgressBar
          label={wordOf(t, 'state', run.state)}
          share={run.fraction > 0 ? run.fraction : undefined}
          {...(run.etaMs === null ? {} : { note: leftInWords(t, run.etaMs) })}
        />
      </div>
    );
  }
  return (
    <EmptyState
      title={t('board.empty-title')}
      text={t('board.empty-text')}
      action={
        <Button tone="primary" onClick={() => go({ screen: 'brief' })}>
          {t('board.empty-draft')}
        </Button>
      }
      secondary={<Button onClick={() => void commands.run('go.library')}>{t('board.to-library')}</Button>}
    />
  );
}
