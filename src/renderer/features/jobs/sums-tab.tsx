import { useState } from 'react';
import { SPENDING_GROUPS } from '../../../shared/model/money.ts';
import type { SpendingGroup } from '../../../shared/model/money.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Select } from '../../ui/select.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { modelName, usd, vendorName } from './call-words.ts';
import { useSpending } from './use-costs.ts';

/** Sums of the ledger by day, week, month, campaign, project, provider or model. */
export function SumsTab({ projectId }: { projectId: string | null }) {
  const { t } = useWorkspace();
  const { percent, date } = useFormatters();
  const [by, setBy] = useState<SpendingGroup>('day');
  const { data } = useSpending(by, projectId);
  const lines = data?.lines ?? [];
  const sum = (pick: (line: (typeof lines)[number]) => number): number =>
    lines.reduce((total, line) => total + pick(line), 0);
  const nameOf = ({ key, name }: (typeof lines)[number]): string => {
    if (key === '') return t('costs.no-name');
    const day = (text: string): string => date(new Date(`${text}T12:00:00`).getTime());
    switch (data?.by) {
      case 'day':
        return day(key);
      case 'week':
        return t('costs.week-of', { date: day(key) });
      case 'vendor':
        return vendorName(key);
      case 'model':
        return modelName(key);
      default:
        return name ?? key;
    }
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="w-48">
        <Select
          label={t('costs.by')}
          value={by}
          onChange={setBy}
          options={SPENDING_GROUPS.map((value) => ({ value, label: t(`costs.by.${value}`) }))}
        />
      </div>
      {data !== undefined && lines.length === 0 && <EmptyState title={t('costs.none-title')} text={t('costs.none')} />}
      {lines.length > 0 && (
        <table aria-label={t('costs.tab-sums')} className="w-full border-collapse text-left text-small">
          <thead>
            <tr className="text-text-3">
              <th className="py-1 pr-3 font-medium">{t(`costs.by.${by}`)}</th>
              <th className="py-1 pr-3 text-right font-medium">{t('costs.calls')}</th>
              <th className="py-1 pr-3 text-right font-medium">{t('costs.reserved')}</th>
              <th className="py-1 pr-3 text-right font-medium">{t('costs.uncertain')}</th>
              <th className="py-1 pr-3 text-right font-medium">{t('costs.spent')}</th>
              <th className="py-1 text-right font-medium">{t('costs.variance')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.key} className="border-t border-line">
                <td className="py-1.5 pr-3 break-words">{nameOf(line)}</td>
                <td className="tabular py-1.5 pr-3 text-right text-text-2">{line.calls}</td>
                <td className="tabular py-1.5 pr-3 text-right text-text-2">{usd(line.reservedMicroUsd)}</td>
                <td className="tabular py-1.5 pr-3 text-right text-text-2">{usd(line.uncertainMicroUsd)}</td>
                <td className="tabular py-1.5 pr-3 text-right">{usd(line.chargedMicroUsd)}</td>
                <td className="tabular py-1.5 text-right text-text-2">
                  {line.variance === null ? '' : percent(line.variance)}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="border-t border-control font-medium">
              <th scope="row" className="py-1.5 pr-3 font-medium">
                {t('costs.total')}
              </th>
              <td className="tabular py-1.5 pr-3 text-right">{sum(({ calls }) => calls)}</td>
              <td className="tabular py-1.5 pr-3 text-right">{usd(sum((line) => line.reservedMicroUsd))}</td>
              <td className="tabular py-1.5 pr-3 text-right">{usd(sum((line) => line.uncertainMicroUsd))}</td>
              <td className="tabular py-1.5 pr-3 text-right">{usd(sum((line) => line.chargedMicroUsd))}</td>
              <td />
            </tr>
          </tfoot>
        </table>
      )}
    </div>
  );
}
