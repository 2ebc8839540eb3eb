import { Info } from 'lucide-react';
import { useState } from 'react';
import { describeError } from '../../../shared/i18n/describe-error.ts';
import type { CallMoneyState } from '../../../shared/model/money.ts';
import { failureOf } from '../../client/api.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Badge } from '../../ui/badge.tsx';
import type { BadgeProps } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { CallDialog } from './call-dialog.tsx';
import { modelName, percentOver, shotOfCall, usd } from './call-words.ts';
import { useLedger } from './use-costs.ts';

const TONES: Readonly<Record<CallMoneyState, Pick<BadgeProps, 'tone' | 'shape'>>> = {
  reserved: { tone: 'info', shape: 'clock' },
  uncertain: { tone: 'warn', shape: 'loop' },
  charged: { tone: 'ok' },
  released: { tone: 'draft', shape: 'cross' },
};

/** Purchases, newest first, each with estimate and actual. */
export function LedgerTab({ projectId }: { projectId: string | null }) {
  const { t } = useWorkspace();
  const { dateTime } = useFormatters();
  const ledger = useLedger(projectId);
  const [callId, setCallId] = useState<string | null>(null);
  const lines = ledger.data?.pages.flatMap((page) => page.lines) ?? [];
  if (ledger.data === undefined) {
    if (ledger.error !== null)
      return <p className="text-base text-text-2">{describeError(failureOf(ledger.error), t)}</p>;
    return (
      <div aria-busy className="flex flex-col gap-2">
        <Skeleton className="h-8 w-full" />
        <Skeleton className="h-8 w-full" />
      </div>
    );
  }
  if (lines.length === 0) return <EmptyState title={t('costs.none-title')} text={t('costs.none')} />;
  return (
    <div className="flex flex-col gap-2">
      <div className="overflow-x-auto">
        <table aria-label={t('costs.tab-ledger')} className="w-full border-collapse text-left text-small">
          <thead>
            <tr className="text-text-3">
              <th className="py-1 pr-3 font-medium">{t('costs.time')}</th>
              {projectId === null && <th className="py-1 pr-3 font-medium">{t('costs.project')}</th>}
              <th className="py-1 pr-3 font-medium">{t('costs.shot')}</th>
              <th className="py-1 pr-3 font-medium">{t('costs.model')}</th>
              <th className="py-1 pr-3 font-medium">{t('costs.state')}</th>
              <th className="py-1 pr-3 text-right font-medium">{t('costs.estimate')}</th>
              <th className="py-1 pr-3 text-right font-medium">{t('costs.actual')}</th>
              <th className="w-8 py-1">
                <span className="sr-only">{t('calls.details')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.callId} className="border-t border-line">
                <td className="tabular py-1 pr-3 whitespace-nowrap text-text-2">{dateTime(line.atMs)}</td>
                {projectId === null && <td className="py-1 pr-3">{line.projectName ?? t('costs.no-name')}</td>}
                <td className="py-1 pr-3 whitespace-nowrap">
                  {line.place === undefined ? t('calls.no-shot') : shotOfCall(t, line.place)}
                </td>
                <td className="py-1 pr-3 break-all text-text-2">{modelName(line.model)}</td>
                <td className="py-1 pr-3">
                  <Badge {...TONES[line.state]} label={t(`costs.state.${line.state}`)} />
                </td>
                <td className="tabular py-1 pr-3 text-right text-text-2">{usd(line.estimateMicroUsd)}</td>
                <td className="tabular py-1 pr-3 text-right">
                  {line.chargedMicroUsd !== null
                    ? usd(line.chargedMicroUsd)
                    : line.state === 'released'
                      ? usd(0)
                      : line.state === 'uncertain'
                        ? t('calls.cost-uncertain', { estimate: usd(line.estimateMicroUsd) })
                        : ''}
                  {line.isOverVariance && line.chargedMicroUsd !== null && (
                    <span className="block text-warn">
                      {t('calls.over', { percent: percentOver(line.estimateMicroUsd, line.chargedMicroUsd) })}
                    </span>
                  )}
                </td>
                <td className="py-1">
                  <IconButton
                    size="small"
                    icon={Info}
                    label={t('costs.row', { model: modelName(line.model), amount: usd(line.estimateMicroUsd) })}
                    onClick={() => setCallId(line.callId)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {ledger.hasNextPage && (
        <div className="flex justify-center">
          <Button isBusy={ledger.isFetchingNextPage} onClick={() => void ledger.fetchNextPage()}>
            {t('costs.more')}
          </Button>
        </div>
      )}
      <CallDialog callId={callId} onClose={() => setCallId(null)} />
    </div>
  );
}
