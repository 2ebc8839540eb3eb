import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base, expect } from '@playwright/test';
import type { APIRequestContext, Page } from '@playwright/test';

export interface Served {
  /** With the start token in the fragment. */
  startUrl: string;
  url: string;
  token: string;
  home: string;
}

/**
 * Starts the built headless entry with a library of its own, on a free port unless one is named. `env`: what it finds in
 * its environment besides, such as the address of a provider's stand-in.
 */
export async function startServer(
  home: string,
  where: { port: string; token: string } = { port: '0', token: '' },
  env: Readonly<Record<string, string>> = {},
): Promise<{ served: Served; stop(signal?: NodeJS.Signals): Promise<number | null> }> {
  // While somebody works on the window: the server from source, with the page of `scripts/build-page.mjs`.
  const isFromSource = process.env.FRAMEWRIGHT_PAGE !== undefined;
  const entry = resolve(isFromSource ? 'src/main/headless.ts' : 'out/main/headless.js');
  const child = spawn(process.execPath, [entry], {
    env: {
      ...process.env,
      FRAMEWRIGHT_HOME: home,
      FRAMEWRIGHT_PORT: where.port,
      FRAMEWRIGHT_TOKEN: where.token,
      LANG: 'C',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  let text = '';
  const startUrl = await new Promise<string>((found, fail) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const match = /http:\/\/\S+/.exec(text);
      if (match !== null && text.includes('\n')) found(match[0]);
    });
    void ended.then((code) => fail(new Error(`the server ended with ${code}: ${text}`)));
  });
  const [url = '', token = ''] = startUrl.split('/#t=');
  return {
    served: { startUrl, url, token, home },
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

/**
 * Headers of a caller of its own: rates count by caller, and many stories share one server. Each call gives a new one.
 */
export async function callerHeaders(
  request: APIRequestContext,
  served: Pick<Served, 'url' | 'token'>,
): Promise<{ authorization: string }> {
  const answer = await request.post(`${served.url}/api/v2/tokens`, {
    headers: { authorization: `Bearer ${served.token}` },
    data: { subject: `story-${randomUUID()}`, role: 'editor', expiresInDays: 1 },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  const { token } = (await answer.json()) as { token: string };
  return { authorization: `Bearer ${token}` };
}

/** What a page must not do: report a violation, log an error, or throw. */
export function watchPage(page: Page): string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => faults.push(`dialog: ${dialog.message()}`));
  return faults;
}

export const test = base.extend<{ fromTheStart: undefined }, { profile: string; served: Served }>({
  // A file that names its own gets a worker, and with it a server and a fresh library, of its own.
  profile: ['shared', { option: true, scope: 'worker' }],
  // The window comes back to where it was; a story begins where a new one would.
  fromTheStart: [
    async ({ served }, use) => {
      await fetch(`${served.url}/api/v2/settings`, {
        method: 'POST',
        headers: { authorization: `Bearer ${served.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ lastRoute: null }),
      });
      await use(undefined);
    },
    { auto: true },
  ],
  served: [
    async ({ profile }, use) => {
      const home = mkdtempSync(join(tmpdir(), `framewright-e2e-${profile}-`));
      const { served, stop } = await startServer(home);
      // The first look round has a story of its own; in the others it would only be in the way.
      await fetch(`${served.url}/api/v2/settings`, {
        method: 'POST',
        headers: { authorization: `Bearer ${served.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ tourDone: true }),
      });
      await use(served);
      const code = await stop();
      rmSync(home, { recursive: true, force: true });
      expect(code).toBe(0);
    },
    { scope: 'worker' },
  ],
});
export { expect };
