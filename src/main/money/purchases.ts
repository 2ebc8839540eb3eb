import { AppError } from '../../shared/contract/errors.ts';
import { itemMicroUsd } from '../../shared/model/money.ts';
import type { PriceUnit, PurchaseItem } from '../../shared/model/money.ts';
import type { Counters, Purchase } from '../providers/remote-port.ts';
import type { Prices } from './prices.ts';

/** Something to buy, before it has a price. */
export interface Wanted extends Purchase {
  /** Full id, `vendor/owner/name`. */
  model: string;
}

/** One line of an estimate. */
export interface EstimateLine extends PurchaseItem {
  /** Null where the price is unknown. */
  amountMicroUsd: number | null;
}

/** What a list of purchases will cost. */
export interface Estimate {
  /** Null as long as one price is unknown: part of a sum is not a price. */
  totalMicroUsd: number | null;
  /** Sum of the lines that have a price. */
  knownMicroUsd: number;
  lines: EstimateLine[];
  /** What a person must name a price for, each once. */
  unknown: { model: string; unit: PriceUnit; variant: string }[];
  /** The oldest rate in it, YYYY-MM-DD; null without lines. */
  oldestPriceDate: string | null;
}

/** A purchase with the rate that applies now. */
export function priced(wanted: Wanted, prices: Pick<Prices, 'find'>): PurchaseItem {
  const { model, unit, variant, quantity } = wanted;
  const { unitMicroUsd, date: priceDate } = prices.find(model, unit, variant);
  return { model, unit, variant, quantity, unitMicroUsd, priceDate };
}

/** Adds up a list of purchases that have their prices. Pure. */
export function estimateOf(items: readonly PurchaseItem[]): Estimate {
  const lines = items.map((item) => ({ ...item, amountMicroUsd: itemMicroUsd(item) }));
  const missing = new Map(
    lines
      .filter(({ unitMicroUsd }) => unitMicroUsd === null)
      .map(({ model, unit, variant }) => [JSON.stringify([model, unit, variant]), { model, unit, variant }]),
  );
  const unknown = [...missing.values()];
  const knownMicroUsd = lines.reduce((sum, { amountMicroUsd }) => sum + (amountMicroUsd ?? 0), 0);
  return {
    totalMicroUsd: unknown.length > 0 ? null : knownMicroUsd,
    knownMicroUsd,
    lines,
    unknown,
    oldestPriceDate: lines.map(({ priceDate }) => priceDate).sort()[0] ?? null,
  };
}

/** What a list of wishes costs at today's rates. */
export function estimate(wanted: readonly Wanted[], prices: Pick<Prices, 'find'>): Estimate {
  return estimateOf(wanted.map((item) => priced(item, prices)));
}

/** The provider's counters that a price is multiplied by, first found first, with how many of them make one unit. */
const COUNTERS: Readonly<Record<PriceUnit, readonly (readonly [name: string, perUnit: number])[]>> = {
  image: [['image_output_count', 1]],
  second: [['video_output_duration_seconds', 1]],
  clip: [['video_output_count', 1]],
  'gpu-second': [['predict_time', 1]],
  'thousand-characters': [['character_input_count', 1_000]],
};

/** What a finished call really cost. */
export interface Charge {
  amountMicroUsd: number;
  quantity: number;
  /** The counter that decided; null when the provider gave none and the purchase's own quantity counts. */
  counter: string | null;
}

/**
 * Actual cost of a call: its rate times the provider's own counter, or times what was ordered where there is no usable one
 * (counters come from outside: missing, negative, not a number or beyond counting are not used). Throws AppError
 * `price-unknown` without a rate.
 */
export function chargeOf(
  purchase: Purchase,
  counters: Counters,
  price: { model?: string; unitMicroUsd: number | null },
): Charge {
  const { unitMicroUsd } = price;
  if (unitMicroUsd === null) {
    throw new AppError('price-unknown', 'no rate for a call that is to be charged', { id: price.model ?? '' });
  }
  // To the nearest, as a bill is; only an estimate is rounded up.
  const cost = (quantity: number): number => Math.round(quantity * unitMicroUsd);
  for (const [counter, perUnit] of COUNTERS[purchase.unit]) {
    const value = counters[counter];
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) continue;
    const quantity = value / perUnit;
    const amountMicroUsd = cost(quantity);
    if (Number.isSafeInteger(amountMicroUsd)) return { amountMicroUsd, quantity, counter };
  }
  return { amountMicroUsd: cost(purchase.quantity), quantity: purchase.quantity, counter: null };
}
