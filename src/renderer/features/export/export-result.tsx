import { Check, CircleAlert, Copy, Download, FolderSearch, Play, RotateCw, TriangleAlert, X } from 'lucide-react';
import type { ExportView } from '../../../shared/contract/exports.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { LucideIcon } from '../../ui/icon.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { failureInWords, FileRows } from './file-rows.tsx';
import { useFileActions } from './use-file-actions.ts';

interface Verdict {
  icon: LucideIcon;
  colour: string;
  title: string;
  text: string;
}

function verdictOf(t: Translate, view: ExportView): Verdict {
  const films = view.files.filter(({ kind }) => kind === 'film');
  const counts = { done: films.filter(({ state }) => state === 'done').length, total: films.length };
  switch (view.state) {
    case 'done':
      return {
        icon: Check,
        colour: 'text-ok',
        title: t('export.done-title'),
        text: t(counts.done === 1 ? 'export.done-one' : 'export.done-many', { count: counts.done }),
      };
    case 'partly-done':
      return {
        icon: TriangleAlert,
        colour: 'text-warn',
        title: t('export.partly-title'),
        text: t('export.partly', counts),
      };
    case 'cancelled':
      return {
        icon: X,
        colour: 'text-text-2',
        title: t('export.cancelled-title'),
        text: t(counts.done > 0 ? 'export.cancelled-some' : 'export.cancelled-none', counts),
      };
    case 'interrupted':
      return {
        icon: TriangleAlert,
        colour: 'text-warn',
        title: t('export.interrupted-title'),
        text: t('export.interrupted'),
      };
    default:
      return {
        icon: CircleAlert,
        colour: 'text-err',
        title: t('export.failed-title'),
        text: view.error === null ? '' : failureInWords(t, view.error),
      };
  }
}

export interface ExportResultProps {
  view: ExportView;
  playedKey: string | null;
  onPlay: (key: string) => void;
  onAgain: () => void;
}

/** What an export has become: its files to play, show or take, and what to do next. */
export function ExportResult({ view, playedKey, onPlay, onAgain }: ExportResultProps) {
  const { t, api, commands, capabilities, toasts, reportError } = useWorkspace();
  const actions = useFileActions();
  const { icon, colour, title, text } = verdictOf(t, view);
  const first = view.files.find(({ kind, state }) => kind === 'film' && state === 'done');
  const canRetry = view.state !== 'done';
  const copyError = (): void => {
    const report = { export: view.exportId, project: view.projectId, settings: view.settings, error: view.error };
    navigator.clipboard
      .writeText(JSON.stringify(report, null, 2))
      .then(() => toasts.success(t('jobs.copied')), reportError);
  };
  return (
    <section
      aria-label={t('export.result')}
      className="flex flex-col gap-3 rounded-card border border-line bg-panel p-4"
    >
      <div className="flex items-start gap-3">
        <Icon of={icon} className={`mt-1 size-5 ${colour}`} />
        <div className="min-w-0 grow">
          <h2 className="text-title-s">{title}</h2>
          <p className="text-base text-text-3">{view.projectName}</p>
          <p className="text-base break-words text-text-2">{text}</p>
          {view.folder !== null && <p className="text-small break-all text-text-3">{view.folder}</p>}
        </div>
      </div>
      <div className="flex flex-wrap gap-1.5">
        {canRetry && (
          <Button
            tone="primary"
            icon={RotateCw}
            onClick={() => void api.exports.retry({ exportId: view.exportId }).catch(reportError)}
          >
            {t('export.retry')}
          </Button>
        )}
        {first !== undefined && (
          <>
            <Button tone={canRetry ? 'default' : 'primary'} icon={Play} onClick={() => commands.run('export.play')}>
              {t('export.play')}
            </Button>
            {capabilities.revealInFolder ? (
              <Button icon={FolderSearch} onClick={() => commands.run('export.reveal')}>
                {t('export.reveal')}
              </Button>
            ) : (
              <Button icon={Download} onClick={() => commands.run('export.download')}>
                {t(view.files.length > 1 ? 'export.download-all' : 'export.download')}
              </Button>
            )}
          </>
        )}
        <Button icon={Copy} onClick={() => commands.run('export.copySettings')}>
          {t('export.copy-settings')}
        </Button>
        {view.error !== null && view.state !== 'cancelled' && (
          <Button tone="quiet" icon={Copy} onClick={copyError}>
            {t('jobs.copy-error')}
          </Button>
        )}
        <Button onClick={onAgain}>{t('export.again')}</Button>
      </div>
      <FileRows view={view} actions={actions} playedKey={playedKey} onPlay={onPlay} />
    </section>
  );
}
