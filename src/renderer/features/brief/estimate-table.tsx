import { TriangleAlert } from 'lucide-react';
import type { Estimate } from '../../../shared/contract/briefs.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Icon } from '../../ui/icon.tsx';
import { exactUsd } from '../../workspace/use-model-choices.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';

/** What the brief would buy, line by line: quantity, rate, sum, the day of the rates, and the budget. */
export function EstimateTable({
  estimate: { items, totalMicroUsd, priceDate, budgetMicroUsd, hasUnknown },
}: {
  estimate: Estimate;
}) {
  const { t } = useWorkspace();
  const { number, date } = useFormatters();
  const isLocal = items.every((item) => item.isLocal);
  const isOver = budgetMicroUsd !== null && totalMicroUsd > budgetMicroUsd;
  return (
    <>
      <table className="tabular w-full text-small">
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('brief.estimate-what')}</th>
            <th scope="col">{t('brief.estimate-quantity')}</th>
            <th scope="col">{t('brief.estimate-sum')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={`${item.kind}:${item.provider}`} className="align-baseline">
              <th scope="row" className="py-0.5 pr-2 text-left font-normal text-text-2">
                {t(item.unit === 'second' && !item.isLocal ? 'brief.unit.second-bought' : `brief.unit.${item.unit}`)}
                <span className="block text-text-3">
                  {item.isLocal ? item.provider : [item.label, item.variant].filter(Boolean).join(' · ')}
                </span>
                {(item.confidence === 'one' || item.confidence === 'unsure') && (
                  <span className={item.confidence === 'unsure' ? 'block text-warn' : 'block text-text-3'}>
                    {t(`brief.confidence.${item.confidence}`)}
                  </span>
                )}
              </th>
              <td className="py-0.5 pr-2 text-right whitespace-nowrap text-text-2">
                {number(item.quantity)} ×{' '}
                {item.unitMicroUsd === null ? t('brief.price-unknown') : exactUsd(item.unitMicroUsd)}
              </td>
              <td className="py-0.5 text-right whitespace-nowrap">
                {item.sumMicroUsd === null ? '–' : exactUsd(item.sumMicroUsd)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t border-line text-base">
            <th scope="row" colSpan={2} className="pt-1 text-left font-medium">
              {t('brief.estimate-total')}
            </th>
            <td className="pt-1 text-right font-medium">
              {hasUnknown ? t('brief.estimate-at-least', { sum: exactUsd(totalMicroUsd) }) : exactUsd(totalMicroUsd)}
            </td>
          </tr>
        </tfoot>
      </table>
      <p className="text-small text-text-3">
        {isLocal ? `${t('brief.estimate-local')} ` : ''}
        {t('brief.estimate-date', { date: date(Date.parse(`${priceDate}T12:00:00Z`)) })}
      </p>
      {isOver && (
        <p role="status" className="flex items-start gap-1.5 text-small text-warn">
          <Icon of={TriangleAlert} className="mt-0.5 size-3.5" />
          {t('brief.over-budget', { budget: exactUsd(budgetMicroUsd) })}
        </p>
      )}
    </>
  );
}
