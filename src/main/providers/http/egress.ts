import type { Readable } from 'node:stream';
import { Agent, Client, request as undiciRequest } from 'undici';
import type { Dispatcher } from 'undici';
import { AppError } from '../../../shared/contract/errors.ts';
import { ProviderError } from '../remote-port.ts';
import { reveal } from '../secret.ts';
import type { Secret } from '../secret.ts';
import { isListedHost, isLoopbackHost } from './address-guard.ts';
import { createGuardedConnector, resolveBySystem } from './connector.ts';
import type { ResolveAll } from './connector.ts';
import { errorCodeOf, networkFault, plainFault } from './network-fault.ts';

/** Limits of one exchange, ms. */
export interface EgressLimits {
  connectMs: number;
  firstByteMs: number;
  idleMs: number;
  /** From the first try to connect to the last byte of a JSON answer. Downloads have their own. */
  totalMs: number;
}

export const DEFAULT_LIMITS: EgressLimits = { connectMs: 10_000, firstByteMs: 30_000, idleMs: 30_000, totalMs: 90_000 };

export interface EgressOptions {
  /** Configured address of the vendor. https, or http on a loopback address (decision 20). */
  baseUrl: string;
  /** Hosts besides the base's own that answers may name; `*.example.com` for all names under it. SECURITY: P1. */
  hosts: readonly string[];
  /** How the vendor takes its key. */
  auth: { header: string; prefix: string };
  limits?: Partial<EgressLimits>;
  resolveAll?: ResolveAll;
  /** Extra certificate authority, PEM. */
  ca?: string | undefined;
}

export interface EgressRequest {
  method: 'GET' | 'POST';
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: Uint8Array;
  /** Goes along only while the origin is the configured base's. */
  secret: Secret | null;
  signal: AbortSignal;
  /** Instead of `limits.totalMs`. */
  totalMs?: number;
}

export interface OnceRequest extends EgressRequest {
  body: Uint8Array;
  /** Awaited before the last byte is handed over; where it rejects, that byte stays here. */
  beforeLastByte?: (() => Promise<void>) | undefined;
}

export interface EgressAnswer {
  status: number;
  /** Lower-case names; repeated ones joined by a comma. */
  headers: Readonly<Record<string, string>>;
  body: Dispatcher.ResponseData['body'];
  /** Where the answer came from in the end. */
  url: URL;
}

/** How a request that must not be repeated went. `complete`: its last byte was given to the socket. */
export type OnceResult =
  { kind: 'answered'; answer: EgressAnswer } | { kind: 'broken'; error: unknown; complete: boolean };

export interface Egress {
  baseUrl: URL;
  limits: EgressLimits;
  /** Follows up to three redirects of a GET, each checked anew. Throws ProviderError; an abort rejects with its reason. */
  open(request: EgressRequest): Promise<EgressAnswer>;
  /** One connection of its own, one request, no redirect. Never throws for what the network does. */
  once(request: OnceRequest): Promise<OnceResult>;
  /** True where the key may go along. */
  isBaseOrigin(url: URL): boolean;
  close(): Promise<void>;
}

const MAX_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function parseBase(baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  const isAllowed =
    url !== null &&
    url.username === '' &&
    url.password === '' &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname)));
  if (!isAllowed) {
    throw new AppError('invalid-input', 'a base URL is https, or http on this machine', { field: 'baseUrl' });
  }
  return new URL(url.href.replace(/[/?#]+$/, ''));
}

function plainHeaders(headers: Dispatcher.ResponseData['headers']): Readonly<Record<string, string>> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}

/**
 * The body in two parts, the last byte apart: until that one is handed over no server has a complete request, so that
 * an interrupted upload is known not to have started anything (F61).
 */
async function* lastByteApart(
  { body, beforeLastByte }: OnceRequest,
  onComplete: () => void,
): AsyncGenerator<Uint8Array> {
  if (body.length > 1) yield body.subarray(0, body.length - 1);
  await beforeLastByte?.();
  onComplete();
  yield body.subarray(body.length - 1);
}

/** The header with the key, for the configured origin alone. SECURITY: P3. */
export function keyHeaders(
  secret: Secret | null,
  url: URL,
  baseUrl: URL,
  auth: EgressOptions['auth'],
): Readonly<Record<string, string>> {
  if (secret === null || url.origin !== baseUrl.origin) return {};
  return { [auth.header]: `${auth.prefix}${reveal(secret)}` };
}

/** The only way out of this room to the network. */
export function createEgress(options: EgressOptions): Egress {
  const baseUrl = parseBase(options.baseUrl);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const connectorOptions = {
    loopbackOrigin: isLoopbackHost(baseUrl.hostname) ? baseUrl.origin : null,
    resolveAll: options.resolveAll ?? resolveBySystem,
    connectMs: limits.connectMs,
    ca: options.ca,
  };
  const timing = {
    headersTimeout: limits.firstByteMs,
    bodyTimeout: limits.idleMs,
    // The connector's own, so that one limit rules.
    connectTimeout: 0,
    allowH2: false,
  };
  const agent = new Agent({ ...timing, pipelining: 1, connect: createGuardedConnector(connectorOptions) });
  const isBaseOrigin = (url: URL) => url.origin === baseUrl.origin;

  const check = (url: URL): void => {
    const isKnown = isBaseOrigin(url) || (url.protocol === 'https:' && isListedHost(url.hostname, options.hosts));
    if (isKnown && url.username === '' && url.password === '') return;
    throw new ProviderError(plainFault('blocked-address', `${url.protocol}//${url.hostname} is not on the list`));
  };
  const headersFor = (request: EgressRequest, url: URL): Record<string, string> => ({
    accept: '*/*',
    'accept-encoding': 'identity',
    ...request.headers,
    ...keyHeaders(request.secret, url, baseUrl, options.auth),
  });
  const deadlineOf = (request: EgressRequest): AbortSignal => {
    const totalMs = request.totalMs ?? limits.totalMs;
    return AbortSignal.any([request.signal, AbortSignal.timeout(Math.max(1, Math.ceil(totalMs)))]);
  };
  const failed = (request: EgressRequest, error: unknown): never => {
    if (request.signal.aborted) throw request.signal.reason;
    throw new ProviderError(networkFault(error), { cause: errorCodeOf(error) });
  };

  const openOne = async (request: EgressRequest, url: URL, signal: AbortSignal): Promise<EgressAnswer> => {
    check(url);
    try {
      const { statusCode, headers, body } = await undiciRequest(url, {
        dispatcher: agent,
        method: request.method,
        headers: headersFor(request, url),
        body: request.body ?? null,
        signal,
      });
      return { status: statusCode, headers: plainHeaders(headers), body, url };
    } catch (error) {
      return failed(request, error);
    }
  };

  return {
    baseUrl,
    limits,
    isBaseOrigin,
    async open(request) {
      request.signal.throwIfAborted();
      const signal = deadlineOf(request);
      let url = parseTarget(request.url);
      for (let hop = 0; ; hop += 1) {
        const answer = await openOne(request, url, signal);
        const location = answer.headers['location'];
        if (request.method !== 'GET' || !REDIRECTS.has(answer.status) || location === undefined) return answer;
        answer.body.destroy();
        answer.body.on('error', () => undefined);
        if (hop === MAX_REDIRECTS) throw new ProviderError(plainFault('blocked-address', 'too many redirects'));
        url = parseTarget(location, url);
      }
    },
    async once(request) {
      const url = parseTarget(request.url);
      let complete = false;
      let connections = 0;
      const open = createGuardedConnector(connectorOptions);
      const client = new Client(url.origin, {
        ...timing,
        pipelining: 0,
        // Whatever the client may think of repeating: there is no second connection.
        connect: (target, callback) => {
          connections += 1;
          if (connections > 1) return callback(new Error('one connection only'), null);
          return open(target, callback);
        },
      });
      // undici takes any async iterable and asks for the next part only when the socket wants more; its types do not say so.
      const sent: AsyncIterable<Uint8Array> = lastByteApart(request, () => (complete = true));
      try {
        check(url);
        request.signal.throwIfAborted();
        const { statusCode, headers, body } = await client.request({
          method: request.method,
          path: `${url.pathname}${url.search}`,
          headers: { ...headersFor(request, url), 'content-length': String(request.body.length) },
          body: sent as unknown as Readable,
          signal: deadlineOf(request),
        });
        body.once('close', () => void client.destroy());
        return { kind: 'answered', answer: { status: statusCode, headers: plainHeaders(headers), body, url } };
      } catch (error) {
        void client.destroy();
        return { kind: 'broken', error, complete };
      }
    },
    async close() {
      await agent.destroy();
    },
  };
}

function parseTarget(target: string, from?: URL): URL {
  if (!URL.canParse(target, from?.href)) throw new ProviderError(plainFault('blocked-address', 'not an address'));
  return new URL(target, from?.href);
}
