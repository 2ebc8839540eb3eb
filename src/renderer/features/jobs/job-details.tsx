import { ArrowRight, ExternalLink, Wallet, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { describeError } from '../../../shared/i18n/describe-error.ts';
import type { Work } from '../../../shared/contract/jobs.ts';
import { failureOf } from '../../client/api.ts';
import { leftInWords } from '../../lib/words.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { ExportFiles } from './export-files.tsx';
import { FailureCard } from './failure-card.tsx';
import { kindInWords, noteOfWork, stateInWords, toneOfState } from './job-words.ts';
import { RunItems } from './run-items.tsx';
import { newestAttempts, usd } from './call-words.ts';
import { RunTimeline } from './run-timeline.tsx';
import { useCostsPlace } from './use-costs.ts';
import { useRunCalls } from './use-calls.ts';
import { useLiveWork, useRunDetails } from './use-jobs.ts';
import type { JobActions } from './use-jobs.ts';
import { useNow } from './use-now.ts';

/** Everything about the selected job. */
export function JobDetails({ work, actions }: { work: Work | undefined; actions: JobActions }) {
  const { t } = useWorkspace();
  if (work === undefined) return <EmptyState title={t('jobs.no-selection-title')} text={t('jobs.no-selection')} />;
  return <Details key={work.id} work={work} actions={actions} />;
}

function Details({ work: row, actions }: { work: Work; actions: JobActions }) {
  const { t } = useWorkspace();
  const work = useLiveWork(row);
  const { data: details, error } = useRunDetails(work);
  const nowMs = useNow(work.isOpen ? 1_000 : 30_000);
  const { dateTime, time, duration } = useFormatters();
  const isWaiting = work.kind === 'run' && work.isWaitingForApproval;
  const calls = useRunCalls(work.kind === 'run' ? work.id : null, work.isOpen && !isWaiting);
  const openCosts = useCostsPlace();
  // Before the board has its sum, what was begun is what is known.
  const begunMicroUsd = newestAttempts([...calls.ofJob.values()].flat()).reduce(
    (sum, { estimateMicroUsd }) => sum + estimateMicroUsd,
    0,
  );
  const estimatedMicroUsd = work.kind === 'run' && work.estimateMicroUsd > 0 ? work.estimateMicroUsd : begunMicroUsd;
  const isPaid = work.kind === 'run' && work.actualMicroUsd + work.uncertainMicroUsd + estimatedMicroUsd > 0;
  const isLocal = details === undefined || Object.values(details.providers).every((id) => id.startsWith('local/'));
  // What was already sent may cost although it is stopped.
  const isUnderWay = [...calls.ofJob.values()]
    .flat()
    .some(({ sentAtMs, finishedAtMs }) => sentAtMs !== null && finishedAtMs === null);
  const endMs = work.finishedAtMs ?? nowMs;
  return (
    <div className="flex flex-col gap-4 p-3">
      <header className="flex flex-col gap-1.5">
        <h2 className="text-title-s break-words">{work.projectName}</h2>
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-small text-text-3">{kindInWords(t, work)}</span>
          <Badge {...toneOfState(work.state)} label={stateInWords(t, work)} />
        </div>
        {work.isOpen && !isWaiting && (
          <ProgressBar
            label={noteOfWork(t, { ...work, etaMs: null })}
            share={work.fraction}
            note={
              work.etaMs === null
                ? t('ui.percent', { percent: Math.round(work.fraction * 100) })
                : leftInWords(t, work.etaMs)
            }
          />
        )}
        <div className="mt-1 flex flex-wrap gap-1.5">
          <Button size="small" icon={isWaiting ? ArrowRight : ExternalLink} onClick={() => actions.open(work)}>
            {t(isWaiting ? 'jobs.approve-go' : work.kind === 'run' ? 'jobs.open-project' : 'jobs.open-export')}
          </Button>
          {work.canCancel && (
            <Button size="small" icon={X} onClick={() => actions.cancel(work)}>
              {t('jobs.cancel')}
            </Button>
          )}
          {work.canRetry && !work.isFailed && (
            <Button size="small" onClick={() => actions.retry(work)}>
              {t('jobs.retry')}
            </Button>
          )}
        </div>
        {work.state === 'stalled' && <p className="text-small text-warn">{t('jobs.stalled-next')}</p>}
        {work.canCancel && isUnderWay && <p className="text-small text-text-3">{t('calls.cancel-note')}</p>}
      </header>
      {work.isFailed && <FailureCard work={work} actions={actions} />}
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-small">
        <Fact name={t('jobs.started')}>{dateTime(work.createdAtMs)}</Fact>
        {work.finishedAtMs !== null && <Fact name={t('jobs.finished')}>{time(work.finishedAtMs)}</Fact>}
        <Fact name={t('jobs.took')}>{duration(Math.max(0, endMs - work.createdAtMs))}</Fact>
        <Fact name={t('jobs.cost')}>
          {work.kind === 'run' && isPaid
            ? estimatedMicroUsd === 0
              ? usd(work.actualMicroUsd)
              : t('jobs.cost-of', { actual: usd(work.actualMicroUsd), estimate: usd(estimatedMicroUsd) })
            : isLocal
              ? t('jobs.cost-free')
              : usd(0)}
          {work.kind === 'run' && work.uncertainMicroUsd > 0 && (
            <span className="text-warn"> {t('jobs.cost-uncertain', { amount: usd(work.uncertainMicroUsd) })}</span>
          )}
          {isPaid && (
            <Button size="small" tone="quiet" icon={Wallet} onClick={() => openCosts('ledger', work.projectId)}>
              {t('jobs.cost-see')}
            </Button>
          )}
        </Fact>
        {details !== undefined && (
          <Fact name={t('jobs.made-with')}>
            {[details.providers.planner, details.providers.image, details.providers.video].join(', ')}
          </Fact>
        )}
      </dl>
      {work.kind === 'export' && <ExportFiles exportId={work.id} />}
      {work.kind === 'run' && details === undefined && error === null && (
        <div aria-busy className="flex flex-col gap-2">
          <Skeleton className="h-5 w-full" />
          <Skeleton className="h-5 w-full" />
          <Skeleton className="h-5 w-2/3" />
        </div>
      )}
      {work.kind === 'run' && details === undefined && error !== null && (
        <p className="text-base text-text-2">{describeError(failureOf(error), t)}</p>
      )}
      {details !== undefined && (
        <>
          <Part title={t('jobs.stages')}>
            <RunTimeline details={{ ...details, work }} nowMs={nowMs} />
          </Part>
          {details.items.length > 0 && (
            <Part title={t('jobs.items')}>
              <RunItems items={details.items} calls={calls} nowMs={nowMs} onRetryItem={actions.retryItem} />
            </Part>
          )}
        </>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-1.5">
      <h3 className="text-small font-medium text-text-3">{title}</h3>
      {children}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-text-3">{name}</dt>
      <dd className="tabular break-words text-text-1">{children}</dd>
    </>
  );
}
