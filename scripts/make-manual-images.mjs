// Pictures of the window for the manual: starts the built app with a fresh library, makes the sample with its board, drives
// the page in both languages and leaves docs/manual/images/window-<screen>-<language>.jpg.
// node scripts/make-manual-images.mjs   (after `node scripts/setup.mjs`; CHROMIUM_BIN names a browser)
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';

const root = resolve(import.meta.dirname, '..');
const images = join(root, 'docs', 'manual', 'images');
const isFromSource = process.env.FRAMEWRIGHT_PAGE !== undefined;
const entry = join(root, isFromSource ? 'src/main/headless.ts' : 'out/main/headless.js');
const SCREENS = ['library', 'brief', 'storyboard', 'jobs', 'export', 'settings'];

const home = mkdtempSync(join(tmpdir(), 'framewright-manual-'));
const token = 'token-of-the-manual-pictures';
const child = spawn(process.execPath, [entry], {
  env: { ...process.env, FRAMEWRIGHT_HOME: home, FRAMEWRIGHT_PORT: '0', FRAMEWRIGHT_TOKEN: token, LANG: 'C' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await chromium.launch({
  ...(process.env.CHROMIUM_BIN === undefined ? {} : { executablePath: process.env.CHROMIUM_BIN }),
  args: ['--no-sandbox', '--disable-background-networking', '--disable-quic', '--disable-component-update'],
});
try {
  const startUrl = await new Promise((found, fail) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const match = /http:\/\/\S+/.exec(text);
      if (match !== null && text.includes('\n')) found(match[0]);
    });
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}`)));
  });
  const url = startUrl.split('/#')[0];
  const call = async (path, data) => {
    const answer = await fetch(`${url}/api/v2${path}`, {
      method: data === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(data === undefined ? {} : { body: JSON.stringify(data) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  await call('/settings', { tourDone: true });
  const { id: clientId } = await call('/clients', { name: 'Daybreak' });
  await call('/campaigns', { clientId, name: 'Summer' });
  const ids = {};
  for (const language of ['en', 'th']) {
    const { projectId } = await call('/project-samples', { language });
    const { runId } = await call('/runs', { projectId });
    for (;;) {
      const { state } = await call(`/runs/${runId}`);
      if (state === 'storyboard_complete') break;
      if (state === 'failed') throw new Error('the sample failed');
      await new Promise((done) => setTimeout(done, 400));
    }
    ids[language] = projectId;
  }
  for (const language of ['en', 'th']) {
    await call('/settings', { language, theme: language === 'en' ? 'dark' : 'light' });
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(startUrl);
    await page.locator('h1').waitFor();
    for (const screen of SCREENS) {
      await page.evaluate((hash) => (location.hash = hash), `#/${screen}/${ids[language]}`);
      await page.waitForFunction(() => document.querySelector('main [aria-busy=true]') === null);
      await page.waitForFunction(() => [...document.images].every((image) => image.complete));
      await page.mouse.click(720, 18);
      await page.waitForTimeout(600);
      await page.screenshot({ path: join(images, `window-${screen}-${language}.jpg`), type: 'jpeg', quality: 82 });
      process.stdout.write(`window-${screen}-${language}.jpg\n`);
    }
    await context.close();
  }
} finally {
  await browser.close();
  child.kill('SIGTERM');
  await new Promise((done) => child.once('exit', done));
  rmSync(home, { recursive: true, force: true });
}
