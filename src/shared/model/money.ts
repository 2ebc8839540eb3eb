import { z } from 'zod';

/** Money is integer micro-dollars everywhere: 1 USD = 1,000,000. */
export const MICRO_PER_USD = 1_000_000;

/** What a price counts. `gpu-second` is run time of a community model, `clip` one video of any length. */
export const PRICE_UNITS = ['image', 'second', 'clip', 'gpu-second', 'thousand-characters'] as const;
export const priceUnitSchema = z.enum(PRICE_UNITS);
export type PriceUnit = z.infer<typeof priceUnitSchema>;

/** One line of what will be bought (decision 28). */
export const purchaseItemSchema = z.strictObject({
  /** Full id: `replicate/black-forest-labs/flux-schnell`. */
  model: z.string().min(1),
  unit: priceUnitSchema,
  /** Part of the price list that applies, such as `720p`; '' where the model has one price. */
  variant: z.string(),
  /** How many units: images, or seconds as the provider bills them. May be a fraction for run time. */
  quantity: z.number().min(0),
  /** Null: nobody has named a price; the person must before anything is bought. */
  unitMicroUsd: z.int().min(0).nullable(),
  /** Day of the rate, YYYY-MM-DD. */
  priceDate: z.string(),
});
export type PurchaseItem = z.infer<typeof purchaseItemSchema>;

/** Cost of one line, rounded up: an estimate never promises less than it will cost. Null where the price is unknown. */
export function itemMicroUsd({
  quantity,
  unitMicroUsd,
}: Pick<PurchaseItem, 'quantity' | 'unitMicroUsd'>): number | null {
  return unitMicroUsd === null ? null : Math.ceil(quantity * unitMicroUsd);
}
