import { z } from 'zod';

/**
 * The one table of policies for calls that leave this machine (R5.3, R5.4, R5.6, decision 18): how often what is asked
 * again by itself, after which waits, how often a provider is asked how far it is, and when a lane rests. Plain data; the
 * engine reads it anew for each decision, so an edit holds from the next one on. That a create is never sent again after
 * a reset, a timeout or a 5xx (decision 4) is no entry here: nobody can edit it.
 */

export const CAPABILITIES = ['image', 'video', 'speech', 'text'] as const;
export const capabilitySchema = z.enum(CAPABILITIES);
export type Capability = z.infer<typeof capabilitySchema>;

/** Faults that a call may meet again without a person, as often as the table says. All others end it or ask at once. */
export const REPEATED_FAULTS = [
  'unavailable',
  'provider-failed',
  'timeout',
  'malformed-response',
  'rate-limited',
  'offline',
  'bad-output',
  'expired',
  'not-found',
] as const;
export type RepeatedFault = (typeof REPEATED_FAULTS)[number];

/** Bounds of what a person may enter. Times in ms. */
export const POLICY_BOUNDS = {
  times: { min: 0, max: 20 },
  waitMs: { min: 0, max: 3_600_000 },
  jitterShare: { min: 0, max: 0.5 },
  jitterMaxMs: { min: 0, max: 30_000 },
  pollMs: { min: 1_000, max: 120_000 },
  latePollMs: { min: 10_000, max: 600_000 },
  quickPollingMs: { min: 10_000, max: 3_600_000 },
  concurrency: { min: 1, max: 100 },
  createsPerMinute: { min: 1, max: 6_000 },
  readsPerMinute: { min: 10, max: 30_000 },
  burst: { min: 1, max: 500 },
  breakerFailures: { min: 1, max: 20 },
  breakerOpenMs: { min: 10_000, max: 3_600_000 },
  probeMs: { min: 1_000, max: 600_000 },
  stalledMs: { min: 60_000, max: 86_400_000 },
  reconcileEveryMs: { min: 1_000, max: 60_000 },
  reconcileAskAfterMs: { min: 10_000, max: 3_600_000 },
  reconcileWindowMs: { min: 60_000, max: 86_400_000 },
  unknownStatusMs: { min: 60_000, max: 86_400_000 },
} as const;
type BoundName = keyof typeof POLICY_BOUNDS;

const whole = (name: BoundName) => z.int().min(POLICY_BOUNDS[name].min).max(POLICY_BOUNDS[name].max);

/** The last wait stands for all later ones. */
const repeatRuleSchema = z.strictObject({
  times: whole('times'),
  waitsMs: z.array(whole('waitMs')).min(1).max(8),
});
export type RepeatRule = z.infer<typeof repeatRuleSchema>;

const ofFaults = <T extends z.ZodType>(schema: T) =>
  z.strictObject(Object.fromEntries(REPEATED_FAULTS.map((fault) => [fault, schema])) as Record<RepeatedFault, T>);
const ofCapabilities = <T extends z.ZodType>(schema: T) =>
  z.strictObject(Object.fromEntries(CAPABILITIES.map((capability) => [capability, schema])) as Record<Capability, T>);

const vendorLimitsSchema = z.strictObject({
  /** Calls of one vendor that are under way at the same time. */
  concurrency: whole('concurrency'),
  createsPerMinute: whole('createsPerMinute'),
  createBurst: whole('burst'),
  readsPerMinute: whole('readsPerMinute'),
  readBurst: whole('burst'),
});
export type VendorLimits = z.infer<typeof vendorLimitsSchema>;

const jitterSchema = z.strictObject({
  /** Part of a wait that is added at random at most, so that calls which failed together do not come back together. */
  share: z.number().min(POLICY_BOUNDS.jitterShare.min).max(POLICY_BOUNDS.jitterShare.max),
  maxMs: whole('jitterMaxMs'),
});
const breakerSchema = z.strictObject({ failures: whole('breakerFailures'), openMs: whole('breakerOpenMs') });
const offlineSchema = z.strictObject({ probeFirstMs: whole('probeMs'), probeMaxMs: whole('probeMs') });
const reconcileSchema = z.strictObject({
  everyMs: whole('reconcileEveryMs'),
  /** What the provider does not list for this long after its send goes to a person: a list may lag, so it proves nothing. */
  askAfterMs: whole('reconcileAskAfterMs'),
  windowMs: whole('reconcileWindowMs'),
});

const vendorName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const VENDORS_MAX = 40;

const fields = {
  repeats: ofCapabilities(ofFaults(repeatRuleSchema)),
  jitter: jitterSchema,
  /** How often a running call is looked at, by what it makes. */
  pollMs: ofCapabilities(whole('pollMs')),
  /** How often a late one is. */
  latePollMs: whole('latePollMs'),
  /** From here on a call counts as late: it is polled slowly and never given up (decision 18). */
  quickPollingMs: ofCapabilities(whole('quickPollingMs')),
  vendorDefaults: vendorLimitsSchema,
  /** Limits of single vendors, where they differ from the defaults. */
  vendors: z.record(vendorName, vendorLimitsSchema).refine((table) => Object.keys(table).length <= VENDORS_MAX),
  breaker: breakerSchema,
  offline: offlineSchema,
  /** A call that shows no progress for this long is named to the person (R7.2). */
  stalledMs: whole('stalledMs'),
  reconcile: reconcileSchema,
  /** A status word that this program does not know is looked at for this long, then a person is asked (F53). */
  unknownStatusMs: whole('unknownStatusMs'),
};

export const callPoliciesSchema = z.strictObject(fields);
export type CallPolicies = z.infer<typeof callPoliciesSchema>;

const SECOND = 1_000;
const MINUTE = 60_000;
const rule = (times: number, ...seconds: number[]): RepeatRule => ({
  times,
  waitsMs: seconds.map((each) => each * SECOND),
});

/** What images, speech and words have in common: R5.4's short waits, its long ones for failures of the provider. */
const quick: Record<RepeatedFault, RepeatRule> = {
  unavailable: rule(3, 5, 15, 45),
  'provider-failed': rule(3, 5, 15, 45),
  timeout: rule(3, 1, 2, 4),
  'malformed-response': rule(3, 1, 2, 4),
  'rate-limited': rule(2, 60),
  offline: rule(1, 0),
  'bad-output': rule(3, 1, 2, 4),
  expired: rule(1, 0),
  'not-found': rule(2, 5, 10),
};
const video: Record<RepeatedFault, RepeatRule> = {
  ...quick,
  unavailable: rule(2, 5, 10, 20),
  'provider-failed': rule(2, 5, 10, 20),
  timeout: rule(2, 5, 10, 20),
  'malformed-response': rule(2, 5, 10, 20),
  'rate-limited': rule(2, 120),
};

/** R5.3 and R5.4 as decided. Rates: Replicate's documented 600 creates and 3000 other calls a minute. */
export const DEFAULT_CALL_POLICIES: CallPolicies = {
  repeats: { image: quick, video, speech: quick, text: quick },
  jitter: { share: 0.25, maxMs: 4 * SECOND },
  pollMs: { image: 5 * SECOND, video: 10 * SECOND, speech: 5 * SECOND, text: 2 * SECOND },
  latePollMs: MINUTE,
  quickPollingMs: { image: 120 * SECOND, video: 600 * SECOND, speech: 120 * SECOND, text: 30 * SECOND },
  vendorDefaults: { concurrency: 10, createsPerMinute: 600, createBurst: 10, readsPerMinute: 3_000, readBurst: 50 },
  vendors: {},
  breaker: { failures: 3, openMs: 300 * SECOND },
  offline: { probeFirstMs: 5 * SECOND, probeMaxMs: 60 * SECOND },
  stalledMs: 15 * MINUTE,
  reconcile: { everyMs: 5 * SECOND, askAfterMs: 60 * SECOND, windowMs: 60 * MINUTE },
  unknownStatusMs: 30 * MINUTE,
};

/** A change of some fields. Groups may be partial; `vendors` replaces the vendors it names, null puts one back. */
export const callPoliciesPatchSchema = z.strictObject({
  repeats: ofCapabilities(ofFaults(repeatRuleSchema).partial()).partial().optional(),
  jitter: jitterSchema.partial().optional(),
  pollMs: fields.pollMs.partial().optional(),
  latePollMs: fields.latePollMs.optional(),
  quickPollingMs: fields.quickPollingMs.partial().optional(),
  vendorDefaults: vendorLimitsSchema.partial().optional(),
  vendors: z
    .record(vendorName, vendorLimitsSchema.nullable())
    .refine((table) => Object.keys(table).length <= VENDORS_MAX)
    .optional(),
  breaker: breakerSchema.partial().optional(),
  offline: offlineSchema.partial().optional(),
  stalledMs: fields.stalledMs.optional(),
  reconcile: reconcileSchema.partial().optional(),
  unknownStatusMs: fields.unknownStatusMs.optional(),
});
export type CallPoliciesPatch = z.infer<typeof callPoliciesPatchSchema>;

type Group = Record<string, unknown>;
const isGroup = (value: unknown): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merge(current: Group, patch: Group): Group {
  const entries = Object.entries(patch).filter(([, value]) => value !== undefined);
  const merged = entries.map(([name, value]) => {
    const held = current[name];
    return [name, isGroup(value) && isGroup(held) ? merge(held, value) : value] as const;
  });
  return { ...current, ...Object.fromEntries(merged) };
}

/** The table with a change on top; whatever the change leaves out stays. The patch must fit `callPoliciesPatchSchema`. */
export function mergeCallPolicies(current: CallPolicies, patch: CallPoliciesPatch): CallPolicies {
  const merged = merge(current, patch) as CallPolicies;
  const vendors = Object.entries(merged.vendors).filter(([, limits]) => limits !== null);
  return { ...merged, vendors: Object.fromEntries(vendors) };
}

/** What a library holds, made whole: every group that is missing or wrong has its default. */
export function readCallPolicies(stored: unknown): CallPolicies {
  if (!isGroup(stored)) return DEFAULT_CALL_POLICIES;
  const good = Object.entries(fields).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(stored[name]);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return { ...DEFAULT_CALL_POLICIES, ...(Object.fromEntries(good) as Partial<CallPolicies>) };
}

/** The limits of one vendor. */
export function limitsOfVendor(
  policies: Pick<CallPolicies, 'vendors' | 'vendorDefaults'>,
  vendor: string,
): VendorLimits {
  const own = Object.hasOwn(policies.vendors, vendor) ? policies.vendors[vendor] : undefined;
  return own ?? policies.vendorDefaults;
}
