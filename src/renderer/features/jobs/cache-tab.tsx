import { useState } from 'react';
import type { CacheKind } from '../../../shared/model/money.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { AlertDialog } from '../../ui/alert-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { usd } from './call-words.ts';
import { useCacheStats, useCostActions } from './use-costs.ts';

/** What is kept of bought results, what it saved, and how to forget it. */
export function CacheTab() {
  const { t } = useWorkspace();
  const { bytes, number } = useFormatters();
  const { data } = useCacheStats();
  const actions = useCostActions();
  const [asking, setAsking] = useState<CacheKind | 'all' | null>(null);
  if (data === undefined) return null;
  const isEmpty = data.kinds.every(({ entries }) => entries === 0);
  return (
    <div className="flex flex-col gap-2">
      <table aria-label={t('costs.tab-cache')} className="w-full border-collapse text-left text-small">
        <thead>
          <tr className="text-text-3">
            <th className="py-1 pr-3 font-medium">{t('costs.cache-kind')}</th>
            <th className="py-1 pr-3 text-right font-medium">{t('costs.cache-entries')}</th>
            <th className="py-1 pr-3 text-right font-medium">{t('costs.cache-size')}</th>
            <th className="py-1 pr-3 text-right font-medium">{t('costs.cache-hits')}</th>
            <th className="py-1 pr-3 text-right font-medium">{t('costs.cache-saved')}</th>
            <th className="py-1">
              <span className="sr-only">{t('costs.cache-forget')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.kinds.map(({ kind, entries, bytes: size, hits, savedMicroUsd }) => (
            <tr key={kind} className="border-t border-line">
              <td className="py-1.5 pr-3">{t(`costs.cache.${kind}`)}</td>
              <td className="tabular py-1.5 pr-3 text-right">{number(entries)}</td>
              <td className="tabular py-1.5 pr-3 text-right text-text-2">{bytes(size)}</td>
              <td className="tabular py-1.5 pr-3 text-right text-text-2">{number(hits)}</td>
              <td className="tabular py-1.5 pr-3 text-right">{usd(savedMicroUsd)}</td>
              <td className="py-1.5 text-right">
                <Button
                  size="small"
                  disabled={entries === 0}
                  aria-label={t('costs.cache-clear-of', { kind: t(`costs.cache.${kind}`) })}
                  onClick={() => setAsking(kind)}
                >
                  {t('costs.cache-forget')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="flex flex-wrap items-center gap-2">
        <p className="text-small text-text-3">{t('costs.cache-saved-all', { amount: usd(data.savedMicroUsd) })}</p>
        <span className="ml-auto">
          <Button disabled={isEmpty} onClick={() => setAsking('all')}>
            {t('costs.cache-clear')}
          </Button>
        </span>
      </div>
      <AlertDialog
        isOpen={asking !== null}
        onOpenChange={(isOpen) => !isOpen && setAsking(null)}
        title={t('costs.cache-ask-title')}
        description={t('costs.cache-ask')}
        cancelLabel={t('costs.cancel')}
        confirmLabel={t('costs.cache-forget')}
        onConfirm={() => asking !== null && actions.clearCache(asking === 'all' ? null : asking)}
      />
    </div>
  );
}
