import { createServer, request } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A careless gateway before the Replicate test server: its refusals and its logs repeat the key that they were asked with. */
export interface EchoFront {
  /** Base address, ending in /v1. */
  url: string;
  /** Answers that held the key, by what was asked. */
  echoes(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

interface Refusal {
  what: string;
  matches: (method: string, path: string) => boolean;
  status: number;
  headers?: (said: string) => OutgoingHttpHeaders;
}

const isCreate = (method: string, path: string): boolean => method === 'POST' && path.endsWith('/predictions');
const isPoll = (method: string, path: string): boolean => method === 'GET' && /\/predictions\/[^/?]+$/.test(path);
const isAccount = (_method: string, path: string): boolean => path.endsWith('/account');

const encodings = (text: string): string[] =>
  (['base64', 'base64url', 'hex'] as const).map((encoding) => Buffer.from(text).toString(encoding));

/** Each strikes once, in this order for what it matches. */
const REFUSALS: readonly Refusal[] = [
  { what: 'create 401', matches: isCreate, status: 401 },
  { what: 'create 429', matches: isCreate, status: 429, headers: () => ({ 'retry-after': '1' }) },
  { what: 'poll 500', matches: isPoll, status: 500 },
  {
    what: 'account 302',
    matches: isAccount,
    status: 302,
    headers: (said) => ({ location: `http://169.254.169.254/?token=${encodeURIComponent(said)}` }),
  },
  { what: 'account 401', matches: isAccount, status: 401 },
];

/** So much of a key tells whose it is. */
const BEGINNING_LETTERS = 15;

/** The key in the spellings that answers and logs have. */
export function spellingsOf(key: string): Record<string, string> {
  const inner = JSON.stringify(key).slice(1, -1);
  // Of a longer text in base64 only the middle is the same: three middles, by where the key begins.
  const middle = (before: number): string => {
    const text = Buffer.concat([Buffer.alloc(before, 0x20), Buffer.from(key)]).toString('base64');
    return text.slice(before === 0 ? 0 : 4, -4);
  };
  return {
    plain: key,
    'its beginning': key.slice(0, BEGINNING_LETTERS),
    json: inner,
    'json twice': JSON.stringify(inner).slice(1, -1),
    url: encodeURIComponent(key),
    'base64 at 0': middle(0),
    'base64 at 1': middle(1),
    'base64 at 2': middle(2),
    'base64url at 0': Buffer.from(key).toString('base64url').slice(0, -3),
    hex: Buffer.from(key).toString('hex'),
    html: key.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
  };
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Starts it before a server whose base address ends in /v1. */
export async function startEchoFront(serverUrl: string): Promise<EchoFront> {
  const { origin, host } = new URL(serverUrl);
  const waiting = [...REFUSALS];
  const echoes: Record<string, number> = {};
  let ownOrigin = '';
  const count = (what: string): void => {
    echoes[what] = (echoes[what] ?? 0) + 1;
  };

  const refuse = (outgoing: ServerResponse, { what, status, headers }: Refusal, given: string): void => {
    const key = given.replace(/^Bearer /, '');
    count(what);
    // The last one lies where a message of 300 letters is cut.
    const said = [given, encodeURIComponent(key), ...encodings(given), ...encodings(key)].join(' ');
    const detail = what.startsWith('create 4') ? `${given} was refused: ${said}` : `${'.'.repeat(270)} ${key}`;
    outgoing.writeHead(status, {
      'content-type': 'application/problem+json',
      'x-echo': given,
      ...headers?.(key),
    });
    outgoing.end(JSON.stringify({ title: given, detail, status, token: key }));
  };

  const forward = async (incoming: IncomingMessage, outgoing: ServerResponse, given: string): Promise<void> => {
    const body = await bytesOf(incoming);
    const { method = 'GET', headers } = incoming;
    const answer = await new Promise<IncomingMessage>((found, fail) => {
      const sent = request(new URL(incoming.url ?? '/', origin), { method, headers: { ...headers, host } });
      sent.once('response', found).once('error', fail);
      sent.end(body);
    });
    let bytes = await bytesOf(answer);
    if (String(answer.headers['content-type']).includes('json')) {
      const value = JSON.parse(bytes.toString('utf8').replaceAll(origin, ownOrigin)) as Record<string, unknown>;
      if ('logs' in value) {
        count('logs');
        value['logs'] = `started with ${given}\n`;
      }
      bytes = Buffer.from(JSON.stringify(value));
    }
    outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'content-length': bytes.length });
    outgoing.end(bytes);
  };

  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url = '/', headers } = incoming;
    const at = waiting.findIndex(({ matches }) => matches(method, url));
    const [refusal] = at === -1 ? [] : waiting.splice(at, 1);
    const given = headers.authorization ?? '';
    if (refusal === undefined) forward(incoming, outgoing, given).catch(() => incoming.socket.destroy());
    else incoming.resume().once('end', () => refuse(outgoing, refusal, given));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  ownOrigin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${ownOrigin}/v1`,
    echoes: () => echoes,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
