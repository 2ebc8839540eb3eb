import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ID } from './conformance-bench.ts';
import type { Answer, Bench, Subject } from './conformance-bench.ts';
import { reset, sendJson } from './conformance-server.ts';
import type { Exchange } from './conformance-server.ts';

/** What may be repeated: every broken answer has a name, and none breaks the reader. */
export function describeReads(subject: Subject, bench: Bench): void {
  const { still, serve, faultOf, sends, raw } = bench;

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

    test('a content refusal is one; without a counter nobody can say that it was charged', async () => {
      const refusal = subject.state(ID, subject.words.failed, { error: subject.refusalText });
      const { adapter } = await serve(sends(200, refusal));
      const status = await adapter.poll(ID, still);
      const { refusalCharged: charged } = subject;
      expect(status).toMatchObject({ state: 'failed', charged, fault: { code: 'content-policy' } });
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
}
