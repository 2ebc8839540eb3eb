import { CircleAlert, Copy, RotateCw, X } from 'lucide-react';
import type { Work } from '../../../shared/contract/jobs.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { failureOfWork, kindInWords } from './job-words.ts';
import type { JobActions } from './use-jobs.ts';

/** A failed job in its four parts; it stays until it is solved or dismissed. */
export function FailureCard({ work, actions }: { work: Work; actions: JobActions }) {
  const { t } = useWorkspace();
  const { title, reason, next } = failureOfWork(t, work);
  const name = { kind: kindInWords(t, work), name: work.projectName };
  return (
    <section role="group" aria-label={title} className="rounded-card border border-line bg-panel p-3">
      <div className="flex gap-2">
        <Icon of={CircleAlert} className="mt-0.5 text-err" />
        <div className="min-w-0 grow">
          <p className="text-base font-medium">{title}</p>
          <p className="text-small break-words text-text-3">{work.projectName}</p>
          <p className="mt-1 text-base break-words text-text-2">{reason}</p>
          <p className="text-base break-words text-text-2">{t('jobs.next', { next })}</p>
        </div>
      </div>
      <div className="mt-2 flex flex-wrap gap-1.5 pl-6">
        {work.canRetry && (
          <Button
            tone="primary"
            size="small"
            icon={RotateCw}
            aria-label={t('jobs.retry-of', name)}
            onClick={() => actions.retry(work)}
          >
            {t('jobs.retry')}
          </Button>
        )}
        <Button tone="quiet" size="small" icon={Copy} onClick={() => actions.copyError(work)}>
          {t('jobs.copy-error')}
        </Button>
        {!work.isDismissed && (
          <Button
            tone="quiet"
            size="small"
            icon={X}
            aria-label={t('jobs.dismiss-of', name)}
            onClick={() => actions.dismiss([work.id])}
          >
            {t('jobs.dismiss')}
          </Button>
        )}
      </div>
    </section>
  );
}
