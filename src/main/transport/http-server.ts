import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AnyRouter } from '@orpc/server';
import { AppError, toAppError } from '../../shared/contract/errors.ts';
import { CALLS_PER_MINUTE, mayDo } from '../../shared/contract/procedure.ts';
import type { Role, TokenRole } from '../../shared/contract/procedure.ts';
import { API_PREFIX, createHttpApi, sendJson } from './http-api.ts';
import type { InterceptorDeps } from './interceptors.ts';
import { findMedia, mediaTargetOf, sendFile } from './media-route.ts';
import type { MediaLookup } from './media-route.ts';
import { sendAppError } from './problem.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { readJson } from './read-json.ts';
import { cookieName, guardRequest, readCredential, roleOf } from './request-guard.ts';
import type { GuardRefusal, GuardedServer } from './request-guard.ts';
import { createSocketDoor } from './rpc-ws.ts';
import { mimeOfAppFile, resolveRealInside } from './safe-path.ts';
import { securityHeaders } from './security-headers.ts';
import type { Sessions } from './tokens.ts';
import { receiveUpload } from './upload-route.ts';
import type { UploadDesk } from './upload-route.ts';

export interface WebServerDeps extends InterceptorDeps {
  router: AnyRouter;
  rates: RateLimiter;
  sessions: Sessions;
  media: MediaLookup;
  uploads: UploadDesk;
  openApi(): Promise<object>;
  /** Folder with the built page. */
  pageRoot: string;
}

export interface WebServer {
  port: number;
  addresses: readonly string[];
  close(): Promise<void>;
}

/** Longer than callers keep an idle connection: with a short one they send into a door that is just closing. */
const KEEP_ALIVE_MS = 65_000;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 120_000;
const HEADERS_MAX_BYTES = 16 * 1024;

/** The address as it stands in a Host header. */
export const hostLiteral = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/**
 * W1 to W6: listens on 127.0.0.1 and [::1], or on the one address that `host` names. Throws AppError `port-in-use`.
 * `port` 0 takes a free one.
 */
export async function startWebServer(deps: WebServerDeps, where: { host: string; port: number }): Promise<WebServer> {
  const isLocal = ['127.0.0.1', 'localhost', '::1'].includes(where.host);
  const guarded: GuardedServer & { port: number } = {
    port: where.port,
    hosts: isLocal ? ['127.0.0.1', 'localhost', '[::1]'] : [hostLiteral(where.host)],
  };
  const routes = createRoutes(deps, guarded);
  const socketDoor = createSocketDoor(deps);

  const upgrade = async (request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> => {
    const verdict = guardRequest(guardedOf(request, true), guarded);
    const known = verdict.ok
      ? await roleOf(readCredential(request.headers, guarded.port), (given) => deps.sessions.check(given))
      : verdict;
    if (!known.ok || request.url !== '/rpc') {
      const status = known.ok ? 404 : known.status;
      stream.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    socketDoor.upgrade(request, stream, head, known);
  };

  const open = (host: string, port: number): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer(
        {
          headersTimeout: HEADERS_TIMEOUT_MS,
          requestTimeout: REQUEST_TIMEOUT_MS,
          keepAliveTimeout: KEEP_ALIVE_MS,
          maxHeaderSize: HEADERS_MAX_BYTES,
        },
        (request, response) => void routes(request, response),
      );
      server.on('upgrade', (request, stream, head) => {
        stream.on('error', () => stream.destroy());
        void upgrade(request, stream, head).catch(() => stream.destroy());
      });
      server.on('clientError', (_error, stream) => {
        if (stream.writable) stream.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        else stream.destroy();
      });
      server.once('error', reject);
      server.listen({ host, port, ipv6Only: host.includes(':') }, () => {
        server.off('error', reject);
        server.on('error', (error) => deps.log.error('server.error', { reason: error.message }));
        resolve(server);
      });
    });

  const servers: Server[] = [];
  const closeAll = (): void => {
    for (const server of servers) {
      server.close();
      server.closeIdleConnections();
    }
  };
  try {
    const first = await open(isLocal ? '127.0.0.1' : where.host, where.port);
    servers.push(first);
    const address = first.address();
    guarded.port = typeof address === 'object' && address !== null ? address.port : where.port;
    if (isLocal) {
      const second = await open('::1', guarded.port).catch((error: NodeJS.ErrnoException) => {
        // Machines without IPv6 are common in containers; a port that somebody else has there is not ours to share.
        if (error.code === 'EADDRINUSE') throw error;
        return null;
      });
      if (second !== null) servers.push(second);
    }
  } catch (error) {
    closeAll();
    socketDoor.close();
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new AppError('port-in-use', `port ${where.port}`, { port: where.port }, { cause: error });
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EACCES')
      throw new AppError('invalid-input', 'cannot listen there', {
        issues: [{ path: 'host', code: 'other', params: { detail: where.host } }],
      });
    throw error;
  }

  return {
    port: guarded.port,
    addresses: servers.flatMap((server) => {
      const address = server.address();
      return typeof address === 'object' && address !== null ? [address.address] : [];
    }),
    async close() {
      socketDoor.close();
      const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
      for (const server of servers) server.closeIdleConnections();
      // Streams of events never end by themselves; they get a moment to send what they have.
      const cut = setTimeout(() => {
        for (const server of servers) server.closeAllConnections();
      }, 1_000);
      await Promise.all(closed);
      clearTimeout(cut);
    },
  };
}

function guardedOf(request: IncomingMessage, isUpgrade: boolean) {
  return {
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    // Node joins doubled headers; of these only one may be.
    headers: { ...request.headers, host: single(request, 'host'), origin: single(request, 'origin') },
    isUpgrade,
  };
}

const single = (request: IncomingMessage, name: string): string | readonly string[] | undefined => {
  const values = request.headersDistinct[name];
  return values?.length === 1 ? values[0] : values;
};

function createRoutes(deps: WebServerDeps, guarded: GuardedServer) {
  const { sessions, newId, log, rates } = deps;
  const api = createHttpApi(deps);
  let document: Promise<object> | undefined;

  const wants = (role: Role, wanted: TokenRole): void => {
    if (role === 'public') throw new AppError('unauthorized', 'no token');
    if (!mayDo(role, wanted)) throw new AppError('forbidden', `wants ${wanted}`);
  };
  const wantsMethod = (request: IncomingMessage, ...methods: string[]): void => {
    if (!methods.includes(request.method ?? ''))
      throw new AppError('not-found', 'no such route', { what: 'route', id: request.method ?? '' });
  };

  const openSession = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.headers.origin === undefined) throw new AppError('forbidden', 'a page opens sessions');
    const wait = rates.take('session', 30);
    if (wait > 0) throw new AppError('rate-limited', 'too many', { seconds: Math.ceil(wait / 1_000) });
    const body = (await readJson(request, 8_192)) as { token?: unknown } | null | undefined;
    const session = typeof body?.token === 'string' ? sessions.open(body.token) : null;
    if (session === null) throw new AppError('unauthorized', 'wrong start token');
    response.setHeader('set-cookie', `${cookieName(guarded.port)}=${session}; Path=/; HttpOnly; SameSite=Strict`);
    sendJson(response, 200, { ok: true });
  };

  const sendPage = async (request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> => {
    wantsMethod(request, 'GET', 'HEAD');
    const path = await resolveRealInside(deps.pageRoot, pathname === '/' ? '/index.html' : pathname);
    const mime = path === null ? null : mimeOfAppFile(path);
    if (path === null || mime === null) throw new AppError('not-found', 'no such page', { what: 'page', id: '' });
    await sendFile(request, response, { path, mime, name: null });
  };

  const upload = async (request: IncomingMessage, response: ServerResponse, caller: string): Promise<void> => {
    const waitMs = rates.take(`${caller}:upload`, CALLS_PER_MINUTE.upload);
    if (waitMs > 0) throw new AppError('rate-limited', 'too many', { seconds: Math.ceil(waitMs / 1_000) });
    const gone = new AbortController();
    request.once('aborted', () => gone.abort());
    sendJson(response, 200, await receiveUpload(request, deps.uploads, gone.signal));
  };

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const verdict = guardRequest(guardedOf(request, false), guarded);
    if (!verdict.ok) throw new Refused(verdict);
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
    const { pathname } = url;
    if (pathname === '/session') {
      wantsMethod(request, 'POST');
      return openSession(request, response);
    }
    const known = await roleOf(readCredential(request.headers, guarded.port), (given) => sessions.check(given));
    if (!known.ok) {
      // The page itself holds no secret; with an old cookie it must still load to ask for a new one.
      if (isPage(pathname)) return sendPage(request, response, pathname);
      throw new Refused(known);
    }
    const { role, caller } = known;
    const bare = pathname.startsWith(`${API_PREFIX}/`) ? pathname.slice(API_PREFIX.length) : pathname;
    if (bare === '/openapi.json') {
      wantsMethod(request, 'GET', 'HEAD');
      document ??= deps.openApi();
      return sendJson(response, 200, await document);
    }
    if (pathname === '/health') url.pathname = `${API_PREFIX}/health`;
    if (pathname === `${API_PREFIX}/upload-asset`) {
      wantsMethod(request, 'POST');
      wants(role, 'editor');
      return upload(request, response, caller);
    }
    if (pathname.startsWith('/media/') || pathname.startsWith(`${API_PREFIX}/jobs/`)) {
      const target = ['GET', 'HEAD'].includes(request.method ?? '') ? mediaTargetOf(pathname, url.searchParams) : null;
      if (target !== null || pathname.startsWith('/media/')) wants(role, 'reviewer');
      if (target !== null) {
        const file = await findMedia(deps.media, target);
        return sendFile(request, response, file, target.kind === 'export' ? 'attachment' : 'inline');
      }
    }
    if (url.pathname.startsWith(`${API_PREFIX}/`)) {
      if (await api.handle(request, response, url, { role, caller, door: 'http' })) return;
      // Which routes there are is nobody's business without a token.
      wants(role, 'reviewer');
      throw new AppError('not-found', 'no such route', { what: 'route', id: pathname.slice(0, 200) });
    }
    return sendPage(request, response, pathname);
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const [name, value] of Object.entries(securityHeaders())) response.setHeader(name, value);
    try {
      await route(request, response);
    } catch (thrown) {
      const correlationId = newId();
      if (thrown instanceof Refused) {
        const { verdict } = thrown;
        log.info('request.refused', { why: verdict.why, status: verdict.status, correlationId });
        sendAppError(response, new AppError(verdict.code, verdict.why), correlationId, verdict.status);
      } else {
        const error = toAppError(thrown);
        if (error.code === 'internal') log.error('request.failed', { correlationId, reason: error.message });
        sendAppError(response, error, correlationId);
      }
      // What the caller still sends is not worth reading: the answer goes out, then the connection ends.
      if (!request.complete) {
        request.resume();
        response.once('finish', () => setTimeout(() => request.destroy(), 200).unref());
      }
    }
  };
}

const isPage = (pathname: string): boolean =>
  pathname === '/' || pathname === '/index.html' || pathname.startsWith('/assets/');

class Refused extends Error {
  readonly verdict: GuardRefusal;
  constructor(verdict: GuardRefusal) {
    super(verdict.why);
    this.verdict = verdict;
  }
}
