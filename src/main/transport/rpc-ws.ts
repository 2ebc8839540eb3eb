import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/ws';
import type { AnyRouter } from '@orpc/server';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { CallContext, Role } from '../../shared/contract/procedure.ts';
import { createCallInterceptor, createRequestInterceptor } from './interceptors.ts';
import type { InterceptorDeps } from './interceptors.ts';
import type { Sessions } from './tokens.ts';

export const SOCKET_PAYLOAD_MAX_BYTES = 1024 * 1024;
export const SOCKETS_MAX = 50;
const PING_EVERY_MS = 30_000;
const TOKEN_WITHIN_MS = 5_000;
const MESSAGES_PER_SECOND = 1_000;

/** Close codes of our own: 4401 no or wrong token, 4429 too many messages. */
export const CLOSE_UNAUTHORIZED = 4401;
export const CLOSE_TOO_MANY = 4429;

/**
 * The WebSocket door at `/rpc`. The caller is known by its cookie or Bearer header, or says `{"token":"…"}` in the first
 * message and waits for `{"ok":true}`.
 */
export function createSocketDoor(deps: InterceptorDeps & { router: AnyRouter; sessions: Sessions }) {
  const { sessions, clock, log } = deps;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: SOCKET_PAYLOAD_MAX_BYTES,
    perMessageDeflate: false,
  });
  const handler = new RPCHandler<CallContext>(deps.router, {
    interceptors: [createRequestInterceptor(deps) as never],
    clientInterceptors: [createCallInterceptor(deps) as never],
  });
  const alive = new WeakSet<WebSocket>();

  const limitMessages = (socket: WebSocket): void => {
    let second = 0;
    let count = 0;
    socket.on('message', () => {
      const now = Math.floor(clock.monotonicMs() / 1_000);
      if (now !== second) [second, count] = [now, 0];
      count += 1;
      if (count > MESSAGES_PER_SECOND) socket.close(CLOSE_TOO_MANY, 'too many messages');
    });
  };
  const open = (socket: WebSocket, role: Role, caller: string): void => {
    void handler.upgrade(socket, { context: { role, caller, door: 'socket' } });
  };

  const waitForToken = (socket: WebSocket): void => {
    const timer = setTimeout(() => socket.close(CLOSE_UNAUTHORIZED, 'no token'), TOKEN_WITHIN_MS);
    socket.once('close', () => clearTimeout(timer));
    socket.once('message', (data, isBinary) => {
      clearTimeout(timer);
      void knownBy(isBinary ? '' : String(data as Buffer)).then((known) => {
        if (known === null) {
          socket.close(CLOSE_UNAUTHORIZED, 'wrong token');
          return;
        }
        open(socket, known.role, known.caller);
        socket.send('{"ok":true}');
      });
    });
  };
  const knownBy = async (text: string) => {
    try {
      const { token } = JSON.parse(text) as { token?: unknown };
      return typeof token === 'string' && token.length <= 4_096
        ? await sessions.check({ kind: 'bearer', value: token })
        : null;
    } catch {
      return null;
    }
  };

  server.on('connection', (socket) => {
    alive.add(socket);
    socket.on('pong', () => void alive.add(socket));
    // A peer that breaks the protocol or the limit is closed by ws itself; the error must not reach the process.
    socket.on('error', (error) => log.info('socket.error', { reason: error.message }));
    limitMessages(socket);
  });
  const pinger = setInterval(() => {
    for (const socket of server.clients) {
      if (!alive.has(socket)) socket.terminate();
      else {
        alive.delete(socket);
        socket.ping();
      }
    }
  }, PING_EVERY_MS).unref();

  return {
    /** Takes over a guarded upgrade. `role` is `public` where the token is still to come. */
    upgrade(request: IncomingMessage, stream: Duplex, head: Buffer, known: { role: Role; caller: string }): void {
      if (server.clients.size >= SOCKETS_MAX) {
        stream.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, stream, head, (socket) => {
        server.emit('connection', socket, request);
        if (known.role === 'public') waitForToken(socket);
        else open(socket, known.role, known.caller);
      });
    },
    count: () => server.clients.size,
    close(): void {
      clearInterval(pinger);
      for (const socket of server.clients) socket.close(1001, 'the server stops');
      // Who does not answer the close is cut.
      setTimeout(() => {
        for (const socket of server.clients) socket.terminate();
      }, 500).unref();
      server.close();
    },
  };
}
