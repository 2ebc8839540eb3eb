import { z } from 'zod';
import { callPoliciesPatchSchema, callPoliciesSchema } from '../model/call-policies.ts';
import { microUsdSchema, timeMsSchema } from '../model/ids.ts';
import { daySchema, priceUnitSchema } from '../model/money.ts';
import { PRICE_CONFIDENCES } from '../model/price-table.ts';
import { errorsOf, noInput, procedure } from './procedure.ts';

/** Providers that cost money: their keys, their health, their models, and the policies by which they are called. */

/** `memory`: the system has no safe place, the key is known until the app quits. `locked`: the keychain must be opened. */
export const KEY_STATES = ['missing', 'environment', 'keychain', 'memory', 'file', 'locked'] as const;
export const HEALTH_STATES = ['ok', 'waiting', 'open', 'offline', 'auth-blocked', 'quota-blocked'] as const;

const vendorSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const ofVendor = z.strictObject({ vendor: vendorSchema });

export const vendorHealthSchema = z.strictObject({
  state: z.enum(HEALTH_STATES),
  /** When it goes on by itself; null: not known, or a person must act. */
  untilMs: timeMsSchema.nullable(),
  /** Code of the trouble: `rate-limited`, `unavailable`, `offline`, `portal`, `clock-wrong`, `auth`, `quota` and so on. */
  reason: z.string().nullable(),
});

export const modelPriceSchema = z.strictObject({
  unit: priceUnitSchema,
  variant: z.string(),
  /** Null: nobody has named a price. */
  microUsd: microUsdSchema.nullable(),
  date: daySchema,
  source: z.string(),
  /** How sure the rate is: `unsure` where sources disagree, `own` where a person entered it. */
  confidence: z.enum(PRICE_CONFIDENCES),
  isEdited: z.boolean(),
});

export const providerModelSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['image', 'video']),
  label: z.string(),
  startFrame: z.enum(['none', 'optional', 'required']),
  endFrame: z.boolean(),
  references: z.int().min(0),
  seconds: z.array(z.number()),
  ratios: z.array(z.string()),
  replacement: z.string().nullable(),
  prices: z.array(modelPriceSchema),
});

export const providerViewSchema = z.strictObject({
  vendor: z.string(),
  name: z.string(),
  key: z.enum(KEY_STATES),
  /** Where it is called, when that is not the vendor's own address. */
  baseUrl: z.string().nullable(),
  health: vendorHealthSchema,
  models: z.array(providerModelSchema),
  limits: callPoliciesSchema.shape.vendorDefaults,
});
export type ProviderView = z.infer<typeof providerViewSchema>;

/** The way to providers that cannot be reached; one for all of them. */
export const LINE_TROUBLES = ['offline', 'portal', 'clock-wrong'] as const;
export const lineSchema = z.strictObject({
  trouble: z.enum(LINE_TROUBLES),
  vendors: z.array(z.strictObject({ vendor: z.string(), name: z.string() })),
  sinceMs: timeMsSchema,
  /** When it is tried again; null while that happens. */
  nextTryAtMs: timeMsSchema.nullable(),
  /** It answers again and is watched for a moment. */
  isBack: z.boolean(),
  /** Pieces of work that wait for it and go on by themselves. */
  waiting: z.int().min(0),
});
export type LineView = z.infer<typeof lineSchema>;

const policiesAnswer = z.strictObject({ policies: callPoliciesSchema, defaults: callPoliciesSchema });

export const providersContract = {
  list: procedure
    .meta({ role: 'reviewer' })
    .route({
      method: 'GET',
      path: '/providers',
      summary: 'Providers with key state, health, models, prices and limits',
    })
    .input(noInput)
    .output(z.strictObject({ providers: z.array(providerViewSchema) })),
  setKey: procedure
    .meta({ role: 'owner' })
    .route({ method: 'POST', path: '/providers/{vendor}/key', summary: 'Keeps a key; it is never given back' })
    .errors(errorsOf('provider-unknown', 'not-possible-now', 'not-writable'))
    .input(ofVendor.extend({ key: z.string().min(1).max(4_096) }))
    .output(providerViewSchema),
  removeKey: procedure
    .meta({ role: 'owner' })
    .route({
      method: 'DELETE',
      path: '/providers/{vendor}/key',
      summary: 'Forgets a kept key; the environment’s stays',
    })
    .errors(errorsOf('provider-unknown', 'not-possible-now', 'not-writable'))
    .input(ofVendor)
    .output(providerViewSchema),
  test: procedure
    .meta({ role: 'editor' })
    .route({
      method: 'POST',
      path: '/providers/{vendor}/test',
      summary: 'A free call with the key: whose account it is',
    })
    .errors(
      errorsOf(
        'provider-unknown',
        'key-missing',
        'key-refused',
        'credit-empty',
        'provider-unavailable',
        'provider-rejected',
        'provider-changed',
        'provider-failed',
        'model-retired',
        'content-refused',
        'output-broken',
        'output-expired',
        'clock-wrong',
        'address-blocked',
        'not-possible-now',
      ),
    )
    .input(ofVendor)
    .output(z.strictObject({ account: z.string() })),
  resume: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/providers/{vendor}/resume', summary: 'Lifts a block; waiting work goes on' })
    .errors(errorsOf('provider-unknown', 'not-possible-now'))
    .input(ofVendor)
    .output(providerViewSchema),
  line: procedure
    .meta({ role: 'reviewer' })
    .route({
      method: 'GET',
      path: '/line',
      summary: 'Providers that cannot be reached, since when, and what waits; null while all can. Hint: `settings`',
    })
    .input(noInput)
    .output(z.strictObject({ line: lineSchema.nullable() })),
  tryLine: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/line/try', summary: 'Tries at once what cannot be reached; a free call' })
    .input(noInput)
    .output(z.strictObject({ line: lineSchema.nullable() })),
  policies: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/policies', summary: 'The table of waits, repeats and limits, and its defaults' })
    .input(noInput)
    .output(policiesAnswer),
  updatePolicies: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/policies', summary: 'Changes the fields that are named; answers with all' })
    .input(callPoliciesPatchSchema)
    .output(policiesAnswer),
  resetPolicies: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/policies/reset', summary: 'Back to what the product brings' })
    .input(noInput)
    .output(policiesAnswer),
};
