import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { findBinaries } from '../../../src/main/media/binaries.ts';
import { createMediaTools } from '../../../src/main/media/media-tools.ts';
import type { MediaInfo } from '../../../src/main/media/media-types.ts';
import { createSystemClock } from '../../../src/main/platform/clock.ts';
import { silentLogger } from '../../../src/main/platform/logger.ts';
import { axeViolations } from '../../support/a11y/axe.ts';
import {
  blockFolder,
  call,
  exportedNames,
  exportSettings,
  exportView,
  filmProject,
  newProject,
} from '../../support/films/film-projects.ts';
import { expect, startServer, test as shared, watchPage } from '../serve-fixture.ts';
import type { Served } from '../serve-fixture.ts';

// A worker fixture of its own gives this file a worker, a server and a library of its own: it leaves failures behind.
const test = shared.extend<object, { libraryName: string }>({
  libraryName: ['export', { scope: 'worker', option: true }],
});

test.use({ actionTimeout: 15_000, locale: 'en-US' });
test.describe.configure({ mode: 'serial' });
test.setTimeout(240_000);

let projectId = '';

async function openExport(page: Page, served: Served, id: string): Promise<void> {
  await page.goto(served.startUrl);
  await page.locator('h1').waitFor();
  await page.evaluate((project) => void (location.hash = `#/export/${project}`), id);
  await expect(page.getByRole('heading', { level: 1, name: 'Export' })).toBeVisible();
}

async function probed(path: string): Promise<MediaInfo> {
  const tempRoot = mkdtempSync(join(tmpdir(), 'framewright-probe-'));
  const tools = createMediaTools({
    binaries: await findBinaries(process.env),
    log: silentLogger,
    tempRoot,
    clock: createSystemClock(),
  });
  try {
    return await tools.probe(path, 'own');
  } finally {
    await tools.dispose();
    rmSync(tempRoot, { recursive: true, force: true });
  }
}

test('chosen, foreseen, made, checked, played, taken away; found again with its settings', async ({
  page,
  served,
  request,
}) => {
  projectId = await filmProject(request, served, 'Ferry in the rain');
  const faults = watchPage(page);
  await openExport(page, served, projectId);

  await page.getByRole('button', { name: 'Small preview' }).click();
  await page.getByRole('checkbox', { name: /^GIF/ }).check();
  const table = page.getByRole('region', { name: 'Files that will be made' });
  await expect(table.getByRole('row')).toHaveCount(4);
  // The run made this one already: its size is known.
  await expect(table.getByRole('row', { name: /Ferry in the rain-480p\.mp4/ })).toContainText('at once');
  await expect(table.getByRole('row', { name: /-480p\.gif/ })).toContainText(/about .*MB/);
  await expect(table).toContainText('free on the disk');
  expect(await axeViolations(page)).toEqual([]);

  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Done and checked' })).toBeVisible({ timeout: 90_000 });
  expect(await axeViolations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Play Ferry in the rain-480p.mp4' }).click();
  const player = page.locator('video[controls]');
  await expect.poll(() => player.evaluate((video) => (video as HTMLVideoElement).readyState)).toBeGreaterThan(1);
  expect(await player.evaluate((video) => Math.round((video as HTMLVideoElement).duration))).toBe(5);

  const taken = async (name: string): Promise<string> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Download ${name}` }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(name);
    return download.path();
  };
  const film = await probed(await taken('Ferry in the rain-480p.mp4'));
  expect(film.video).toMatchObject({ codec: 'h264', widthPx: 854, heightPx: 480 });
  expect(film.durationSeconds).toBeCloseTo(5, 1);
  expect(film.audio?.codec).toBe('aac');
  const gif = await probed(await taken('Ferry in the rain-480p.gif'));
  expect(gif.video?.codec).toBe('gif');
  expect(readFileSync(await taken('Ferry in the rain.srt'), 'utf8')).toMatch(/^1\r?\n00:00:00,000 --> /);

  await page.reload();
  const earlier = page.getByRole('region', { name: 'Earlier exports' });
  await expect(earlier.getByRole('listitem')).toHaveCount(1);
  await expect(earlier).toContainText('MP4, GIF, 480p');
  await page.getByRole('button', { name: 'Web page' }).click();
  await expect(page.getByRole('checkbox', { name: /^GIF/ })).not.toBeChecked();
  await earlier.getByRole('button', { name: /Use the settings of/ }).click();
  await expect(page.getByRole('checkbox', { name: /^GIF/ })).toBeChecked();
  expect(faults).toEqual([]);
});

test('the same again is there at once and makes no second file', async ({ served, request }) => {
  const before = exportedNames(served, projectId);
  const { exportId } = await call<{ exportId: string }>(request, served, 'POST', '/exports', {
    projectId,
    settings: exportSettings({ formats: ['mp4', 'gif'] }),
  });
  await expect.poll(async () => (await exportView(request, served, exportId)).state, { timeout: 60_000 }).toBe('done');
  const { files } = await exportView(request, served, exportId);
  expect(files.filter(({ kind }) => kind === 'film').map(({ isFromCache }) => isFromCache)).toEqual([true, true]);
  expect(exportedNames(served, projectId)).toEqual(before);
});

test('cancel keeps what is finished, leaves nothing half-written, and the rest can be made later', async ({
  page,
  served,
  request,
}) => {
  const faults = watchPage(page);
  const { exportId } = await call<{ exportId: string }>(request, served, 'POST', '/exports', {
    projectId,
    settings: exportSettings({ formats: ['mp4', 'webm'], qualities: ['480p', '720p'], captions: 'burn' }),
  });
  await openExport(page, served, projectId);
  const progress = page.getByRole('region', { name: 'Exporting' });
  await expect(progress.getByRole('listitem').filter({ hasText: '(captions)-480p.mp4' })).toContainText('Done', {
    timeout: 90_000,
  });
  // The picture that is being made, not a placeholder.
  await expect(page.getByRole('img', { name: /The picture that is being made now/ })).toBeVisible({ timeout: 30_000 });
  await progress.getByRole('button', { name: 'Cancel' }).click();
  const result = page.getByRole('region', { name: 'Result' });
  await expect(result.getByRole('heading', { name: 'Cancelled' })).toBeVisible({ timeout: 30_000 });
  await expect(result).toContainText(/\d of 4 files were finished and are kept/);
  expect(await axeViolations(page)).toEqual([]);

  const { files } = await exportView(request, served, exportId);
  const [kept] = files.filter(({ state, kind }) => state === 'done' && kind === 'film');
  const bytes = await request.get(`${served.url}/media/films/${kept?.fileId ?? ''}`, {
    headers: { authorization: `Bearer ${served.token}` },
  });
  expect(bytes.status()).toBe(200);
  expect((await bytes.body()).length).toBe(kept?.bytes);
  expect(exportedNames(served, projectId).filter((name) => /part|^\./.test(name))).toEqual([]);

  await result.getByRole('button', { name: 'Try the rest again' }).click();
  await expect(page.getByRole('heading', { name: 'Done and checked' })).toBeVisible({ timeout: 150_000 });
  const after = await exportView(request, served, exportId);
  expect(after.files.find(({ key }) => key === kept?.key)?.fileId).toBe(kept?.fileId);
  expect(faults).toEqual([]);
});

test('a folder that cannot be written to: said with the reason, mended, made', async ({ page, served, request }) => {
  const faults = watchPage(page);
  await call(request, served, 'POST', '/work/pause', {});
  const { exportId } = await call<{ exportId: string }>(request, served, 'POST', '/exports', {
    projectId,
    settings: exportSettings({ formats: ['mov'] }),
  });
  const mend = blockFolder(served, projectId);
  try {
    await call(request, served, 'POST', '/work/resume', {});
    await expect
      .poll(async () => (await exportView(request, served, exportId)).state, { timeout: 60_000 })
      .toBe('failed');
    await openExport(page, served, projectId);
    await page
      .getByRole('button', { name: /Show the export of/ })
      .first()
      .click();
    const result = page.getByRole('region', { name: 'Result' });
    await expect(result.getByRole('heading', { name: 'The export failed' })).toBeVisible();
    await expect(result).toContainText('Ferry in the rain');
    await expect(result).toContainText('Nothing can be written into the folder');
    await expect(result).toContainText('Give the folder write permission');
    mend();
    await result.getByRole('button', { name: 'Try the rest again' }).click();
    await expect(page.getByRole('heading', { name: 'Done and checked' })).toBeVisible({ timeout: 60_000 });
  } finally {
    mend();
  }
  expect(faults).toEqual([]);
});

test('without segments nothing can be exported, and the screen says which shots and where to go', async ({
  page,
  served,
  request,
}) => {
  const id = await newProject(request, served, 'Only a board');
  const { runId } = await call<{ runId: string }>(request, served, 'POST', '/runs', { projectId: id });
  await expect
    .poll(async () => (await call<{ state: string }>(request, served, 'GET', `/runs/${runId}`)).state, {
      timeout: 60_000,
    })
    .toBe('storyboard_complete');
  await openExport(page, served, id);
  await expect(page.getByRole('region', { name: 'Before you export' })).toContainText(
    'Segments are missing: 2 (shots 1A, 2A)',
  );
  await expect(page.getByRole('button', { name: /^Export \d file/ })).toBeDisabled();
  await page.getByRole('button', { name: 'Open storyboard' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Storyboard' })).toBeVisible();
});

test('killed in the middle: the next start finishes the export, each file once', async ({ request }) => {
  const home = mkdtempSync(join(tmpdir(), 'framewright-e2e-'));
  const token = 'a-token-that-stays-the-same';
  const first = await startServer(home, { port: '0', token });
  const { port } = new URL(first.served.url);
  try {
    const id = await filmProject(request, first.served, 'Killed');
    const { exportId } = await call<{ exportId: string }>(request, first.served, 'POST', '/exports', {
      projectId: id,
      settings: exportSettings({ formats: ['mp4', 'webm', 'gif'] }),
    });
    const filesDone = async (): Promise<number> =>
      (await exportView(request, first.served, exportId)).files.filter(
        ({ kind, state }) => kind === 'film' && state === 'done',
      ).length;
    await expect.poll(filesDone, { timeout: 60_000, intervals: [50] }).toBeGreaterThan(0);
    await first.stop('SIGKILL');
    const second = await startServer(home, { port, token });
    try {
      await expect
        .poll(async () => (await exportView(request, second.served, exportId)).state, { timeout: 90_000 })
        .toBe('done');
      const films = exportedNames(second.served, id).filter((name) => name.startsWith('Killed'));
      expect(films).toEqual(['Killed-480p.gif', 'Killed-480p.mp4', 'Killed-480p.webm', 'Killed.srt']);
      for (const name of films.filter((file) => !file.endsWith('.srt')))
        expect((await probed(join(home, 'exports', id, name))).durationSeconds, name).toBeCloseTo(5, 1);
    } finally {
      await second.stop();
    }
  } finally {
    await first.stop('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  }
});
