import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import type { BudgetStateView, LedgerLineView } from '../../../src/shared/contract/money.ts';
import { TEST_TOKEN } from '../../support/providers/replicate/replicate-server.ts';
import {
  ask,
  callsOf,
  charged,
  draw,
  drawn,
  expectClean,
  needs,
  needsOf,
  open,
  openDrawer,
  openDrawerWith,
  PAID_LOOKS,
  pill,
  SCHNELL,
  shoot,
  SIZES,
  stateOf,
  test,
} from '../paid-fixture.ts';
import { expect as baseExpect, watchPage } from '../serve-fixture.ts';

/** What a person sees of purchases and money: jobs, what waits for them, the ledger, budgets. */

test.use({ profile: 'ledger', actionTimeout: 20_000, locale: 'en-US' });
test.describe.configure({ mode: 'serial' });
test.setTimeout(240_000);
const expect = baseExpect.configure({ timeout: 40_000 });

const budget = (page: Page) => page.getByRole('button', { name: /^Costs: / });

test('keyframes that are bought show what they cost, in the job, the pill and the ledger', async ({
  page,
  served,
  vendor,
}) => {
  const faults = watchPage(page);
  await open(page, served);
  // Money plays no part yet.
  await expect(budget(page)).toHaveCount(0);
  const { projectId, runId } = await draw(page, served, 'Harbour', { sentences: 2 });
  await drawn(page, served, runId);
  const images = vendor.posts().length;
  expect(images).toBeGreaterThan(1);

  await expect(budget(page)).toHaveAccessibleName(/^Costs: \$0\.\d+ of \$150\.00 today\./);
  await open(page, served, '#/jobs');
  const details = page.getByRole('complementary', { name: 'Job' });
  // What is finished is folded away, with its sum.
  const keyframes = details.getByRole('button', { name: /^Keyframes/ });
  await expect(keyframes).toContainText(`$${(charged(vendor) / 1_000_000).toFixed(3)}`);
  await keyframes.click();
  await expect(details.getByText('$0.003 → $0.003').first()).toBeVisible();
  await details
    .getByRole('button', { name: /^Details of the purchase for Shot 1A/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: /^Purchase for Shot 1A/ });
  await expect(dialog.getByRole('region', { name: 'Time line' })).toContainText('Money set aside');
  await expect(dialog.getByRole('region', { name: 'Time line' })).toContainText('Done');
  await expect(dialog.getByRole('region', { name: 'Request' })).toContainText('A dog runs along the beach');
  await expect(dialog.getByRole('region', { name: 'Numbers' })).toContainText('https://replicate.com/p/');
  await expectClean(page);
  await shoot(page, 'details-en-dark');
  expect(await page.content()).not.toContain(TEST_TOKEN);
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+Alt+KeyC');
  const costs = page.getByRole('dialog', { name: 'Costs' });
  await expect(costs.getByRole('table', { name: 'Ledger' }).getByRole('row')).toHaveCount(images + 1);
  const { lines } = await ask<{ lines: LedgerLineView[] }>(page, served, `/money/ledger?projectId=${projectId}`);
  const ours = lines.reduce((sum, { chargedMicroUsd }) => sum + (chargedMicroUsd ?? 0), 0);
  expect(ours).toBe(charged(vendor));
  await expectClean(page);
  await shoot(page, 'ledger-en-dark');
  await costs.getByRole('tab', { name: 'Sums' }).click();
  await expect(costs.getByRole('row', { name: /^Total/ })).toContainText(`$${(ours / 1_000_000).toFixed(3)}`);
  await expectClean(page);
  await shoot(page, 'sums-en-dark');

  const csv = page.waitForEvent('download');
  await costs.getByRole('button', { name: 'Export CSV' }).click();
  const text = readFileSync(await (await csv).path(), 'utf8')
    .trim()
    .split('\n');
  expect(text).toHaveLength(images + 1);
  expect(text[1]).toContain(SCHNELL);
  expect(faults).toEqual([]);
});

test('an answer that was lost waits for a person, who looks again and pays once', async ({
  page,
  served,
  vendor,
  front,
}) => {
  const before = charged(vendor);
  vendor.script({ kind: 'reset-after-charge', at: 'create' });
  front.refuseList(true);
  const { runId } = await draw(page, served, 'Lost');
  await open(page, served);
  await expect(pill(page)).toHaveAccessibleName(/Needs you: 1/);
  await openDrawer(page);
  const asked = needsOf(page).getByRole('group', { name: 'Perhaps paid, perhaps not' });
  await expect(asked).toContainText('$0.003 for Shot 1A');
  await expect(asked).toContainText('https://replicate.com/predictions');
  await expect(asked).toContainText('Counts $0.003 as spent and buys it once more.');
  await expect(asked.getByRole('button', { name: /^Pay again/ })).toContainText('$0.003');
  await asked.getByRole('button', { name: /^Another model/ }).click();
  const others = page.getByRole('dialog', { name: 'Which model goes on?' });
  await expect(others).toContainText('The $0.003 that black-forest-labs/flux-schnell may have taken count as spent.');
  await page.keyboard.press('Escape');
  await expectClean(page);
  await shoot(page, 'payment-en-dark');
  const [need] = await needs(page, served);
  expect(need).toMatchObject({ code: 'payment-uncertain', vendor: 'replicate', canResume: false });
  expect(need?.calls).toHaveLength(1);

  // The list can be read again: the first purchase is found, nothing is bought twice.
  front.refuseList(false);
  await asked.getByRole('button', { name: /^Look again/ }).click();
  await drawn(page, served, runId);
  await expect(needsOf(page)).toHaveCount(0);
  const calls = await callsOf(page, served, runId);
  const paid = calls.reduce((sum, { chargedMicroUsd }) => sum + (chargedMicroUsd ?? 0), 0);
  expect(calls.map(({ state }) => state)).not.toContain('NEEDS_USER');
  expect(paid).toBe(charged(vendor) - before);
});

test('one that stays lost is paid again, or marked as lost, with the money as it is said', async ({
  page,
  served,
  vendor,
  front,
}) => {
  const lose = async (name: string): Promise<{ runId: string; asked: Locator }> => {
    vendor.script({ kind: 'reset-after-charge', at: 'create' });
    front.refuseList(true);
    const { runId } = await draw(page, served, name);
    await open(page, served);
    await expect(pill(page)).toHaveAccessibleName(/Needs you: 1/);
    await openDrawer(page);
    return { runId, asked: needsOf(page).getByRole('group', { name: 'Perhaps paid, perhaps not' }) };
  };
  const spent = async (runId: string): Promise<number> => {
    const calls = await callsOf(page, served, runId);
    return calls.reduce((sum, { chargedMicroUsd }) => sum + (chargedMicroUsd ?? 0), 0);
  };

  let before = charged(vendor);
  const again = await lose('Again');
  front.refuseList(false);
  await again.asked.getByRole('button', { name: /^Pay again/ }).click();
  await drawn(page, served, again.runId);
  expect(await spent(again.runId)).toBe(charged(vendor) - before);

  before = charged(vendor);
  const lost = await lose('Given up');
  front.refuseList(false);
  await lost.asked.getByRole('button', { name: /^Mark as lost/ }).click();
  await expect(needsOf(page)).toHaveCount(0);
  await expect.poll(async () => (await spent(lost.runId)) - (charged(vendor) - before)).toBe(0);

  // Wanted after all: it is bought anew, and what was lost stays counted.
  await expect.poll(() => stateOf(page, served, lost.runId)).toBe('partially_completed');
  await ask(page, served, `/runs/${lost.runId}/retry`, {});
  await drawn(page, served, lost.runId);
  expect(await spent(lost.runId)).toBe(charged(vendor) - before);
});

test('a refused key is one prompt for all that wait, and all go on after it', async ({ page, served, vendor }) => {
  vendor.revoke(TEST_TOKEN);
  const first = await draw(page, served, 'Key one', { sentences: 3 });
  const second = await draw(page, served, 'Key two', { sentences: 2 });
  await open(page, served);
  await expect(pill(page)).toHaveAccessibleName(/Needs you: 1/);
  await openDrawer(page);
  const asked = needsOf(page).getByRole('group', { name: 'The key for Replicate is refused' });
  await expect(asked).toContainText('pieces of work wait for this');
  await expect(asked).toContainText('Key one, Key two');
  await expect(needsOf(page).getByRole('group')).toHaveCount(1);
  await expectClean(page);
  await shoot(page, 'key-en-dark');
  const posts = vendor.posts().length;

  await asked.getByRole('button', { name: 'Open Settings ▸ Providers' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  vendor.admit(TEST_TOKEN);
  await asked.getByRole('button', { name: 'Continue with Replicate' }).click();
  for (const { runId } of [first, second]) await drawn(page, served, runId);
  await expect(needsOf(page)).toHaveCount(0);
  expect(vendor.posts().length).toBeGreaterThan(posts);
});

test('a budget stops the work with its count; raised, it goes on', async ({ page, served }) => {
  await open(page, served);
  await budget(page).click();
  const costs = page.getByRole('dialog', { name: 'Costs' });
  await costs.getByRole('tab', { name: 'Budgets' }).click();
  const day = costs.getByRole('region', { name: 'Each day' });
  const limit = async (name: string, value: string): Promise<void> => {
    await day.getByRole('spinbutton', { name }).fill(value);
    await day.getByRole('spinbutton', { name }).press('Enter');
  };
  await limit('Warn at', '2');
  await limit('Stop at', '1');
  await expect(day).toContainText('The warning must not lie above the stop.');
  await expect(day.getByRole('button', { name: 'Save' })).toBeDisabled();
  await limit('Warn at', '0.01');
  const { budgets } = await ask<{ budgets: BudgetStateView[] }>(page, served, '/money/budgets');
  // A few more pictures at most.
  const stop = (Math.floor((budgets[0]?.totalMicroUsd ?? 0) / 10_000) / 100 + 0.01).toFixed(2);
  await limit('Stop at', stop);
  await day.getByRole('button', { name: 'Save' }).click();
  await expect(day).toContainText('Over the warning');
  await expectClean(page);
  await shoot(page, 'budgets-en-dark');
  await page.keyboard.press('Escape');
  await expect(budget(page)).toHaveAccessibleName(/over the warning/);

  const { runId } = await draw(page, served, 'Dear', { sentences: 3 });
  await expect(pill(page)).toHaveAccessibleName(/Needs you: 1/);
  await openDrawer(page);
  const asked = needsOf(page).getByRole('group', { name: /^Budget used: \d of 3 shots done/ });
  await expect(asked).toContainText(`The day has a hard limit of $${stop}`);
  await expectClean(page);
  await shoot(page, 'budget-used-en-dark');
  await asked.getByRole('button', { name: 'Open budgets' }).click();
  await limit('Stop at', '100');
  await day.getByRole('button', { name: 'Save' }).click();
  await page.keyboard.press('Escape');
  await asked.getByRole('button', { name: /^Continue/ }).click();
  await drawn(page, served, runId);
});

test('sums of the library equal what the provider charged', async ({ page, served, vendor }) => {
  const { all } = await ask<{ all: { chargedMicroUsd: number; totalMicroUsd: number } }>(
    page,
    served,
    '/money/spending?by=vendor',
  );
  expect(all).toMatchObject({ chargedMicroUsd: charged(vendor), totalMicroUsd: charged(vendor) });
});

for (const [language, theme] of PAID_LOOKS)
  test(`is clean in ${language}, ${theme}, at both sizes`, async ({ page, served, vendor, front }) => {
    await ask(page, served, '/settings', { language, theme });
    vendor.script({ kind: 'reset-after-charge', at: 'create' });
    front.refuseList(true);
    const { runId } = await draw(page, served, `Look ${language} ${theme}`, { sentences: 2 });
    await expect.poll(async () => (await needs(page, served)).length, { timeout: 40_000 }).toBe(1);
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      await open(page, served, '#/jobs');
      const name = `${language}-${theme}-${width}`;
      const asked = page.getByRole('group').filter({ hasText: 'https://replicate.com/predictions' });
      await openDrawerWith(page, asked);
      await expectClean(page);
      await shoot(page, `needs-${name}`);
      await page.keyboard.press('Control+KeyJ');
      await page.keyboard.press('Control+Alt+KeyC');
      const costs = page.getByRole('dialog');
      await expect(costs.getByRole('table')).toBeVisible();
      for (const [at, tab] of ['ledger', 'sums', 'budgets', 'cache'].entries()) {
        await costs.getByRole('tab').nth(at).click();
        await expect(costs.getByRole('tabpanel')).toBeVisible();
        await expectClean(page);
        await shoot(page, `${tab}-${name}`);
      }
      await page.keyboard.press('Escape');
      await expect(costs).toHaveCount(0);
    }
    front.refuseList(false);
    const [need] = await needs(page, served);
    const callId = need?.calls[0]?.call.callId ?? '';
    await ask(page, served, `/calls/${callId}/decide`, { choice: 'look-again' });
    await drawn(page, served, runId);
  });
