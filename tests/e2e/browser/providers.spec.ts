import type { Locator, Page } from '@playwright/test';
import { axeViolations } from '../../support/a11y/axe.ts';
import { clippedText } from '../../support/a11y/clipped-text.ts';
import { LOOKS } from '../../support/a11y/looks.ts';
import { smallTargets } from '../../support/a11y/small-targets.ts';
import { projectOf } from '../../support/films/film-projects.ts';
import { TEST_TOKEN } from '../../support/providers/replicate/replicate-server.ts';
import { ask, KLING, SCHNELL, shoot, test } from '../paid-fixture.ts';
import { expect as baseExpect, watchPage } from '../serve-fixture.ts';
import type { Served } from '../serve-fixture.ts';

/** Models that cost: a key, prices, a choice in the brief, pictures that are bought, and the price of the film. */

const WRONG_KEY = 'r8_wrongWRONGwrongWRONGwrongWRONGwrong00';

test.use({ actionTimeout: 20_000, locale: 'en-US', profile: 'providers', hasKey: false });
test.setTimeout(240_000);
const expect = baseExpect.configure({ timeout: 30_000 });

const USUAL = {
  tourDone: true,
  theme: 'dark',
  language: 'en',
  models: { image: 'local/sketch', video: 'local/animatic' },
};
let faults: string[] = [];

const putKey = (page: Page, served: Served, key = TEST_TOKEN) => ask(page, served, '/providers/replicate/key', { key });
const noKey = (page: Page, served: Served) =>
  page.request.delete(`${served.url}/api/v2/providers/replicate/key`, {
    headers: { authorization: `Bearer ${served.token}` },
  });

async function go(page: Page, served: Served, hash: string): Promise<void> {
  if (page.url() === 'about:blank') await page.goto(served.startUrl);
  await page.locator('h1').waitFor();
  await page.evaluate((to) => void (location.hash = to), hash);
}
async function openProviders(page: Page, served: Served): Promise<Locator> {
  await go(page, served, '#/settings');
  await page.locator('nav li').getByRole('button', { name: 'Providers' }).click();
  const card = page.getByRole('region', { name: 'Replicate' });
  await expect(card).toBeVisible();
  return card;
}
// A seed of its own for each: what one story has bought is in the cache of the next.
let seed = 0;
const small = async (page: Page, served: Served, name: string): Promise<string> => {
  seed += 1;
  return projectOf(page.request, served, {
    ...{ name, seed, duration: 5 },
    prompt: 'A dog runs along a sunny beach towards its owner.',
  });
};
const rateOf = (card: Locator, model: string) => card.getByRole('textbox', { name: `Rate of ${model}`, exact: true });
const estimate = (page: Page) => page.getByRole('region', { name: 'Estimate' });
async function choose(page: Page, field: 'Pictures' | 'Film', option: RegExp): Promise<void> {
  const block = page.getByRole('region', { name: 'Made with' });
  await block.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option }).click();
}

test.beforeEach(async ({ page, served }) => {
  faults = watchPage(page);
  await ask(page, served, '/settings', USUAL);
});
test.afterEach(() => expect(faults).toEqual([]));

test('a key is entered, tested in words, and forgotten', async ({ page, served }) => {
  await noKey(page, served);
  const card = await openProviders(page, served);
  await expect(card.getByText('No key', { exact: true })).toBeVisible();
  const field = card.getByLabel('Key', { exact: true });
  await field.fill('short');
  await card.getByRole('button', { name: 'Keep key' }).click();
  await expect(card.getByText('A key has at least 8 characters.')).toBeVisible();
  await expect(field).toBeFocused();
  await field.fill(WRONG_KEY);
  await card.getByRole('button', { name: 'Keep key' }).click();
  await expect(card.getByText(/Replicate refused this key/)).toBeVisible();
  await shoot(page, 'key-wrong');

  await card.getByLabel('New key', { exact: true }).fill(TEST_TOKEN);
  await page.keyboard.press('Enter');
  await expect(card.getByText(/The key works\. Account: /)).toBeVisible();
  await expect(card.getByText('Key in a file', { exact: true })).toBeVisible();
  await expect(card.getByText(/in a file that only you may read/)).toBeVisible();
  // It is nowhere in the window any more.
  expect(await page.content()).not.toContain(TEST_TOKEN);
  await expect(card.getByLabel('New key', { exact: true })).toHaveValue('');
  await card.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(card.getByText(/The key works/)).toBeVisible();
  await shoot(page, 'key-works');

  await card.getByRole('button', { name: 'Remove key' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove key' }).click();
  await expect(card.getByText('No key', { exact: true })).toBeVisible();
});

test('a block is told with its cause; a new key lifts it, and the work goes on', async ({ page, served, vendor }) => {
  await putKey(page, served, WRONG_KEY);
  const projectId = await small(page, served, 'Blocked');
  const before = vendor.charges().length;
  await ask(page, served, '/runs', { projectId, imageProvider: SCHNELL });
  const card = await openProviders(page, served);
  await expect(card.getByText('Key refused', { exact: true })).toBeVisible();
  await expect(card.getByRole('button', { name: 'Continue' })).toBeVisible();
  await shoot(page, 'blocked');
  await card.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('Work with Replicate goes on')).toBeVisible();
  // The key is still the wrong one.
  await expect(card.getByText('Key refused', { exact: true })).toBeVisible();
  await card.getByLabel('New key', { exact: true }).fill(TEST_TOKEN);
  await card.getByRole('button', { name: 'Keep key' }).click();
  await expect(card.getByText(/The key works/)).toBeVisible();
  await expect(card.getByText('Key refused', { exact: true })).toHaveCount(0);
  await expect.poll(() => vendor.charges().length - before, { timeout: 60_000 }).toBe(2);
});

test('a rate of one’s own: checked at the field, followed by the brief, and taken back', async ({ page, served }) => {
  await putKey(page, served);
  const projectId = await small(page, served, 'Rates');
  const card = await openProviders(page, served);
  const field = rateOf(card, 'FLUX schnell');
  await expect(field).toHaveValue('0.003');
  await field.fill('cheap');
  await field.press('Enter');
  await expect(card.getByText('A rate is a number of dollars, such as 0.04.')).toBeVisible();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill('0.01');
  await field.press('Enter');
  await expect(card.getByText('entered by you')).toBeVisible();
  await shoot(page, 'prices');

  await go(page, served, `#/brief/${projectId}`);
  await choose(page, 'Pictures', /^FLUX schnell/);
  await expect(estimate(page).getByRole('row', { name: /FLUX schnell/ })).toContainText('$0.01');
  await expect(page.getByRole('button', { name: /Make storyboard/ })).toContainText('$0.02');
  await openProviders(page, served);
  await card.getByRole('button', { name: 'Back to the listed rate: FLUX schnell' }).click();
  await expect(field).toHaveValue('0.003');
  await go(page, served, `#/brief/${projectId}`);
  await expect(estimate(page).getByRole('row', { name: /FLUX schnell/ })).toContainText('$0.003');
});

test('without a key a model cannot be taken; the way to the key is there', async ({ page, served }) => {
  await noKey(page, served);
  const projectId = await small(page, served, 'No key');
  await go(page, served, `#/brief/${projectId}`);
  const block = page.getByRole('region', { name: 'Made with' });
  await block.getByRole('combobox', { name: 'Pictures' }).click();
  const option = page.getByRole('option', { name: /^FLUX schnell/ });
  await expect(option).toContainText('Needs a key');
  await expect(option).toHaveAttribute('aria-disabled', 'true');
  await shoot(page, 'needs-key');
  await page.keyboard.press('Escape');
  await block.getByRole('button', { name: 'Keys and prices…' }).click();
  await expect(page.getByRole('region', { name: 'Replicate' })).toBeVisible();
});

test('an unknown price is asked for, and refused in words', async ({ page, served, vendor }) => {
  await putKey(page, served);
  const projectId = await small(page, served, 'Unknown price');
  await go(page, served, `#/brief/${projectId}`);
  await choose(page, 'Pictures', /^FLUX\.2 pro/);
  await expect(page.getByText(/Nobody has named a price for FLUX\.2 pro/)).toBeVisible();
  await expect(estimate(page)).toContainText('price unknown');
  await shoot(page, 'price-unknown');
  const before = vendor.posts().length;
  await page.getByRole('button', { name: /Make storyboard/ }).click();
  await expect(page.getByRole('alert')).toContainText('Nobody has named a price for');
  expect(vendor.posts().length).toBe(before);
  await page.getByRole('button', { name: 'Enter a price…' }).click();
  await expect(page.getByRole('region', { name: 'Replicate' })).toBeVisible();
});

test('models are chosen, pictures bought, and the film has its price on the button', async ({
  page,
  served,
  vendor,
}) => {
  await putKey(page, served);
  const pictures = () => vendor.charges().filter(({ model }) => model.includes('flux-schnell')).length;
  const before = pictures();
  const projectId = await small(page, served, 'Bought');
  await go(page, served, `#/brief/${projectId}`);
  await choose(page, 'Pictures', /^FLUX schnell/);
  await choose(page, 'Film', /^Kling 2\.5/);
  await expect(estimate(page)).toContainText('Kling 2.5 Turbo Pro');
  await expect(estimate(page).getByRole('row', { name: /Total/ })).toContainText('$0.706');
  const make = page.getByRole('button', { name: /Make storyboard/ });
  await expect(make).toContainText('$0.006');
  await shoot(page, 'brief-models');
  await make.click();
  const approve = page.getByRole('button', { name: /Approve and make film/ });
  await expect(approve).toContainText('$0.70', { timeout: 120_000 });
  await expect(approve).toBeEnabled();
  expect(pictures()).toBe(before + 2);

  await page.getByTestId('scene-card').first().click();
  await page.getByRole('tab', { name: 'Takes' }).click();
  const takes = page.getByRole('tabpanel', { name: 'Takes' });
  await expect(takes).toContainText('flux-schnell');
  await expect(takes).toContainText('$0.003');
  await expect(takes.getByRole('button', { name: /Draw again/ })).toContainText('$0.006');
  await shoot(page, 'board-takes');

  // A key shows no price, so it asks.
  await page.getByTestId('scene-card').first().focus();
  await page.keyboard.press('r');
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('$0.006');
  await question.getByRole('button', { name: 'Cancel' }).click();
  expect(pictures()).toBe(before + 2);

  await approve.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 of 1 segment by Kling 2.5 Turbo Pro');
  await expect(dialog).toContainText('Pictures, already bought');
  await expect(dialog).toContainText('$0.006');
  await expect(dialog).toContainText('$0.706');
  await dialog.getByRole('spinbutton', { name: 'Rounds at most' }).fill('1');
  await dialog.getByRole('spinbutton', { name: 'Rounds at most' }).press('Enter');
  await expect(dialog.getByRole('spinbutton', { name: 'In all at most' })).toHaveValue('0.70');
  await shoot(page, 'approve');
  await dialog.getByRole('button', { name: /Approve and make the film/ }).click();
  await expect(page.getByText('Approved', { exact: true }).first()).toBeVisible();
  await expect.poll(() => vendor.charges().filter(({ model }) => model.includes('kling')).length).toBe(1);
  type Approval = { approved: { allowance: object } | null };
  const facts = await ask<Approval>(page, served, `/boards/${projectId}/approval`);
  expect(facts.approved?.allowance).toEqual({ rounds: 1, microUsd: 700_000 });
  await expect(takes.getByRole('region', { name: 'Segments' })).toContainText('$0.70', { timeout: 120_000 });
  await shoot(page, 'board-film');
});

test('a price that moved is asked about again, and a stale one is refused', async ({ page, served, vendor }) => {
  await putKey(page, served);
  const projectId = await small(page, served, 'Moved');
  const shots = async (): Promise<string[]> => {
    type Status = { missing: { shotId: string }[] };
    return (await ask<Status>(page, served, `/boards/${projectId}`)).missing.map(({ shotId }) => shotId);
  };
  await ask(page, served, '/runs', { projectId });
  await expect.poll(shots, { timeout: 60_000 }).toEqual([]);
  type Approval = { shots: unknown[]; segments: { toMake: number } };
  await expect
    .poll(async () => (await ask<Approval>(page, served, `/boards/${projectId}/approval`)).segments.toMake)
    .toBe(1);
  await go(page, served, `#/brief/${projectId}`);
  await choose(page, 'Film', /^Kling 2\.5/);
  await go(page, served, `#/storyboard/${projectId}`);
  const approve = page.getByRole('button', { name: /Approve and make film/ });
  await expect(approve).toContainText('$0.70');
  // Before the vendor answers, the price goes up: the segment is not bought.
  const before = vendor.charges().length;
  await approve.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: /Approve and make the film/ })).toBeEnabled();
  await ask(page, served, '/money/prices', { model: KLING, unit: 'second', variant: '', unitMicroUsd: 90_000 });
  await dialog.getByRole('button', { name: /Approve and make the film/ }).click();
  await expect(dialog.getByText(/The board has changed since this was shown/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: /Approve and make the film/ })).toContainText('$0.90');
  expect(vendor.charges().length).toBe(before);
  await page.keyboard.press('Escape');
  await ask(page, served, '/money/prices/reset', { model: KLING, unit: 'second', variant: '' });
  // A picture asked for at another price than it has now.
  const card = { projectId, slots: ['start'], approvedMicroUsd: 1_000 };
  await go(page, served, `#/brief/${projectId}`);
  await choose(page, 'Pictures', /^FLUX schnell/);
  await expect(estimate(page).getByRole('row', { name: /FLUX schnell/ })).toBeVisible();
  type Document = { tables: { shots: Record<string, object>; brief: Record<string, { imageModel: string | null }> } };
  const read = () => ask<Document>(page, served, `/documents/${projectId}`);
  await expect.poll(async () => (await read()).tables.brief[projectId]?.imageModel).toBe(SCHNELL);
  const [shotId = ''] = Object.keys((await read()).tables.shots);
  const answer = await page.request.post(`${served.url}/api/v2/boards/${projectId}/redraw`, {
    headers: { authorization: `Bearer ${served.token}` },
    data: { ...card, shotId },
  });
  expect(answer.ok()).toBe(false);
  expect(await answer.text()).toContain('price-changed');
});

test('limits and waits are changed inside their bounds, and put back', async ({ page, served }) => {
  const card = await openProviders(page, served);
  const calls = card.getByRole('textbox', { name: 'Calls at the same time' });
  await calls.fill('0');
  await calls.press('Enter');
  await expect(card.getByText('From 1 to 100.')).toBeVisible();
  await calls.fill('4');
  await calls.press('Enter');
  await expect(card.getByRole('button', { name: 'Usual limits' })).toBeVisible();
  await card.getByRole('button', { name: 'Usual limits' }).click();
  await expect(calls).toHaveValue('10');

  await page.getByRole('button', { name: 'Advanced: waits and repeats' }).click();
  await page.getByRole('radio', { name: 'Film', exact: true }).click();
  const waits = page.getByRole('textbox', { name: 'Repeats: Film, not available: Waits (s)' });
  await waits.fill('5, many');
  await waits.press('Enter');
  await expect(page.getByText('Up to 8 waits in seconds, such as 5, 15, 45.')).toBeVisible();
  await waits.fill('6, 12');
  await waits.press('Enter');
  type Policies = {
    policies: {
      repeats: { video: { unavailable: { waitsMs: number[] } } };
      breaker: { openMs: number };
      offline: { probeMaxMs: number };
    };
  };
  const held = async () => (await ask<Policies>(page, served, '/policies')).policies;
  await expect.poll(async () => (await held()).repeats.video.unavailable.waitsMs).toEqual([6_000, 12_000]);
  await page.getByRole('button', { name: 'Reset: Repeats: Film' }).click();
  await expect.poll(async () => (await held()).repeats.video.unavailable.waitsMs).toEqual([5_000, 10_000, 20_000]);
  await page.getByRole('button', { name: /^Lost answers/ }).click();
  const window = page.getByRole('textbox', { name: 'Keep looking for (min)' });
  await window.fill('0.1');
  await window.press('Enter');
  await expect(page.getByText('From 1 to 1440.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^No connection/ }).click();
  const longest = page.getByRole('textbox', { name: 'Longest wait (s)' });
  await longest.fill('2');
  await longest.press('Enter');
  await expect(page.getByText('At least 5, as “First try after (s)”.')).toBeVisible();
  await longest.fill('30');
  await longest.press('Enter');
  await expect.poll(async () => (await held()).offline.probeMaxMs).toBe(30_000);
  await page.getByRole('button', { name: 'Reset: No connection' }).click();
  await expect.poll(async () => (await held()).offline.probeMaxMs).toBe(60_000);
  await page.getByRole('button', { name: /^Rest after failures/ }).click();
  const rest = page.getByRole('textbox', { name: 'Rest (s)' });
  await rest.fill('60');
  await rest.press('Enter');
  await expect.poll(async () => (await held()).breaker.openMs).toBe(60_000);
  await page.getByRole('button', { name: 'Reset all' }).click();
  await expect.poll(async () => (await held()).breaker.openMs).toBe(300_000);
});

// One look goes through five screens at two sizes; the long form takes them all.
for (const { theme, language } of LOOKS.slice(0, process.env['FRAMEWRIGHT_ALL_LOOKS'] === '1' ? LOOKS.length : 1))
  test(`${theme}, ${language}: names, contrast, targets and clipping`, async ({ page, served }) => {
    await putKey(page, served);
    await ask(page, served, '/settings', { theme, language, models: { image: SCHNELL, video: KLING } });
    const projectId = await small(page, served, `Looks ${theme} ${language}`);
    await ask(page, served, '/runs', { projectId, imageProvider: 'local/sketch' });
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1024, height: 640 },
    ]) {
      await page.setViewportSize(size);
      const check = async (where: string): Promise<void> => {
        const name = `${where}-${theme}-${language}-${size.width}`;
        await shoot(page, name);
        if (size.width === 1440) expect(await axeViolations(page), name).toEqual([]);
        expect(await smallTargets(page), name).toEqual([]);
        expect(await clippedText(page), name).toEqual([]);
      };
      await go(page, served, '#/settings');
      await page
        .locator('nav li')
        .getByRole('button', { name: language === 'en' ? 'Providers' : 'ผู้ให้บริการ' })
        .click();
      await expect(page.locator('[data-provider=replicate]')).toBeVisible();
      await check('settings-providers');
      const advanced = page.locator('[data-setting=provider-policies] h3 button');
      if ((await advanced.getAttribute('aria-expanded')) === 'false') await advanced.click();
      const table = page.locator('[data-setting=provider-policies] table');
      await expect(table).toBeVisible();
      await table.scrollIntoViewIfNeeded();
      await check('settings-policies');
      for (const group of await page.locator('[data-setting=provider-policies] h4 button').all())
        if ((await group.getAttribute('aria-expanded')) === 'false') await group.click();
      await page.locator('[data-setting=provider-policies] section').nth(1).scrollIntoViewIfNeeded();
      await check('settings-policies-open');
      await go(page, served, `#/brief/${projectId}`);
      await expect(page.locator('h1')).toBeVisible();
      const field = page.locator('[data-field=imageModel]');
      // The key shows and hides: one that comes before the window has drawn would hide what was to be shown.
      await expect(async () => {
        if (!(await field.isVisible())) await page.keyboard.press('Control+Alt+b');
        await expect(field).toBeVisible({ timeout: 2_000 });
      }).toPass({ timeout: 40_000 });
      await expect(page.getByText('FLUX schnell', { exact: true }).first()).toBeVisible();
      await check('brief');
      await go(page, served, `#/storyboard/${projectId}`);
      const film = page.getByRole('button', {
        name: language === 'en' ? /Approve and make film/ : /อนุมัติและสร้างภาพยนตร์/,
      });
      await expect(film).toContainText('$0.70');
      await expect(page.getByTestId('scene-card').locator('img')).toHaveCount(2);
      await check('board');
      await film.click();
      const dialog = page.getByRole('dialog');
      await expect(dialog).toContainText('Kling 2.5 Turbo Pro');
      await check('approve');
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    }
  });
