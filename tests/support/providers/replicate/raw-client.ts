/** A bare HTTP client for tests of the server: one connection per call, and it says how the call ended. */
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { TEST_TOKEN } from './replicate-server.ts';
import type { ReplicateServer } from './replicate-server.ts';

export interface Ended {
  /** answered: the whole answer came; short: it broke off; broken: no answer at all. */
  kind: 'answered' | 'short' | 'broken';
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Of the socket, for the last two. */
  code: string | undefined;
}

export interface RawCall {
  ended: Promise<Ended>;
  /** Bytes of the answer's body so far. */
  receivedBytes(): number;
  /** True once status and headers are there. */
  hasHead(): boolean;
  abort(): void;
}

export interface RawOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Null: no key goes along. */
  token?: string | null;
}

/** Starts a call of any address. */
export function startCall(address: string, options: RawOptions = {}): RawCall {
  const { method = 'GET', body, token = TEST_TOKEN } = options;
  const headers: Record<string, string> = {
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
    ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    ...options.headers,
  };
  let received = 0;
  let head: { status: number; headers: IncomingHttpHeaders } | undefined;
  const chunks: Buffer[] = [];
  const outgoing = request(address, { method, headers, agent: false });
  const ended = new Promise<Ended>((resolve) => {
    const end = (kind: Ended['kind'], code?: string): void =>
      resolve({ kind, status: head?.status ?? 0, headers: head?.headers ?? {}, body: Buffer.concat(chunks), code });
    outgoing.on('error', (error: NodeJS.ErrnoException) => end(head === undefined ? 'broken' : 'short', error.code));
    outgoing.on('response', (response) => {
      head = { status: response.statusCode ?? 0, headers: response.headers };
      response.on('data', (chunk: Buffer) => {
        received += chunk.length;
        // An endless body must not fill the memory of the test.
        if (received <= 50_000_000) chunks.push(chunk);
      });
      response.on('error', (error: NodeJS.ErrnoException) => end('short', error.code));
      response.on('close', () => end(response.complete ? 'answered' : 'short'));
    });
  });
  outgoing.end(body);
  return { ended, receivedBytes: () => received, hasHead: () => head !== undefined, abort: () => outgoing.destroy() };
}

/** A call below /v1, to its end. */
export function call(server: ReplicateServer, path: string, options: RawOptions = {}): Promise<Ended> {
  return startCall(`${server.url}${path}`, options).ended;
}

/** The JSON of an answer as an object. */
export function objectOf(ended: Pick<Ended, 'body'>): Record<string, unknown> {
  return JSON.parse(ended.body.toString()) as Record<string, unknown>;
}

/** A create by model name. */
export function createRun(
  server: ReplicateServer,
  model: string,
  input: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<Ended> {
  return call(server, `/models/${model}/predictions`, { method: 'POST', headers, body: JSON.stringify({ input }) });
}

/** The multipart body of an upload as the stock client sends it. */
export function uploadBody(
  name: string,
  type: string,
  bytes: Buffer,
): { headers: Record<string, string>; body: Buffer } {
  const edge = 'edge-of-a-part';
  const head = `--${edge}\r\nContent-Disposition: form-data; name="content"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`;
  const metadata =
    `\r\n--${edge}\r\nContent-Disposition: form-data; name="metadata"; filename="blob"\r\n` +
    `Content-Type: application/json\r\n\r\n{"reference":7}\r\n--${edge}--\r\n`;
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(metadata)]),
  };
}

/** The first output address of a prediction. */
export function outputOf(prediction: Record<string, unknown>): string {
  const { output } = prediction;
  const first: unknown = Array.isArray(output) ? output[0] : output;
  if (typeof first !== 'string') throw new Error(`No output: ${JSON.stringify(prediction)}`);
  return first;
}
