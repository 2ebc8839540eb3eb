import type { Page } from '@playwright/test';
import { axeViolations } from '../../support/a11y/axe.ts';
import { clippedText } from '../../support/a11y/clipped-text.ts';
import { focusWalk } from '../../support/a11y/focus-walk.ts';
import { longMotion } from '../../support/a11y/long-motion.ts';
import { LOOKS } from '../../support/a11y/looks.ts';
import { smallTargets } from '../../support/a11y/small-targets.ts';
import { expect as baseExpect, test, watchPage } from '../serve-fixture.ts';
import type { Served } from '../serve-fixture.ts';

test.use({ profile: 'settings' });

/** The settings as a person uses them: every change at once, with its way back; what the machine holds; the log. */
test.use({ actionTimeout: 20_000, locale: 'en-US', permissions: ['clipboard-read', 'clipboard-write'] });

/** A busy machine is slow, not wrong. */
const expect = baseExpect.configure({ timeout: 20_000 });

const DEFAULTS = {
  theme: 'system',
  density: 'default',
  motion: 'system',
  uiScale: 1,
  language: 'system',
  thaiYear: 'buddhist',
  viewerSurround: 'theme',
  playback: { loop: false, volume: 1, muted: false },
  limits: { uploadMb: 50, localRenders: 'auto' },
  tourDone: true,
};
let faults: string[] = [];

async function put(page: Page, served: Served, patch: object): Promise<void> {
  const headers = { authorization: `Bearer ${served.token}` };
  const answer = await page.request.post(`${served.url}/api/v2/settings`, { headers, data: patch });
  expect(answer.status(), await answer.text()).toBe(200);
}
async function held(page: Page, served: Served): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${served.token}` };
  return (await (await page.request.get(`${served.url}/api/v2/settings`, { headers })).json()) as Record<
    string,
    unknown
  >;
}
const partOf = (page: Page, name: string | RegExp) => page.locator('nav li').getByRole('button', { name });
const rowOf = (page: Page, id: string) => page.locator(`[data-setting="${id}"]`);

test.beforeEach(async ({ page, served }) => {
  faults = watchPage(page);
  await put(page, served, DEFAULTS);
  await page.goto(served.startUrl);
  await page.locator('h1').waitFor();
  await page.evaluate(() => void (location.hash = '#/settings'));
  // The heading comes before the screen itself; its commands come with the screen.
  await expect(partOf(page, /^Appearance/)).toBeVisible();
});
test.afterEach(() => expect(faults).toEqual([]));

test('a change applies at once, has a dot and a way back, and outlives the window', async ({ page, served }) => {
  const root = page.locator('html');
  await rowOf(page, 'theme').getByRole('combobox').click();
  await page.getByRole('option', { name: 'Light' }).click();
  await expect(root).toHaveAttribute('data-theme', 'light');
  await expect(rowOf(page, 'theme')).toContainText('(changed)');
  await expect(partOf(page, /^Appearance/)).toContainText('(changed)');
  await expect.poll(async () => (await held(page, served)).theme).toBe('light');

  await page.reload();
  await expect(root).toHaveAttribute('data-theme', 'light');
  await page.getByRole('button', { name: 'Reset Theme' }).click();
  await expect.poll(async () => (await held(page, served)).theme).toBe('system');
  await expect(page.getByRole('button', { name: 'Reset Theme' })).toHaveCount(0);
  // The reset can be taken back too.
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(root).toHaveAttribute('data-theme', 'light');
});

test('size of the interface, density and the ground follow', async ({ page }) => {
  const root = page.locator('html');
  for (const [id, option, attribute, value] of [
    ['density', 'Compact', 'data-density', 'compact'],
    ['motion', 'Reduced', 'data-motion', 'reduced'],
    ['surround', 'Middle grey', 'data-surround', 'middle'],
  ] as const) {
    await rowOf(page, id).getByRole('combobox').click();
    await page.getByRole('option', { name: option }).click();
    await expect(root).toHaveAttribute(attribute, value);
  }
  await rowOf(page, 'scale').getByRole('combobox').click();
  await page.getByRole('option', { name: '150%' }).click();
  await expect.poll(() => root.evaluate((html) => html.style.getPropertyValue('--ui-scale'))).toBe('1.5');
  expect(await clippedText(page)).toEqual([]);
});

test('the language changes every word, and the year follows its calendar', async ({ page }) => {
  await partOf(page, 'Language and dates').click();
  await rowOf(page, 'language').getByRole('combobox').click();
  await page.getByRole('option', { name: 'ไทย' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'การตั้งค่า' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'th');
  await partOf(page, 'ข้อมูลสำรอง').click();
  await page.getByRole('button', { name: 'สำรองข้อมูลเดี๋ยวนี้' }).click();
  const buddhist = String(new Date().getFullYear() + 543);
  await expect(page.getByRole('rowheader').first()).toContainText(buddhist);
  await partOf(page, 'ภาษาและวันที่').click();
  await rowOf(page, 'year').getByRole('combobox').click();
  await page.getByRole('option', { name: /ค\.ศ\./ }).click();
  await partOf(page, 'ข้อมูลสำรอง').click();
  await expect(page.getByRole('rowheader').first()).toContainText(String(new Date().getFullYear()));
});

test('playback is one step of undo for a whole gesture', async ({ page, served }) => {
  await partOf(page, 'Playback').click();
  const volume = rowOf(page, 'volume').getByRole('slider');
  await volume.focus();
  await page.keyboard.press('Home');
  await expect.poll(async () => (await held(page, served)).playback).toMatchObject({ volume: 0 });
  await rowOf(page, 'loop').getByRole('switch').click();
  await expect.poll(async () => (await held(page, served)).playback).toMatchObject({ loop: true, volume: 0 });
});

test('the limit for files binds the next upload', async ({ page, served }) => {
  await partOf(page, 'Limits').click();
  const limit = rowOf(page, 'upload').getByRole('spinbutton');
  await limit.fill('1');
  await limit.press('Enter');
  await expect.poll(async () => (await held(page, served)).limits).toMatchObject({ uploadMb: 1 });
  const upload = (bytes: number) =>
    page.request.post(`${served.url}/api/v2/upload-asset`, {
      headers: { authorization: `Bearer ${served.token}`, 'content-type': 'application/octet-stream' },
      data: Buffer.alloc(bytes),
    });
  const refused = await upload(1_100_000);
  expect(refused.status()).toBe(413);
  // Zeros are no picture; but it is no longer the size that stands in the way.
  expect((await upload(900_000)).status()).toBe(415);
});

test('search finds a setting, a key and a part in both languages; nothing found says so', async ({ page, served }) => {
  await page.keyboard.press('Control+f');
  const search = page.getByRole('searchbox', { name: 'Search settings' });
  await expect(search).toBeFocused();
  await search.fill('high contrast');
  await expect(rowOf(page, 'theme')).toBeVisible();
  await expect(rowOf(page, 'density')).toHaveCount(0);
  await search.fill('คอร์');
  await expect(rowOf(page, 'renders')).toBeVisible();
  await search.fill('Ctrl+Shift+H');
  await expect(page.getByRole('heading', { level: 2, name: 'Keyboard' })).toBeVisible();
  await search.fill('qqqq');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await search.press('Escape');
  await expect(rowOf(page, 'density')).toBeVisible();
  await put(page, served, { language: 'th' });
  await page.getByRole('searchbox').fill('ธีม');
  await expect(rowOf(page, 'theme')).toBeVisible();
});

test('the library: folder, sizes, a backup that is whole, a check', async ({ page, served }) => {
  await partOf(page, 'Library and disk').click();
  await expect(page.getByText(served.home, { exact: true })).toBeVisible();
  await expect(page.getByRole('row', { name: /Projects \(database\)/ })).toContainText(/[KM]B/);
  await expect(page.getByText(/free of/)).toBeVisible();

  await partOf(page, 'Backups').click();
  await page.keyboard.press('Control+Shift+B');
  await expect(page.getByText(/Backup made/)).toBeVisible();
  await page
    .getByRole('button', { name: /^Check the backup of/ })
    .first()
    .click();
  await expect(page.getByText('Whole').first()).toBeVisible();
  await page.getByRole('button', { name: 'Check every byte' }).click();
  await expect(page.getByText(/The library is whole/)).toBeVisible();
});

test('diagnostics are shown before they are copied, without prompts or keys', async ({ page, served }) => {
  const headers = { authorization: `Bearer ${served.token}` };
  const brief = { name: 'Secret llama', prompt: 'A purple llama walks over the bridge.' };
  await page.request.post(`${served.url}/api/v2/projects`, { headers, data: { brief } });
  await page.keyboard.press('Control+Shift+D');
  const dialog = page.getByRole('dialog', { name: 'This is what will be copied' });
  const text = await dialog.locator('pre').innerText();
  expect(text).toContain('Framewright 0.1.0');
  expect(text).toMatch(/projects [1-9]/);
  expect(text.toLowerCase()).not.toContain('llama');
  expect(text).not.toContain(served.token);
  await dialog.getByRole('button', { name: 'Copy report' }).click();
  await expect(page.getByText('Copied', { exact: true })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')[0]).toBe('Framewright 0.1.0');
});

test('the log by level and word', async ({ page }) => {
  await page.keyboard.press('Control+Shift+L');
  const lines = page.getByRole('listbox', { name: /Lines of the log/ });
  await expect(lines.getByRole('option').first()).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search the log' }).fill('migrated');
  await expect(lines.getByRole('option').first()).toContainText('migrated');
  await lines.getByRole('option').first().click();
  await expect(page.getByRole('region', { name: 'Details of the line' })).toContainText('version');
  await page.getByRole('searchbox', { name: 'Search the log' }).fill('no such line');
  await expect(page.getByText('No lines')).toBeVisible();
});

test('licences can be read', async ({ page }) => {
  await partOf(page, 'About and licences').click();
  await page.getByRole('button', { name: 'Licence of react', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('Permission is hereby granted');
});

test('by keyboard alone: from part to part, change, take back', async ({ page, served }) => {
  await partOf(page, 'Appearance').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Language and dates' })).toBeVisible();
  const walk = await focusWalk(page);
  expect(walk.problems).toEqual([]);
  await rowOf(page, 'language').getByRole('combobox').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await held(page, served)).language).toBe('th');
});

for (const { theme, language } of LOOKS)
  test(`${theme}, ${language}: names, contrast, targets, clipping and motion of every part`, async ({
    page,
    served,
  }) => {
    test.setTimeout(180_000);
    await put(page, served, { theme, language, limits: { uploadMb: 60 } });
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1024, height: 640 },
    ]) {
      await page.setViewportSize(size);
      const parts = page.locator('nav li').getByRole('button');
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      for (let index = 0; index < (await parts.count()); index += 1) {
        await parts.nth(index).click();
        await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
        const where = `${await parts.nth(index).innerText()} ${size.width}`;
        // The rules do not change with the width of the window: axe, the slow one, looks once.
        if (size.width === 1440) expect(await axeViolations(page), where).toEqual([]);
        expect(await smallTargets(page), where).toEqual([]);
        expect(await clippedText(page), where).toEqual([]);
        expect(await longMotion(page), where).toEqual([]);
      }
    }
  });
