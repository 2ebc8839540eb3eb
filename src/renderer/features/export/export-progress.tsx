import { X } from 'lucide-react';
import type { ExportView } from '../../../shared/contract/exports.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { leftInWords } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { FileRows } from './file-rows.tsx';
import { useFileActions } from './use-file-actions.ts';

/** An export under work: the whole, each file, time left, speed, and the way out. */
export function ExportProgress({ view, onPlay }: { view: ExportView; onPlay: (key: string) => void }) {
  const { t, commands } = useWorkspace();
  const { number } = useFormatters();
  const actions = useFileActions();
  const isStopping = view.state === 'cancelling';
  const label =
    view.state === 'paused'
      ? t('export.paused')
      : view.state === 'queued'
        ? t('export.waiting')
        : isStopping
          ? t('export.stopping')
          : t('export.working');
  const note = [
    t('ui.percent', { percent: Math.round(view.fraction * 100) }),
    view.speed === null ? null : t('export.speed', { speed: number(view.speed, view.speed < 10 ? 1 : 0) }),
    view.etaMs === null ? null : leftInWords(t, view.etaMs),
  ]
    .filter((part) => part !== null)
    .join(' · ');
  return (
    <section
      aria-label={t('export.working')}
      className="flex flex-col gap-3 rounded-card border border-line bg-panel p-4"
    >
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 grow basis-60">
          <ProgressBar label={label} share={view.fraction} note={note} />
        </div>
        <Button
          icon={X}
          disabled={isStopping}
          title={t('export.cancel-hint')}
          onClick={() => commands.run('export.cancel')}
        >
          {t('export.cancel')}
        </Button>
      </div>
      <FileRows view={view} actions={actions} playedKey={null} onPlay={onPlay} />
    </section>
  );
}
