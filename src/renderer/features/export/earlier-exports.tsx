import type { ExportView } from '../../../shared/contract/exports.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { settingsInWords, badgeOf } from './export-words.ts';

export interface EarlierExportsProps {
  exports: readonly ExportView[];
  shownId: string | null;
  onShow: (exportId: string) => void;
  onUse: (view: ExportView) => void;
}

/** The last exports of the project with their settings. */
export function EarlierExports({ exports, shownId, onShow, onUse }: EarlierExportsProps) {
  const { t } = useWorkspace();
  const { dateTime, bytes } = useFormatters();
  return (
    <section aria-label={t('export.earlier')} className="flex flex-col gap-1.5">
      <h2 className="text-small font-medium text-text-3">{t('export.earlier')}</h2>
      {exports.length === 0 && <p className="text-base text-text-3">{t('export.earlier-none')}</p>}
      <ul className="flex flex-col">
        {exports.map((view) => {
          const time = dateTime(view.createdAtMs);
          const size = view.files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
          return (
            <li
              key={view.exportId}
              className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-2"
            >
              <div className="min-w-0 grow basis-60">
                <p className="text-base break-words">{settingsInWords(t, view.settings)}</p>
                <p className="tabular text-small text-text-3">
                  {[time, size > 0 ? bytes(size) : null].filter((part) => part !== null).join(' · ')}
                </p>
              </div>
              <Badge {...badgeOf(view.state)} label={t(`jobs.state.${view.state}`)} />
              <div className="flex gap-1">
                <Button
                  size="small"
                  tone="quiet"
                  aria-pressed={shownId === view.exportId}
                  aria-label={t('export.show-of', { time })}
                  onClick={() => onShow(view.exportId)}
                >
                  {t('export.show')}
                </Button>
                <Button
                  size="small"
                  tone="quiet"
                  aria-label={t('export.use-settings-of', { time })}
                  onClick={() => onUse(view)}
                >
                  {t('export.use-settings')}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
