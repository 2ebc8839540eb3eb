import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spellingsOf, startEchoFront } from '../../support/paid/echo-front.ts';
import type { EchoFront } from '../../support/paid/echo-front.ts';
import { filesBelow, findKey } from '../../support/paid/find-key.ts';
import type { Artefact } from '../../support/paid/find-key.ts';
import { startReplicateServer } from '../../support/providers/replicate/replicate-server.ts';
import type { ReplicateServer } from '../../support/providers/replicate/replicate-server.ts';
import { runCli } from '../../support/run-cli.ts';

/**
 * A key goes through the whole program: a purchase with refusals that repeat it, a kill, a backup, an export, the ledger,
 * the diagnostics. It must stand nowhere but where it was put (SECURITY; G9 of the design).
 */

// Every letter that some spelling changes; a header takes them all.
const KEY = 'r8_canary+/"&<%7E\\=0123456789abcdefghij';
const BRIEF = {
  name: 'Canary',
  prompt: 'A runner ties her shoes on a city street at dawn.',
  duration: 5,
  aspectRatio: '16:9',
};
const MODELS = ['--image-provider', 'replicate/black-forest-labs/flux-schnell', '--video-provider', 'local/animatic'];
const OWNER_TOKEN = 'owner-token-of-the-canary-test';

let folder: string;
let home: string;
let vendor: ReplicateServer;
let front: EchoFront;
const said: Artefact[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fw-canary-'));
  home = join(folder, 'home');
  mkdirSync(join(folder, 'tmp'));
  writeFileSync(join(folder, 'brief.json'), JSON.stringify(BRIEF));
  vendor = await startReplicateServer({ validate: false, tokens: [KEY], latency: { startMs: 0, runMs: 0 } });
  front = await startEchoFront(vendor.url);
  said.length = 0;
});
afterEach(async () => {
  await front.close();
  await vendor.close();
  rmSync(folder, { recursive: true, force: true });
});

function environment(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...{ REPLICATE_BASE_URL: front.url, REPLICATE_API_TOKEN: '', REPLICATE_API_KEY: '' },
    ...{ FRAMEWRIGHT_LOG: 'debug', TMPDIR: join(folder, 'tmp'), NODE_OPTIONS: '', ...more },
  };
}

async function command(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number | null> {
  const { code, stdout, stderr } = await runCli(args, { home, env });
  said.push([`${args[0] ?? ''} stdout`, stdout], [`${args[0] ?? ''} stderr`, stderr]);
  return code;
}

/** Everything that is there now, less the one file that a key may be in. */
const artefacts = (): Artefact[] => [
  ...filesBelow(folder).filter(([name]) => name !== join(home, 'provider-keys.json')),
  ...said,
];

interface Serving {
  ask(method: string, path: string, body?: unknown): Promise<number>;
  stop(): Promise<number | null>;
}

/** The headless program, and a caller whose answers are kept with their headers. */
async function serve(env: NodeJS.ProcessEnv): Promise<Serving> {
  const child: ChildProcess = spawn(process.execPath, [resolve('src/main/headless.ts')], {
    env: { ...process.env, ...env, FRAMEWRIGHT_HOME: home, FRAMEWRIGHT_PORT: '0', FRAMEWRIGHT_TOKEN: OWNER_TOKEN },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const ended = new Promise<number | null>((done) => child.once('close', (code) => done(code)));
  const origin = await new Promise<string>((found, fail) => {
    const hear = (chunk: Buffer): void => {
      text += chunk.toString();
      const match = /http:\/\/[\d.:]+/.exec(text);
      if (match !== null) found(match[0]);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    void ended.then(() => fail(new Error(text)));
  });
  return {
    async ask(method, path, body) {
      const headers = { authorization: `Bearer ${OWNER_TOKEN}`, 'content-type': 'application/json' };
      const answer = await fetch(`${origin}${path}`, {
        ...{ method, headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      said.push([`${method} ${path}`, bytes], [`${method} ${path} headers`, JSON.stringify([...answer.headers])]);
      return answer.status;
    },
    async stop() {
      child.kill('SIGTERM');
      const code = await ended;
      said.push(['headless output', text]);
      return code;
    },
  };
}

const READS = [
  ...['/providers', '/policies', '/line', '/needs', '/calls', '/work', '/work/list', '/runs', '/projects', '/exports'],
  ...['/money/ledger', '/money/csv', '/money/spending', '/money/budgets', '/money/cache', '/money/prices'],
  ...['/diagnostics/report', '/diagnostics/log', '/diagnostics/storage', '/diagnostics/backups', '/settings'],
];

async function look(serving: Serving, projectId: string): Promise<void> {
  for (const path of [...READS, `/calls/projects/${projectId}`]) await serving.ask('GET', `/api/v2${path}`);
  for (const path of ['/', '/api/v2/openapi.json', '/api/v2/nothing-here']) await serving.ask('GET', path);
  expect(await serving.ask('POST', '/api/v2/diagnostics/backups', {})).toBe(200);
  await serving.ask('POST', '/api/v2/diagnostics/integrity', {});
}

/** The short form takes the place that a person chooses by hand. */
const PLACES = process.env['FRAMEWRIGHT_ALL_FAULTS'] === '1' ? (['environment', 'file'] as const) : (['file'] as const);

describe.each(PLACES)('a key from the %s', (place) => {
  it('is in no file, row, log, answer or output but its own', { timeout: 180_000 }, async () => {
    const env = environment(place === 'environment' ? { REPLICATE_API_TOKEN: KEY } : {});
    const first = await serve(env);
    if (place === 'file') {
      expect(await first.ask('POST', '/api/v2/providers/replicate/key', { key: KEY })).toBe(200);
      expect(statSync(join(home, 'provider-keys.json')).mode & 0o777).toBe(0o600);
      expect(findKey(KEY, filesBelow(home))).toContain(`${join(home, 'provider-keys.json')}: json`);
      expect(await first.ask('POST', '/api/v2/providers/replicate/key', { key: `${KEY} and more` })).toBe(400);
    }
    // A redirect to a forbidden place, a refusal, and then it is taken.
    for (let times = 0; times < 3; times += 1) await first.ask('POST', '/api/v2/providers/replicate/test', {});
    expect(await first.stop()).toBe(0);

    const out = join(folder, 'out');
    const make = ['make', join(folder, 'brief.json'), '--approve', '--out', out, '--quality', '720p', ...MODELS];
    expect(await command([...make, '--json'], env)).not.toBe(0);
    const projectId = /"projectId":"([0-9a-f-]+)"/.exec(String(said.at(-1)?.[1]))?.[1] ?? '';
    const resume = ['resume', projectId, '--approve', '--out', out];
    // The key was refused: whoever has a new one, or the same, says so.
    const desk = await serve(env);
    expect(await desk.ask('POST', '/api/v2/providers/replicate/resume', {})).toBe(200);
    expect(await desk.stop()).toBe(0);
    if (place === 'environment') {
      expect(await command(resume, { ...env, FRAMEWRIGHT_FAIL: 'call.afterRemoteId:kill9:1' })).toBeNull();
      // With the journal of a program that did not close it.
      expect(existsSync(join(home, 'library.db-wal'))).toBe(true);
      expect(findKey(KEY, artefacts())).toEqual([]);
    }
    expect(await command(resume, env)).toBe(0);
    if (place === 'environment') {
      expect(
        await command(
          ['export', projectId, '--formats', 'mp4', '--quality', '720p', '--out', join(folder, 'again')],
          env,
        ),
      ).toBe(0);
      await command(['doctor'], env);
      await command(['jobs', projectId], env);
      await command(['projects'], env);
    }

    const last = await serve(env);
    await look(last, projectId);
    expect(findKey(KEY, artefacts())).toEqual([]);
    expect(await last.stop()).toBe(0);

    // It was all there to be seen: the refusals repeated the key, things were bought, files were written.
    expect(front.echoes()).toMatchObject({ 'create 401': 1, 'create 429': 1, 'poll 500': 1, 'account 302': 1 });
    expect(front.echoes()['account 401']).toBe(1);
    expect(front.echoes()['logs']).toBeGreaterThan(0);
    expect(vendor.charges().length).toBeGreaterThan(0);
    const found = artefacts();
    const names = found.map(([name]) => name);
    for (const wanted of [
      /library\.db$/,
      /backups\/.*\.db$/,
      /logs\//,
      /report\.json$/,
      /final\.mp4$/,
      /ledger$/,
      /csv$/,
    ])
      expect(
        names.some((name) => wanted.test(name)),
        String(wanted),
      ).toBe(true);
    const log = found.filter(([name]) => /logs\//.test(name)).map(([, bytes]) => String(bytes));
    expect(log.join('\n')).toContain('replicate');
    expect(findKey(KEY, found)).toEqual([]);
    expect(readdirSync(join(folder, 'out'))).not.toEqual([]);
  });
});

describe('the look for it', () => {
  it.each(Object.keys(spellingsOf(KEY)))('finds a key that was written down: %s', (spelling) => {
    const text = spellingsOf(KEY)[spelling] ?? '';
    for (const kind of ['utf8', 'utf16le'] as const) {
      const planted = Buffer.concat([Buffer.from([0, 255, 7]), Buffer.from(`x${text}y`, kind)]);
      writeFileSync(join(folder, 'planted.bin'), planted);
      expect(findKey(KEY, artefacts()).join()).toContain(join(folder, 'planted.bin'));
      rmSync(join(folder, 'planted.bin'));
    }
    expect(findKey(KEY, artefacts())).toEqual([]);
  });

  it('finds it in base64 of a longer text, wherever it begins', () => {
    for (const before of ['', 'B', 'Be', 'Bearer ', 'authorization: Bearer '])
      expect(findKey(KEY, [['log', Buffer.from(`${before}${KEY} and more`).toString('base64')]]), before).not.toEqual(
        [],
      );
  });

  it('finds it in what a program said', () => {
    said.push(['planted', `Bearer ${KEY}`]);
    expect(findKey(KEY, artefacts())).toContain('planted: plain');
  });
});
