import { CircleDot, CloudOff } from 'lucide-react';
import { formatTimecode } from '../lib/timecode.ts';
import { useFormatters } from '../lib/use-formatters.ts';
import { Icon } from '../ui/icon.tsx';
import { useDocument, useSaveState, useSession } from '../workspace/project-editor.tsx';
import { useWorkspace } from '../workspace/workspace-context.ts';

/** Selection, timecode, frame rate, connection and the last save, at the lower edge. */
export function StatusBar() {
  const { t, connection, route } = useWorkspace();
  const { time } = useFormatters();
  const fps = useDocument((state) => state.frame.fps);
  const playhead = useSession((state) => state.playheadFrame);
  const count = useSession((state) => state.selectedIds.size) ?? 0;
  const save = useSaveState();
  const isBoard = route.screen === 'storyboard';
  return (
    <footer
      aria-label={t('shell.status-bar')}
      data-landmark
      data-shell
      tabIndex={-1}
      className="focus-inset tabular flex min-h-6 shrink-0 items-center gap-4 border-t border-line bg-panel px-3 text-small text-text-3"
    >
      {isBoard && count > 0 && <span>{t('shell.selected', { count })}</span>}
      {isBoard && fps !== undefined && playhead !== undefined && <span>{formatTimecode(playhead, fps)}</span>}
      {route.projectId !== null && fps !== undefined && <span>{t('shell.fps', { fps })}</span>}
      <span className="ml-auto flex items-center gap-1.5">
        <Icon of={connection === 'open' ? CircleDot : CloudOff} className="size-3.5" />
        {connection === 'open' ? t('shell.offline-ready') : t('ui.reconnecting')}
      </span>
      {save?.kind === 'saved' && save.atMs !== null && <span>{t('shell.saved-at', { time: time(save.atMs) })}</span>}
    </footer>
  );
}
