import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIRequestContext, Page } from '@playwright/test';
import { projectOf } from '../../support/films/film-projects.ts';
import { expect, startServer, test, watchPage } from '../serve-fixture.ts';
import type { Served } from '../serve-fixture.ts';

test.use({ profile: 'trouble' });

test.use({ actionTimeout: 15_000, locale: 'en-US' });

const headersOf = (served: Served) => ({ authorization: `Bearer ${served.token}` });

const troubleOf = (request: APIRequestContext, served: Served, prompt: string, duration = 30): Promise<string> =>
  projectOf(request, served, { name: 'Trouble', prompt, duration });

async function promptOf(request: APIRequestContext, served: Served, projectId: string): Promise<string> {
  const answer = await request.get(`${served.url}/api/v2/documents/${projectId}`, { headers: headersOf(served) });
  const { tables } = (await answer.json()) as { tables: { brief: Record<string, { prompt: string }> } };
  return tables.brief[projectId]?.prompt ?? '';
}

async function openBrief(page: Page, served: Served, projectId: string) {
  await page.goto(served.startUrl);
  await page.locator('h1').waitFor();
  await page.evaluate((id) => void (location.hash = `#/brief/${id}`), projectId);
  const prompt = page.getByRole('textbox', { name: 'What happens', exact: true });
  await expect(prompt).toBeVisible();
  return prompt;
}

test('the server dies and comes back: what was typed meanwhile arrives', async ({ page, request }) => {
  const home = mkdtempSync(join(tmpdir(), 'framewright-e2e-'));
  const token = 'a-token-that-stays-the-same';
  const first = await startServer(home, { port: '0', token });
  const { port } = new URL(first.served.url);
  try {
    const projectId = await troubleOf(request, first.served, 'A lighthouse in a storm.');
    const prompt = await openBrief(page, first.served, projectId);
    await first.stop('SIGKILL');
    await expect(page.getByText('Connection lost.', { exact: false }).first()).toBeVisible();
    await prompt.fill('A lighthouse in a storm. The keeper climbs the stairs.');
    await expect(page.locator('[data-save=unsaved]')).toBeVisible();
    const second = await startServer(home, { port, token });
    try {
      await expect(page.locator('[data-save=saved]')).toBeVisible({ timeout: 30_000 });
      await expect.poll(() => promptOf(request, second.served, projectId)).toContain('climbs the stairs');
    } finally {
      await second.stop();
    }
  } finally {
    await first.stop('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  }
});

test('two windows on one project see each other and lose nothing', async ({ browser, served, request }) => {
  const projectId = await troubleOf(request, served, 'Two friends paint a wall.');
  const one = await (await browser.newContext()).newPage();
  const two = await (await browser.newContext()).newPage();
  const faults = [watchPage(one), watchPage(two)];
  const inOne = await openBrief(one, served, projectId);
  const inTwo = await openBrief(two, served, projectId);
  await inOne.fill('Two friends paint a wall. It rains.');
  await inOne.blur();
  await expect(inTwo).toHaveValue('Two friends paint a wall. It rains.');
  await inTwo.fill('Two friends paint a wall. It rains. They laugh.');
  await inTwo.blur();
  await expect(inOne).toHaveValue('Two friends paint a wall. It rains. They laugh.');
  await expect.poll(() => promptOf(request, served, projectId)).toContain('They laugh.');
  expect(faults).toEqual([[], []]);
  await one.context().close();
  await two.context().close();
});

test('the disk fills up while somebody types: the window says so, and saves when there is room again', async ({
  page,
  request,
}) => {
  const home = mkdtempSync(join(tmpdir(), 'framewright-e2e-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', home], { stdio: 'pipe' });
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    test.skip(true, `no small disk can be mounted here: ${String(error).split('\n')[0]}`);
  }
  const { served, stop } = await startServer(home);
  try {
    const projectId = await troubleOf(request, served, 'A market at night.');
    const prompt = await openBrief(page, served, projectId);
    const filler = join(home, 'filler');
    const { bavail, bsize } = statfsSync(home);
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - 4_096)));
    const long = `A market at night. ${'The cook turns the pan and the flame rises. '.repeat(400)}`;
    await prompt.fill(long);
    await prompt.blur();
    await expect(page.locator('[data-save=unsaved]')).toContainText(/disk/i, { timeout: 20_000 });
    expect(await prompt.inputValue()).toHaveLength(long.length);
    // The button goes when the change is saved; the focus does not go with it.
    await prompt.focus();
    await page.getByRole('button', { name: 'Save again' }).focus();
    await page.keyboard.press('Enter');
    await expect(prompt).toBeFocused();
    rmSync(filler);
    await expect(page.locator('[data-save=saved]')).toBeVisible({ timeout: 40_000 });
    await expect.poll(async () => (await promptOf(request, served, projectId)).length).toBe(long.length);
  } finally {
    await stop();
    execFileSync('umount', ['-l', home], { stdio: 'pipe' });
    rmSync(home, { recursive: true, force: true });
  }
});

test('50,000 letters with marks of direction stay as they were typed, and the window stays quick', async ({
  page,
  served,
  request,
}) => {
  const faults = watchPage(page);
  const projectId = await troubleOf(request, served, 'A letter.');
  const prompt = await openBrief(page, served, projectId);
  const strange = `\u202eevil\u202c ${'שלום world สวัสดี \u200f'.repeat(2_300)}`.slice(0, 49_990);
  await prompt.fill(strange);
  await prompt.blur();
  await expect(page.locator('[data-save=saved]')).toBeVisible({ timeout: 20_000 });
  // Compared as a whole, told as a number: the text itself would fill the report.
  expect((await prompt.inputValue()) === strange).toBe(true);
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  expect(faults).toEqual([]);
});

test('a window that dies in the middle of a drag leaves the board as it was', async ({ browser, served, request }) => {
  const projectId = await troubleOf(
    request,
    served,
    ['1. A baker opens the oven (2s)', '2. Bread on the table (2s)', '3. A child bites into it (2s)'].join('\n'),
    6,
  );
  await request.post(`${served.url}/api/v2/runs`, { headers: headersOf(served), data: { projectId } });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const open = async (): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(served.startUrl);
    await page.locator('h1').waitFor();
    await page.evaluate((id) => void (location.hash = `#/storyboard/${id}`), projectId);
    await expect(page.getByTestId('scene-card')).toHaveCount(3, { timeout: 30_000 });
    return page;
  };
  const names = (page: Page): Promise<string[]> =>
    page.getByTestId('scene-card').locator('p:first-child').allTextContents();
  const first = await open();
  const before = await names(first);
  const from = await first.getByTestId('scene-card').nth(0).boundingBox();
  const to = await first.getByTestId('scene-card').nth(2).boundingBox();
  if (from === null || to === null) throw new Error('the cards are seen');
  await first.mouse.move(from.x + 40, from.y + 40);
  await first.mouse.down();
  await first.mouse.move(to.x + 60, to.y + 40, { steps: 8 });
  // Without a word to the page: no handler of its leaving runs.
  await first.close({ runBeforeUnload: false });
  const second = await open();
  await expect(second.getByRole('dialog')).toHaveCount(0);
  expect(await names(second)).toEqual(before);
  await context.close();
});

test('a library in a folder that is kept in step says so until it was read, and only here', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'framewright-e2e-'));
  const { served, stop } = await startServer(join(folder, 'Dropbox', 'library'));
  const faults = watchPage(page);
  try {
    await page.goto(served.startUrl);
    const notice = page.getByRole('status').filter({ hasText: 'keeps in step with others' });
    await expect(notice).toBeVisible();
    await notice.getByRole('button', { name: 'Dismiss' }).click();
    await expect(notice).toHaveCount(0);
    await page.locator('h1').waitFor();
    expect(faults).toEqual([]);
  } finally {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
