import { ask, draw, expectClean, open, shoot, stateOf, test } from '../paid-fixture.ts';
import { expect as baseExpect, watchPage } from '../serve-fixture.ts';

/** What nobody can price, as a person sees and settles it; and a warning of a budget that was passed. */

test.use({ profile: 'money-uncertain', actionTimeout: 20_000, locale: 'en-US' });
test.describe.configure({ mode: 'serial' });
test.setTimeout(240_000);
const expect = baseExpect.configure({ timeout: 40_000 });

test('a run that failed at the provider is perhaps paid, until a person says', async ({ page, served, vendor }) => {
  const faults = watchPage(page);
  vendor.script({ kind: 'run-failed', at: 'create', times: 2 });
  const { runId } = await draw(page, served, 'Perhaps', { sentences: 2 });
  await expect.poll(() => stateOf(page, served, runId), { timeout: 60_000 }).toBe('partially_completed');
  await open(page, served, '#/jobs');
  const details = page.getByRole('complementary', { name: 'Job' });
  await expect(details).toContainText('and perhaps $0.006: nobody can say whether it was charged');
  const perhaps = details.getByRole('listitem').filter({ hasText: 'perhaps $0.003' });
  await perhaps
    .first()
    .getByRole('button', { name: /^Details of the purchase for Shot/ })
    .click();
  const dialog = page.getByRole('dialog', { name: /^Purchase for Shot/ });
  await expect(dialog.getByText('perhaps $0.003')).toBeVisible();
  await expect(dialog.getByText(/could not make it: .*It may have been charged: \$0\.003\./)).toBeVisible();
  const question = dialog.getByRole('region', { name: 'Was it charged?' });
  await expect(question).toContainText('Until then $0.003 counts against the budgets.');
  await expectClean(page);
  await shoot(page, 'settle-en-dark');
  await question.getByRole('button', { name: 'No, it was free' }).click();
  await expect(question).toHaveCount(0);
  await expect(dialog.getByText('$0.003 → $0.00')).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Time line' })).toContainText('you said that it was free');
  await page.keyboard.press('Escape');
  await expect(details).toContainText('and perhaps $0.003: nobody can say whether it was charged');
  expect(faults).toEqual([]);
});

test('a warning of the day that is passed shows while the work goes on', async ({ page, served }) => {
  await ask(page, served, '/money/budgets', {
    ...{ scope: 'day', scopeId: '', softMicroUsd: 10_000, hardMicroUsd: 150_000_000 },
  });
  await open(page, served);
  const budget = page.getByRole('button', { name: /^Costs: / });
  // Two pictures were paid, one may have been.
  await expect(budget).toHaveAccessibleName('Costs: $0.009 of $150.00 today. Open the costs.');
  const { runId } = await draw(page, served, 'Warned');
  await expect(budget).toHaveAccessibleName(/over the warning/);
  await expect(page.getByRole('status').filter({ hasText: 'over the warning' })).toHaveCount(1);
  await expect.poll(() => stateOf(page, served, runId), { timeout: 60_000 }).toBe('storyboard_complete');
  await expectClean(page);
  await shoot(page, 'warned-en-dark');
});
