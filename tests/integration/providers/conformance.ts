import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createNetServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { ResolveAll } from '../../../src/main/providers/http/connector.ts';
import type { EgressLimits } from '../../../src/main/providers/http/egress.ts';
import { ProviderError } from '../../../src/main/providers/remote-port.ts';
import type { PreparedCall, ProviderFault, RemoteAdapter } from '../../../src/main/providers/remote-port.ts';
import { CERTIFICATE_KEY, EXPIRED_CERTIFICATE, OWN_CERTIFICATE } from './conformance-certificate.ts';
import { reset, sendJson, startScriptServer } from './conformance-server.ts';
import type { Exchange } from './conformance-server.ts';

/** How one vendor's adapter is made and what its API says. */
export interface Subject {
  vendor: string;
  key: string;
  make(options: { origin: string; limits: Partial<EgressLimits>; resolveAll?: ResolveAll; ca?: string }): {
    adapter: RemoteAdapter;
    close(): Promise<void>;
  };
  /** A call that is ready to leave; `padding` makes its body that much longer, bytes. */
  call(padding?: number): PreparedCall;
  /** Body of an answer that accepted the create under `remoteId`. */
  accepted(remoteId: string): unknown;
  /** Body of a poll; `output` where it ended well. */
  state(remoteId: string, word: string, rest?: Readonly<Record<string, unknown>>): unknown;
  words: { running: string; succeeded: string; failed: string };
  /** Error text of a content refusal. */
  refusalText: string;
}

/** Quick limits: nothing here waits for the real thirty seconds. */
const LIMITS: EgressLimits = { connectMs: 2_000, firstByteMs: 400, idleMs: 400, totalMs: 1_500 };
const ID = 'remote-1';

type Answer = (exchange: Exchange) => void;

/** What every adapter of the remote port keeps to, over real sockets. */
export function describeConformance(subject: Subject): void {
  const closers: (() => Promise<unknown>)[] = [];
  const still = { signal: new AbortController().signal };

  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  const make = (origin: string, more: { resolveAll?: ResolveAll; ca?: string } = {}): RemoteAdapter => {
    const { adapter, close } = subject.make({ origin, limits: LIMITS, ...more });
    closers.push(close);
    return adapter;
  };
  const serve = async (answer: Answer, onHead?: Parameters<typeof startScriptServer>[1]) => {
    const server = await startScriptServer(answer, onHead);
    closers.push(() => server.close());
    return { server, adapter: make(server.origin) };
  };
  const folder = async (): Promise<string> => {
    const made = await mkdtemp(join(tmpdir(), 'fw-conform-'));
    closers.push(() => rm(made, { recursive: true, force: true }));
    return made;
  };
  const faultOf = async (work: Promise<unknown>): Promise<ProviderFault> => {
    const error: unknown = await work.then(
      () => new Error('it worked'),
      (reason: unknown) => reason,
    );
    if (error instanceof ProviderError) return error.fault;
    throw error;
  };
  const sends = (status: number, value: unknown, headers: Record<string, string> = {}): Answer => {
    return ({ response }) => sendJson(response, status, value, headers);
  };
  const raw = (status: number, headers: Record<string, string>, body: string | Buffer): Answer => {
    return ({ response }) => {
      response.writeHead(status, headers);
      response.end(body);
    };
  };

  describe(`${subject.vendor}: one POST per create`, () => {
    const half = (response: ServerResponse) => {
      response.writeHead(201, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"id":"re');
    };
    const unknown: [name: string, code: string, answer: Answer][] = [
      ['reset after the body', 'unavailable', ({ request }) => reset(request)],
      [
        'reset in mid-answer',
        'unavailable',
        ({ request, response }) => (half(response), setTimeout(reset, 50, request)),
      ],
      ['closed without an answer', 'unavailable', ({ request }) => request.socket.destroy()],
      ['hang', 'timeout', () => undefined],
      ['hang in mid-answer', 'timeout', ({ response }) => half(response)],
      ['408', 'timeout', sends(408, {})],
      ['409', 'unavailable', sends(409, {})],
      ['500', 'unavailable', sends(500, { detail: 'x' })],
      ['502', 'unavailable', raw(502, { 'content-type': 'text/html' }, '<html>bad gateway</html>')],
      ['503 that says when', 'unavailable', sends(503, {}, { 'retry-after': '2' })],
      ['504', 'unavailable', sends(504, {})],
      ['302', 'unavailable', raw(302, { location: '/elsewhere' }, '')],
      [
        '307 to the same place',
        'unavailable',
        ({ response, path }) => raw(307, { location: path }, '')({ response } as Exchange),
      ],
      ['200 with a login page', 'portal', raw(200, { 'content-type': 'text/html' }, '<!doctype html><p>log in')],
      ['201 that is not JSON', 'malformed-response', raw(201, {}, 'created!')],
      ['201 without an id', 'malformed-response', sends(201, { status: 'starting' })],
      ['201 in gzip', 'malformed-response', raw(201, { 'content-encoding': 'gzip' }, gzipSync('{}'))],
    ];
    test.each(unknown)('%s: unknown (%s)', async (_name, code, answer) => {
      const { adapter, server } = await serve(answer);
      const result = await adapter.create(subject.call(), still);
      expect(result).toMatchObject({ kind: 'unknown', fault: { code } });
      expect(server.seen.filter(({ method }) => method === 'POST')).toHaveLength(1);
    });

    test('reset before the body is read: unknown, one connection', async () => {
      let connections = 0;
      const listener = createNetServer((socket) => {
        connections += 1;
        socket.on('error', () => undefined);
        socket.once('data', () => socket.resetAndDestroy());
      });
      await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
      closers.push(() => new Promise((resolve) => listener.close(resolve)));
      const adapter = make(`http://127.0.0.1:${(listener.address() as AddressInfo).port}`);
      expect(await adapter.create(subject.call(), still)).toMatchObject({ kind: 'unknown' });
      expect(connections).toBe(1);
    });

    const refused: [name: string, expected: Partial<ProviderFault>, answer: Answer][] = [
      ['401', { code: 'auth', status: 401 }, sends(401, { title: 'Unauthenticated', detail: 'no', status: 401 })],
      ['403', { code: 'auth' }, sends(403, { detail: 'no' })],
      ['402', { code: 'quota' }, sends(402, { title: 'Insufficient credit', detail: 'pay', status: 402 })],
      ['404', { code: 'not-found' }, sends(404, { detail: 'no longer available' })],
      ['429 with a body', { code: 'rate-limited', retryAfterMs: 7_000 }, sends(429, { detail: 'x', retry_after: 7 })],
      ['429 with seconds', { code: 'rate-limited', retryAfterMs: 120_000 }, sends(429, {}, { 'retry-after': '120' })],
      [
        '429 with a date that is past',
        { code: 'rate-limited', retryAfterMs: 1_000 },
        sends(429, {}, { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }),
      ],
      [
        '429 in words',
        { code: 'rate-limited', retryAfterMs: 30_000 },
        sends(429, { detail: 'Request was throttled. Your rate limit resets in ~30s.' }),
      ],
      ['429 bare', { code: 'rate-limited', retryAfterMs: null }, raw(429, {}, '')],
      ['403 with a login page', { code: 'portal' }, raw(403, { 'content-type': 'text/html' }, '<html>proxy</html>')],
      [
        '422',
        { code: 'invalid-request', fields: ['input.duration'] },
        sends(422, { detail: 'x', invalid_fields: [{ type: 'enum', field: 'input.duration', description: 'd' }] }),
      ],
    ];
    test.each(refused)('%s: refused', async (_name, expected, answer) => {
      const { adapter, server } = await serve(answer);
      expect(await adapter.create(subject.call(), still)).toMatchObject({ kind: 'refused', fault: expected });
      expect(server.seen).toHaveLength(1);
    });

    test('a date in the future is waited for', async () => {
      const at = new Date(Date.now() + 600_000).toUTCString();
      const { adapter } = await serve(sends(429, {}, { 'retry-after': at }));
      const result = await adapter.create(subject.call(), still);
      if (result.kind !== 'refused') throw new Error(result.kind);
      expect(result.fault.retryAfterMs).toBeGreaterThan(500_000);
      expect(result.fault.retryAfterMs).toBeLessThanOrEqual(600_000);
    });

    test.each([200, 201, 202])('%i with an id: accepted', async (status) => {
      const { adapter, server } = await serve(sends(status, subject.accepted(ID)));
      expect(await adapter.create(subject.call(), still)).toMatchObject({ kind: 'accepted', remoteId: ID });
      expect(server.seen).toHaveLength(1);
    });

    test('given up in mid-flight: unknown, and soon', async () => {
      const abort = new AbortController();
      const { adapter, server } = await serve(() => abort.abort());
      expect(await adapter.create(subject.call(), { signal: abort.signal })).toMatchObject({ kind: 'unknown' });
      expect(server.seen).toHaveLength(1);
    });
  });

  describe(`${subject.vendor}: creates that provably did not leave`, () => {
    test('nobody listens', async () => {
      const server = await startScriptServer(() => undefined);
      await server.close();
      const result = await make(server.origin).create(subject.call(), still);
      expect(result).toMatchObject({ kind: 'not-sent', fault: { code: 'offline' } });
    });

    test.each(['ENOTFOUND', 'EAI_AGAIN'])('the name does not resolve: %s', async (code) => {
      const resolveAll: ResolveAll = (_name, done) => done(Object.assign(new Error(code), { code }), []);
      const result = await make('https://api.provider.example', { resolveAll }).create(subject.call(), still);
      expect(result).toMatchObject({ kind: 'not-sent', fault: { code: 'offline' } });
    });

    const serveTls = async (cert: string) => {
      const posts: string[] = [];
      const server = createHttpsServer({ key: CERTIFICATE_KEY, cert }, (request, response) => {
        posts.push(request.url ?? '');
        request.resume().on('end', () => sendJson(response, 201, subject.accepted(ID)));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      closers.push(() => new Promise((resolve) => server.close(resolve)));
      return { origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, posts };
    };

    test('the certificate is out of date: the clock may be wrong', async () => {
      const { origin, posts } = await serveTls(EXPIRED_CERTIFICATE);
      const result = await make(origin, { ca: EXPIRED_CERTIFICATE }).create(subject.call(), still);
      expect(result).toMatchObject({ kind: 'not-sent', fault: { code: 'clock-wrong' } });
      expect(posts).toHaveLength(0);
    });

    test('the certificate is a stranger: somebody stands in between', async () => {
      const { origin, posts } = await serveTls(OWN_CERTIFICATE);
      const result = await make(origin).create(subject.call(), still);
      expect(result).toMatchObject({ kind: 'not-sent', fault: { code: 'portal' } });
      expect(posts).toHaveLength(0);
      const trusted = await make(origin, { ca: OWN_CERTIFICATE }).create(subject.call(), still);
      expect(trusted).toMatchObject({ kind: 'accepted' });
      expect(posts).toHaveLength(1);
    });

    test('reset while it uploads: the last byte never left', async () => {
      const { adapter } = await serve(
        () => undefined,
        (request) => {
          request.on('error', () => undefined);
          request.once('data', () => request.socket.resetAndDestroy());
          return true;
        },
      );
      expect(await adapter.create(subject.call(32 * 1024 * 1024), still)).toMatchObject({ kind: 'not-sent' });
    });

    test('given up before it began', async () => {
      const { adapter, server } = await serve(sends(201, subject.accepted(ID)));
      expect(await adapter.create(subject.call(), { signal: AbortSignal.abort() })).toMatchObject({ kind: 'not-sent' });
      expect(server.seen).toHaveLength(0);
    });
  });

  describe(`${subject.vendor}: reads`, () => {
    const faults: [name: string, code: string, answer: Answer][] = [
      ['401', 'auth', sends(401, { detail: 'x' })],
      ['404', 'not-found', sends(404, { detail: 'x' })],
      ['429', 'rate-limited', sends(429, { detail: 'x' })],
      ['500', 'unavailable', sends(500, {})],
      ['reset', 'unavailable', ({ request }) => reset(request)],
      ['hang', 'timeout', () => undefined],
      ['not JSON', 'malformed-response', raw(200, { 'content-type': 'application/json' }, '{"id":')],
      ['a login page', 'portal', raw(200, { 'content-type': 'text/html' }, '<html>log in</html>')],
      ['JSON 60 deep', 'malformed-response', raw(200, {}, `${'{"a":'.repeat(60)}1${'}'.repeat(60)}`)],
      ['gzip', 'malformed-response', raw(200, { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(50_000_000)))],
      [
        'a redirect that goes round',
        'blocked-address',
        ({ response, path }) => raw(302, { location: path }, '')({ response } as Exchange),
      ],
    ];
    test.each(faults)('%s: %s', async (_name, code, answer) => {
      const { adapter } = await serve(answer);
      expect((await faultOf(adapter.poll(ID, still))).code).toBe(code);
    });

    test('an endless body is left', async () => {
      let sent = 0;
      const { adapter } = await serve(({ response }) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const pour = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536, ' '))) sent += 65_536;
          if (!response.destroyed) response.once('drain', pour);
        };
        pour();
      });
      expect((await faultOf(adapter.poll(ID, still))).code).toBe('malformed-response');
      expect(sent).toBeLessThan(64 * 1024 * 1024);
    });

    test('a byte now and then is left when the time is over', async () => {
      const { adapter } = await serve(({ response }) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const drip = setInterval(() => response.write(' '), 100);
        response.on('close', () => clearInterval(drip));
      });
      expect((await faultOf(adapter.poll(ID, still))).code).toBe('timeout');
    });

    test('given up in mid-poll: it ends with the reason that was given', async () => {
      const abort = new AbortController();
      const reason = new Error('cancelled by a person');
      const { adapter } = await serve(() => abort.abort(reason));
      await expect(adapter.poll(ID, { signal: abort.signal })).rejects.toBe(reason);
    });

    test('a word that nobody knows, a renamed field, an extra null', async () => {
      const bodies = [
        subject.state(ID, 'quantum'),
        { renamed: ID },
        { ...Object(subject.state(ID, subject.words.running)), extra: null },
      ];
      const { adapter } = await serve(({ response }) => sendJson(response, 200, bodies.shift()));
      expect(await adapter.poll(ID, still)).toEqual({ state: 'unknown', raw: 'quantum' });
      expect(await adapter.poll(ID, still)).toMatchObject({ state: 'unknown' });
      expect(await adapter.poll(ID, still)).toMatchObject({ state: 'running' });
    });

    test('a content refusal is one, and free', async () => {
      const refusal = subject.state(ID, subject.words.failed, { error: subject.refusalText });
      const { adapter } = await serve(sends(200, refusal));
      const status = await adapter.poll(ID, still);
      expect(status).toMatchObject({ state: 'failed', charged: 'no', fault: { code: 'content-policy' } });
    });

    test('`__proto__` in an answer changes nothing', async () => {
      const text = JSON.stringify(subject.state(ID, subject.words.running)).replace(
        '{',
        '{"__proto__":{"isAdmin":true},',
      );
      const { adapter } = await serve(raw(200, {}, text));
      expect(await adapter.poll(ID, still)).toMatchObject({ state: 'running' });
      expect('isAdmin' in {}).toBe(false);
    });

    test('the key that a broken server echoes is taken out', async () => {
      const echo = `bad token ${subject.key} ${encodeURIComponent(subject.key)} ${Buffer.from(subject.key).toString('base64')}`;
      const { adapter } = await serve(sends(500, { detail: echo }));
      const fault = await faultOf(adapter.poll(ID, still));
      expect(fault.message).toContain('[secret]');
      const { adapter: other } = await serve(sends(400, { detail: echo, invalid_fields: [{ field: subject.key }] }));
      const created = await other.create(subject.call(), still);
      for (const text of [JSON.stringify(fault), JSON.stringify(created)]) {
        expect(text).not.toContain(subject.key);
        expect(text).not.toContain(Buffer.from(subject.key).toString('base64').slice(0, 16));
      }
    });
  });

  describe(`${subject.vendor}: downloads`, () => {
    const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(5_000, 7)]);
    const png = { 'content-type': 'image/png' };
    const fetchWith = async (
      adapter: RemoteAdapter,
      url: string,
      kind: 'image' | 'video' = 'image',
      maxBytes = 1_000_000,
    ) => {
      const home = await folder();
      const path = join(home, 'out.png');
      const work = adapter.download({ url }, { path, kind, maxBytes }, still);
      const outcome = await work.then(
        (done) => ({ done, fault: undefined }),
        (error: unknown) => ({
          done: undefined,
          fault: error instanceof ProviderError ? error.fault.code : String(error),
        }),
      );
      return { ...outcome, left: await readdir(home) };
    };

    test('a good file', async () => {
      const { adapter, server } = await serve(raw(200, png, PNG));
      const { done, left } = await fetchWith(adapter, `${server.origin}/a.png`);
      expect(done).toMatchObject({ bytes: PNG.length, mime: 'image/png' });
      expect(left).toEqual(['out.png']);
      expect(server.seen[0]?.headers.authorization).toBeUndefined();
    });

    const bad: [name: string, code: string, answer: Answer, kind?: 'image' | 'video'][] = [
      ['a page instead of a picture', 'bad-output', raw(200, png, '<html>sorry</html>')],
      ['a picture instead of a video', 'bad-output', raw(200, { 'content-type': 'video/mp4' }, PNG), 'video'],
      ['nothing at all', 'bad-output', raw(200, png, '')],
      ['larger than announced as allowed', 'bad-output', raw(200, png, Buffer.concat([PNG, Buffer.alloc(1_000_000)]))],
      ['gzip', 'bad-output', raw(200, { ...png, 'content-encoding': 'gzip' }, gzipSync(PNG))],
      ['403', 'expired', raw(403, {}, '')],
      ['404', 'expired', raw(404, {}, '')],
      ['410', 'expired', raw(410, {}, '')],
      ['500', 'unavailable', raw(500, {}, '')],
      ['hang', 'timeout', () => undefined],
    ];
    test.each(bad)('%s: %s, and nothing stays', async (_name, code, answer, kind) => {
      const { adapter, server } = await serve(answer);
      const { fault, left } = await fetchWith(adapter, `${server.origin}/a.png`, kind);
      expect({ fault, left }).toEqual({ fault: code, left: [] });
    });

    test('a file without a length that never ends is cut at its cap', async () => {
      const { adapter, server } = await serve(({ response }) => {
        response.writeHead(200, png);
        response.write(PNG);
        const pour = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536)));
          if (!response.destroyed) response.once('drain', pour);
        };
        pour();
      });
      const { fault, left } = await fetchWith(adapter, `${server.origin}/a.png`);
      expect({ fault, left }).toEqual({ fault: 'bad-output', left: [] });
    });

    test('cut in the middle: the rest comes by range', async () => {
      const { adapter, server } = await serve(({ request, response, headers }) => {
        if (headers.range === undefined) {
          response.writeHead(200, { ...png, etag: '"v1"', 'content-length': String(PNG.length) });
          response.write(PNG.subarray(0, 2_000));
          setTimeout(reset, 50, request);
          return;
        }
        const from = Number(/\d+/.exec(headers.range)?.[0]);
        response.writeHead(206, {
          ...png,
          etag: '"v1"',
          'content-range': `bytes ${from}-${PNG.length - 1}/${PNG.length}`,
        });
        response.end(PNG.subarray(from));
      });
      const { done } = await fetchWith(adapter, `${server.origin}/a.png`);
      expect(done).toMatchObject({ bytes: PNG.length });
      expect(server.seen.map(({ headers }) => headers['if-range'])).toEqual([undefined, '"v1"']);
    });
    test('the rest of another version is not put to the first half', async () => {
      let asked = 0;
      const { adapter, server } = await serve(({ request, response }) => {
        asked += 1;
        response.writeHead(200, { ...png, etag: `"v${asked}"`, 'content-length': String(PNG.length) });
        if (asked > 1) return response.end(PNG);
        response.write(Buffer.alloc(2_000, 1));
        return setTimeout(reset, 50, request);
      });
      const { done } = await fetchWith(adapter, `${server.origin}/a.png`);
      const plain = await serve(raw(200, png, PNG));
      const expected = await fetchWith(plain.adapter, `${plain.server.origin}/a.png`);
      expect(done?.sha256).toBe(expected.done?.sha256);
    });

    test('cut again and again: three tries, then the fault', async () => {
      const { adapter, server } = await serve(({ request, response }) => {
        response.writeHead(200, { ...png, 'content-length': '9000' });
        response.write(PNG);
        setTimeout(reset, 30, request);
      });
      const { fault, left } = await fetchWith(adapter, `${server.origin}/a.png`);
      expect({ fault, left }).toEqual({ fault: 'unavailable', left: [] });
      expect(server.seen).toHaveLength(3);
    });

    test('the key goes to the own origin when it asks, and nowhere else', async () => {
      const { adapter, server } = await serve(({ response, headers }) =>
        headers.authorization === undefined
          ? raw(401, {}, '')({ response } as Exchange)
          : raw(200, png, PNG)({ response } as Exchange),
      );
      const { done } = await fetchWith(adapter, `${server.origin}/a.png`);
      expect(done).toMatchObject({ bytes: PNG.length });
      expect(server.seen).toHaveLength(2);
    });

    test('a data address', async () => {
      const { adapter } = await serve(() => undefined);
      const { done, left } = await fetchWith(adapter, `data:image/png;base64,${PNG.toString('base64')}`);
      expect(done).toMatchObject({ bytes: PNG.length, mime: 'image/png' });
      expect(left).toEqual(['out.png']);
    });

    test('addresses that lead inside are refused, by name and by redirect; nobody there is asked', async () => {
      const canary = await startScriptServer(raw(200, png, PNG));
      closers.push(() => canary.close());
      const port = new URL(canary.origin).port;
      const inside = [
        `http://127.0.0.1:${port}/`,
        `http://localhost:${port}/`,
        `https://[::ffff:127.0.0.1]:${port}/`,
        `https://[::ffff:127.0.0.1]/`,
        'http://169.254.169.254/latest/meta-data/',
        'https://169.254.169.254/',
        'https://2130706433/',
        'https://0.0.0.0/',
        `https://0.0.0.0:${port}/`,
        'https://user:pass@replicate.delivery/',
        'file:///etc/passwd',
        'ftp://replicate.delivery/a.png',
        'not an address',
      ];
      for (const target of inside) {
        const { adapter, server } = await serve(raw(302, { location: target }, ''));
        expect((await fetchWith(adapter, target)).fault, target).toBe('blocked-address');
        if (target === 'not an address') continue;
        expect((await fetchWith(adapter, `${server.origin}/go`)).fault, `redirect to ${target}`).toBe(
          'blocked-address',
        );
      }
      expect(canary.seen).toHaveLength(0);
      // The canary does answer those who may ask.
      expect((await fetchWith(make(canary.origin), `${canary.origin}/a.png`)).done).toBeDefined();
      expect(canary.seen).toHaveLength(1);
    });
  });
}
