import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import type { Browser, Locator, Page } from '@playwright/test';
import { drawnProject } from '../../support/films/film-projects.ts';
import { expect as expectSoon, test, watchPage } from '../serve-fixture.ts';
import type { Served } from '../serve-fixture.ts';

test.use({ profile: 'storyboard' });

/** The storyboard by hand and by keys, over the real server: what is done is seen, kept, and can be taken back. */

/** The machine may have other things to do. */
const expect = expectSoon.configure({ timeout: 20_000 });
const DRAWN = { timeout: 60_000 };

const BOARD = {
  name: 'Board',
  prompt: [
    '1. A runner ties her shoes on a city street (3s)',
    '2. She runs across a bridge at dusk (3s)',
    '3. Close-up of her face (2s)',
    '4. She raises her arms on a rooftop (2s)',
  ].join('\n'),
  duration: 10,
  aspectRatio: '16:9',
};

async function openBoard(
  browser: Browser,
  served: Served,
  projectId: string,
): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const faults = watchPage(page);
  await page.goto(served.startUrl);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.evaluate((hash) => (window.location.hash = hash), `#/storyboard/${projectId}`);
  await expect(cards(page).first()).toBeVisible();
  return { page, faults };
}

const cards = (page: Page): Locator => page.getByTestId('scene-card');
const card = (page: Page, number: string): Locator =>
  page.locator(`[data-testid=scene-card][aria-label^="Shot ${number}:"]`);
const picture = (of: Locator): Promise<string | null> => of.locator('img').first().getAttribute('src');
const texts = async (page: Page): Promise<string[]> =>
  (await cards(page).locator('p:first-child').allTextContents()).map((text) => text.slice(0, 20));
const saved = (page: Page) => expect(page.getByText(/^Saved/).first()).toBeVisible();

/** A window that closes in the middle of saving leaves its last change behind; these stories share one board. */
async function leave(page: Page): Promise<void> {
  await saved(page);
  await page.close();
}

test.describe('storyboard', () => {
  let projectId = '';
  test.beforeAll(async ({ request, served }) => {
    test.setTimeout(240_000);
    projectId = await drawnProject(request, served, BOARD);
  });

  test('a change of size draws the sketch anew, and undo brings the former one back', async ({ browser, served }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    const first = card(page, '1A');
    await first.click();
    const before = await picture(first);
    await page.getByLabel('Size', { exact: true }).click();
    await page.getByRole('option', { name: 'Close-up (CU)', exact: true }).click();
    await expect.poll(() => picture(first), DRAWN).not.toBe(before);
    const drawn = await picture(first);
    await expect(first.getByText('2/2')).toBeVisible();
    await first.focus();
    await page.keyboard.press('Control+KeyZ');
    await expect(page.getByLabel('Size', { exact: true })).toContainText('Wide');
    await expect.poll(() => picture(first), DRAWN).toBe(before);
    await page.keyboard.press('Control+Shift+KeyZ');
    await expect.poll(() => picture(first), DRAWN).toBe(drawn);
    expect(faults).toEqual([]);
    await leave(page);
  });

  test('new words are drawn when the field is left, and survive a reload', async ({ browser, served }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    const second = card(page, '2A');
    await second.click();
    const before = await picture(second);
    await page.keyboard.press('Enter');
    const field = page.getByRole('textbox', { name: 'Text of shot 2A' });
    await expect(field).toBeFocused();
    await field.fill('A red bus waits on a road in the rain');
    await page.keyboard.press('Enter');
    await expect.poll(() => picture(second), DRAWN).not.toBe(before);
    await expect(second).toBeFocused();
    await saved(page);
    await page.reload();
    await expect(card(page, '2A')).toContainText('A red bus waits');
    expect(faults).toEqual([]);
    await leave(page);
  });

  test('shots are reordered by keys and by dragging', async ({ browser, served }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    const before = await texts(page);
    await card(page, '1A').click();
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(async () => (await texts(page)).join()).not.toBe(before.join());
    await page.keyboard.press('Control+KeyZ');
    await expect.poll(() => texts(page)).toEqual(before);

    const from = await card(page, '4A').boundingBox();
    const to = await card(page, '1A').boundingBox();
    if (from === null || to === null) throw new Error('both cards are seen');
    await page.mouse.move(from.x + from.width / 2, from.y + 30);
    await page.mouse.down();
    await page.mouse.move(to.x + 40, to.y + 60, { steps: 8 });
    await page.mouse.move(to.x + 12, to.y + 60);
    await page.mouse.up();
    await expect.poll(async () => (await texts(page))[0]).toBe(before[3]);
    await page.keyboard.press('Control+KeyZ');
    await expect.poll(() => texts(page)).toEqual(before);
    expect(faults).toEqual([]);
    await leave(page);
  });

  test('escape in the middle of a drag changes nothing', async ({ browser, served }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    const before = await texts(page);
    const from = await card(page, '2A').boundingBox();
    if (from === null) throw new Error('the card is seen');
    await page.mouse.move(from.x + 50, from.y + 30);
    await page.mouse.down();
    await page.mouse.move(from.x - 200, from.y + 40, { steps: 4 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await texts(page)).toEqual(before);
    expect(faults).toEqual([]);
    await leave(page);
  });

  test('duplicate, delete, add, and taking it all back', async ({ browser, served }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    await expect(cards(page)).toHaveCount(4);
    await card(page, '3A').click();
    await page.keyboard.press('KeyD');
    await expect(cards(page)).toHaveCount(5);
    await expect.poll(() => picture(card(page, '3B')), DRAWN).toMatch(/media/);
    await page.keyboard.press('Delete');
    await expect(cards(page)).toHaveCount(4);
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await expect(cards(page)).toHaveCount(5);
    await page.keyboard.press('Control+KeyZ');
    await expect(cards(page)).toHaveCount(4);
    await card(page, '1A').click();
    await page.keyboard.press('KeyN');
    await expect(cards(page)).toHaveCount(5);
    await page.keyboard.type('A cat sleeps on a sofa');
    await page.keyboard.press('Enter');
    await expect.poll(() => card(page, '1B').locator('img').count(), DRAWN).toBe(2);
    await card(page, '1B').click();
    await page.keyboard.press('Delete');
    await expect(cards(page)).toHaveCount(4);
    expect(faults).toEqual([]);
    await leave(page);
  });

  test('length is typed in any form, and stepped by keys', async ({ browser, served }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    await card(page, '1A').click();
    const length = page.getByLabel('Length', { exact: true });
    for (const [typed, shown] of [
      ['2', '00:02:00'],
      ['+10f', '00:02:10'],
      ['3*1.5', '00:04:12'],
      ['0:03', '00:03:00'],
      ['60', '00:08:00'],
      ['3', '00:03:00'],
    ] as const) {
      await length.fill(typed);
      await length.press('Enter');
      await expect(length).toHaveValue(shown);
    }
    await card(page, '1A').focus();
    await page.keyboard.press('BracketRight');
    await expect(length).toHaveValue('00:03:12');
    await page.keyboard.press('Shift+BracketLeft');
    await expect(length).toHaveValue('00:03:11');
    expect(faults).toEqual([]);
    await leave(page);
  });

  test('a shot dragged to nothing on the strip is kept, and later edits are saved', async ({ browser, served }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    await card(page, '2A').click();
    const length = page.getByLabel('Length', { exact: true });
    const before = await length.inputValue();
    const strip = await page.getByRole('slider', { name: 'Playhead' }).boundingBox();
    const edge = await page.getByTitle('Drag to change the length').nth(1).boundingBox();
    if (strip === null || edge === null) throw new Error('the strip is seen');
    await page.mouse.move(edge.x + 4, edge.y + 10);
    await page.mouse.down();
    await page.mouse.move(strip.x + 2, edge.y + 10, { steps: 12 });
    await expect(length).toHaveValue('00:00:01');
    await page.mouse.up();
    await card(page, '2A').focus();
    await page.keyboard.press('Shift+BracketRight');
    await expect(length).toHaveValue('00:00:02');
    await saved(page);
    await page.reload();
    await card(page, '2A').click();
    await expect(length).toHaveValue('00:00:02');
    await page.keyboard.press('Control+KeyZ');
    await expect(length).toHaveValue('00:00:01');
    await page.keyboard.press('Control+KeyZ');
    await expect(length).toHaveValue(before);
    expect(faults).toEqual([]);
    await leave(page);
  });

  test('words that are left by a screen key are drawn', async ({ browser, served }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    const first = card(page, '1A');
    await first.click();
    const before = await picture(first);
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Text of shot 1A' }).fill('A blue boat sails on the sea at night');
    await page.keyboard.press('Control+Digit6');
    await expect(cards(page)).toHaveCount(0);
    await page.keyboard.press('Control+Digit3');
    await expect.poll(() => picture(first), DRAWN).not.toBe(before);
    expect(faults).toEqual([]);
    await leave(page);
  });

  test('a set shows what is shared and changes as one step', async ({ browser, served }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    await card(page, '2A').click();
    await card(page, '4A').click({ modifiers: ['Shift'] });
    await expect(page.getByRole('heading', { name: '3 shots' })).toBeVisible();
    await expect(page.getByLabel('Size', { exact: true })).toContainText('Mixed');
    await page.getByLabel('Mood', { exact: true }).click();
    await page.getByRole('option', { name: 'Proud', exact: true }).click();
    await expect(page.getByLabel('Mood', { exact: true })).toContainText('Proud');
    await card(page, '2A').focus();
    await page.keyboard.press('Control+KeyZ');
    await expect(page.getByLabel('Mood', { exact: true })).not.toContainText('Proud');
    expect(faults).toEqual([]);
    await leave(page);
  });

  test('takes are drawn again, replaced by an own picture, and chosen', async ({ browser, served }) => {
    const folder = mkdtempSync(join(tmpdir(), 'fw-board-'));
    const file = join(folder, 'own.png');
    const canvas = createCanvas(1_600, 900);
    const context = canvas.getContext('2d');
    context.fillStyle = '#3a6ea5';
    context.fillRect(0, 0, 1_600, 900);
    writeFileSync(file, await canvas.encode('png'));
    const { page, faults } = await openBoard(browser, served, projectId);
    const third = card(page, '3A');
    await third.click();
    const before = await picture(third);
    await page.keyboard.press('KeyR');
    await expect.poll(() => picture(third), DRAWN).not.toBe(before);
    const retake = await picture(third);
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Control+Shift+KeyI');
    await (await chooser).setFiles(file);
    await expect.poll(() => picture(third), DRAWN).not.toBe(retake);
    const own = await picture(third);
    await page.getByRole('tab', { name: 'Takes' }).click();
    await expect(page.getByRole('button', { name: /Own picture$/ }).first()).toHaveAttribute('aria-pressed', 'true');
    await page.getByRole('button', { name: 'Take 1, Sketch' }).first().click();
    await expect.poll(() => picture(third), DRAWN).toBe(before);
    await third.focus();
    await page.keyboard.press('Control+KeyZ');
    await expect.poll(() => picture(third), DRAWN).toBe(own);
    await page.keyboard.press('Comma');
    await expect.poll(() => picture(third), DRAWN).toBe(retake);
    expect(faults).toEqual([]);
    await leave(page);
    rmSync(folder, { recursive: true, force: true });
  });

  test('a locked shot refuses changes and says why', async ({ browser, served }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    await card(page, '4A').click();
    await page.keyboard.press('KeyL');
    await expect(card(page, '4A').getByText('Locked')).toBeAttached();
    await page.keyboard.press('Delete');
    await expect(page.getByRole('alert')).toContainText('locked');
    await expect(cards(page)).toHaveCount(4);
    await page.keyboard.press('KeyL');
    await expect(card(page, '4A').getByText('Locked')).toHaveCount(0);
    expect(faults).toEqual([]);
    await leave(page);
  });

  test('the animatic plays by whole frames, stops, steps and shuttles', async ({ browser, served }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    await card(page, '2A').click();
    const clock = page.getByTestId('animatic-clock');
    const start = await clock.textContent();
    await page.keyboard.press('Space');
    await expect(page.getByTestId('animatic-picture')).toBeVisible();
    await expect.poll(() => clock.textContent()).not.toBe(start);
    await page.keyboard.press('KeyK');
    const held = await clock.textContent();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => clock.textContent()).not.toBe(held);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => clock.textContent()).toBe(held);
    await page.keyboard.press('KeyJ');
    await expect.poll(() => clock.textContent()).not.toBe(held);
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('animatic-picture')).toHaveCount(0);
    await expect(cards(page)).toHaveCount(4);
    expect(faults).toEqual([]);
    await leave(page);
  });

  test('single view shows one shot large and edits it', async ({ browser, served }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    await card(page, '1A').click();
    await page.keyboard.press('KeyE');
    const single = page.getByTestId('single-view');
    await expect(single).toBeVisible();
    await single.getByRole('button', { name: 'Next shot' }).click();
    await expect(single.getByText('2A', { exact: true })).toBeVisible();
    await single.getByLabel('Words on the screen').fill('Go');
    await single.getByRole('button', { name: 'Previous shot' }).click();
    await page.keyboard.press('KeyG');
    await expect(card(page, '2A')).toContainText('Go');
    expect(faults).toEqual([]);
    await leave(page);
  });

  test('a picture dropped on a card replaces it, a pasted one becomes a shot', async ({ browser, served }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    const canvas = createCanvas(900, 1_600);
    canvas.getContext('2d').fillRect(0, 0, 450, 1_600);
    const base64 = (await canvas.encode('png')).toString('base64');
    const fire = (selector: string, types: readonly string[]): Promise<void> =>
      page.evaluate(
        ([css, kinds, data]) => {
          const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
          const transfer = new DataTransfer();
          transfer.items.add(new File([bytes], 'tall.png', { type: 'image/png' }));
          const target = document.querySelector(css) ?? document.body;
          const box = target.getBoundingClientRect();
          const at = { clientX: box.left + box.width / 2, clientY: box.top + 40, bubbles: true, cancelable: true };
          for (const kind of kinds)
            target.dispatchEvent(
              kind === 'paste'
                ? new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true })
                : new DragEvent(kind, { dataTransfer: transfer, ...at }),
            );
        },
        [selector, [...types], base64] as const,
      );
    const second = card(page, '2A');
    const before = await picture(second);
    await fire('[data-testid=scene-card][aria-label^="Shot 2A:"]', ['dragover', 'drop']);
    await expect.poll(() => picture(second), DRAWN).not.toBe(before);
    await expect(cards(page)).toHaveCount(4);
    await card(page, '4A').click();
    await fire('body', ['paste']);
    await expect(cards(page)).toHaveCount(5);
    await expect.poll(() => card(page, '4B').locator('img').count(), DRAWN).toBe(2);
    await card(page, '4B').click();
    await page.keyboard.press('Delete');
    await expect(cards(page)).toHaveCount(4);
    expect(faults).toEqual([]);
    await leave(page);
  });

  test('pictures dropped before the first shot go there; one that is refused leaves no shot', async ({
    browser,
    served,
  }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    const before = await texts(page);
    const canvas = createCanvas(640, 360);
    canvas.getContext('2d').fillRect(0, 0, 320, 360);
    const base64 = (await canvas.encode('png')).toString('base64');
    await page.evaluate((data) => {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array([1, 2, 3])], 'broken.png', { type: 'image/png' }));
      transfer.items.add(new File([bytes], 'own.png', { type: 'image/png' }));
      const target = document.querySelector('[data-testid=scene-card][aria-label^="Shot 1A:"]') ?? document.body;
      const box = target.getBoundingClientRect();
      const at = { clientX: box.left + 6, clientY: box.top + 40, bubbles: true, cancelable: true };
      for (const kind of ['dragover', 'drop'])
        target.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, ...at }));
    }, base64);
    await expect(page.getByRole('alert')).toContainText('broken.png');
    await expect(cards(page)).toHaveCount(5);
    await expect.poll(async () => (await texts(page)).slice(1)).toEqual(before);
    await expect.poll(() => card(page, '1A').locator('img').count(), DRAWN).toBe(2);
    await card(page, '1A').click();
    await page.keyboard.press('Delete');
    await expect.poll(() => texts(page)).toEqual(before);
    expect(faults).toEqual([]);
    await leave(page);
  });

  test('pasted text becomes shots after a look at them', async ({ browser, served }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    await card(page, '4A').click();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('text/plain', 'A boat leaves the harbour\n\nGulls follow it');
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await expect(page.getByRole('dialog')).toContainText('2 shots');
    await page.getByRole('button', { name: 'Add shots' }).click();
    await expect(cards(page)).toHaveCount(6);
    await page.keyboard.press('Control+KeyZ');
    await expect(cards(page)).toHaveCount(4);
    expect(faults).toEqual([]);
    await leave(page);
  });

  test('shots are copied, cut and pasted; a copied picture goes into a shot', async ({ browser, served }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const before = await texts(page);
    await card(page, '2A').click();
    await page.keyboard.press('Control+KeyC');
    await expect(page.getByText('1 shot copied')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(before[1]);
    await card(page, '4A').click();
    await page.keyboard.press('Control+KeyV');
    await expect(cards(page)).toHaveCount(5);
    await expect.poll(() => texts(page)).toEqual([...before, before[1]]);
    await expect.poll(() => card(page, '4B').locator('img').count(), DRAWN).toBe(2);
    await page.keyboard.press('Control+KeyZ');
    await expect.poll(() => texts(page)).toEqual(before);
    await card(page, '1A').click();
    await page.keyboard.press('Control+KeyX');
    await expect(page.getByText('1 shot cut.')).toBeVisible();
    await card(page, '3A').click();
    await page.keyboard.press('Control+KeyV');
    await expect.poll(() => texts(page)).toEqual([before[1], before[2], before[0], before[3]]);
    await page.keyboard.press('Control+KeyZ');
    await expect.poll(() => texts(page)).toEqual(before);

    await page.evaluate(async () => {
      const canvas = document.createElement('canvas');
      canvas.width = 320;
      canvas.height = 180;
      canvas.getContext('2d')?.fillRect(0, 0, 160, 180);
      const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
      if (png !== null) await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
    });
    const third = card(page, '3A');
    await third.click();
    const drawn = await picture(third);
    await page.keyboard.press('Control+Shift+KeyV');
    await expect.poll(() => picture(third), DRAWN).not.toBe(drawn);
    await page.evaluate(() => navigator.clipboard.writeText('no picture'));
    await third.focus();
    await page.keyboard.press('Control+Shift+KeyC');
    await expect(page.getByText('Copied', { exact: true })).toBeVisible();
    const copied = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const blob = await item?.getType('image/png');
      return blob === undefined ? 0 : (await createImageBitmap(blob)).width;
    });
    expect(copied).toBeGreaterThan(0);
    await page.context().clearPermissions();
    await third.focus();
    await page.keyboard.press('Control+Shift+KeyV');
    await expect(page.getByRole('alert')).toContainText('clipboard cannot be read');
    expect(faults).toEqual([]);
    await leave(page);
  });

  test('zoom and full screen by keys, of the cards and of the picture', async ({ browser, served }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    const width = page.getByRole('slider', { name: 'Card width' });
    await card(page, '1A').click();
    await page.keyboard.press('Control+Equal');
    await expect(width).toHaveValue('320');
    await page.keyboard.press('Control+Minus');
    await page.keyboard.press('Control+Minus');
    await expect(width).toHaveValue('240');
    await page.keyboard.press('Control+Digit0');
    await expect(width).toHaveValue('280');
    const isFull = (): Promise<boolean> => page.evaluate(() => document.fullscreenElement !== null);
    await page.keyboard.press('KeyF');
    await expect.poll(isFull).toBe(true);
    await expect(page.getByTestId('single-view')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect.poll(isFull).toBe(false);
    await expect(card(page, '1A')).toBeVisible();
    await page.keyboard.press('KeyE');
    const image = page.getByTestId('single-view').locator('.picture');
    const fitted = await image.getAttribute('style');
    await page.keyboard.press('Control+Equal');
    await expect(image).not.toHaveAttribute('style', fitted ?? '');
    await page.keyboard.press('Control+Digit0');
    await expect(image).toHaveAttribute('style', fitted ?? '');
    await page.keyboard.press('KeyG');
    await page.keyboard.press('Space');
    await page.keyboard.press('KeyF');
    await expect.poll(isFull).toBe(true);
    await expect(page.getByTestId('animatic-picture')).toBeVisible();
    await page.keyboard.press('KeyF');
    await expect.poll(isFull).toBe(false);
    expect(faults).toEqual([]);
    await leave(page);
  });

  test('the width of the cards follows its slider, by keys and by pointer', async ({ browser, served }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    const slider = page.getByRole('slider', { name: 'Card width' });
    const track = async () => (await slider.locator('..').locator('..').boundingBox()) ?? { x: 0, y: 0, width: 0 };
    const selected = () => page.locator('[data-testid=scene-card][aria-selected=true]').allTextContents();
    await card(page, '1A').click();
    const before = await selected();
    expect(before).toHaveLength(1);
    await expect(slider).toHaveValue('280');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await expect(slider).toHaveValue('290');
    await page.keyboard.press('Home');
    await expect(slider).toHaveValue('160');
    const narrow = (await card(page, '1A').boundingBox())?.width ?? 0;
    const { x, y, width } = await track();
    await page.mouse.click(x + width - 2, y + 2);
    await expect.poll(async () => Number(await slider.inputValue())).toBeGreaterThan(400);
    await expect.poll(async () => (await card(page, '1A').boundingBox())?.width ?? 0).toBeGreaterThan(narrow);
    expect(await selected()).toEqual(before);
    expect(faults).toEqual([]);
    await leave(page);
  });

  test('the chosen ground stands around the pictures of every viewer', async ({ browser, served }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    const go = (hash: string) => page.evaluate((to) => (window.location.hash = to), hash);
    const ground = (of: Locator) =>
      of.first().evaluate((element) => {
        for (let at: Element | null = element; at !== null; at = at.parentElement)
          if (at.classList.contains('bg-surround')) return getComputedStyle(at).backgroundColor;
        return 'no ground';
      });
    const choose = async (option: string) => {
      await go('#/settings');
      await page.locator('[data-setting=surround]').getByRole('combobox').click();
      await page.getByRole('option', { name: option }).click();
    };
    // The system of these stories is a light one.
    for (const [option, colour] of [
      ['Middle grey', 'rgb(118, 118, 118)'],
      ['White', 'rgb(255, 255, 255)'],
      ['Black', 'rgb(0, 0, 0)'],
      ['As the theme', 'rgb(188, 188, 188)'],
    ] as const) {
      await choose(option);
      await go(`#/storyboard/${projectId}`);
      await card(page, '1A').click();
      expect(await ground(card(page, '1A').locator('img')), `${option}: card`).toBe(colour);
      await page.getByRole('tab', { name: 'Takes' }).click();
      const take = page.getByRole('tabpanel').locator('img');
      await expect(take.first()).toBeVisible();
      expect(await ground(take), `${option}: take`).toBe(colour);
      await page.locator('h1').focus();
      await page.keyboard.press('Space');
      await expect(page.getByTestId('animatic-picture')).toBeVisible();
      expect(await ground(page.getByTestId('animatic-picture')), `${option}: player`).toBe(colour);
      await page.keyboard.press('Escape');
      await expect(card(page, '1A')).toBeVisible();
      await page.keyboard.press('KeyE');
      await expect(page.getByTestId('single-view')).toBeVisible();
      expect(await ground(page.getByTestId('single-view').locator('.picture')), `${option}: single view`).toBe(colour);
      await page.keyboard.press('KeyG');
      await go('#/library');
      await page.getByRole('gridcell', { name: /^Board,/ }).click();
      await page.keyboard.press('Space');
      // By its name: a message that offers to take back is a dialog too, and stays for a while.
      const sheet = page.getByRole('dialog', { name: 'Board' });
      await expect(sheet.locator('img').first()).toBeVisible();
      expect(await ground(sheet.locator('img')), `${option}: quick look`).toBe(colour);
      await page.keyboard.press('Escape');
      await expect(sheet).toHaveCount(0);
    }
    expect(faults).toEqual([]);
    await go(`#/storyboard/${projectId}`);
    await leave(page);
  });

  test('another language leaves the view as it is, and is spoken from then on', async ({ browser, served }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    await card(page, '1A').click();
    await page.getByRole('tab', { name: 'Takes' }).click();
    await page.locator('h1').focus();
    await page.keyboard.press('KeyE');
    await expect(page.getByTestId('single-view')).toBeVisible();
    await page.keyboard.press('Control+Alt+KeyL');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('สตอรีบอร์ด');
    await expect(page.getByTestId('single-view')).toBeVisible();
    await expect(page.getByRole('tab', { name: 'เทค' })).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('KeyL');
    await page.keyboard.press('Delete');
    await expect(page.getByRole('alert')).toContainText('ล็อก');
    await page.keyboard.press('KeyL');
    await page.keyboard.press('Control+Alt+KeyL');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Storyboard');
    expect(faults).toEqual([]);
    await leave(page);
  });

  test('approval binds the board, and an edit takes it from that shot alone', async ({ browser, served }) => {
    const { page, faults } = await openBoard(browser, served, projectId);
    await saved(page);
    await page.getByRole('button', { name: 'Approve board' }).click();
    await page.getByRole('button', { name: 'Approve and make the film' }).click();
    await expect(card(page, '1A').getByText('Approved', { exact: true })).toBeVisible();
    await card(page, '2A').click();
    await page.keyboard.press('BracketRight');
    await expect(card(page, '2A').getByText('Approved, then edited')).toBeVisible();
    await expect(card(page, '1A').getByText('Approved', { exact: true })).toBeVisible();
    await page.getByRole('tab', { name: 'Notes' }).click();
    await expect(page.getByText('Changed since: length')).toBeVisible();
    expect(faults).toEqual([]);
    await leave(page);
  });
});
