import { Pause, Play, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { describeError } from '../../../shared/i18n/describe-error.ts';
import { failureOf } from '../../client/api.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { CancelQuestion } from './cancel-question.tsx';
import { FailureCard } from './failure-card.tsx';
import { JobRow } from './job-row.tsx';
import { NeedsSection } from './needs-section.tsx';
import { useNeeds } from './use-calls.ts';
import { useJobActions, useJobBoard } from './use-jobs.ts';
import { useNow } from './use-now.ts';

/** What runs, what failed, and, when nothing runs, the last five that were finished. */
export function JobsDrawer() {
  const { t, go, connection } = useWorkspace();
  const { data, error } = useJobBoard();
  const actions = useJobActions();
  const nowMs = useNow();
  const needs = useNeeds();
  if (data === undefined) {
    if (error !== null && connection === 'open')
      return <p className="p-3 text-base text-text-2">{describeError(failureOf(error), t)}</p>;
    return (
      <div aria-busy className="flex flex-col gap-2 p-1">
        <Skeleton className="h-12 w-full" />
        <Skeleton className="h-12 w-full" />
      </div>
    );
  }
  const { open, failed, recent, isPaused } = data;
  const tools = (
    <>
      {(isPaused || open.length > 0) && (
        <Button size="small" tone="quiet" icon={isPaused ? Play : Pause} onClick={() => actions.setPaused(!isPaused)}>
          {t(isPaused ? 'jobs.resume' : 'jobs.pause')}
        </Button>
      )}
      <Button size="small" tone="quiet" onClick={() => go({ screen: 'jobs' })}>
        {t('jobs.open-screen')}
      </Button>
    </>
  );
  return (
    <div className="mx-auto flex w-full max-w-240 flex-col gap-4">
      {actions.toCancel !== null && (
        <CancelQuestion work={actions.toCancel} onClose={actions.keepGoing} onCancel={actions.cancelPaid} />
      )}
      <NeedsSection needs={needs} />
      {isPaused && <p className="text-small text-warn">{t('jobs.paused-note')}</p>}
      {open.length === 0 && (
        <div className="flex flex-wrap items-center gap-2">
          {!isPaused && <p className="text-base text-text-2">{t('jobs.nothing-runs')}</p>}
          <div className="ml-auto flex flex-wrap gap-1">{tools}</div>
        </div>
      )}
      {open.length > 0 && (
        <Section title={t('jobs.section-open')} toolbar={tools}>
          <ul className="-mx-2 flex flex-col">
            {open.map((work) => (
              <JobRow key={work.id} work={work} actions={actions} nowMs={nowMs} />
            ))}
          </ul>
        </Section>
      )}
      {failed.length > 0 && (
        <Section
          title={t('jobs.section-failed')}
          toolbar={
            <>
              <Button size="small" icon={RefreshCw} onClick={actions.retryAll}>
                {t('jobs.retry-all', { count: failed.length })}
              </Button>
              <Button
                size="small"
                tone="quiet"
                onClick={() => actions.dismiss(failed.slice(0, 200).map(({ id }) => id))}
              >
                {t('jobs.dismiss-all')}
              </Button>
            </>
          }
        >
          <div className="flex flex-col gap-2">
            {failed.map((work) => (
              <FailureCard key={work.id} work={work} actions={actions} />
            ))}
          </div>
        </Section>
      )}
      {open.length === 0 && recent.length > 0 && (
        <Section title={t('jobs.section-recent')}>
          <ul className="-mx-2 flex flex-col">
            {recent.map((work) => (
              <JobRow key={work.id} work={work} actions={actions} nowMs={nowMs} />
            ))}
          </ul>
        </Section>
      )}
      {open.length + failed.length + recent.length === 0 && (
        <p className="text-small text-text-3">{t('jobs.nothing-runs-text')}</p>
      )}
    </div>
  );
}

function Section({ title, toolbar, children }: { title: string; toolbar?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-1">
      <div className="flex min-h-6 flex-wrap items-center gap-2">
        <h2 className="text-small font-medium text-text-3">{title}</h2>
        <div className="ml-auto flex flex-wrap gap-1">{toolbar}</div>
      </div>
      {children}
    </section>
  );
}
