import { RotateCcw } from 'lucide-react';
import { useQueryClient } from '@tanstack/react-query';
import type { ProviderView } from '../../../shared/contract/providers.ts';
import { MICRO_PER_USD, usdDigits } from '../../../shared/model/money.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { CheckedField } from './checked-field.tsx';

type Model = ProviderView['models'][number];
type Price = Model['prices'][number];

const RATE_MAX_USD = 10_000;
const RATE = /^\d{1,5}(?:[.,]\d{1,6})?$/;
/** Micro-dollars of a typed rate; undefined where it is none. */
const rateOf = (text: string): number | undefined =>
  RATE.test(text) ? Math.round(Number(text.replace(',', '.')) * MICRO_PER_USD) : undefined;

/** What each model costs: the listed rate with its day and source, or the person's own. */
export function ProviderPrices({ provider }: { provider: ProviderView }) {
  const { t } = useWorkspace();
  return (
    <div className="px-4 py-3" data-setting="provider-prices">
      <h4 className="text-base font-medium">{t('providers.prices')}</h4>
      <p className="mt-0.5 max-w-prose text-small text-pretty text-text-2">{t('providers.prices-hint')}</p>
      <div className="overflow-x-auto">
        <table className="mt-2 w-full text-base">
          <thead className="text-left text-small text-text-2">
            <tr className="border-b border-line align-bottom">
              {(['model', 'variant', 'rate', 'unit', 'date', 'source'] as const).map((column) => (
                <th key={column} scope="col" className="py-1.5 pr-3 font-medium">
                  {t(`providers.column-${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          {(['image', 'video'] as const).map((kind) => (
            <tbody key={kind}>
              <tr className="border-b border-line">
                <th scope="rowgroup" colSpan={6} className="pt-3 pb-1 text-left text-small font-medium text-text-2">
                  {t(`providers.kind.${kind}`)}
                </th>
              </tr>
              {provider.models
                .filter((model) => model.kind === kind)
                .flatMap((model) =>
                  model.prices.map((price, at) => (
                    <PriceRow key={`${model.id}:${price.variant}`} model={model} price={price} isFirst={at === 0} />
                  )),
                )}
            </tbody>
          ))}
        </table>
      </div>
    </div>
  );
}

function PriceRow({ model, price, isFirst }: { model: Model; price: Price; isFirst: boolean }) {
  const { t, api, toasts, reportError } = useWorkspace();
  const { date } = useFormatters();
  const queries = useQueryClient();
  const { unit, variant, microUsd, isEdited } = price;
  const name = [model.label, variant].filter(Boolean).join(' ');
  const keep = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      toasts.success(t('providers.rate-changed', { model: name }));
    } catch (error) {
      reportError(error);
    }
    await queries.invalidateQueries({ queryKey: ['settings'] });
  };
  const which = { model: model.id, unit, variant };
  const faultOf = (text: string): string | undefined => {
    const rate = rateOf(text);
    if (rate === undefined) return t('providers.rate-number');
    return rate > RATE_MAX_USD * MICRO_PER_USD ? t('providers.rate-range') : undefined;
  };
  return (
    <tr className="border-b border-line align-top">
      <th scope="row" className="py-1.5 pr-3 text-left font-normal">
        {isFirst ? (
          <>
            {model.label}
            <span className="block text-small break-words text-text-3">
              {model.id.slice(model.id.indexOf('/') + 1)}
            </span>
          </>
        ) : (
          <span className="sr-only">{model.label}</span>
        )}
      </th>
      <td className="py-1.5 pr-3 text-text-2">{variant === '' ? '–' : variant}</td>
      <td className="py-1.5 pr-3">
        <span className="flex items-start gap-1">
          <CheckedField
            label={t('providers.rate-of', { model: name })}
            isLabelHidden
            value={microUsd === null ? '' : usdDigits(microUsd)}
            faultOf={faultOf}
            onCommit={(text) => void keep(() => api.money.editPrice({ ...which, unitMicroUsd: rateOf(text) ?? 0 }))}
          />
          <span className="size-8 shrink-0">
            {isEdited && (
              <IconButton
                label={t('providers.rate-reset', { model: name })}
                icon={RotateCcw}
                onClick={() => void keep(() => api.money.resetPrice(which))}
              />
            )}
          </span>
        </span>
      </td>
      <td className="py-1.5 pr-3 text-text-2">{t(`providers.unit.${unit}`)}</td>
      <td className="tabular py-1.5 pr-3 whitespace-nowrap text-text-2">
        {date(Date.parse(`${price.date}T12:00:00Z`))}
      </td>
      <td className="py-1.5 text-small text-text-3" title={price.source}>
        {t(`providers.confidence.${price.confidence}`)}
      </td>
    </tr>
  );
}
