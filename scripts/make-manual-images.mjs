// Pictures of the window for the manual: starts the built app with a fresh library, makes the sample with its board, drives
// the page in both languages and leaves docs/manual/images/window-<screen>-<language>.jpg.
// Purchases are made from the Replicate test server. After `node scripts/setup.mjs`; CHROMIUM_BIN names a browser:
// node scripts/make-manual-images.mjs [jobs costs settings …]   (without names: all of them)
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';

const root = resolve(import.meta.dirname, '..');
const images = join(root, 'docs', 'manual', 'images');
const isFromSource = process.env.FRAMEWRIGHT_PAGE !== undefined;
const entry = join(root, isFromSource ? 'src/main/headless.ts' : 'out/main/headless.js');
const ALL = ['library', 'brief', 'storyboard', 'jobs', 'costs', 'export', 'settings'];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((screen) => !ALL.includes(screen));
if (unknown.length > 0) {
  process.stderr.write(`there is no picture of ${unknown.join(', ')}; there are ${ALL.join(', ')}\n`);
  process.exit(2);
}
const SCREENS = wanted.length === 0 ? ALL : ALL.filter((screen) => wanted.includes(screen));
/** A short film whose pictures are bought. */
const BOUGHT = {
  en: {
    name: 'Harbour at dawn',
    prompt: '1. A fishing boat leaves the harbour at dawn (4s)\n2. Gulls circle over the pier (4s)',
  },
  th: {
    name: 'ท่าเรือยามเช้า',
    prompt: '1. เรือประมงออกจากท่าเรือยามเช้า (4s)\n2. นกนางนวลบินวนเหนือสะพานปลา (4s)',
  },
};
const SETTINGS = { en: 'Providers', th: 'ผู้ให้บริการ' };

/** Starts a program and gives what of its output a pattern finds, in order. */
async function started(child, pattern) {
  let text = '';
  return new Promise((found, fail) => {
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const match = pattern.exec(text);
      if (match !== null && text.endsWith('\n')) found(match);
    });
    child.once('exit', (code) => fail(new Error(`it ended with ${code}: ${text}`)));
  });
}
const ended = (child) => new Promise((done) => child.once('exit', done));

const home = mkdtempSync(join(tmpdir(), 'framewright-manual-'));
const token = 'token-of-the-manual-pictures';
const vendor = spawn(process.execPath, [join(root, 'scripts', 'fake-replicate.mjs'), '--run-ms', '500'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [, REPLICATE_BASE_URL, REPLICATE_API_TOKEN] = await started(
  vendor,
  /REPLICATE_BASE_URL=(\S+)\nREPLICATE_API_TOKEN=(\S+)\n/,
);
const child = spawn(process.execPath, [entry], {
  env: {
    ...{ ...process.env, REPLICATE_BASE_URL, REPLICATE_API_TOKEN },
    ...{ FRAMEWRIGHT_HOME: home, FRAMEWRIGHT_PORT: '0', FRAMEWRIGHT_TOKEN: token, LANG: 'C' },
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await chromium.launch({
  ...(process.env.CHROMIUM_BIN === undefined ? {} : { executablePath: process.env.CHROMIUM_BIN }),
  args: ['--no-sandbox', '--disable-background-networking', '--disable-quic', '--disable-component-update'],
});
try {
  const [startUrl] = await started(child, /http:\/\/\S+/);
  const url = startUrl.split('/#')[0];
  const call = async (path, data) => {
    const answer = await fetch(`${url}/api/v2${path}`, {
      method: data === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(data === undefined ? {} : { body: JSON.stringify(data) }),
    });
    if (answer.status === 429) {
      // The door counts beginnings by the minute.
      const { details } = await answer.json();
      await new Promise((done) => setTimeout(done, details.seconds * 1_000));
      return call(path, data);
    }
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const drawn = async (runId) => {
    for (;;) {
      const { state } = await call(`/runs/${runId}`);
      if (state === 'storyboard_complete') return;
      if (state === 'failed') throw new Error('the run failed');
      await new Promise((done) => setTimeout(done, 400));
    }
  };
  await call('/settings', { tourDone: true });
  const { id: clientId } = await call('/clients', { name: 'Daybreak' });
  await call('/campaigns', { clientId, name: 'Summer' });
  const ids = {};
  for (const language of ['en', 'th']) {
    const { projectId } = await call('/project-samples', { language });
    await drawn((await call('/runs', { projectId })).runId);
    ids[language] = projectId;
  }
  for (const language of ['en', 'th']) {
    await call('/settings', { language, theme: language === 'en' ? 'dark' : 'light' });
    // Just before its pictures, so that it is the newest.
    const brief = { ...BOUGHT[language], duration: 8 };
    const { projectId: boughtId } = await call('/projects', { brief });
    const bought = { projectId: boughtId, imageProvider: 'replicate/black-forest-labs/flux-schnell' };
    await drawn((await call('/runs', bought)).runId);
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(startUrl);
    await page.locator('h1').waitFor();
    for (const screen of SCREENS) {
      const projectId = screen === 'costs' ? boughtId : ids[language];
      await page.evaluate((hash) => (location.hash = hash), `#/${screen === 'costs' ? 'jobs' : screen}/${projectId}`);
      await page.waitForFunction(() => document.querySelector('main [aria-busy=true]') === null);
      await page.waitForFunction(() => [...document.images].every((image) => image.complete));
      await page.mouse.click(720, 18);
      await page.waitForTimeout(600);
      if (screen === 'jobs') {
        // What was bought, piece by piece.
        await page.locator('section[aria-label] > button[aria-expanded]').nth(1).click();
        await page.mouse.click(720, 18);
      }
      if (screen === 'costs') {
        await page.keyboard.press('Control+Alt+KeyC');
        await page.getByRole('dialog').getByRole('table').waitFor();
      }
      if (screen === 'settings') {
        await page.locator('nav li').getByRole('button', { name: SETTINGS[language] }).click();
        const policies = page.locator('[data-setting=provider-policies]');
        await policies.locator('h3 button').click();
        await policies.getByRole('table').waitFor();
        await page.mouse.click(720, 18);
        // The part that scrolls, and nothing around it.
        await policies.evaluate((part) => {
          let box = part.parentElement;
          while (box !== null && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
          box?.scrollBy(0, part.getBoundingClientRect().top - box.getBoundingClientRect().top - 170);
        });
      }
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(images, `window-${screen}-${language}.jpg`), type: 'jpeg', quality: 82 });
      process.stdout.write(`window-${screen}-${language}.jpg\n`);
      if (screen === 'costs') await page.keyboard.press('Escape');
    }
    await context.close();
  }
} finally {
  await browser.close();
  for (const each of [child, vendor]) {
    each.kill('SIGTERM');
    await ended(each);
  }
  rmSync(home, { recursive: true, force: true });
}
