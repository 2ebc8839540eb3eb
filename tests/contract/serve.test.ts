import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { serve } from '../../src/main/serve.ts';
import type { ServeOptions } from '../../src/main/serve.ts';
import { describeError } from '../../src/shared/i18n/describe-error.ts';
import { createTranslate } from '../../src/shared/i18n/translate.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const t = createTranslate('en');
function start(options: Partial<ServeOptions> = {}) {
  const parent = mkdtempSync(join(tmpdir(), 'framewright-serve-'));
  folders.push(parent);
  const stop = new AbortController();
  const home = options.home ?? join(parent, 'home');
  let say: (url: string) => void = () => undefined;
  const url = new Promise<string>((done) => (say = done));
  const ended = serve({
    port: 0,
    env: { ...process.env, FRAMEWRIGHT_PORT: '', FRAMEWRIGHT_TOKEN: '' },
    t,
    out: (text) => say(/http:\/\/\S+/.exec(text)?.[0] ?? ''),
    signal: stop.signal,
    ...options,
    home,
  });
  return { home, url, ended, stop: () => stop.abort() };
}
const errorOf = (ended: Promise<unknown>) =>
  ended.then(
    () => null,
    (error: unknown) => error as { code: never; details: Record<string, never> },
  );

describe('serve', () => {
  it('prints where it is, keeps address and token for this machine, and cleans up', async () => {
    const server = start();
    const [address = '', token = ''] = (await server.url).split('/#t=');
    expect(token).toMatch(/^[\w-]{43}$/);
    const file = join(server.home, 'server.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ url: address, token, pid: process.pid });
    for (const path of [file, join(server.home, 'token-key')]) expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(server.home).mode & 0o777).toBe(0o700);
    expect((await fetch(`${address}/health`)).status).toBe(200);
    server.stop();
    expect(await server.ended).toBe(0);
    expect(existsSync(file)).toBe(false);
    await expect(fetch(`${address}/health`)).rejects.toThrow('fetch failed');
  });

  it('stops in time while a page listens to events', async () => {
    const server = start();
    const [address = '', token = ''] = (await server.url).split('/#t=');
    const stream = await fetch(`${address}/api/v2/events`, { headers: { authorization: `Bearer ${token}` } });
    expect(stream.headers.get('content-type')).toMatch(/^text\/event-stream/);
    server.stop();
    expect(await server.ended).toBe(0);
    expect(await stream.text()).toContain('"topic":"ready"');
  });

  it('a port in use is named, with the way out', async () => {
    const other = createServer();
    const port = await new Promise<number>((done) =>
      other.listen(0, '127.0.0.1', () => done((other.address() as { port: number }).port)),
    );
    const error = await errorOf(start({ port }).ended);
    other.close();
    expect(error).toMatchObject({ code: 'port-in-use', details: { port } });
    expect(describeError(error as never, t)).toContain(`Port ${port} is in use. Choose another one with --port`);
  });

  it('a second instance is told who has the library and where', async () => {
    const first = start();
    const [address = ''] = (await first.url).split('/#t=');
    const error = await errorOf(start({ home: first.home }).ended);
    expect(error).toMatchObject({ code: 'library-busy', details: { pid: process.pid, address } });
    // The refused one has not taken the first one's address away.
    expect(existsSync(join(first.home, 'server.json'))).toBe(true);
    first.stop();
    await first.ended;
  });

  it.each([
    [{ host: '0.0.0.0' }, 'host'],
    [{ host: '::' }, 'host'],
    [{ token: 'short' }, 'token'],
    [{ token: 'with spaces and ümlaut' }, 'token'],
    [{ port: undefined, env: { ...process.env, FRAMEWRIGHT_PORT: 'http' } }, 'FRAMEWRIGHT_PORT'],
  ])('%j is refused by name', async (options, path) => {
    const error = await errorOf(start(options).ended);
    expect(error).toMatchObject({ code: 'invalid-input', details: { issues: [{ path }] } });
  });
});
