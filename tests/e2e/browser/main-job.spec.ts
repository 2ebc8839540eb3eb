import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { createTranslate } from '../../../src/shared/i18n/translate.ts';
import type { Translate } from '../../../src/shared/i18n/translate.ts';
import { expect, startServer, test, watchPage } from '../serve-fixture.ts';

/**
 * The main job from an empty profile: sample brief → board → edit → reorder → approve → exported MP4. By keyboard alone and
 * by pointer, in both languages. `npm test` runs one of each; FRAMEWRIGHT_ALL_STORIES=1 runs all four.
 */
test.use({ actionTimeout: 20_000 });
test.setTimeout(420_000);

const cards = (page: Page): Locator => page.getByTestId('scene-card');
const firstWords = async (page: Page): Promise<string[]> =>
  (await cards(page).locator('p:first-child').allTextContents()).map((text) => text.slice(0, 16));

/** Presses a key until the focus is where it should be; a walk of more than 120 presses is a fault of its own. */
async function walkTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let press = 0; press < 120; press += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error('the keyboard does not get there');
}

interface Hand {
  press(target: Locator): Promise<void>;
  editFirst(text: string): Promise<void>;
  moveFirst(): Promise<void>;
}

function keyboard(page: Page): Hand {
  return {
    async press(target) {
      await walkTo(page, target);
      await page.keyboard.press('Enter');
    },
    async editFirst(text) {
      await walkTo(page, cards(page).first());
      await page.keyboard.press('Enter');
      await page.keyboard.press('Control+a');
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    async moveFirst() {
      await walkTo(page, cards(page).first());
      await page.keyboard.press('Alt+ArrowRight');
    },
  };
}

function pointer(page: Page): Hand {
  return {
    press: (target) => target.click(),
    async editFirst(text) {
      await cards(page).first().locator('p').first().dblclick();
      await page.locator('textarea:focus').fill(text);
      await page.getByRole('heading', { level: 1 }).click();
    },
    async moveFirst() {
      const from = await cards(page).nth(0).boundingBox();
      const to = await cards(page).nth(1).boundingBox();
      if (from === null || to === null) throw new Error('two cards are seen');
      await page.mouse.move(from.x + from.width / 2, from.y + 30);
      await page.mouse.down();
      await page.mouse.move(to.x + to.width / 2, to.y + 60, { steps: 8 });
      await page.mouse.move(to.x + to.width - 8, to.y + 60);
      await page.mouse.up();
    },
  };
}

async function story(page: Page, t: Translate, hand: Hand, startUrl: string): Promise<void> {
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
  await page.goto(startUrl);
  await expect(page.getByRole('heading', { level: 1, name: t('command.go.library') })).toBeVisible();
  await hand.press(button(t('shell.tour-skip')));
  await hand.press(button(t('library.empty.sample')));

  await expect(page.getByRole('heading', { level: 1, name: t('command.go.storyboard') })).toBeVisible();
  await expect(cards(page).first().locator('img')).toHaveCount(2, { timeout: 90_000 });
  const approve = button(t('board.approve'));
  await expect(approve).toBeEnabled({ timeout: 90_000 });
  const text = t('command.go.library') === 'Library' ? 'Dawn over the old town' : 'รุ่งเช้าเหนือเมืองเก่า';
  await hand.editFirst(text);
  await expect(cards(page).first()).toContainText(text);
  const before = await firstWords(page);
  await hand.moveFirst();
  await expect.poll(async () => (await firstWords(page))[1]).toBe(before[0]);
  await expect(page.locator('[data-save=saved]')).toBeVisible();

  await hand.press(approve);
  const dialog = page.getByRole('dialog', { name: t('board.approve-title') });
  await expect(dialog).toBeVisible();
  const confirm = dialog.getByRole('button', { name: t('board.approve-confirm') });
  await expect(confirm).toBeEnabled({ timeout: 90_000 });
  await hand.press(confirm);
  await expect(dialog).toHaveCount(0);

  await hand.press(
    page.getByRole('navigation', { name: t('shell.regions') }).getByRole('button', { name: t('command.go.export') }),
  );
  await expect(page.getByRole('heading', { level: 1, name: t('command.go.export') })).toBeVisible();
  await hand.press(page.getByRole('button', { name: t('export.preset.preview') }));
  // Captions make a second file.
  const start = page.getByRole('button', { name: /^(Export (1 file|\d files)|ส่งออก \d ไฟล์)$/ });
  await expect(start).toBeEnabled({ timeout: 240_000 });
  await hand.press(start);
  await expect(page.getByRole('heading', { name: t('export.done-title') })).toBeVisible({ timeout: 120_000 });
  const take = page.getByRole('button', { name: /480p\.mp4$/ }).last();
  const [download] = await Promise.all([page.waitForEvent('download'), hand.press(take)]);
  const file = readFileSync(await download.path());
  // A browser in a system without a language writes no Thai file names and says "download".
  expect(download.suggestedFilename()).toMatch(/\.mp4$|^download$/);
  expect(file.subarray(4, 8).toString('latin1')).toBe('ftyp');
  expect(file.length).toBeGreaterThan(200_000);
}

const isWhole = process.env.FRAMEWRIGHT_ALL_STORIES === '1';
for (const [name, language, hand] of [
  ['by keyboard alone, in English', 'en', keyboard],
  ...(isWhole
    ? ([
        ['by pointer, in Thai', 'th', pointer],
        ['by pointer, in English', 'en', pointer],
        ['by keyboard alone, in Thai', 'th', keyboard],
      ] as const)
    : []),
] as const) {
  test(`the main job ${name}`, async ({ browser }) => {
    const home = mkdtempSync(join(tmpdir(), 'framewright-e2e-'));
    const { served, stop } = await startServer(home);
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: language === 'th' ? 'th-TH' : 'en-US',
    });
    const page = await context.newPage();
    const faults = watchPage(page);
    try {
      await story(page, createTranslate(language), hand(page), served.startUrl);
      expect(faults).toEqual([]);
    } finally {
      await context.close();
      await stop();
      rmSync(home, { recursive: true, force: true });
    }
  });
}
