/** Answers as data: those of the service, and those that a fault puts in their place. */
import type { DrawnFault } from './fault-plan.ts';

export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const HTML_TYPE = { 'content-type': 'text/html; charset=utf-8' };
const DEEP_LEVELS = 60;
/** One pixel. */
const TINY_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export function json(status: number, body: unknown): Answer {
  return { status, headers: JSON_TYPE, body: Buffer.from(JSON.stringify(body)) };
}

/** `application/problem+json`. */
export function problem(status: number, title: string, detail: string): Answer {
  const body = Buffer.from(JSON.stringify({ title, detail, status }));
  return { status, headers: { 'content-type': 'application/problem+json' }, body };
}

function html(status: number, text: string): Answer {
  return { status, headers: HTML_TYPE, body: Buffer.from(text) };
}

export function unauthenticated(): Answer {
  return problem(401, 'Unauthenticated', 'You did not pass a valid authentication token');
}

export function noCredit(): Answer {
  const detail =
    'You have insufficient credit to run this model. Go to https://replicate.com/account/billing#billing to purchase credit. ' +
    'Once you purchase credit, please wait a few minutes before trying again.';
  return problem(402, 'Insufficient credit', detail);
}

/** The live body; the seconds stand in it three times. */
export function throttled(seconds: number): Answer {
  const detail =
    'Request was throttled. Your rate limit for creating predictions is reduced to 6 requests per minute with a burst of 1 ' +
    `requests while you have less than $5.0 in credit. Your rate limit resets in ~${seconds}s.`;
  return {
    status: 429,
    headers: JSON_TYPE,
    body: Buffer.from(`${JSON.stringify({ detail, status: 429, retry_after: seconds })}\n`),
  };
}

function rateLimit(kind: DrawnFault['kind'], seconds: number, nowMs: number): Answer | undefined {
  const bare = { detail: 'Request was throttled.', status: 429 };
  switch (kind) {
    case 'rate-limit-body':
      return throttled(seconds);
    case 'rate-limit-text':
      return json(429, { detail: `Request was throttled. Your rate limit resets in ~${seconds}s.` });
    case 'rate-limit-bare':
      return json(429, bare);
    case 'rate-limit-header':
      return { ...json(429, bare), headers: { ...JSON_TYPE, 'retry-after': String(seconds) } };
    case 'rate-limit-date': {
      const date = new Date(nowMs + seconds * 1_000).toUTCString();
      return { ...json(429, bare), headers: { ...JSON_TYPE, 'retry-after': date } };
    }
    default:
      return undefined;
  }
}

function serverError(kind: string): Answer | undefined {
  const status = Number(/^error-(50[0234])/.exec(kind)?.[1] ?? 0);
  if (status === 500)
    return { status, headers: { 'content-type': 'text/plain' }, body: Buffer.from('Internal Server Error') };
  if (status === 502) return html(502, '<html><head><title>502 Bad Gateway</title></head></html>');
  if (status === 503) return problem(503, 'Service unavailable', 'The service is temporarily unavailable');
  return status === 504 ? { status, headers: {}, body: Buffer.alloc(0) } : undefined;
}

function redirect(location: string): Answer {
  // 307, because a client that follows it sends the same method and body again.
  return { status: 307, headers: { location }, body: Buffer.alloc(0) };
}

function refusal(kind: DrawnFault['kind']): Answer | undefined {
  switch (kind) {
    case 'unauthorized':
      return unauthenticated();
    case 'forbidden':
      return problem(403, 'Forbidden', 'You do not have permission to perform this action');
    case 'no-credit':
      return noCredit();
    case 'spend-limit':
      return problem(402, 'Spend limit reached', 'You have reached your monthly spend limit.');
    case 'model-retired':
      return problem(404, 'Not found', 'The model is no longer available');
    case 'upload-too-large':
      return tooLarge();
    case 'captive-portal':
      return html(200, '<!doctype html><html><head><title>Hotel Wi-Fi</title></head><body>Please log in</body></html>');
    default:
      return undefined;
  }
}

/** 413 of the files route. */
export function tooLarge(): Answer {
  const body = Buffer.from(JSON.stringify({ detail: 'Files must be less than 100MB in size' }));
  return { status: 413, headers: { 'content-type': 'application/problem+json' }, body };
}

/** The whole answer that a fault of the phases `read` and `done` gives; undefined when it is no such fault. */
export function faultAnswer(fault: DrawnFault, nowMs: number, canaryUrl: string): Answer | undefined {
  const { kind } = fault;
  const redirects: Partial<Record<DrawnFault['kind'], string>> = {
    'redirect-loopback': canaryUrl,
    'redirect-link-local': 'http://169.254.169.254/latest/meta-data/',
    'redirect-metadata': 'http://metadata.google.internal/computeMetadata/v1/',
  };
  const location = redirects[kind];
  if (location !== undefined) return redirect(location);
  const expired = Number(/^url-expired-(\d+)$/.exec(kind)?.[1] ?? 0);
  if (expired > 0) return html(expired, `<html><body>${expired}</body></html>`);
  return rateLimit(kind, fault.retryAfterSeconds ?? 1, nowMs) ?? serverError(kind) ?? refusal(kind);
}

function mutatePrediction(kind: DrawnFault['kind'], body: Record<string, unknown>): unknown {
  if (kind === 'unknown-status') return { ...body, status: 'hibernating' };
  if (kind === 'extra-null') return { ...body, shot_id: null, metrics: null, logs: null, started_at: null };
  const { status, output, ...rest } = body;
  return { ...rest, state: status, result: output };
}

/** A good answer with another body, for faults that spoil only that; the answer itself when the fault is none of them. */
export function spoil(fault: DrawnFault, answer: Answer): Answer {
  const ok = { status: 200, headers: answer.headers };
  switch (fault.kind) {
    case 'bytes-html':
      return { ...ok, body: Buffer.from('<!doctype html><html><body>Something went wrong</body></html>') };
    case 'bytes-png':
      return { ...ok, body: TINY_PNG };
    case 'bytes-zero':
      return { ...ok, body: Buffer.alloc(0) };
    case 'not-json':
      return { ...ok, body: answer.body.subarray(0, Math.floor(answer.body.length / 2)) };
    case 'deep-json':
      return { ...ok, body: Buffer.from(`${'{"a":'.repeat(DEEP_LEVELS)}1${'}'.repeat(DEEP_LEVELS)}`) };
    case 'unknown-status':
    case 'renamed-field':
    case 'extra-null': {
      const body = JSON.parse(answer.body.toString()) as Record<string, unknown>;
      return { ...answer, body: Buffer.from(JSON.stringify(mutatePrediction(fault.kind, body))) };
    }
    default:
      return answer;
  }
}
