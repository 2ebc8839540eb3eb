import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ProviderError } from '../../../src/main/providers/remote-port.ts';
import type { RemoteAdapter } from '../../../src/main/providers/remote-port.ts';
import type { Answer, Bench, Subject } from './conformance-bench.ts';
import { reset, startScriptServer } from './conformance-server.ts';
import type { Exchange } from './conformance-server.ts';

/** Files from addresses that nobody vouches for. */
export function describeDownloads(subject: Subject, bench: Bench): void {
  const { closers, still, make, serve, folder, raw } = bench;

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
