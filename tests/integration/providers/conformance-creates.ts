import { createServer as createHttpsServer } from 'node:https';
import { createServer as createNetServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ResolveAll } from '../../../src/main/providers/http/connector.ts';
import type { ProviderFault } from '../../../src/main/providers/remote-port.ts';
import { ID } from './conformance-bench.ts';
import type { Answer, Bench, Subject } from './conformance-bench.ts';
import { CERTIFICATE_KEY, EXPIRED_CERTIFICATE, OWN_CERTIFICATE } from './conformance-certificate.ts';
import { reset, sendJson, startScriptServer } from './conformance-server.ts';
import type { Exchange } from './conformance-server.ts';

/** The POST that costs: sent once, and its outcome told truly. */
export function describeCreates(subject: Subject, bench: Bench): void {
  const { closers, still, make, serve, sends, raw } = bench;

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

    test.each([true, false])('the last byte is announced and waits for the answer (%s)', async (mayLeave) => {
      const received: Buffer[] = [];
      const listener = createNetServer((socket) => {
        socket.on('error', () => undefined);
        socket.on('data', (bytes) => {
          received.push(bytes);
          if (isWhole()) socket.end('HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n');
        });
      });
      const isWhole = (): boolean => {
        const [head, body] = Buffer.concat(received).toString('latin1').split('\r\n\r\n');
        const length = /content-length: (\d+)/i.exec(head ?? '')?.[1];
        return length !== undefined && body?.length === Number(length);
      };
      await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
      closers.push(() => new Promise((resolve) => listener.close(resolve)));
      const adapter = make(`http://127.0.0.1:${(listener.address() as AddressInfo).port}`);
      const announced: boolean[] = [];
      const answer = await adapter.create(subject.call(), {
        ...still,
        async beforeLastByte() {
          // Long enough for everything that was handed over to arrive.
          await new Promise((resolve) => setTimeout(resolve, 50));
          announced.push(isWhole());
          if (!mayLeave) throw new Error('kept back');
        },
      });
      expect(announced).toEqual(adapter.announcesLastByte === true ? [false] : []);
      if (adapter.announcesLastByte !== true) return;
      expect(answer.kind).toBe(mayLeave ? 'unknown' : 'not-sent');
      expect(isWhole()).toBe(mayLeave);
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

    test('nobody ever answers the question for its name', async () => {
      const result = await make('https://api.provider.example', { resolveAll: () => undefined }).create(
        subject.call(),
        still,
      );
      expect(result).toMatchObject({ kind: 'not-sent' });
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
}
