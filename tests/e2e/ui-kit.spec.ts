import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { axeViolations } from '../support/a11y/axe.ts';
import { clippedText } from '../support/a11y/clipped-text.ts';
import { focusWalk } from '../support/a11y/focus-walk.ts';
import { longMotion } from '../support/a11y/long-motion.ts';
import { LOOKS } from '../support/a11y/looks.ts';
import { movingWindow } from '../support/a11y/moving-window.ts';
import { smallTargets } from '../support/a11y/small-targets.ts';
import { serveGallery } from '../support/ui-gallery/serve.ts';
import type { GalleryServer } from '../support/ui-gallery/serve.ts';

let gallery: GalleryServer;
let complaints: string[] = [];

test.beforeAll(async () => {
  gallery = await serveGallery();
});
test.afterAll(async () => gallery.close());
test.beforeEach(async ({ page }) => {
  complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`),
    );
  });
});
test.afterEach(() => expect(complaints).toEqual([]));

async function open(page: Page, query: string): Promise<void> {
  await page.goto(`${gallery.url}?${query}`);
  // By tag: behind an open dialog the page has no accessible heading.
  await page.locator('h1').waitFor();
  await page.evaluate(() => document.fonts.ready);
}

for (const { theme, language: lang } of LOOKS) {
  for (const density of ['compact', 'default', 'comfortable']) {
    test(`${theme}, ${lang}, ${density}: names, contrast, targets, clipping`, async ({ page }) => {
      // The smallest window goes with the smallest controls, the usual one with the rest.
      await page.setViewportSize(density === 'compact' ? { width: 1024, height: 640 } : { width: 1440, height: 900 });
      await open(page, `theme=${theme}&lang=${lang}&density=${density}`);
      expect(await axeViolations(page)).toEqual([]);
      expect(await smallTargets(page)).toEqual([]);
      expect(await clippedText(page)).toEqual([]);
    });
  }
  for (const dialog of ['dialog', 'alert', 'palette']) {
    test(`${theme}, ${lang}: ${dialog} open`, async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await open(page, `theme=${theme}&lang=${lang}&open=${dialog}`);
      await page.getByRole(dialog === 'alert' ? 'alertdialog' : 'dialog').waitFor();
      expect(await longMotion(page)).toEqual([]);
      expect(await axeViolations(page)).toEqual([]);
      expect(await smallTargets(page)).toEqual([]);
      expect(await clippedText(page)).toEqual([]);
      expect((await focusWalk(page)).problems).toEqual([]);
    });
  }
}

test('forced colours keep every word readable', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open(page, 'theme=dark');
  await expect(page.getByRole('tab', { name: 'Details' })).toHaveCSS('color', 'rgb(0, 0, 0)');
  await expect(page.getByRole('treeitem', { name: 'Shot 1' })).toHaveCSS('color', 'rgb(255, 255, 255)');
  await expect(page.getByRole('checkbox', { name: 'Show names' })).toHaveCSS('border-top-color', 'rgb(0, 0, 0)');
});

test('the focus walk meets every part with a ring and ends', async ({ page }) => {
  await open(page, 'theme=dark');
  const walk = await focusWalk(page);
  expect(walk.problems).toEqual([]);
  expect(walk.stops.length).toBeGreaterThan(50);
});

test('nothing moves for long under reduced motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, 'theme=dark');
  await page.getByRole('button', { name: 'More actions' }).first().click();
  expect(await longMotion(page)).toEqual([]);
});

test('the checks find what they are for', async ({ page }) => {
  await open(page, 'theme=dark');
  await page.evaluate(() => {
    const box = document.createElement('div');
    const make = (style: Partial<CSSStyleDeclaration>, text: string) => {
      const button = document.createElement('button');
      Object.assign(button.style, style);
      button.textContent = text;
      box.append(button);
      return button;
    };
    make({ width: '10px', height: '10px', outline: 'none', overflow: 'hidden', lineHeight: '12px' }, 'น้ำ');
    make({ width: '10px', height: '10px' }, '');
    box.animate([{ transform: 'none' }, { transform: 'translateX(9px)' }], 5000);
    document.querySelector('main')?.prepend(box);
  });
  expect(await smallTargets(page)).toHaveLength(2);
  expect((await axeViolations(page)).join()).toContain('button-name');
  expect((await clippedText(page)).join()).toContain('low line');
  expect(await longMotion(page)).not.toEqual([]);
  expect((await focusWalk(page)).problems.join()).toContain('no ring');
  await page.locator('main').evaluate((main) => Object.assign(main.style, { height: '90px', overflow: 'hidden' }));
  expect((await movingWindow(page)).join()).toMatch(/^main\./);
});

test('menus, select and number field answer the keyboard', async ({ page }) => {
  await open(page, 'theme=light');
  const more = page.getByRole('button', { name: 'More actions', exact: true }).last();
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: /Duplicate/ })).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(more).toBeFocused();

  await page.getByRole('button', { name: 'More actions (Shift+F10)' }).focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: /Duplicate/ })).toBeVisible();
  await page.keyboard.press('Escape');

  const ratio = page.getByRole('combobox', { name: 'Aspect ratio' }).first();
  await ratio.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: '9:16' }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(ratio).toContainText('9:16');

  const length = page.getByRole('spinbutton', { name: 'Length' }).first();
  await length.fill('2*1.5');
  await length.press('Enter');
  await expect(length).toHaveValue('3');
  await length.press('ArrowUp');
  await expect(length).toHaveValue('3.5');
});

test('the combobox finds Thai by a part of a word', async ({ page }) => {
  await open(page, 'theme=dark&lang=th');
  const client = page.getByRole('combobox', { name: 'ลูกค้า' });
  await client.fill('บรีฟ');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(client).toHaveValue('จากบรีฟถึงภาพยนตร์');
});

test('cards are moved by handle, by Alt and arrows, and by pointer; each is announced', async ({ page }) => {
  await open(page, 'theme=dark');
  const cards = page.getByRole('list', { name: 'Shots' }).getByRole('listitem');
  await page.getByRole('button', { name: 'Move shot 1' }).focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(cards.nth(1)).toContainText('Shot 1');
  await expect(page.getByText('Shot 1 moved to position 2')).toHaveCount(1);

  await page.getByRole('button', { name: 'Move shot 1' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-dnd-dragging]')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(cards.nth(0)).toContainText('Shot 1');
  await expect(page.getByText('Shot 1 moved to position 2')).toHaveCount(2);

  // A drag can start only when the card of the last one has settled.
  await expect(page.locator('[data-dnd-dragging]')).toHaveCount(0);
  const from = await cards.nth(1).boundingBox();
  const to = await cards.nth(2).boundingBox();
  if (!from || !to) throw new Error('no cards');
  await page.mouse.move(from.x + 20, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2 + 10, to.y + 40, { steps: 12 });
  await expect(page.locator('[data-dnd-dragging]')).toBeVisible();
  await page.mouse.up();
  await expect(cards.nth(2)).toContainText('Shot 2');
});

test('no violation while a list, a popover or a tooltip is open', async ({ page }) => {
  await open(page, 'theme=dark');
  await page.getByRole('button', { name: 'Estimate' }).click();
  await page.getByRole('dialog', { name: 'Estimate' }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  for (const [name, text] of [
    ['Client', 'ก'],
    ['Details', 'f'],
  ] as const) {
    await page.getByRole('combobox', { name }).fill(text);
    await page.getByRole('option').first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: 'Play' }).first().hover();
  await page.getByText('Space', { exact: true }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
});

test('the viewport zooms by key and wheel, pans when zoomed, and goes back to fit', async ({ page }) => {
  await open(page, 'theme=dark');
  const viewer = page.getByRole('application', { name: 'Viewer' });
  const place = () => viewer.locator('.picture').evaluate((element) => (element as HTMLElement).style.transform);
  const fit = await place();
  await viewer.focus();
  await page.keyboard.press('z');
  expect(await place()).toContain('scale(1)');
  const centred = await place();
  await page.keyboard.press('ArrowLeft');
  expect(await place()).not.toBe(centred);
  await viewer.hover();
  await page.mouse.wheel(0, -100);
  await expect.poll(place).toContain('scale(1.2');
  await page.keyboard.press('Shift+Z');
  expect(await place()).toBe(fit);
});

test('the splitter obeys keys and the double click', async ({ page }) => {
  await open(page, 'theme=dark');
  const splitter = page.getByRole('separator', { name: 'Width of the navigator' });
  await splitter.focus();
  await page.keyboard.press('ArrowRight');
  await expect(splitter).toHaveAttribute('aria-valuenow', '228');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(splitter).toHaveAttribute('aria-valuenow', '292');
  await page.keyboard.press('Enter');
  await expect(splitter).toHaveAttribute('aria-valuenow', '0');
  await page.keyboard.press('Enter');
  await splitter.dblclick();
  await expect(splitter).toHaveAttribute('aria-valuenow', '220');
});

test('long lists keep few rows, one tab stop and true positions', async ({ page }) => {
  await open(page, 'theme=dark');
  const list = page.getByRole('listbox', { name: 'Jobs' });
  expect(await list.getByRole('option').count()).toBeLessThan(30);
  await list.getByRole('option', { name: 'Shot 2 ' }).focus();
  await page.keyboard.press('End');
  const last = list.getByRole('option', { name: /Shot 2000/ });
  await expect(last).toBeFocused();
  await expect(last).toHaveAttribute('aria-posinset', '2000');
  expect(await list.locator('[tabindex="0"]').count()).toBe(1);
});

test('a toast offers to take back and is reached by F6', async ({ page }) => {
  await open(page, 'theme=dark');
  await page.getByRole('button', { name: 'Shot 3 deleted' }).click();
  const undo = page.getByRole('button', { name: 'Undo' });
  await expect(undo).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('F6');
  await expect(page.getByRole('region', { name: 'Notifications' })).toBeFocused();
  await undo.press('Enter');
  await expect(undo).toBeHidden();
});
