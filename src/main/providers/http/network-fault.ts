import { ProviderError } from '../remote-port.ts';
import type { ProviderErrorCode, ProviderFault } from '../remote-port.ts';

const CLOCK_CODES: ReadonlySet<string> = new Set(['CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED']);
const OFFLINE_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'ETIMEDOUT',
]);
const TIMEOUT_CODES: ReadonlySet<string> = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);
// Somebody else answers in the provider's place: the usual sign of a login page or an intercepting proxy.
const CERTIFICATE = /^(ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|CERT_|ERR_SSL_WRONG_VERSION)/;

const MAX_MESSAGE_CHARS = 300;

/** One line of at most 300 characters without control characters: what may be kept of foreign text (P7). */
export function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is taken out
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\s]+/g, ' ').trim();
  return line.length <= MAX_MESSAGE_CHARS ? line : `${line.slice(0, MAX_MESSAGE_CHARS - 1)}…`;
}

/** A fault with nothing known but its code and words. */
export function plainFault(code: ProviderErrorCode, message: string, status: number | null = null): ProviderFault {
  return { code, message: oneLine(message), status, retryAfterMs: null, fields: [] };
}

/** The code of a socket, DNS, TLS or undici error; the innermost one that says something. */
export function errorCodeOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(errorCodeOf).find((code) => code !== '') ?? '';
  if (typeof error !== 'object' || error === null) return '';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const inner = 'cause' in error ? errorCodeOf(error.cause) : '';
  return inner !== '' && (code === '' || code === 'UND_ERR_SOCKET') ? inner : code;
}

/** What an error below HTTP means. Its text may name addresses but never a header. */
export function networkFault(error: unknown): ProviderFault {
  if (error instanceof ProviderError) return error.fault;
  // The total deadline is an abort by AbortSignal.timeout.
  if (error instanceof Error && error.name === 'TimeoutError') return plainFault('timeout', 'it took too long');
  const code = errorCodeOf(error);
  const words = code === '' ? 'the connection failed' : `the connection failed (${code})`;
  if (code === 'EMFILE' || code === 'ENFILE') return plainFault('too-many-files', words);
  if (CLOCK_CODES.has(code)) return plainFault('clock-wrong', words);
  if (OFFLINE_CODES.has(code)) return plainFault('offline', words);
  if (TIMEOUT_CODES.has(code)) return plainFault('timeout', words);
  if (CERTIFICATE.test(code)) return plainFault('portal', words);
  return plainFault('unavailable', words);
}
