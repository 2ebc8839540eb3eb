import { Download, FolderSearch, Play } from 'lucide-react';
import { describeError } from '../../../shared/i18n/describe-error.ts';
import type { ErrorCode, ErrorDetails } from '../../../shared/contract/errors.ts';
import type { ExportFileView, ExportView } from '../../../shared/contract/exports.ts';
import { classNames } from '../../lib/class-names.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { isMessageKey } from '../../../shared/i18n/translate.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { badgeOf } from './export-words.ts';
import type { FileActions } from './use-file-actions.ts';

/** Why a file failed and what to do. */
export function failureInWords(t: Translate, failure: NonNullable<ExportFileView['failure']>): string {
  const { code, details } = failure;
  const why = `jobs.why.${code}`;
  const next = `jobs.next.${code}`;
  const given = details as Record<string, string | number>;
  const params = { ...given, what: given.what ?? given.folder ?? given.path ?? '' };
  if (!isMessageKey(why) || !isMessageKey(next))
    return describeError({ code: code as ErrorCode, details: details as ErrorDetails }, t);
  return `${t(why, params)} ${t(next, params)}`;
}

export interface FileRowsProps {
  view: ExportView;
  actions: FileActions;
  playedKey: string | null;
  onPlay: (key: string) => void;
}

/** The files of an export: progress while they are made, what can be done with them after. */
export function FileRows({ view, actions, playedKey, onPlay }: FileRowsProps) {
  const { t } = useWorkspace();
  return (
    <ul aria-label={t('jobs.files')} className="flex flex-col">
      {view.files.map((file) => (
        <FileRow
          key={file.key}
          file={file}
          view={view}
          actions={actions}
          isPlayed={playedKey === file.key}
          onPlay={() => onPlay(file.key)}
        />
      ))}
    </ul>
  );
}

interface FileRowProps {
  file: ExportFileView;
  view: ExportView;
  actions: FileActions;
  isPlayed: boolean;
  onPlay: () => void;
}

function FileRow({ file, view, actions, isPlayed, onPlay }: FileRowProps) {
  const { t, capabilities } = useWorkspace();
  const { bytes, duration } = useFormatters();
  const isWorking = file.state === 'stitching' || file.state === 'encoding' || file.state === 'checking';
  const facts = [
    file.bytes === null ? null : bytes(file.bytes),
    file.facts === null
      ? null
      : t('export.facts', {
          width: file.facts.widthPx,
          height: file.facts.heightPx,
          time: duration(file.facts.durationMs),
          codec: file.facts.codec,
        }),
    file.facts !== null && !file.facts.hasSound ? t('export.no-sound') : null,
    file.isFromCache ? t('export.from-cache') : null,
  ].filter((part) => part !== null);
  return (
    <li
      draggable={file.state === 'done' && file.fileId !== null}
      onDragStart={(event) => actions.drag(file, event)}
      className={classNames(
        'flex flex-col gap-1 border-b border-line py-2 last:border-none',
        isPlayed && 'selected bg-sel px-2',
      )}
    >
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <div className="min-w-0 grow basis-48">
          <p className="text-base font-medium break-all">{file.name}</p>
          {facts.length > 0 && <p className="tabular text-small text-text-3">{facts.join(' · ')}</p>}
        </div>
        <Badge {...badgeOf(file.state)} label={t(`export.file-state.${file.state}`)} />
        {file.state === 'done' && (
          <div className="flex gap-0.5">
            {file.kind === 'film' && (
              <IconButton
                label={t('export.play-file', { name: file.name })}
                icon={Play}
                isPressed={isPlayed}
                onClick={onPlay}
              />
            )}
            {capabilities.revealInFolder && file.fileId !== null ? (
              <IconButton
                label={t('export.reveal-file', { name: file.name })}
                icon={FolderSearch}
                onClick={() => actions.reveal(file)}
              />
            ) : (
              <IconButton
                label={t('export.download-file', { name: file.name })}
                icon={Download}
                onClick={() => actions.download(view, file)}
              />
            )}
          </div>
        )}
      </div>
      {isWorking && (
        <ProgressBar
          isLabelHidden
          label={file.name}
          share={file.fraction}
          note={t('ui.percent', { percent: Math.round(file.fraction * 100) })}
        />
      )}
      {file.failure !== null && <p className="text-base break-words text-err">{failureInWords(t, file.failure)}</p>}
    </li>
  );
}
