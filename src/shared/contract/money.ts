import { z } from 'zod';
import { idSchema, microUsdSchema, timeMsSchema } from '../model/ids.ts';
import {
  BUDGET_SCOPES,
  budgetScopeSchema,
  CACHE_KINDS,
  cacheKindSchema,
  callMoneyStateSchema,
  daySchema,
  priceUnitSchema,
  purchaseItemSchema,
  spendingGroupSchema,
} from '../model/money.ts';
import { PRICE_CONFIDENCES } from '../model/price-table.ts';
import { countInput, errorsOf, noInput, procedure } from './procedure.ts';

/** What things cost, what was spent, and what may be spent. Amounts are integer micro-dollars. */

const modelSchema = z
  .string()
  .max(200)
  .regex(/^[\w.-]+(?:\/[\w.:-]+)+$/);
const variantSchema = z.string().trim().max(60);
const whichPrice = { model: modelSchema, unit: priceUnitSchema, variant: variantSchema };

export const priceViewSchema = z.strictObject({
  model: z.string(),
  unit: priceUnitSchema,
  variant: z.string(),
  /** Null: nobody has named a price. */
  unitMicroUsd: microUsdSchema.nullable(),
  date: daySchema,
  source: z.string(),
  confidence: z.enum(PRICE_CONFIDENCES),
  isEdited: z.boolean(),
  /** `reference` rates are for comparing: no such model can be chosen. */
  use: z.enum(['offered', 'reference']),
});

export const listedPriceSchema = priceViewSchema.extend({
  /** What the table says, where a person overrode it. */
  tableMicroUsd: microUsdSchema.nullable(),
  tableDate: daySchema.nullable(),
});

export const estimateViewSchema = z.strictObject({
  /** Null as long as one price is unknown. */
  totalMicroUsd: microUsdSchema.nullable(),
  knownMicroUsd: microUsdSchema,
  lines: z.array(purchaseItemSchema.extend({ amountMicroUsd: microUsdSchema.nullable() })),
  unknown: z.array(z.strictObject({ model: z.string(), unit: priceUnitSchema, variant: z.string() })),
  oldestPriceDate: daySchema.nullable(),
});

const balance = {
  reservedMicroUsd: microUsdSchema,
  chargedMicroUsd: microUsdSchema,
  uncertainMicroUsd: microUsdSchema,
  /** The sum of the three: what counts against a budget. */
  totalMicroUsd: microUsdSchema,
};

export const ledgerLineSchema = z.strictObject({
  entryId: z.int(),
  callId: z.string(),
  projectId: z.string().nullable(),
  projectName: z.string().nullable(),
  campaignId: z.string().nullable(),
  campaignName: z.string().nullable(),
  vendor: z.string(),
  model: z.string(),
  day: daySchema,
  atMs: timeMsSchema,
  settledAtMs: timeMsSchema,
  priceDate: z.string(),
  state: callMoneyStateSchema,
  estimateMicroUsd: microUsdSchema,
  /** Null until it is charged. */
  chargedMicroUsd: microUsdSchema.nullable(),
  /** Charged as a part of the estimate; null until charged, and where the estimate was 0. */
  variance: z.number().min(0).nullable(),
  /** More than 1.2 times the estimate. */
  isOverVariance: z.boolean(),
});
export type LedgerLineView = z.infer<typeof ledgerLineSchema>;

export const ledgerEntrySchema = z.strictObject({
  id: z.int(),
  kind: z.enum(['reserved', 'charged', 'released', 'uncertain']),
  /** What a `released` closes. */
  of: z.enum(['reserved', 'uncertain']).nullable(),
  amountMicroUsd: microUsdSchema,
  day: daySchema,
  atMs: timeMsSchema,
  priceDate: z.string(),
});

export const spendingLineSchema = z.strictObject({
  ...balance,
  /** The day, the Monday of the week, `2026-11`, a vendor, a model or an id; '' where calls have none. */
  key: z.string(),
  name: z.string().nullable(),
  calls: z.int().min(0),
  estimateMicroUsd: microUsdSchema,
  variance: z.number().min(0).nullable(),
});

export const budgetStateSchema = z.strictObject({
  ...balance,
  scope: budgetScopeSchema,
  /** '' for the day. */
  scopeId: z.string(),
  /** Of the project or the campaign; null for the day. */
  name: z.string().nullable(),
  softMicroUsd: microUsdSchema.nullable(),
  hardMicroUsd: microUsdSchema.nullable(),
  isDefault: z.boolean(),
  isSoftPassed: z.boolean(),
  /** The warning was passed by what was bought today: it is news. */
  isSoftPassedToday: z.boolean(),
  isHardReached: z.boolean(),
  leftMicroUsd: microUsdSchema.nullable(),
});
export type BudgetStateView = z.infer<typeof budgetStateSchema>;

export const cacheStatsSchema = z.strictObject({
  kind: cacheKindSchema,
  entries: z.int().min(0),
  bytes: z.int().min(0),
  hits: z.int().min(0),
  savedMicroUsd: microUsdSchema,
});

const filter = {
  projectId: idSchema.optional(),
  campaignId: idSchema.optional(),
  vendor: z.string().min(1).max(60).optional(),
  /** Both days are included. */
  fromDay: daySchema.optional(),
  toDay: daySchema.optional(),
};

/** Place in the ledger, as digits in a query string and as a number on the other doors. */
const entryInput = z.union([z.int().min(1), z.string().regex(/^[1-9]\d{0,14}$/)]).transform((value) => Number(value));

const scopeInput = z
  .strictObject({ scope: z.enum(BUDGET_SCOPES), scopeId: z.union([idSchema, z.literal('')]) })
  .refine(({ scope, scopeId }) => (scope === 'day') === (scopeId === ''), { path: ['scopeId'] });

/** A mistyped limit of more than a million dollars is not a limit. */
const limitSchema = z.int().min(0).max(1_000_000_000_000).nullable();

const isOfVendor = ({ model }: { model: string }): boolean => !model.startsWith('local/');

export const moneyContract = {
  prices: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/money/prices', summary: 'Every rate with its day, source and certainty' })
    .input(noInput)
    .output(z.strictObject({ tableDate: daySchema, prices: z.array(listedPriceSchema) })),
  editPrice: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/money/prices', summary: 'A rate of one’s own; it wins over the table' })
    .input(
      z
        .strictObject({ ...whichPrice, unitMicroUsd: z.int().min(0).max(10_000_000_000) })
        .refine(isOfVendor, { path: ['model'] }),
    )
    .output(priceViewSchema),
  resetPrice: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/money/prices/reset', summary: 'Back to the rate of the table' })
    .input(z.strictObject(whichPrice))
    .output(priceViewSchema),
  estimate: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'POST', path: '/money/estimate', summary: 'What a list of purchases costs at today’s rates' })
    .input(
      z.strictObject({
        items: z.array(z.strictObject({ ...whichPrice, quantity: z.number().min(0).max(1_000_000) })).max(1_000),
      }),
    )
    .output(estimateViewSchema),
  ledger: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/money/ledger', summary: 'Paid calls with estimate and actual, newest first' })
    .input(z.strictObject({ ...filter, limit: countInput(200).optional(), beforeId: entryInput.optional() }).optional())
    .output(z.strictObject({ lines: z.array(ledgerLineSchema), nextBeforeId: z.int().nullable() })),
  entries: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/money/calls/{callId}', summary: 'The ledger’s lines of one call, oldest first' })
    .errors(errorsOf('not-found'))
    .input(z.strictObject({ callId: idSchema }))
    .output(z.strictObject({ entries: z.array(ledgerEntrySchema) })),
  spending: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/money/spending', summary: 'Sums by day, week, month, campaign, project or vendor' })
    .input(z.strictObject({ by: spendingGroupSchema, ...filter, limit: countInput(1_000).optional() }))
    .output(
      z.strictObject({
        by: spendingGroupSchema,
        lines: z.array(spendingLineSchema),
        /** Of the whole library, whatever the filter. */
        all: z.strictObject(balance),
      }),
    ),
  csv: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/money/csv', summary: 'The ledger for a spreadsheet' })
    .input(z.strictObject(filter).optional())
    .output(z.strictObject({ fileName: z.string(), csv: z.string() })),
  budgets: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/money/budgets', summary: 'Limits and what counts against them' })
    .input(z.strictObject({ projectId: idSchema.optional(), campaignId: idSchema.optional() }).optional())
    .output(
      z.strictObject({
        /** The local day that counts now. */
        day: daySchema,
        /** The day's, those asked for, and every one that a person has set. */
        budgets: z.array(budgetStateSchema),
      }),
    ),
  setBudget: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/money/budgets', summary: 'Other limits; null is none' })
    .input(scopeInput.safeExtend({ softMicroUsd: limitSchema, hardMicroUsd: limitSchema }))
    .output(budgetStateSchema),
  resetBudget: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/money/budgets/reset', summary: 'The limits that apply without a person’s word' })
    .input(scopeInput)
    .output(budgetStateSchema),
  cache: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/money/cache', summary: 'What is kept of bought results and what it saved' })
    .input(noInput)
    .output(z.strictObject({ kinds: z.array(cacheStatsSchema), savedMicroUsd: microUsdSchema })),
  clearCache: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/money/cache/clear', summary: 'Forgets kept results of a kind or all' })
    .input(z.strictObject({ kind: z.enum(CACHE_KINDS).optional() }).optional())
    .output(z.strictObject({ cleared: z.int().min(0) })),
};
