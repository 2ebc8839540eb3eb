import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { DatabaseBackup, FolderOpen, ShieldCheck } from 'lucide-react';
import type { BackupView } from '../../../shared/contract/diagnostics.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { IntegrityPart } from './integrity-part.tsx';
import { SectionFailure } from './section-failure.tsx';
import { useShown } from './shown-settings.ts';

/** Copies of the database: made now, listed with their dates, read from end to end. */
export function BackupSection() {
  const shown = useShown();
  return (
    <>
      {shown.has('backup') && <BackupPart />}
      {shown.has('integrity') && <IntegrityPart />}
    </>
  );
}

/** Makes a copy now; the button of the settings and the command share it. */
export function useBackupNow() {
  const { api, t, toasts } = useWorkspace();
  const { bytes } = useFormatters();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.diagnostics.backupNow(),
    onSuccess: async (made) => {
      toasts.success(t('settings.backup-made', { size: bytes(made.bytes) }));
      await queries.invalidateQueries({ queryKey: ['diagnostics'] });
    },
  });
}

function BackupPart() {
  const { api, t, capabilities, reportError, commands } = useWorkspace();
  const { data, error, refetch } = useQuery({
    queryKey: ['diagnostics', 'backups'],
    queryFn: () => api.diagnostics.backups(),
  });
  if (error !== null && data === undefined)
    return <SectionFailure error={error} subject={t('settings.section.backups')} onRetry={() => void refetch()} />;
  return (
    <section className="border-b border-line py-3">
      <p className="max-w-prose text-small text-pretty text-text-2">
        {t('settings.backup-hint', { kept: data?.kept ?? 10 })}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button tone="primary" icon={DatabaseBackup} onClick={() => void commands.run('settings.backup')}>
          {t('settings.backup-now')}
        </Button>
        {capabilities.revealInFolder && (
          <Button icon={FolderOpen} onClick={() => void api.system.reveal({ place: 'backups' }).catch(reportError)}>
            {t('settings.show-backups')}
          </Button>
        )}
      </div>
      {data !== undefined && data.backups.length === 0 && (
        <p className="mt-4 text-base text-text-2">{t('settings.backup-none')}</p>
      )}
      {data !== undefined && data.backups.length > 0 && <BackupTable backups={data.backups} />}
    </section>
  );
}

function BackupTable({ backups }: { backups: readonly BackupView[] }) {
  const { t } = useWorkspace();
  const { bytes, dateTime } = useFormatters();
  return (
    <table className="mt-3 w-full text-base">
      <thead className="text-left text-small text-text-2">
        <tr className="border-b border-line">
          <th scope="col" className="py-1.5 pr-4 font-medium">
            {t('settings.backup-date')}
          </th>
          <th scope="col" className="py-1.5 pr-4 font-medium">
            {t('settings.backup-reason')}
          </th>
          <th scope="col" className="py-1.5 pr-4 text-right font-medium">
            {t('settings.size')}
          </th>
          <th scope="col" className="py-1.5 text-right font-medium">
            {t('settings.backup-check')}
          </th>
        </tr>
      </thead>
      <tbody>
        {backups.map((backup) => (
          <tr key={backup.name} className="border-b border-line">
            <th scope="row" className="tabular py-1.5 pr-4 text-left font-normal">
              {dateTime(backup.createdAtMs)}
            </th>
            <td className="py-1.5 pr-4 text-text-2">
              {t(
                backup.reason === 'manual'
                  ? 'settings.reason.manual'
                  : backup.reason === 'daily'
                    ? 'settings.reason.daily'
                    : 'settings.reason.other',
              )}
            </td>
            <td className="tabular py-1.5 pr-4 text-right">{bytes(backup.bytes)}</td>
            <td className="py-1">
              <BackupCheck name={backup.name} date={dateTime(backup.createdAtMs)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function BackupCheck({ name, date }: { name: string; date: string }) {
  const { api, t, reportError } = useWorkspace();
  const check = useMutation({ mutationFn: () => api.diagnostics.checkBackup({ name }), onError: reportError });
  return (
    <span className="flex items-center justify-end gap-2" aria-live="polite">
      {check.data !== undefined && (
        <Badge
          tone={check.data.isOk ? 'ok' : 'err'}
          label={t(check.data.isOk ? 'settings.backup-whole' : 'settings.backup-damaged')}
        />
      )}
      <Button
        size="small"
        icon={ShieldCheck}
        isBusy={check.isPending}
        aria-label={t('settings.backup-check-of', { date })}
        onClick={() => check.mutate()}
      >
        {t('settings.backup-check')}
      </Button>
    </span>
  );
}
