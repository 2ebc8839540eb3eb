import { z } from 'zod';

/** Money is integer micro-dollars everywhere: 1 USD = 1,000,000. */
export const MICRO_PER_USD = 1_000_000;

/** What a price counts. `gpu-second` is run time of a community model, `clip` one video of any length. */
export const PRICE_UNITS = ['image', 'second', 'clip', 'gpu-second', 'thousand-characters'] as const;
export const priceUnitSchema = z.enum(PRICE_UNITS);
export type PriceUnit = z.infer<typeof priceUnitSchema>;

/** A day as the person's calendar has it: `2026-11-21`. */
export const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

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

/** Below this a product is noise of binary fractions: 0.1 × 3 must cost 0.3, not a micro-dollar more. */
const NOISE_MICRO_USD = 1e-6;

/** Cost of one line, rounded up: an estimate never promises less than it will cost. Null where the price is unknown. */
export function itemMicroUsd({
  quantity,
  unitMicroUsd,
}: Pick<PurchaseItem, 'quantity' | 'unitMicroUsd'>): number | null {
  if (unitMicroUsd === null) return null;
  const exact = quantity * unitMicroUsd;
  const near = Math.round(exact);
  return Math.abs(exact - near) < Math.max(NOISE_MICRO_USD, exact * 1e-14) ? near : Math.ceil(exact);
}

/** More than 5 %, up or down, since a person approved: they are asked again. Micro-dollars. */
export function hasPriceMoved(approvedMicroUsd: number, nowMicroUsd: number): boolean {
  return Math.abs(nowMicroUsd - approvedMicroUsd) * 100 > approvedMicroUsd * 5;
}

/** A call cost more than 1.2 times its estimate: worth telling. Micro-dollars. */
export function isOverVariance(estimateMicroUsd: number, actualMicroUsd: number): boolean {
  return actualMicroUsd * 10 > estimateMicroUsd * 12;
}

/** Dollars as digits, exact, at least two places: 3015000 → `3.015`, 150000000 → `150.00`. */
export function usdDigits(microUsd: number): string {
  const sign = microUsd < 0 ? '-' : '';
  const whole = Math.floor(Math.abs(microUsd) / MICRO_PER_USD);
  const part = String(Math.abs(microUsd) % MICRO_PER_USD).padStart(6, '0');
  return `${sign}${whole}.${part.replace(/0{1,4}$/, '')}`;
}

/** What a budget is for. The id of the day's is ''. */
export const BUDGET_SCOPES = ['project', 'campaign', 'day'] as const;
export const budgetScopeSchema = z.enum(BUDGET_SCOPES);
export type BudgetScope = z.infer<typeof budgetScopeSchema>;

/** R8.4: what applies to a day until a person says otherwise. */
export const DEFAULT_DAY_BUDGET = { softMicroUsd: 100 * MICRO_PER_USD, hardMicroUsd: 150 * MICRO_PER_USD };

/** Where the money of a scope stands. Micro-dollars, never negative. */
export interface Balance {
  /** Held for calls that run. */
  reservedMicroUsd: number;
  /** Known to be paid. */
  chargedMicroUsd: number;
  /** May have been paid: nobody knows yet. */
  uncertainMicroUsd: number;
  /** The sum of the three: what counts against a budget. */
  totalMicroUsd: number;
}

/** Where one call stands in the ledger. `released`: nothing was paid. */
export const CALL_MONEY_STATES = ['reserved', 'uncertain', 'charged', 'released'] as const;
export const callMoneyStateSchema = z.enum(CALL_MONEY_STATES);
export type CallMoneyState = z.infer<typeof callMoneyStateSchema>;

/** What spending can be summed by. */
export const SPENDING_GROUPS = ['day', 'week', 'month', 'campaign', 'project', 'vendor', 'model'] as const;
export const spendingGroupSchema = z.enum(SPENDING_GROUPS);
export type SpendingGroup = z.infer<typeof spendingGroupSchema>;

/** What bought results are kept of (R8.5). */
export const CACHE_KINDS = ['image', 'video', 'text', 'consistency', 'plan'] as const;
export const cacheKindSchema = z.enum(CACHE_KINDS);
export type CacheKind = z.infer<typeof cacheKindSchema>;

const HOUR_MS = 3_600_000;

/** How long and how many; null is "no limit". */
export const CACHE_LIMITS: Readonly<Record<CacheKind, { lifetimeMs: number | null; entries: number | null }>> = {
  image: { lifetimeMs: 24 * HOUR_MS, entries: null },
  // R8.5 names no number for clips. They live as pictures do, and weigh about 5 MB each.
  video: { lifetimeMs: 24 * HOUR_MS, entries: 500 },
  text: { lifetimeMs: 24 * HOUR_MS, entries: 5_000 },
  consistency: { lifetimeMs: 168 * HOUR_MS, entries: 1_000 },
  plan: { lifetimeMs: null, entries: 500 },
};
