import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../shared/contract/errors.ts';
import type { Translate } from '../shared/i18n/translate.ts';
import { assetViewOf } from './api/job-views.ts';
import { buildDoors, pageFolder } from './build-doors.ts';
import { compose } from './compose.ts';
import type { App } from './compose.ts';
import { newUuid } from './platform/ids.ts';
import { silentLogger } from './platform/logger.ts';
import type { Logger } from './platform/logger.ts';
import { libraryPaths } from './platform/paths.ts';
import { createFileLogger, logLevelOf } from './platform/pino-logger.ts';
import { PRODUCT_VERSION } from './platform/version.ts';
import { hostLiteral, startWebServer } from './transport/http-server.ts';
import type { WebServer } from './transport/http-server.ts';
import { buildOpenApiDocument } from './transport/openapi-document.ts';
import { createRateLimiter } from './transport/rate-limiter.ts';
import { createSessions, newToken } from './transport/tokens.ts';

export const DEFAULT_PORT = 4319;

export interface ServeOptions {
  host?: string | undefined;
  port?: number | undefined;
  token?: string | undefined;
  home: string;
  env: NodeJS.ProcessEnv;
  t: Translate;
  /** Where the address is printed. */
  out(text: string): void;
  /** Ends the server: work under way stops at its step and goes on at the next start. */
  signal: AbortSignal;
}

const TOKEN_MIN_LETTERS = 16;

function fault(path: string, code: string, params: Record<string, string | number>): AppError {
  return new AppError('invalid-input', `${path} cannot be used`, { issues: [{ path, code, params }] });
}

function portOf(options: ServeOptions): number {
  if (options.port !== undefined) return options.port;
  const { FRAMEWRIGHT_PORT: text } = options.env;
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw fault('FRAMEWRIGHT_PORT', 'wrong-type', { expected: '0–65535' });
  return port;
}

function tokenOf(options: ServeOptions): string {
  const token = options.token ?? options.env.FRAMEWRIGHT_TOKEN;
  if (token === undefined || token === '') return newToken();
  if (token.length < TOKEN_MIN_LETTERS) throw fault('token', 'too-short', { limit: TOKEN_MIN_LETTERS });
  // It travels in a header and in a URL fragment.
  if (!/^[\w.~+/=-]+$/.test(token)) throw fault('token', 'format', { expected: 'A–Z a–z 0–9 . _ ~ + / = -' });
  return token;
}

function hostOf(options: ServeOptions): string {
  const host = options.host ?? '127.0.0.1';
  // W1: everything at once is never meant; a Host header could not name it either.
  if (host === '0.0.0.0' || host === '::' || host === '')
    throw fault('host', 'format', { expected: '127.0.0.1 or one address of this machine' });
  return host;
}

function fileLog(options: ServeOptions): Logger {
  try {
    const { home, env } = options;
    // The log is the first to write there: prompts and clients' material are nobody else's.
    mkdirSync(home, { recursive: true, mode: 0o700 });
    return createFileLogger({
      folder: libraryPaths(home).logs,
      level: logLevelOf(env.FRAMEWRIGHT_LOG),
      secrets: () => [options.token ?? '', env.FRAMEWRIGHT_TOKEN ?? ''].filter((secret) => secret !== ''),
    });
  } catch {
    return silentLogger;
  }
}

/** Waits for the first reason to stop; rejects when the engine gave up. */
function untilStop(app: App, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve();
    signal.addEventListener('abort', stop, { once: true });
    for (const name of ['SIGTERM', 'SIGHUP'] as const) process.once(name, stop);
    app.onHalt(reject);
    if (signal.aborted) resolve();
  });
}

/** Opens the web door of an app. Throws AppError `port-in-use`, `invalid-input`. */
export async function openWebDoor(
  app: App,
  options: { home: string; host: string; port: number; token: string },
): Promise<WebServer & { url: string }> {
  const { clock, log, assets } = app;
  const doors = buildDoors(app, options.home);
  const server = await startWebServer(
    {
      router: doors.router,
      media: doors.media,
      log,
      clock,
      newId: newUuid,
      rates: createRateLimiter(clock),
      sessions: createSessions(options.token, doors.desk),
      uploads: {
        // Asked for each upload: the person may change it at any time.
        get limitBytes() {
          return assets.limitBytes;
        },
        store: async (stream, upload) =>
          assetViewOf(await assets.importStream(stream, { ...upload, source: 'upload' })),
      },
      openApi: () => buildOpenApiDocument(PRODUCT_VERSION),
      pageRoot: pageFolder(),
    },
    options,
  );
  const name = options.host === 'localhost' ? '127.0.0.1' : options.host;
  return {
    ...server,
    url: `http://${hostLiteral(name)}:${server.port}`,
    async close() {
      doors.close();
      await server.close();
    },
  };
}

/**
 * `framewright serve`: the app behind a web server until `signal` aborts or the process is told to end. Gives the exit
 * code. Throws AppError `port-in-use`, `library-busy` with pid and address of the owner, `invalid-input`.
 */
export async function serve(options: ServeOptions): Promise<0> {
  const { home, env, t, out, signal } = options;
  const where = { home, host: hostOf(options), port: portOf(options), token: tokenOf(options) };
  const app = await compose({ home, log: fileLog(options), env });
  const stray = (error: unknown): void => {
    // An error that escaped a job belongs to that job, not to the process (F71).
    if (!app.engine.takeStrayError(error)) throw error;
  };
  process.on('unhandledRejection', stray).on('uncaughtException', stray);
  const addressFile = join(home, 'server.json');
  let server: Awaited<ReturnType<typeof openWebDoor>> | undefined;
  try {
    server = await openWebDoor(app, where);
    app.library.lease.setAddress(server.url);
    // For commands of this machine: they go through this server while it has the library (decision 35).
    rmSync(addressFile, { force: true });
    writeFileSync(addressFile, JSON.stringify({ url: server.url, token: where.token, pid: process.pid }), {
      mode: 0o600,
      flag: 'wx',
    });
    const stopped = untilStop(app, signal);
    await app.start();
    out(`${t('cli.listening', { url: `${server.url}/#t=${where.token}` })}\n${t('cli.stop-hint')}\n`);
    await stopped;
    return 0;
  } finally {
    rmSync(addressFile, { force: true });
    await server?.close();
    await app.close();
    process.off('unhandledRejection', stray).off('uncaughtException', stray);
  }
}
