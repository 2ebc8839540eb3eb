import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CallDetails } from '../../../shared/contract/calls.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { Cost } from './call-line.tsx';
import { eventInWords, isUnsettled, shotOfCall, stateOfCall, toneOfCall, usd, waitInWords } from './call-words.ts';
import { reasonOf } from './job-words.ts';
import { useCallActions, useCallDetails } from './use-calls.ts';
import { useNow } from './use-now.ts';

/** Everything about one purchase: time line, request, money, numbers. */
export function CallDialog({ callId, onClose }: { callId: string | null; onClose: () => void }) {
  const { t } = useWorkspace();
  const details = useCallDetails(callId);
  return (
    <Dialog
      isOpen={callId !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('calls.title', { name: details === undefined ? '…' : shotOfCall(t, details.call) })}
      {...(details === undefined ? {} : { description: details.call.model })}
      closeLabel={t('shell.close')}
      size="large"
    >
      {details === undefined ? (
        <div aria-busy className="flex flex-col gap-2">
          <Skeleton className="h-5 w-full" />
          <Skeleton className="h-5 w-full" />
          <Skeleton className="h-5 w-2/3" />
        </div>
      ) : (
        <Body details={details} />
      )}
    </Dialog>
  );
}

function Body({ details }: { details: CallDetails }) {
  const { t } = useWorkspace();
  const { call, attempts, request, timeline } = details;
  const actions = useCallActions();
  const { duration, dateTime, time } = useFormatters();
  const nowMs = useNow(call.finishedAtMs === null ? 1_000 : 60_000);
  const trouble = call.error === null || call.state.startsWith('DONE') ? null : reasonOf(t, call.error);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2 text-base">
        <Badge {...toneOfCall(call)} label={stateOfCall(t, call)} />
        <Cost call={call} />
        <span className="ml-auto">
          <Button icon={Copy} onClick={() => actions.copy(JSON.stringify(details, null, 2))}>
            {t('calls.copy')}
          </Button>
        </span>
      </div>
      {trouble !== null && (
        <div className="text-base text-text-2">
          <p className="break-words">{trouble.reason}</p>
          <p className="break-words">{t('jobs.next', { next: trouble.next })}</p>
        </div>
      )}
      {isUnsettled(call) && (
        <Part title={t('calls.settle-title')}>
          <p className="text-text-2">{t('calls.settle-text', { amount: usd(call.estimateMicroUsd) })}</p>
          <div className="flex flex-wrap gap-1.5">
            <Button isBusy={actions.busy === call.callId} onClick={() => actions.settle(call.callId, true)}>
              {t('calls.settle-yes', { amount: usd(call.estimateMicroUsd) })}
            </Button>
            <Button isBusy={actions.busy === call.callId} onClick={() => actions.settle(call.callId, false)}>
              {t('calls.settle-no')}
            </Button>
          </div>
        </Part>
      )}
      {call.wait !== null && (
        <p className="tabular text-base text-warn">{waitInWords(t, call.wait, nowMs, duration)}</p>
      )}
      {call.flags.length > 0 && (
        <p className="text-base text-warn">{call.flags.map((flag) => t(`calls.flag.${flag}`)).join(' ')}</p>
      )}
      <Part title={t('calls.timeline')}>
        <ol className="flex flex-col">
          {timeline.map((step, at) => (
            <li
              key={`${step.atMs}-${at}`}
              className="flex flex-wrap gap-x-3 border-b border-line py-1 last:border-none"
            >
              <span className="tabular w-16 shrink-0 text-text-3">{time(step.atMs)}</span>
              <span className="tabular w-20 shrink-0 text-text-3">
                {at === 0 ? '' : `+${duration(step.atMs - (timeline[at - 1]?.atMs ?? step.atMs))}`}
              </span>
              <span>{t(`calls.state.${step.state}`)}</span>
              <span className="min-w-0 break-words text-text-3">{eventInWords(t, step.detail)}</span>
            </li>
          ))}
        </ol>
      </Part>
      {attempts.length > 1 && (
        <Part title={t('calls.attempts')}>
          <ol className="flex flex-col">
            {attempts.map((each) => (
              <li
                key={each.callId}
                className="flex flex-wrap items-center gap-x-3 border-b border-line py-1 last:border-none"
              >
                <span className="tabular w-16 shrink-0 text-text-3">{time(each.createdAtMs)}</span>
                <Badge {...toneOfCall(each)} label={stateOfCall(t, each)} />
                <Cost call={each} />
              </li>
            ))}
          </ol>
        </Part>
      )}
      <Part title={t('calls.request')}>
        <p className="text-text-3">{t('calls.request-note')}</p>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          {request.map(({ name, value }) => (
            <Fact key={name} name={name}>
              {value}
            </Fact>
          ))}
        </dl>
      </Part>
      <Part title={t('calls.ids')}>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          <Fact name={t('calls.id-call')}>{call.callId}</Fact>
          <Fact name={t('calls.id-job')}>{call.jobId}</Fact>
          <Fact name={t('calls.id-remote')}>{details.remoteId ?? t('calls.id-none')}</Fact>
          {details.pageUrl !== null && <Fact name={t('calls.page')}>{details.pageUrl}</Fact>}
          {details.file !== null && <Fact name={t('calls.id-file')}>{details.file.sha256}</Fact>}
          <Fact name={t('calls.price-date')}>{details.priceDate}</Fact>
          <Fact name={t('jobs.started')}>{dateTime(call.createdAtMs)}</Fact>
        </dl>
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-1 text-small">
      <h3 className="font-medium text-text-3">{title}</h3>
      {children}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-text-3">{name}</dt>
      <dd className="tabular min-w-0 break-all text-text-1 select-text">{children}</dd>
    </>
  );
}
