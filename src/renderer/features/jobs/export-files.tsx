import { useQuery } from '@tanstack/react-query';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Badge } from '../../ui/badge.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { reasonOf, toneOfState } from './job-words.ts';

/** The files of an export with their states. */
export function ExportFiles({ exportId }: { exportId: string }) {
  const { t, api } = useWorkspace();
  const { bytes, time } = useFormatters();
  const { data } = useQuery({ queryKey: ['exports', 'one', exportId], queryFn: () => api.exports.view({ exportId }) });
  if (data === undefined) return null;
  return (
    <section aria-label={t('jobs.files')} className="flex flex-col gap-1.5">
      <h3 className="text-small font-medium text-text-3">{t('jobs.files')}</h3>
      <ul className="flex flex-col">
        {data.files.map((file) => (
          <li key={file.key} className="border-b border-line py-1.5 last:border-none">
            <div className="flex min-w-0 items-center gap-2">
              <span className="min-w-0 text-base break-all">{file.name}</span>
              <span className="ml-auto flex shrink-0 items-center gap-2">
                <span className="tabular text-small whitespace-nowrap text-text-3">
                  {[
                    file.finishedAtMs === null ? null : time(file.finishedAtMs),
                    file.bytes === null ? null : bytes(file.bytes),
                  ]
                    .filter((part) => part !== null)
                    .join(' · ')}
                </span>
                <Badge {...toneOfState(file.state)} label={t(`export.file-state.${file.state}`)} />
              </span>
            </div>
            {(file.state === 'stitching' || file.state === 'encoding' || file.state === 'checking') && (
              <ProgressBar
                isLabelHidden
                label={file.name}
                share={file.fraction}
                note={t('ui.percent', { percent: Math.round(file.fraction * 100) })}
              />
            )}
            {file.failure !== null && (
              <p className="text-small break-words text-err">{reasonOf(t, file.failure).reason}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
