import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it came in, before it was answered. */
export interface Seen {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Exchange extends Seen {
  request: IncomingMessage;
  response: ServerResponse;
}

/** A server that does what one test wants, on the loopback; every request is on record. */
export interface ScriptServer {
  origin: string;
  seen: readonly Seen[];
  close(): Promise<void>;
}

export async function startScriptServer(
  answer: (exchange: Exchange) => void,
  /** Sees a request before its body; true: it deals with it alone. */
  onHead?: (request: IncomingMessage, response: ServerResponse) => boolean,
): Promise<ScriptServer> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    if (onHead?.(request, response) === true) return;
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const record = { method, path, headers, body: Buffer.concat(chunks) };
      seen.push(record);
      answer({ ...record, request, response });
    });
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
}

/** RST instead of FIN. */
export const reset = (request: IncomingMessage): unknown => request.socket.resetAndDestroy();
