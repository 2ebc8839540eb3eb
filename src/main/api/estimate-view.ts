import type { Estimate } from '../../shared/contract/briefs.ts';
import { itemMicroUsd } from '../../shared/model/money.ts';
import type { PurchaseItem } from '../../shared/model/money.ts';
import { LOCAL_PRICE_DATE, priceDateOf, totalMicroUsd } from '../generation/estimate.ts';
import type { Prices } from '../money/prices.ts';
import type { ProviderModel } from '../providers/port.ts';

/** A model that is chosen and no longer offered: it stands in the estimate with no price, so that nothing is bought. */
export function unknownModel(id: string, kind: ProviderModel['kind']): ProviderModel {
  const unit = kind === 'image' ? 'image' : 'clip';
  return {
    ...{ id, kind, label: id, local: false },
    quote: () => ({ unit, variant: '', quantity: 1, unitMicroUsd: null, priceDate: LOCAL_PRICE_DATE }),
  };
}

/** A list of purchases as people read it: by line, the sum, and the day of the oldest rate. Micro-dollars. */
export function estimateView(
  bought: readonly PurchaseItem[],
  models: readonly Pick<ProviderModel, 'id' | 'kind' | 'label' | 'local'>[],
  prices: Pick<Prices, 'find'>,
): Omit<Estimate, 'budgetMicroUsd'> {
  const items = bought.map(({ model: provider, ...item }) => {
    const model = models.find(({ id }) => id === provider);
    return {
      ...{ provider, label: model?.label ?? provider, kind: model?.kind ?? 'image', ...item },
      ...{ sumMicroUsd: itemMicroUsd(item), isLocal: model?.local ?? false },
      confidence: prices.find(provider, item.unit, item.variant).confidence,
    };
  });
  const pictures = items.filter(({ kind }) => kind === 'image');
  return {
    items,
    totalMicroUsd: totalMicroUsd(bought),
    picturesMicroUsd: pictures.some(({ sumMicroUsd }) => sumMicroUsd === null)
      ? null
      : pictures.reduce((sum, { sumMicroUsd }) => sum + (sumMicroUsd ?? 0), 0),
    hasUnknown: items.some(({ sumMicroUsd }) => sumMicroUsd === null),
    priceDate: priceDateOf(bought),
  };
}
