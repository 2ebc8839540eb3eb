import { useQuery } from '@tanstack/react-query';
import { ClipboardList, Copy } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { SectionFailure } from './section-failure.tsx';
import { useShown } from './shown-settings.ts';

/** A report for whoever helps; it is shown before it can be copied (ux.md 4.1, 39). */
export function DiagnosticsSection() {
  const { t, commands } = useWorkspace();
  if (!useShown().has('report')) return null;
  return (
    <section className="py-3">
      <h3 className="text-base font-medium">{t('settings.report')}</h3>
      <p className="mt-0.5 max-w-prose text-small text-pretty text-text-2">{t('settings.report-hint')}</p>
      <div className="mt-2">
        <Button icon={ClipboardList} onClick={() => void commands.run('settings.diagnostics')}>
          {t('settings.report-show')}
        </Button>
      </div>
    </section>
  );
}

/** The report itself; made anew each time it is opened. */
export function ReportDialog({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const { t, api, toasts, reportError } = useWorkspace();
  const { data, error, refetch } = useQuery({
    queryKey: ['diagnostics', 'report'],
    queryFn: () => api.diagnostics.report(),
    enabled: isOpen,
    gcTime: 0,
  });
  const copy = async (text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      toasts.success(t('settings.copied'));
      onOpenChange(false);
    } catch (thrown) {
      reportError(thrown);
    }
  };
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t('settings.report-title')}
      description={t('settings.report-hint')}
      closeLabel={t('settings.close')}
      size="large"
      footer={
        <Button
          tone="primary"
          icon={Copy}
          disabled={data === undefined}
          onClick={() => data !== undefined && void copy(data.text)}
        >
          {t('settings.report-copy')}
        </Button>
      }
    >
      {error !== null && <SectionFailure error={error} subject={t('settings.report')} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton className="h-60 w-full" />}
      {data !== undefined && (
        <pre
          tabIndex={0}
          aria-label={t('settings.report')}
          lang="en"
          className="focus-inset max-h-100 overflow-auto rounded-control border border-line bg-app p-3 font-mono text-small whitespace-pre-wrap select-text"
        >
          {data.text}
        </pre>
      )}
    </Dialog>
  );
}
