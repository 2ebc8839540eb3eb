import { z } from 'zod';
import { looksLikeHtml } from '../http/read-body.ts';
import { oneLine, plainFault } from '../http/network-fault.ts';
import type { JsonAnswer } from '../http/exchange.ts';
import type { Counters, ProviderErrorCode, ProviderFault, RemoteOutput, RemoteStatus } from '../remote-port.ts';
import { retryAfterMs } from '../retry-after.ts';
import type { Scrubber } from '../secret.ts';

const ID = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);

/** What is read of a prediction; other fields are left alone, unknown words of `status` pass as they are (P6). */
const predictionSchema = z.object({
  id: ID,
  model: z.string().catch(''),
  input: z.unknown().optional(),
  output: z.unknown().optional(),
  // Missing is as good as unknown: the id alone is worth keeping.
  status: z.string().catch(''),
  error: z.unknown().optional(),
  data_removed: z.boolean().nullish().catch(null),
  created_at: z.string().nullish().catch(null),
  // Null says that it never started, so nothing else may turn into it.
  started_at: z.string().nullish().catch(undefined),
  metrics: z.record(z.string(), z.unknown()).nullish().catch(null),
});
export type Prediction = z.infer<typeof predictionSchema>;

/** A prediction, or undefined where the answer is not one. */
export function parsePrediction(json: unknown): Prediction | undefined {
  return predictionSchema.safeParse(json).data;
}

const listSchema = z.object({ results: z.array(z.unknown()), next: z.string().nullish() });

/**
 * One page of the list. `unreadable` counts entries that are no predictions: one of them may be the one that is looked
 * for. Undefined where the answer is not a list.
 */
export function parseList(
  json: unknown,
): { predictions: readonly Prediction[]; unreadable: number; next: string | null } | undefined {
  const page = listSchema.safeParse(json).data;
  if (page === undefined) return undefined;
  const predictions = page.results.flatMap((entry) => parsePrediction(entry) ?? []);
  return { predictions, unreadable: page.results.length - predictions.length, next: page.next ?? null };
}

const uploadSchema = z.object({ urls: z.object({ get: z.url() }) });

/** The address under which an uploaded file may be named. */
export function parseUpload(json: unknown): string | undefined {
  return uploadSchema.safeParse(json).data?.urls.get;
}

const accountSchema = z.object({ username: z.string().min(1).max(200) });

/** The name of the account that the key belongs to. */
export function parseAccount(json: unknown): string | undefined {
  return accountSchema.safeParse(json).data?.username;
}

const modelSchema = z.object({
  latest_version: z.object({
    openapi_schema: z.object({
      components: z.object({
        schemas: z.object({ Input: z.object({ properties: z.record(z.string(), z.unknown()) }) }),
      }),
    }),
  }),
});

/** The input keys of the live schema; null where the answer has none (then nothing is left out). */
export function parseInputKeys(json: unknown): ReadonlySet<string> | null {
  const properties =
    modelSchema.safeParse(json).data?.latest_version.openapi_schema.components.schemas.Input.properties;
  return properties === undefined ? null : new Set(Object.keys(properties));
}

const MAX_OUTPUTS = 16;
const MAX_OUTPUT_DEPTH = 6;

/** Every address in an output of any shape, in order (facts, "Output shapes"). Whether it may be fetched is the egress guard's. */
export function outputsOf(output: unknown, depth = 0): readonly RemoteOutput[] {
  if (typeof output === 'string') return /^(data:|[a-z][a-z0-9+.-]{1,20}:\/\/)/i.test(output) ? [{ url: output }] : [];
  if (typeof output !== 'object' || output === null || depth >= MAX_OUTPUT_DEPTH) return [];
  return Object.values(output)
    .flatMap((item) => outputsOf(item, depth + 1))
    .slice(0, MAX_OUTPUTS);
}

function countersOf(prediction: Prediction, scrub: Scrubber): Counters {
  const kept = Object.entries(prediction.metrics ?? {}).flatMap(
    ([key, value]): [string, number | string | boolean][] => {
      if (typeof value === 'number' ? Number.isFinite(value) : typeof value === 'boolean')
        return [[key, value as number]];
      return typeof value === 'string' ? [[key, oneLine(scrub(value)).slice(0, 80)]] : [];
    },
  );
  return Object.fromEntries(kept.slice(0, 40));
}

const OUTPUT_COUNTERS = /^(image|video|audio|generic)_output_(count|duration_seconds)$/;

const isTime = (value: unknown): value is number => typeof value === 'number' && value >= 0;

/** Proof that it ended before it ran: it says how long it ran, or that it never started beside a time of any kind. */
function neverRan({ started_at: startedAt }: Prediction, counters: Counters): boolean {
  if (typeof startedAt === 'string') return false;
  const ranSeconds = counters['predict_time'];
  return isTime(ranSeconds) ? ranSeconds === 0 : startedAt === null && isTime(counters['total_time']);
}

/**
 * Whether an ending without a result was charged. What came out is billed, whatever the word; what never ran is not. In
 * between the vendor's pages decide nothing: official models bill by what comes out, a run that was stopped "is charged",
 * and no page promises that a failed one is free. An answer that has lost its times and counters proves nothing either
 * (F53). What the counters say about the amount is the caller's part.
 */
function chargedOfEnding(prediction: Prediction, counters: Counters): 'yes' | 'no' | 'unknown' {
  if (Object.entries(counters).some(([key, value]) => OUTPUT_COUNTERS.test(key) && Number(value) > 0)) return 'yes';
  return neverRan(prediction, counters) ? 'no' : 'unknown';
}

const FAILURE_CODES: Readonly<Record<string, ProviderErrorCode>> = {
  E005: 'content-policy',
  E6716: 'unavailable',
  E1000: 'unavailable',
};

/** The code of the free text of a failed prediction (facts, "Failed predictions"). */
export function codeOfFailure(text: string): ProviderErrorCode {
  const code = /\((E\d{3,4})\)/.exec(text)?.[1];
  if (code !== undefined && FAILURE_CODES[code] !== undefined) return FAILURE_CODES[code];
  return /flagged as sensitive|nsfw|content polic|safety (?:checker|filter|system)|moderation/i.test(text)
    ? 'content-policy'
    : 'provider-failed';
}

/** The state of a prediction in the words of the port. */
export function statusOf(prediction: Prediction, scrub: Scrubber): RemoteStatus {
  const counters = countersOf(prediction, scrub);
  switch (prediction.status) {
    case 'starting':
      return { state: 'pending', progress: null };
    case 'processing':
      return { state: 'running', progress: null };
    case 'succeeded': {
      const outputs = outputsOf(prediction.output);
      if (outputs.length > 0) return { state: 'succeeded', outputs, counters };
      if (prediction.data_removed === true) return { state: 'expired', counters };
      return { state: 'unknown', raw: 'succeeded without an output' };
    }
    case 'failed': {
      const text = typeof prediction.error === 'string' ? prediction.error : 'failed without a reason';
      const fault = plainFault(codeOfFailure(text), scrub(text));
      return { state: 'failed', fault, counters, charged: chargedOfEnding(prediction, counters) };
    }
    case 'canceled':
    case 'cancelled':
      return { state: 'cancelled', counters, charged: chargedOfEnding(prediction, counters) };
    // Ended by its deadline before it ran: never charged (facts, `Cancel-After`).
    case 'aborted':
      return { state: 'cancelled', counters, charged: 'no' };
    default:
      return { state: 'unknown', raw: oneLine(scrub(prediction.status)).slice(0, 80) || 'no status' };
  }
}

/** A good answer that is JSON but not a prediction (F53): the names of its fields, for the report. */
export function unknownAnswer(json: unknown, scrub: Scrubber): RemoteStatus {
  const names = typeof json === 'object' && json !== null ? Object.keys(json).slice(0, 20).join(', ') : typeof json;
  return { state: 'unknown', raw: oneLine(scrub(`fields: ${names}`)).slice(0, 80) };
}

const errorSchema = z.object({
  title: z.string().optional().catch(undefined),
  detail: z.string().optional().catch(undefined),
  retry_after: z.unknown().optional(),
  invalid_fields: z
    .array(z.object({ field: z.string(), description: z.string().optional() }))
    .optional()
    .catch(undefined),
});

function codeOfStatus(status: number, words: string): ProviderErrorCode {
  if (/spend limit|insufficient credit/i.test(words)) return 'quota';
  if (/invalid version or not permitted/i.test(words)) return 'not-found';
  if (status === 401 || status === 403) return 'auth';
  if (status === 402) return 'quota';
  if (status === 404) return 'not-found';
  if (status === 408) return 'timeout';
  if (status === 410) return 'expired';
  if (status === 429) return 'rate-limited';
  if (status >= 500 || status === 409) return 'unavailable';
  return status >= 400 ? 'invalid-request' : 'malformed-response';
}

/** What an answer with a bad status means (facts, "Errors"). Its text is scrubbed and cut. */
export function faultOf(answer: JsonAnswer, scrub: Scrubber, nowMs: number): ProviderFault {
  const { status, headers, json, text } = answer;
  if (json === undefined && looksLikeHtml(headers['content-type'] ?? '', text) && status < 500) {
    return plainFault('portal', `a web page answers with HTTP ${status}`, status);
  }
  const body = errorSchema.safeParse(json).data;
  const words = body?.detail ?? body?.title ?? (json === undefined ? text : '');
  const code = codeOfStatus(status, `${body?.title ?? ''} ${words}`);
  const fields = (body?.invalid_fields ?? []).map(({ field }) => oneLine(scrub(field)).slice(0, 80)).slice(0, 20);
  const waitMs = retryAfterMs({ body: body?.retry_after, header: headers['retry-after'], text: words, nowMs });
  return {
    ...plainFault(code, scrub(words) || `HTTP ${status}`, status),
    retryAfterMs: code === 'rate-limited' || status === 503 ? waitMs : null,
    fields,
  };
}
