import { afterEach, describe, expect, test } from 'vitest';
import type { LookupAddress } from 'node:dns';
import { AppError } from '../../../src/shared/contract/errors.ts';
import { createEgress, keyHeaders } from '../../../src/main/providers/http/egress.ts';
import type { EgressOptions } from '../../../src/main/providers/http/egress.ts';
import { createGuardedConnector } from '../../../src/main/providers/http/connector.ts';
import type { ResolveAll } from '../../../src/main/providers/http/connector.ts';
import { exchangeJson } from '../../../src/main/providers/http/exchange.ts';
import { ProviderError } from '../../../src/main/providers/remote-port.ts';
import { createSecret } from '../../../src/main/providers/secret.ts';
import { sendJson, startScriptServer } from './conformance-server.ts';
import type { Exchange } from './conformance-server.ts';

const closers: (() => Promise<unknown>)[] = [];
const signal = new AbortController().signal;
const secret = createSecret('FW-CANARY-0123456789');

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function serve(answer: (exchange: Exchange) => void) {
  const server = await startScriptServer(answer);
  closers.push(() => server.close());
  return server;
}
function open(baseUrl: string, more: Partial<EgressOptions> = {}) {
  const limits = { connectMs: 500, firstByteMs: 400, idleMs: 400, totalMs: 2_000 };
  const egress = createEgress({
    ...{ baseUrl, hosts: ['*.files.example'], auth: { header: 'authorization', prefix: 'Bearer ' }, limits },
    ...more,
  });
  closers.push(() => egress.close());
  return egress;
}
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => 'it worked',
    (reason: unknown) => reason,
  );
  if (error instanceof ProviderError) return error.fault.code;
  throw error;
};
const answers =
  (...addresses: string[]): ResolveAll =>
  (_name, done) =>
    done(
      null,
      addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

describe('base URLs', () => {
  test.each([
    'http://api.example/v1',
    'http://10.0.0.1/',
    'http://localhost.evil.example/',
    'ftp://localhost/',
    'https://user:pass@api.example/',
    'not a url',
    '',
  ])('%j is refused', (baseUrl) => expect(() => open(baseUrl)).toThrow(AppError));

  test.each(['https://api.example/v1', 'http://127.0.0.1:8080/v1', 'http://localhost:8080', 'http://[::1]:8080/'])(
    '%s is taken',
    (baseUrl) => expect(open(baseUrl).baseUrl.href.startsWith(baseUrl.replace(/\/$/, ''))).toBe(true),
  );
});

// SECURITY: P1, P2.
describe('where a request may go', () => {
  test.each([
    ['a name that leads inside', ['127.0.0.1']],
    ['a name that leads both ways', ['8.8.8.8', '10.0.0.1']],
    ['a name that leads inside by IPv6', ['::ffff:7f00:1']],
    ['a name that leads to the metadata service', ['169.254.169.254']],
  ])('%s', async (_name, addresses) => {
    const egress = open('https://api.example/v1', { resolveAll: answers(...addresses) });
    const request = { method: 'GET', url: 'https://api.example/v1/x', secret, signal } as const;
    expect(await codeOf(egress.open(request))).toBe('blocked-address');
    const once = await egress.once({ ...request, method: 'POST', body: Buffer.from('{}') });
    expect(once).toMatchObject({ kind: 'broken', complete: false });
  });

  test('the name is asked once for a socket, and the socket gets what was checked', async () => {
    let asked = 0;
    const resolveAll: ResolveAll = (name, done) => {
      asked += 1;
      // Public (and nobody's) for who checks first, private for who asks again.
      answers(asked === 1 ? '2fff:ffff::1' : '127.0.0.1')(name, done);
    };
    const egress = open('https://api.example/v1', { resolveAll });
    const code = await codeOf(egress.open({ method: 'GET', url: 'https://api.example/', secret, signal }));
    expect(asked).toBe(1);
    expect(code).not.toBe('blocked-address');
  });

  test.each([
    'https://other.example/',
    'https://files.example/',
    'http://a.files.example/',
    'https://a.files.example:8443/',
    'https://[::1]/',
    'https://127.1/',
    'https://①②⑦.0.0.1/',
  ])('%s is refused before a name is asked', async (url) => {
    let asked = 0;
    const resolveAll: ResolveAll = (_name, done) => {
      asked += 1;
      done(null, []);
    };
    const egress = open('https://api.example/v1', { resolveAll });
    expect(await codeOf(egress.open({ method: 'GET', url, secret, signal }))).toBe('blocked-address');
    expect(asked).toBe(0);
  });

  test('a listed host is asked for by name', async () => {
    const names: string[] = [];
    const resolveAll: ResolveAll = (name, done) => {
      names.push(name);
      done(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []);
    };
    const egress = open('https://api.example/v1', { resolveAll });
    expect(await codeOf(egress.open({ method: 'GET', url: 'https://a.files.example/x', secret, signal }))).toBe(
      'offline',
    );
    expect(names).toEqual(['a.files.example']);
  });

  test('the exception for this machine is one origin: the neighbour port is refused', async () => {
    const [base, canary] = [
      await serve(({ response }) => response.end('{}')),
      await serve(({ response }) => response.end('{}')),
    ];
    const egress = open(`${base.origin}/v1`);
    const get = { method: 'GET', secret: null, signal } as const;
    expect((await exchangeJson(egress, { ...get, url: `${base.origin}/x` })).json).toEqual({});
    expect(await codeOf(egress.open({ ...get, url: `${canary.origin}/x` }))).toBe('blocked-address');
    expect(canary.seen).toHaveLength(0);
  });

  test('the guard stands at the socket too, without any list before it', async () => {
    const canary = await serve(({ response }) => response.end('{}'));
    const connect = createGuardedConnector({ loopbackOrigin: null, resolveAll: answers('127.0.0.1'), connectMs: 500 });
    const { port } = new URL(canary.origin);
    const outcomes = [
      { protocol: 'http:', hostname: '127.0.0.1', port },
      { protocol: 'https:', hostname: '127.0.0.1', port: '443' },
      { protocol: 'https:', hostname: '[::ffff:127.0.0.1]', port: '' },
      { protocol: 'https:', hostname: 'inside.example', port: '' },
      { protocol: 'https:', hostname: 'inside.example', port },
    ].map(
      (target) =>
        new Promise<unknown>((resolve) => {
          connect({ ...target, host: target.hostname }, (...[error]) => resolve(error));
        }),
    );
    for (const outcome of await Promise.all(outcomes)) {
      expect(outcome).toMatchObject({ fault: { code: 'blocked-address' } });
    }
    expect(canary.seen).toHaveLength(0);
  });
});

// SECURITY: P3.
describe('redirects', () => {
  test('three are followed, a fourth is not; the key goes along on the own origin', async () => {
    const server = await serve(({ path, response }) => {
      const left = Number(path.slice(1));
      if (left === 0) return sendJson(response, 200, { ok: true });
      response.writeHead(302, { location: `/${left - 1}` });
      return response.end();
    });
    const egress = open(server.origin);
    const get = { method: 'GET', secret, signal } as const;
    expect((await exchangeJson(egress, { ...get, url: `${server.origin}/3` })).json).toEqual({ ok: true });
    expect(server.seen.every(({ headers }) => headers.authorization === 'Bearer FW-CANARY-0123456789')).toBe(true);
    expect(await codeOf(egress.open({ ...get, url: `${server.origin}/4` }))).toBe('blocked-address');
  });

  test('a POST is not sent again for a redirect', async () => {
    const server = await serve(({ response }) => {
      response.writeHead(307, { location: '/again' });
      response.end();
    });
    const egress = open(server.origin);
    const answer = await exchangeJson(egress, {
      method: 'POST',
      url: `${server.origin}/x`,
      body: Buffer.from('{}'),
      secret,
      signal,
    });
    expect(answer.status).toBe(307);
    expect(server.seen).toHaveLength(1);
  });
});

describe('keys', () => {
  test.each([
    ['https://api.example/v1/x', true],
    ['https://API.example:443/other', true],
    ['https://api.example:8443/v1/x', false],
    ['http://api.example/v1/x', false],
    ['https://a.files.example/x', false],
    ['https://api.example.evil.example/v1/x', false],
    ['https://sub.api.example/v1/x', false],
  ])('%s gets one: %s', (url, expected) => {
    const auth = { header: 'authorization', prefix: 'Bearer ' };
    const headers = keyHeaders(secret, new URL(url), new URL('https://api.example/v1'), auth);
    expect(headers).toEqual(expected ? { authorization: 'Bearer FW-CANARY-0123456789' } : {});
  });

  test('they go to the configured origin and stay out of errors', async () => {
    const server = await serve(({ request }) => request.socket.destroy());
    const egress = open(server.origin);
    const error: unknown = await egress
      .open({ method: 'GET', url: `${server.origin}/x`, secret, signal })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProviderError);
    expect(server.seen[0]?.headers.authorization).toBe('Bearer FW-CANARY-0123456789');
    const seen = new Set<unknown>();
    const texts: string[] = [];
    const walk = (value: unknown): void => {
      if (typeof value === 'string') texts.push(value);
      if (typeof value !== 'object' || value === null || seen.has(value)) return;
      seen.add(value);
      for (const name of Reflect.ownKeys(value)) walk(Reflect.get(value, name));
    };
    walk(error);
    expect(texts.join('\n')).not.toContain('CANARY');
  });
});
