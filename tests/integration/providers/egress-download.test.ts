import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { download } from '../../../src/main/providers/http/download.ts';
import { createEgress } from '../../../src/main/providers/http/egress.ts';
import { ProviderError } from '../../../src/main/providers/remote-port.ts';
import { startScriptServer } from './conformance-server.ts';
import type { Exchange } from './conformance-server.ts';

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(9_000, 3)]);
const signal = new AbortController().signal;
const NOW_MS = Date.UTC(2026, 10, 20, 12);
const closers: (() => Promise<unknown>)[] = [];
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fw-download-'));
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  await rm(folder, { recursive: true, force: true });
});

async function serve(answer: (exchange: Exchange) => void) {
  const server = await startScriptServer(answer);
  closers.push(() => server.close());
  const limits = { connectMs: 500, firstByteMs: 400, idleMs: 400, totalMs: 2_000 };
  const egress = createEgress({ baseUrl: server.origin, hosts: [], auth: { header: 'x', prefix: '' }, limits });
  closers.push(() => egress.close());
  const order = {
    url: `${server.origin}/a.png`,
    path: join(folder, 'a.png'),
    kind: 'image',
    secret: null,
    signal,
    clock: { nowMs: () => NOW_MS },
  } as const;
  return { server, egress, order: { ...order, maxBytes: 1_000_000 } };
}
const faultOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.catch((reason: unknown) => reason);
  if (error instanceof ProviderError) return error.fault.code;
  throw error;
};

describe('a download', () => {
  test('a byte now and then never wakes the idle limit, and is left all the same', async () => {
    const { egress, order, server } = await serve(({ response }) => {
      response.writeHead(200, { 'content-length': String(PNG.length) });
      let at = 0;
      const drip = setInterval(() => response.write(PNG.subarray(at, ++at)), 50);
      response.on('close', () => clearInterval(drip));
    });
    expect(await faultOf(download(egress, order))).toBe('timeout');
    expect(server.seen).toHaveLength(3);
    expect(await readdir(folder)).toEqual([]);
  });

  test.each([
    ['seconds', 429, '120', 120_000],
    ['a date', 429, 'Fri, 20 Nov 2026 12:02:00 GMT', 120_000],
    ['a date that is past', 429, 'Fri, 20 Nov 2026 11:00:00 GMT', 1_000],
    ['more than the hour that anything is waited for', 429, '86400', 3_600_000],
    ['no sense', 429, 'soon', null],
    ['nothing', 429, undefined, null],
    ['seconds with 503', 503, '7', 7_000],
    ['seconds with a status that is no wish to wait', 500, '7', null],
  ] as const)('the host says when to come back: %s', async (_name, status, value, retryAfterMs) => {
    const { egress, order } = await serve(({ response }) => {
      response.writeHead(status, value === undefined ? {} : { 'retry-after': value }).end();
    });
    await expect(download(egress, order)).rejects.toMatchObject({ fault: { status, retryAfterMs } });
  });

  test.skipIf(!existsSync('/dev/full'))('a full disk has its own name, and nothing stays', async () => {
    await symlink('/dev/full', join(folder, 'a.png.part'));
    const { egress, order } = await serve(({ response }) => response.end(PNG));
    expect(await faultOf(download(egress, order))).toBe('disk-full');
    expect(await readdir(folder)).toEqual([]);
  });

  test('a folder that is not there is no fault of the provider', async () => {
    const { egress, order } = await serve(({ response }) => response.end(PNG));
    const work = download(egress, { ...order, path: join(folder, 'gone', 'a.png') });
    await expect(work).rejects.toMatchObject({ code: 'not-writable' });
  });

  test('what an earlier try left is not put before the new bytes', async () => {
    await writeFile(join(folder, 'a.png.part'), Buffer.alloc(50_000, 9));
    const { egress, order } = await serve(({ response }) => response.end(PNG));
    expect(await download(egress, order)).toMatchObject({ bytes: PNG.length });
    expect((await readFile(join(folder, 'a.png'))).equals(PNG)).toBe(true);
  });

  test('a good file of before stays until the new one is whole', async () => {
    await writeFile(join(folder, 'a.png'), 'before');
    const { egress, order } = await serve(({ response }) => response.end('<html>'));
    expect(await faultOf(download(egress, order))).toBe('bad-output');
    expect(await readFile(join(folder, 'a.png'), 'utf8')).toBe('before');
  });

  test('given up in the middle: the reason comes through, nothing stays', async () => {
    const abort = new AbortController();
    const reason = new Error('cancelled by a person');
    const { egress, order } = await serve(({ response }) => {
      response.writeHead(200, { 'content-length': String(PNG.length) });
      response.write(PNG.subarray(0, 100));
    });
    const work = download(egress, { ...order, signal: abort.signal, onBytes: () => abort.abort(reason) });
    await expect(work).rejects.toBe(reason);
    expect(await readdir(folder)).toEqual([]);
  });

  test('progress ends at the whole', async () => {
    const seen: [number, number | null][] = [];
    const { egress, order } = await serve(({ response }) => {
      response.writeHead(200, { 'content-length': String(PNG.length) });
      response.end(PNG);
    });
    await download(egress, { ...order, onBytes: (done, total) => seen.push([done, total]) });
    expect(seen.at(-1)).toEqual([PNG.length, PNG.length]);
  });
});
