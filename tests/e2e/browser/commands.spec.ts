import type { Page } from '@playwright/test';
import { COMMANDS } from '../../../src/shared/commands/all-commands.ts';
import { keysOn } from '../../../src/shared/commands/keys.ts';
import { SCREENS } from '../../../src/shared/model/screens.ts';
import { drawnProject } from '../../support/films/film-projects.ts';
import { callerHeaders, expect, test } from '../serve-fixture.ts';
import type { Served } from '../serve-fixture.ts';

test.use({ profile: 'commands' });

test.use({ actionTimeout: 15_000, locale: 'en-US' });

/** Contexts that exist only inside a dialog or a text field: their rows explain keys, palette and menu cannot be there. */
const INSIDE = new Set(['modal', 'text']);

/** Views of a screen that bind more: how to get there, and what is seen then. */
const STATES: Partial<Record<(typeof SCREENS)[number], { keys: string; shows: string }>> = {
  library: { keys: 'Shift+KeyB', shows: 'main :text("Thrown away")' },
  storyboard: { keys: 'KeyE', shows: '[data-testid=single-view]' },
};

async function trashedProject(page: Page, served: Served): Promise<void> {
  const headers = await callerHeaders(page.request, served);
  const data = { brief: { name: 'Thrown away', prompt: 'A cat sleeps.', duration: 10 } };
  const made = await page.request.post(`${served.url}/api/v2/projects`, { headers, data });
  const { projectId } = (await made.json()) as { projectId: string };
  expect((await page.request.delete(`${served.url}/api/v2/projects/${projectId}`, { headers })).status()).toBe(200);
}

/** Ids of the commands that the palette shows on this screen. */
async function inPalette(page: Page): Promise<string[]> {
  await page.locator('h1').focus();
  await page.keyboard.press('Control+k');
  const options = page.getByRole('dialog').getByRole('option');
  await options.first().waitFor();
  const ids = await options.evaluateAll((rows) => rows.map((row) => row.id.replace(/^[^-]*-/, '')));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  return ids;
}

/** Ids of the commands that the menu button shows on this screen. */
async function inMenu(page: Page): Promise<string[]> {
  const titles: string[] = [];
  const here = () =>
    page.evaluate(() => {
      const menu = document.activeElement?.closest('[role=menu]');
      return [...(menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])].map(
        (row) => row.dataset['command'] ?? '',
      );
    });
  await page.getByRole('button', { name: 'Menu', exact: true }).focus();
  await page.keyboard.press('Enter');
  const menus = page.getByRole('menu').first().getByRole('menuitem');
  await menus.first().waitFor();
  const count = await menus.count();
  for (let at = 0; at < count; at += 1) {
    await expect(menus.nth(at)).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await here()).filter((id) => id !== '').length).toBeGreaterThan(0);
    titles.push(...(await here()));
    await page.keyboard.press('ArrowLeft');
    await expect(menus.nth(at)).toBeFocused();
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  return titles;
}

test('every command of the table has a key, and is in palette and menu of a screen that binds it', async ({
  page,
  served,
}) => {
  const projectId = await drawnProject(page.request, served, {
    name: 'Table',
    prompt: 'A dog runs on the beach. A child laughs.',
    duration: 10,
  });
  await trashedProject(page, served);
  await page.goto(served.startUrl);
  await page.locator('h1').waitFor();
  const palette = new Set<string>(['palette.open', 'palette.jump']);
  const menu = new Set<string>();
  const collect = async (): Promise<void> => {
    for (const id of await inPalette(page)) palette.add(id);
    for (const id of await inMenu(page)) menu.add(id);
  };
  for (const screen of SCREENS) {
    await page.evaluate((hash) => void (location.hash = hash), `#/${screen}/${projectId}`);
    await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
    await expect(page.getByRole('main')).toBeVisible();
    // Commands of what is selected are bound whether or not something is.
    await expect.poll(async () => (await inPalette(page)).length).toBeGreaterThan(10);
    await collect();
    const state = STATES[screen];
    if (state === undefined) continue;
    await page.locator('h1').focus();
    await page.keyboard.press(state.keys);
    await expect(page.locator(state.shows).first()).toBeVisible();
    await collect();
  }
  const rows = COMMANDS.filter(({ context }) => !INSIDE.has(context));
  expect(
    rows.filter(({ keys }) => keysOn(keys, 'linux').length === 0).map(({ id }) => id),
    'without a key',
  ).toEqual([]);
  expect(
    rows.filter(({ id }) => !palette.has(id)).map(({ id }) => id),
    'not in the palette',
  ).toEqual([]);
  expect(
    rows.filter(({ id }) => !menu.has(id)).map(({ id }) => id),
    'not in the menu',
  ).toEqual([]);
});
