import type { ModelChoice } from '../../shared/contract/briefs.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { itemMicroUsd } from '../../shared/model/money.ts';
import { pixelSize } from '../../shared/model/picture-size.ts';
import type { AspectRatio } from '../../shared/model/shot-terms.ts';
import { segmentQuality } from '../generation/board-size.ts';
import { quoteOf, segmentWish } from '../generation/estimate.ts';
import type { ProviderAdapter, QuoteWish } from '../providers/port.ts';
import type { ApiDeps } from './api-deps.ts';

type Deps = Pick<ApiDeps, 'imageProviders' | 'videoProviders' | 'keys'>;
type Model = Pick<ProviderAdapter, 'model'>['model'];

async function keyState(deps: Deps, vendor: string): Promise<'ready' | 'key-missing' | 'key-locked'> {
  try {
    return (await deps.keys.describe(vendor)) === 'missing' ? 'key-missing' : 'ready';
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-possible-now') return 'key-locked';
    throw error;
  }
}

/** The price of one piece; undefined where the model cannot make it. */
function priceOf(model: Model, wish: QuoteWish): ModelChoice['price'] | undefined {
  try {
    const { unit, variant, unitMicroUsd, priceDate, quantity } = quoteOf(model, wish);
    return { unit, variant, unitMicroUsd, priceDate, pieceMicroUsd: itemMicroUsd({ quantity, unitMicroUsd }) };
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid-input') return undefined;
    throw error;
  }
}

/** Every model that could make the pictures or the film of a project in this ratio: whether it can now, and at what price. */
export async function modelChoices(deps: Deps, ratio: AspectRatio): Promise<ModelChoice[]> {
  const wishes: Record<Model['kind'], QuoteWish> = {
    image: { kind: 'image', ...pixelSize(ratio, '1080p') },
    video: segmentWish(pixelSize(ratio, segmentQuality(['1080p']))),
  };
  const models = [...deps.imageProviders.values(), ...deps.videoProviders.values()].map(({ model }) => model);
  const vendors = [...new Set(models.filter(({ local }) => !local).map(({ id }) => id.split('/')[0] ?? id))];
  const keys = new Map(
    await Promise.all(vendors.map(async (vendor) => [vendor, await keyState(deps, vendor)] as const)),
  );
  return models.map((model): ModelChoice => {
    const vendor = model.local ? null : (model.id.split('/')[0] ?? model.id);
    const price = priceOf(model, wishes[model.kind]);
    const state = vendor === null ? 'ready' : (keys.get(vendor) ?? 'key-missing');
    return {
      ...{ id: model.id, kind: model.kind, label: model.label, vendor },
      state: price === undefined ? 'unfit' : state,
      price: price ?? null,
    };
  });
}
