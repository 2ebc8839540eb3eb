import type { Page } from '@playwright/test';
import type { CallView } from '../../../src/shared/contract/calls.ts';
import {
  ask,
  callsOf,
  charged,
  draw,
  drawn,
  expectClean,
  KLING,
  needs,
  needsOf,
  open,
  openDrawer,
  openDrawerWith,
  PAID_LOOKS,
  pill,
  PRO,
  SCHNELL,
  shoot,
  SIZES,
  stateOf,
  test,
} from '../paid-fixture.ts';
import { expect as baseExpect, watchPage } from '../serve-fixture.ts';

/** What a person meets when buying does not go as it should, and how the work goes on. */

test.use({ profile: 'paid-troubles', actionTimeout: 20_000, locale: 'en-US' });
// The provider's troubles are those of one story at a time.
test.describe.configure({ mode: 'serial' });
test.setTimeout(240_000);
const expect = baseExpect.configure({ timeout: 40_000 });
let faults: string[] = [];
test.beforeEach(({ page }) => void (faults = watchPage(page)));
test.afterEach(() => expect(faults).toEqual([]));

const isSent = ({ submittedAtMs }: CallView): boolean => submittedAtMs !== null;
const banner = (page: Page) => page.getByRole('status').filter({ hasText: 'Replicate' });

test('an empty account is one prompt for all that wait; filled, everything goes on', async ({
  page,
  served,
  vendor,
}) => {
  vendor.script({ kind: 'no-credit', at: 'create', times: 1_000 });
  const first = await draw(page, served, 'Credit one', { sentences: 2 });
  const second = await draw(page, served, 'Credit two');
  await open(page, served);
  await expect(pill(page)).toHaveAccessibleName(/Needs you: 1/);
  await openDrawer(page);
  const asked = needsOf(page).getByRole('group', { name: 'The account at Replicate is empty' });
  await expect(asked).toContainText('Credit one, Credit two');
  const count = 6;
  await expect.poll(async () => (await needs(page, served))[0]?.jobIds.length).toBe(count);
  await expect(asked).toContainText(`${count} pieces of work wait for this.`);
  await expect(needsOf(page).getByRole('group')).toHaveCount(1);
  await shoot(page, 'credit-en-dark');

  // Said too soon: it is asked about again, once.
  const refused = vendor.faults().length;
  await asked.getByRole('button', { name: 'Continue with Replicate' }).click();
  await expect.poll(() => vendor.faults().length).toBeGreaterThan(refused);
  await expect.poll(async () => (await needs(page, served))[0]?.jobIds.length).toBe(count);
  await expect(asked).toContainText(`${count} pieces of work wait for this.`);
  await expect(needsOf(page).getByRole('group')).toHaveCount(1);
  expect(charged(vendor)).toBe(0);
  vendor.clearFaults();
  await asked.getByRole('button', { name: 'Continue with Replicate' }).click();
  for (const { runId } of [first, second]) await drawn(page, served, runId);
  await expect(needsOf(page)).toHaveCount(0);
  expect(charged(vendor)).toBe(count * 3_000);
});

test('a price that moves while work waits is asked about, and bought at when a person says so', async ({
  page,
  served,
  vendor,
}) => {
  vendor.script({ kind: 'no-credit', at: 'create', times: 1_000 });
  const { runId } = await draw(page, served, 'Dearer');
  await expect.poll(async () => (await needs(page, served))[0]?.jobIds.length).toBe(2);
  const rate = { model: SCHNELL, unit: 'image', variant: '' };
  await ask(page, served, '/money/prices', { ...rate, unitMicroUsd: 3_200 });
  vendor.clearFaults();
  const before = vendor.posts().length;
  await open(page, served);
  await openDrawer(page);
  await needsOf(page).getByRole('button', { name: 'Continue with Replicate' }).click();
  const asked = needsOf(page).getByRole('group', { name: /^The price of black-forest-labs\/flux-schnell has moved/ });
  await expect(asked).toContainText('From $0.003 to $0.0032.');
  expect(vendor.posts().length).toBe(before);
  await asked.getByRole('button', { name: 'Price or another model…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Which model goes on?' });
  await expect(dialog.getByRole('radio', { name: /^FLUX schnell/ })).toBeChecked();
  await expectClean(page);
  await shoot(page, 'price-moved-en-dark');
  const yes = dialog.getByRole('button', { name: /^Go on with FLUX schnell/ });
  await expect(yes).toContainText('$0.0064');
  await yes.click();
  await drawn(page, served, runId);
  expect(vendor.posts().length).toBe(before + 2);
  await ask(page, served, '/money/prices/reset', rate);
});

test('a model that is retired gives way to another one, which a person chooses by its price', async ({
  page,
  served,
  vendor,
}) => {
  vendor.retire('black-forest-labs/flux-1.1-pro');
  const before = charged(vendor);
  const { runId } = await draw(page, served, 'Retired', { sentences: 2, model: PRO });
  await open(page, served);
  await expect(pill(page)).toHaveAccessibleName(/Needs you: 1/);
  await openDrawer(page);
  const asked = needsOf(page).getByRole('group', { name: 'black-forest-labs/flux-1.1-pro is no longer offered' });
  await expect(asked).toContainText('Nothing was charged.');
  const count = 4;
  await expect.poll(async () => (await needs(page, served))[0]?.jobIds.length).toBe(count);
  await asked.getByRole('button', { name: 'Another model…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Which model goes on?' });
  await expect(dialog.getByRole('button', { name: 'Choose a model' })).toBeDisabled();
  await expect(dialog.getByRole('radio', { name: /^FLUX 1\.1 pro/ })).toHaveCount(0);
  await dialog.getByRole('radio', { name: /^FLUX schnell/ }).click();
  await expect(dialog).toContainText(`${count} pictures at $0.003 each: $0.0`);
  await expectClean(page);
  await shoot(page, 'other-model-en-dark');
  await dialog.getByRole('button', { name: /^Go on with FLUX schnell/ }).click();
  await drawn(page, served, runId);
  await expect(needsOf(page)).toHaveCount(0);
  expect(charged(vendor) - before).toBe(count * 3_000);
});

test('what was bought before comes from the cache, and costs nothing', async ({ page, served, vendor }) => {
  const twice = { about: 'the same words', seed: 4_711 };
  const first = vendor.posts().length;
  await drawn(page, served, (await draw(page, served, 'Once', twice)).runId);
  const before = vendor.posts().length;
  await drawn(page, served, (await draw(page, served, 'Twice', twice)).runId);
  expect(vendor.posts().length).toBe(before);
  await open(page, served, '#/jobs');
  const details = page.getByRole('complementary', { name: 'Job' });
  await expect(details.getByRole('heading', { level: 2, name: 'Twice' })).toBeVisible();
  await details.getByRole('button', { name: /^Keyframes/ }).click();
  await expect(details.getByText('from cache, $0.00')).toHaveCount(before - first);
  await shoot(page, 'from-cache-en-dark');
});

// A film takes its time: only in the long form.
if (process.env['FRAMEWRIGHT_ALL_STORIES'] === '1')
  test('a film that was bought before comes from the cache too', async ({ page, served, vendor }) => {
    const twice = { about: 'the same film', seed: 4_712, video: KLING };
    const film = async (name: string): Promise<string> => {
      const { runId } = await draw(page, served, name, twice);
      await drawn(page, served, runId);
      await ask(page, served, `/runs/${runId}/approve`, {});
      await expect.poll(() => stateOf(page, served, runId), { timeout: 120_000 }).toBe('completed');
      return runId;
    };
    await film('Film once');
    const before = vendor.posts().length;
    const runId = await film('Film twice');
    expect(vendor.posts().length).toBe(before);
    expect(await callsOf(page, served, runId)).toEqual([]);
    await open(page, served, '#/jobs');
    const details = page.getByRole('complementary', { name: 'Job' });
    await expect(details.getByRole('heading', { level: 2, name: 'Film twice' })).toBeVisible();
    await expect(
      details.getByRole('region', { name: 'Segments' }).getByText('from cache, $0.00').first(),
    ).toBeVisible();
    await shoot(page, 'film-from-cache-en-dark');
  });

test('cancelling what costs asks first, and says what may still be charged', async ({ page, served, vendor }) => {
  const before = charged(vendor);
  vendor.script({ kind: 'hold-answer', at: 'poll', times: 1_000 });
  const { runId } = await draw(page, served, 'Regretted');
  const calls = () => callsOf(page, served, runId);
  await expect.poll(async () => (await calls()).filter(isSent).length).toBeGreaterThan(1);
  await open(page, served, '#/jobs');
  const details = page.getByRole('complementary', { name: 'Job' });
  await details.getByRole('button', { name: 'Cancel' }).click();
  const question = page.getByRole('alertdialog', { name: 'Cancel the film of Regretted?' });
  await expect(question).toContainText(/[2-9] pieces\. They are asked to stop; up to \$0\.0\d+ may still be charged\./);
  await expectClean(page);
  await shoot(page, 'cancel-en-dark');
  await question.getByRole('button', { name: 'Let it go on' }).click();
  expect(await stateOf(page, served, runId)).toBe('generating_storyboard');
  await details.getByRole('button', { name: 'Cancel' }).click();
  await question.getByRole('button', { name: 'Cancel the film' }).click();
  await expect.poll(() => stateOf(page, served, runId)).toBe('cancelled');
  vendor.release();
  vendor.clearFaults();
  const spent = async (): Promise<number> =>
    (await calls()).reduce((sum, { chargedMicroUsd }) => sum + (chargedMicroUsd ?? 0), 0);
  await expect.poll(async () => (await calls()).every(({ finishedAtMs }) => finishedAtMs !== null)).toBe(true);
  expect(await spent()).toBe(charged(vendor) - before);
});

test('without a way to the provider one banner says so; it goes by itself, and the work goes on', async ({
  page,
  served,
  front,
}) => {
  await open(page, served);
  await expect(banner(page)).toHaveCount(0);
  await front.stopListening();
  const { runId } = await draw(page, served, 'Away');
  await expect(banner(page)).toContainText(/No connection to Replicate since \d/);
  await expect(banner(page)).toContainText('pieces of work wait and go on by themselves');
  await expect(banner(page)).toContainText('Writing, drawing here and exporting work as always.');
  await expect(needsOf(page)).toHaveCount(0);
  await expectClean(page);
  await shoot(page, 'offline-en-dark');
  await front.listenAgain();
  await banner(page).getByRole('button', { name: 'Try now' }).click();
  await expect(banner(page)).toContainText('Replicate answers again.');
  await expect(banner(page)).toHaveCount(0);
  await drawn(page, served, runId);
});

for (const [language, theme] of PAID_LOOKS)
  test(`is clean in ${language}, ${theme}, at both sizes`, async ({ page, served, vendor, front }) => {
    await ask(page, served, '/settings', { language, theme });
    vendor.retire('black-forest-labs/flux-1.1-pro');
    await draw(page, served, `Look ${language} ${theme}`, { sentences: 2, model: PRO });
    await expect.poll(async () => (await needs(page, served))[0]?.jobIds.length).toBeGreaterThan(1);
    vendor.script({ kind: 'hold-answer', at: 'poll', times: 1_000 });
    const held = await draw(page, served, `Held ${language} ${theme}`);
    await expect.poll(async () => (await callsOf(page, served, held.runId)).filter(isSent).length).toBeGreaterThan(1);
    await front.stopListening();
    const away = await draw(page, served, `Away ${language} ${theme}`);
    for (const [width, height] of SIZES) {
      const name = `${language}-${theme}-${width}`;
      await page.setViewportSize({ width, height });
      await open(page, served, '#/jobs');
      await expect(banner(page)).toBeVisible();
      const asked = page.locator('section[role=group]').filter({ hasText: 'flux-1.1-pro' });
      await openDrawerWith(page, asked);
      await expectClean(page);
      await shoot(page, `line-and-needs-${name}`);
      await asked.locator('button').first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio', { name: /^FLUX schnell/ }).click();
      await expectClean(page);
      await shoot(page, `other-model-${name}`);
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
      await page.keyboard.press('Control+KeyJ');
      await page.getByRole('option', { name: new RegExp(`Held ${language} ${theme}`) }).click();
      await page.keyboard.press('Delete');
      const question = page.getByRole('alertdialog');
      await expect(question).toContainText('$0.0');
      await expectClean(page);
      await shoot(page, `cancel-${name}`);
      await page.keyboard.press('Escape');
      await expect(question).toHaveCount(0);
    }
    vendor.release();
    vendor.clearFaults();
    await front.listenAgain();
    await ask(page, served, '/line/try', {});
    for (const { runId } of [held, away]) await drawn(page, served, runId);
    for (const { jobIds } of await needs(page, served))
      await ask(page, served, '/calls/other-model', { jobIds, model: 'local/sketch', seenMicroUsd: 0 });
    await expect.poll(async () => (await needs(page, served)).length).toBe(0);
  });
