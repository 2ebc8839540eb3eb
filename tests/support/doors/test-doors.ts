import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createRouterClient } from '@orpc/server';
import type { AnyRouter } from '@orpc/server';
import { WebSocket } from 'ws';
import { assetViewOf } from '../../../src/main/api/job-views.ts';
import { buildDoors } from '../../../src/main/build-doors.ts';
import { compose } from '../../../src/main/compose.ts';
import { createSystemClock } from '../../../src/main/platform/clock.ts';
import { newUuid } from '../../../src/main/platform/ids.ts';
import { silentLogger } from '../../../src/main/platform/logger.ts';
import { startWebServer } from '../../../src/main/transport/http-server.ts';
import { createCallInterceptor } from '../../../src/main/transport/interceptors.ts';
import { buildOpenApiDocument } from '../../../src/main/transport/openapi-document.ts';
import type { RateLimiter } from '../../../src/main/transport/rate-limiter.ts';
import { createPortDoor } from '../../../src/main/transport/rpc-port.ts';
import { createSessions } from '../../../src/main/transport/tokens.ts';
import { appContract } from '../../../src/shared/contract/app-contract.ts';
import type { AppContract } from '../../../src/shared/contract/app-contract.ts';
import type { CallContext, Role } from '../../../src/shared/contract/procedure.ts';

export type AppClient = ContractRouterClient<AppContract>;
export const START_TOKEN = 'start-token-of-the-tests-0123456789';

const noRates: RateLimiter = { take: () => 0 };

/** A real app with a library of its own, its engine not started, behind all four doors. */
export async function openTestDoors(options: { rates?: RateLimiter } = {}) {
  const home = mkdtempSync(join(tmpdir(), 'framewright-doors-'));
  const app = await compose({ home, log: silentLogger, env: process.env });
  const doors = buildDoors(app, home);
  const deps = { router: doors.router as AnyRouter, log: silentLogger, clock: app.clock, newId: newUuid };
  const pageRoot = join(home, 'page');
  const server = await startWebServer(
    {
      ...deps,
      rates: options.rates ?? noRates,
      sessions: createSessions(START_TOKEN, doors.desk),
      media: doors.media,
      uploads: {
        limitBytes: 300_000,
        store: async (stream, upload) =>
          assetViewOf(await app.assets.importStream(stream, { ...upload, source: 'upload' })),
      },
      openApi: () => buildOpenApiDocument('0'),
      pageRoot,
    },
    { host: '127.0.0.1', port: 0 },
  );
  const url = `http://127.0.0.1:${server.port}`;
  const closers: (() => void)[] = [];

  const memory = (role: Role = 'owner'): AppClient =>
    createRouterClient(doors.router, {
      context: { role, caller: role, door: 'memory' },
      interceptors: [createCallInterceptor(deps) as never],
    }) as unknown as AppClient;
  const port = (role: Role = 'owner'): AppClient => {
    const { port1, port2 } = new MessageChannel();
    createPortDoor(deps).attach(port1, { role, caller: role, door: 'port' });
    port2.start();
    closers.push(() => port2.close());
    return createORPCClient(new PortLink({ port: port2 as never }));
  };
  const socket = async (token = START_TOKEN): Promise<AppClient> => {
    const websocket = new WebSocket(`${url.replace('http', 'ws')}/rpc`, {
      headers: { authorization: `Bearer ${token}` },
    });
    await new Promise((done, fail) => websocket.once('open', done).once('error', fail));
    closers.push(() => websocket.close());
    return createORPCClient(new SocketLink({ websocket: websocket as never }));
  };
  const http = (token = START_TOKEN): AppClient =>
    createORPCClient(
      new OpenAPILink(appContract, { url: `${url}/api/v2`, headers: { authorization: `Bearer ${token}` } }),
    );

  return {
    app,
    doors,
    home,
    url,
    server,
    memory,
    port,
    socket,
    http,
    async close() {
      for (const close of closers) close();
      doors.close();
      await server.close();
      await app.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
export type TestDoors = Awaited<ReturnType<typeof openTestDoors>>;

/** Interceptor of a door for calls that need no app. */
export const testInterceptor = () =>
  createCallInterceptor({ log: silentLogger, clock: createSystemClock(), newId: newUuid }) as (options: {
    path: readonly string[];
    context: CallContext;
    procedure: never;
    next(): Promise<unknown>;
  }) => Promise<unknown>;
