import { createHash, timingSafeEqual } from 'node:crypto';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { Role, TokenRole } from '../../shared/contract/procedure.ts';

/** Pure decisions about requests of the loopback server (W2, W3, W4). Every one is tested both ways. */

export type GuardRefusal = { ok: false; status: 400 | 401 | 403 | 421; code: ErrorCode; why: string };
export type GuardAnswer = { ok: true } | GuardRefusal;

/** What the guard looks at; header names in lower case. */
export interface GuardedRequest {
  method: string;
  /** Path and query as they came. */
  target: string;
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  isUpgrade: boolean;
}

export interface GuardedServer {
  port: number;
  /** Literal hosts without a port: `127.0.0.1`, `localhost`, `[::1]`, and the address of --host. */
  hosts: readonly string[];
}

export type Credential = { kind: 'cookie' | 'bearer'; value: string } | null;

const refuse = (status: GuardRefusal['status'], code: ErrorCode, why: string): GuardRefusal => ({
  ok: false,
  status,
  code,
  why,
});

const only = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.length === 1 ? value[0] : undefined;

/** W2: the Host header names exactly one of our addresses with our port. Compared whole, never by prefix. */
export function isOurHost(host: string | undefined, server: GuardedServer): boolean {
  if (host === undefined) return false;
  return server.hosts.some((name) => host.toLowerCase() === `${name}:${server.port}`);
}

/** Origin of our own page under the host that the request names. */
export function isOurOrigin(origin: string, host: string): boolean {
  return origin.toLowerCase() === `http://${host.toLowerCase()}`;
}

const TOKEN_NAMES = new Set(['t', 'token', 'access_token', 'auth', 'key', 'bearer', 'authorization']);

/** W4: a token in an address ends in logs and referrers. */
export function hasTokenInQuery(target: string): boolean {
  const query = target.indexOf('?');
  if (query < 0) return false;
  return [...new URLSearchParams(target.slice(query + 1)).keys()].some((name) => TOKEN_NAMES.has(name.toLowerCase()));
}

/** Name of the session cookie: with the port in it, since cookies are shared between the ports of a host. */
export const cookieName = (port: number): string => `framewright-${port}`;

/** What the caller shows: `Authorization: Bearer` before the cookie. */
export function readCredential(headers: GuardedRequest['headers'], port: number): Credential {
  const authorization = only(headers.authorization);
  if (authorization !== undefined) {
    const value = /^Bearer ([\w.~+/=-]{1,4096})$/i.exec(authorization)?.[1];
    // A broken header is no credential at all, also where a cookie lies beside it.
    return value === undefined ? null : { kind: 'bearer', value };
  }
  for (const pair of (only(headers.cookie) ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === cookieName(port))
      return { kind: 'cookie', value: pair.slice(at + 1).trim() };
  }
  return null;
}

/** W4: in a time that says nothing about where the first difference lies. */
export function isSameToken(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return wanted !== '' && timingSafeEqual(digest(given), digest(wanted));
}

const READING = new Set(['GET', 'HEAD']);

/** W2, W3 and the query rule: everything that can be said before anybody looks at a token. */
export function guardRequest(request: GuardedRequest, server: GuardedServer): GuardAnswer {
  const host = only(request.headers.host);
  if (!isOurHost(host, server) || host === undefined) return refuse(421, 'forbidden', 'host');
  if (!request.target.startsWith('/') || request.target.includes('\\')) return refuse(400, 'invalid-input', 'target');
  if (hasTokenInQuery(request.target)) return refuse(400, 'invalid-input', 'token in the query');
  const { origin } = request.headers;
  if (origin !== undefined) {
    const named = only(origin);
    if (named === undefined || !isOurOrigin(named, host)) return refuse(403, 'forbidden', 'origin');
  }
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return refuse(403, 'forbidden', 'fetch site');
  const credential = readCredential(request.headers, server.port);
  const changes = request.isUpgrade || !READING.has(request.method);
  // A browser sends the cookie by itself; only its Origin says that our own page asked.
  if (changes && credential?.kind === 'cookie' && origin === undefined)
    return refuse(403, 'forbidden', 'origin is missing');
  return { ok: true };
}

/** The role that the caller has shown; `public` without a credential, a refusal for a wrong one. */
export async function roleOf(
  credential: Credential,
  check: (credential: NonNullable<Credential>) => Promise<{ role: TokenRole; caller: string } | null>,
): Promise<{ ok: true; role: Role; caller: string } | GuardRefusal> {
  if (credential === null) return { ok: true, role: 'public', caller: 'nobody' };
  const known = await check(credential);
  return known === null ? refuse(401, 'unauthorized', 'token') : { ok: true, ...known };
}
