import { createServer, request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A gateway before the Replicate test server: all goes through, but its list of predictions can be refused. */
export interface ReplicateFront {
  /** Base address, ending in /v1. */
  url: string;
  /** From now on the list answers 400: what became of a lost create cannot be looked up. */
  refuseList(isRefused: boolean): void;
  /** Connections are refused until `listenAgain()`: there is no way to the provider. */
  stopListening(): Promise<void>;
  listenAgain(): Promise<void>;
  close(): Promise<void>;
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Starts it before a server whose base address ends in /v1. */
export async function startReplicateFront(serverUrl: string): Promise<ReplicateFront> {
  const origin = new URL(serverUrl).origin;
  let isRefused = false;
  let ownOrigin = '';

  const forward = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await bytesOf(incoming);
    const answer = await new Promise<IncomingMessage>((found, fail) => {
      const { method, headers } = incoming;
      const sent = request(new URL(incoming.url ?? '/', origin), {
        ...(method === undefined ? {} : { method }),
        headers: { ...headers, host: new URL(origin).host },
      });
      sent.once('response', found).once('error', fail);
      sent.end(body);
    });
    const bytes = await bytesOf(answer);
    const isJson = String(answer.headers['content-type']).includes('json');
    // Addresses that the server names lie behind this front too.
    const shown = isJson ? Buffer.from(bytes.toString('utf8').replaceAll(origin, ownOrigin)) : bytes;
    outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'content-length': shown.length });
    outgoing.end(shown);
  };

  const server = createServer((incoming, outgoing) => {
    if (isRefused && incoming.method === 'GET' && /^\/v1\/predictions(\?|$)/.test(incoming.url ?? '')) {
      outgoing.writeHead(400, { 'content-type': 'application/problem+json' });
      outgoing.end(JSON.stringify({ title: 'Bad request', detail: 'the list is closed', status: 400 }));
      return;
    }
    // What breaks behind it breaks before it.
    forward(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  const listen = (port: number): Promise<void> =>
    new Promise((listening) => server.listen(port, '127.0.0.1', () => listening()));
  const shut = (): Promise<void> =>
    new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  ownOrigin = `http://127.0.0.1:${port}`;
  return {
    url: `${ownOrigin}/v1`,
    refuseList: (refused) => void (isRefused = refused),
    stopListening: shut,
    listenAgain: () => listen(port),
    close: shut,
  };
}
