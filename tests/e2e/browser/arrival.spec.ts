import { ask, draw, expectClean, open, SCHNELL, shoot, stateOf, test } from '../paid-fixture.ts';
import { expect as baseExpect, watchPage } from '../serve-fixture.ts';

/** A picture that came black: what a person sees of it, and what they can do. */

test.use({ profile: 'arrival', actionTimeout: 20_000, locale: 'en-US' });
test.describe.configure({ mode: 'serial' });
test.setTimeout(240_000);
const expect = baseExpect.configure({ timeout: 40_000 });

test('a black keyframe is named on its card and among the takes; it is used as it is until a person draws again', async ({
  page,
  served,
  vendor,
}) => {
  const faults = watchPage(page);
  vendor.script({ kind: 'media-black', at: 'create', times: 100 });
  const { projectId, runId } = await draw(page, served, 'Black');
  await expect.poll(() => stateOf(page, served, runId), { timeout: 60_000 }).toBe('storyboard_complete');
  const bought = vendor.posts().length;
  expect(bought).toBeGreaterThan(1);
  vendor.clearFaults();
  await ask(page, served, '/settings', { models: { image: SCHNELL } });

  await open(page, served, `#/storyboard/${projectId}`);
  const card = page.getByTestId('scene-card').first();
  await expect(card.getByTitle('It is black.')).toBeVisible();
  await card.click();
  await page.getByRole('tab', { name: 'Takes' }).click();
  const start = page.getByRole('region', { name: 'Start', exact: true });
  await expect(start.getByRole('button', { name: /\$0\.003, It is black\./ })).toHaveAttribute('aria-pressed', 'true');
  await expect(start).toContainText('It was paid for and is kept. Use it as it is, or draw again');
  await expectClean(page);
  await shoot(page, 'arrival-en-dark');

  await ask(page, served, '/settings', { language: 'th', theme: 'light' });
  await expect(card.getByTitle('ภาพดำ')).toBeVisible();
  await expect(page.getByText('จ่ายเงินแล้วและเก็บไว้ให้').first()).toBeVisible();
  await expectClean(page);
  await shoot(page, 'arrival-th-light');
  await ask(page, served, '/settings', { language: 'en', theme: 'dark' });

  // Seeing it has bought nothing; the button says what another pair costs, and pressing it is the yes.
  expect(vendor.posts()).toHaveLength(bought);
  await page.getByRole('button', { name: /^Draw again/ }).click();
  await expect.poll(() => vendor.posts().length).toBe(bought + 2);
  await expect(card.getByTitle('It is black.')).toHaveCount(0);
  await expect(start.getByRole('button', { name: /It is black\./ })).toHaveAttribute('aria-pressed', 'false');
  await expect(start.getByRole('button', { pressed: true })).toHaveAccessibleName(/\$0\.003$/);
  await shoot(page, 'arrival-retaken');
  expect(faults).toEqual([]);
});
