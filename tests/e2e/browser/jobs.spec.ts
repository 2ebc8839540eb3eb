import type { Page } from '@playwright/test';
import { axeViolations } from '../../support/a11y/axe.ts';
import {
  blockFolder,
  call,
  endOfRun,
  exportSettings,
  exportView,
  filmProject,
  newProject,
  startRun,
} from '../../support/films/film-projects.ts';
import { expect, test as shared, watchPage } from '../serve-fixture.ts';
import type { Served } from '../serve-fixture.ts';

// A worker fixture of its own gives this file a worker, a server and a library of its own: it leaves failures behind.
const test = shared.extend<object, { libraryName: string }>({
  libraryName: ['jobs', { scope: 'worker', option: true }],
});

test.use({ actionTimeout: 15_000, locale: 'en-US' });
test.describe.configure({ mode: 'serial' });
test.setTimeout(240_000);

const pill = (page: Page) => page.getByRole('button', { name: /^Jobs: / });
const drawer = (page: Page) => page.getByRole('tabpanel', { name: 'Jobs' });

async function open(page: Page, served: Served, screen = 'library'): Promise<void> {
  await page.goto(served.startUrl);
  await page.locator('h1').waitFor();
  await page.evaluate((name) => void (location.hash = `#/${name}`), screen);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

let filmId = '';

test('a film is followed from the pill to its checks', async ({ page, served, request }) => {
  const faults = watchPage(page);
  await open(page, served);
  await expect(pill(page)).toHaveAccessibleName('Jobs: Jobs. Open the drawer.');
  await pill(page).click();
  await expect(drawer(page)).toContainText('Nothing running.');

  filmId = await newProject(request, served, 'Harbour');
  const runId = await startRun(request, served, filmId);
  await expect(pill(page)).toHaveAccessibleName(/^Jobs: 1 job, \d+ %/);
  await expect(drawer(page).getByRole('progressbar').first()).toBeVisible();
  await expect(drawer(page).getByRole('listitem').first()).toContainText('Harbour');
  expect(await endOfRun(request, served, runId)).toBe('completed');
  await expect(page.getByText('Film of Harbour: done.')).toHaveCount(1);
  await expect(pill(page)).toHaveAccessibleName('Jobs: Jobs. Open the drawer.');
  await expect(drawer(page).getByRole('region', { name: 'Finished last' })).toContainText('Harbour');
  expect(await axeViolations(page)).toEqual([]);

  await drawer(page).getByRole('button', { name: 'All jobs' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Jobs' })).toBeVisible();
  const details = page.getByRole('complementary', { name: 'Job' });
  await expect(details.getByRole('region', { name: 'Stages' })).toContainText('Making segments');
  await expect(details.getByRole('region', { name: 'Segments' })).toContainText(
    '2 of 2 segments passed the technical check',
  );
  await details
    .getByRole('button', { name: /Technical check/ })
    .first()
    .click();
  const table = details.getByRole('table', { name: 'Technical check' });
  await expect(table.getByRole('row')).toHaveCount(11);
  await expect(table.getByRole('row', { name: /Resolution/ })).toContainText('1280 × 720');
  await expect(table.getByRole('row', { name: /Resolution/ })).toContainText('at least 720 px on the short side');
  await expect(table.getByRole('row', { name: /Length/ })).toContainText('8 s ± 0.4 s');
  await expect(table.getByRole('row', { name: /Sound in sync/ })).toContainText('Passed');
  expect(await axeViolations(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('a failed film says what, on which, why and what to do; stays; is mended and tried again', async ({
  page,
  served,
  request,
  context,
}) => {
  const faults = watchPage(page);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const projectId = await newProject(request, served, 'Blocked');
  const mend = blockFolder(served, projectId);
  try {
    const runId = await startRun(request, served, projectId);
    expect(await endOfRun(request, served, runId)).toBe('partially_completed');
    await open(page, served);
    await expect(pill(page)).toHaveAccessibleName(/1 failed/);
    await pill(page).click();
    const card = drawer(page).getByRole('group', { name: 'The film is only partly done' });
    await expect(card).toContainText('Blocked');
    await expect(card).toContainText('Nothing can be written into the folder');
    await expect(card).toContainText('What to do: Give the folder write permission');
    expect(await axeViolations(page)).toEqual([]);
    await card.getByRole('button', { name: 'Copy error' }).click();
    await expect(page.getByText('Copied.')).toBeVisible();
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as object;
    expect(copied).toMatchObject({ job: runId, error: { code: 'not-writable' } });

    await page.reload();
    await pill(page).click();
    await expect(drawer(page).getByRole('group', { name: 'The film is only partly done' })).toBeVisible();
    mend();
    await drawer(page).getByRole('button', { name: 'Retry all failed (1)' }).click();
    expect(await endOfRun(request, served, runId)).toBe('completed');
    await expect(pill(page)).toHaveAccessibleName('Jobs: Jobs. Open the drawer.');
  } finally {
    mend();
  }
  expect(faults).toEqual([]);
});

test('a dismissed failure leaves the drawer, not the list; a new failure of it shows again', async ({
  page,
  served,
  request,
}) => {
  const settings = exportSettings({ formats: ['mov'] });
  await call(request, served, 'POST', '/work/pause', {});
  const { exportId } = await call<{ exportId: string }>(request, served, 'POST', '/exports', {
    projectId: filmId,
    settings,
  });
  const mend = blockFolder(served, filmId);
  const failed = () =>
    expect.poll(async () => (await exportView(request, served, exportId)).state, { timeout: 60_000 }).toBe('failed');
  try {
    await open(page, served, 'jobs');
    await expect(page.getByText('The queue is paused.', { exact: false })).toBeVisible();
    await expect(page.getByRole('option', { name: /Harbour/ }).first()).toContainText('Paused');
    await page.getByRole('button', { name: 'Resume queue' }).click();
    await failed();
    await expect(pill(page)).toHaveAccessibleName(/1 failed/);
    await page
      .getByRole('complementary', { name: 'Job' })
      .getByRole('button', { name: /Dismiss/ })
      .click();
    await expect(pill(page)).not.toHaveAccessibleName(/failed/);
    await expect(page.getByRole('option', { name: /Harbour.*Failed/ })).toBeVisible();
    // By its key, with the row in focus.
    await page.getByRole('option', { name: /Harbour.*Failed/ }).click();
    const firstEndMs = (await exportView(request, served, exportId)).finishedAtMs ?? 0;
    await page.keyboard.press('r');
    await expect
      .poll(async () => (await exportView(request, served, exportId)).finishedAtMs, { timeout: 60_000 })
      .toBeGreaterThan(firstEndMs);
    await failed();
    await expect(pill(page)).toHaveAccessibleName(/1 failed/);
  } finally {
    mend();
  }
});

// A long film is drawn for it first: only in the long form. The export screen's own cancel is in the short one.
if (process.env['FRAMEWRIGHT_ALL_STORIES'] === '1')
  test('a running job is cancelled from the drawer', async ({ page, served, request }) => {
    const projectId = await filmProject(request, served, 'Long way');
    const { exportId } = await call<{ exportId: string }>(request, served, 'POST', '/exports', {
      projectId,
      settings: exportSettings({ formats: ['webm', 'gif'], qualities: ['1080p', '720p'], gifQuality: null }),
    });
    await open(page, served);
    await pill(page).click();
    await expect(drawer(page).getByRole('listitem').filter({ hasText: 'Long way' }).first()).toContainText(
      /file 1 of 4/,
    );
    await drawer(page).getByRole('button', { name: 'Cancel Export of Long way' }).click();
    await expect
      .poll(async () => (await exportView(request, served, exportId)).state, { timeout: 30_000 })
      .toBe('cancelled');
    await expect(drawer(page).getByRole('button', { name: 'Cancel Export of Long way' })).toHaveCount(0);
  });

test('the list is worked by keys alone: filter, rows, details, menu', async ({ page, served }) => {
  const faults = watchPage(page);
  await open(page, served, 'jobs');
  await page.getByRole('option').first().waitFor();
  await page.getByRole('radio', { name: 'Finished' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.getByRole('option').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: /Open project of the job/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option').nth(1)).toBeFocused();
  await page.keyboard.press('o');
  await expect(page.getByRole('heading', { level: 1, name: /Storyboard|Export/ })).toBeVisible();
  expect(faults).toEqual([]);
});
