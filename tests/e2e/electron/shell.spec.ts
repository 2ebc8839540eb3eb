import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { launchDesktop } from '../../support/electron-stand-in/launch-desktop.ts';
import type { StandInRecord } from '../../support/electron-stand-in/launch-desktop.ts';
import { watchPage } from '../serve-fixture.ts';

/**
 * The built main bundle and preload in plain Node, the window a real Chromium page. A real Electron is not needed.
 * One desktop for the file: the main bundle loads once in a process.
 */
test.describe.configure({ mode: 'serial' });

const desktop: { record: StandInRecord | null; page: Page | null; close: (() => Promise<void>) | null } = {
  record: null,
  page: null,
  close: null,
};
const record = (): StandInRecord => {
  if (desktop.record === null) throw new Error('the desktop did not start');
  return desktop.record;
};
const page = (): Page => {
  if (desktop.page === null) throw new Error('there is no window');
  return desktop.page;
};
let faults: string[] = [];

test.beforeAll(async () => {
  const started = await launchDesktop({
    ...(process.env.CHROMIUM_BIN === undefined ? {} : { executablePath: process.env.CHROMIUM_BIN }),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking'],
  });
  desktop.record = started.record;
  desktop.close = started.close;
  desktop.page = (await started.record.windows[0]?.page) ?? null;
  faults = watchPage(page());
});
test.afterAll(async () => desktop.close?.());

test('one window opens, walled in, on our own scheme', () => {
  expect(record().errors).toEqual([]);
  expect(record().windows).toHaveLength(1);
  expect(record().windows[0]?.url).toBe('fw-app://app/index.html');
  expect(record().windows[0]?.options.webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
  });
  expect(record().sandboxEnabled).toBe(true);
  expect(record().schemes.map(({ scheme }) => scheme)).toEqual(['fw-app', 'fw-media']);
  expect([...record().handlers.keys()].sort()).toEqual(['file', 'fw-app', 'fw-media']);
});

test('the page gets its port and calls system.capabilities over it', async () => {
  await expect(page().getByText('Connected', { exact: true })).toBeVisible();
  expect(await page().evaluate(() => Object.keys((window as { framewright?: object }).framewright ?? {}))).toEqual([
    'requestPort',
  ]);
  await expect(page().getByRole('button', { name: 'Make storyboard' })).toBeEnabled();
  expect(record().windows[0]?.shown).toBe(true);
});

test('the board is drawn over the port and its pictures come by fw-media', async () => {
  test.setTimeout(90_000);
  await page().getByLabel('Brief', { exact: true }).fill('A cat sits on a roof at night.');
  await page().getByLabel('Length').selectOption('5');
  await page().getByRole('button', { name: 'Make storyboard' }).click();
  await expect(page().getByRole('button', { name: 'Approve storyboard' })).toBeVisible({ timeout: 60_000 });
  const frames = page().getByTestId('scene-card').getByRole('img');
  await expect(frames).toHaveCount(2);
  for (const frame of await frames.all())
    await expect.poll(() => frame.evaluate((picture: HTMLImageElement) => picture.naturalWidth)).toBeGreaterThan(1_000);
});

test('a reload asks for a port again and gets one', async () => {
  await page().reload();
  await expect(page().getByText('Connected', { exact: true })).toBeVisible();
});

test('a foreign frame, a sub-frame and no frame get no port', () => {
  const { ipcMain, windows } = record();
  const sender = windows[0]?.webContents;
  let posted = 0;
  const postMessage = (): void => void (posted += 1);
  const top = { url: 'fw-app://app/index.html', parent: null, postMessage };
  ipcMain.emit('fw:connect', { sender, senderFrame: null });
  ipcMain.emit('fw:connect', { sender, senderFrame: { ...top, parent: {} } });
  ipcMain.emit('fw:connect', { sender, senderFrame: { ...top, url: 'https://app.evil/' } });
  ipcMain.emit('fw:connect', { sender: { id: 999 }, senderFrame: top });
  expect(posted).toBe(0);
});

test('navigation away is prevented, new windows are denied, file addresses are refused', async () => {
  const { webContents } = record().windows[0] ?? {};
  let prevented = 0;
  for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect'])
    webContents?.emit(name, { url: 'https://example.com/', preventDefault: () => (prevented += 1) });
  expect(prevented).toBe(3);
  expect(webContents?.windowOpenHandler()).toEqual({ action: 'deny' });
  const answer = await record().handlers.get('file')?.(new Request('http://x/'));
  expect(answer?.status).toBe(403);
});

test('nothing was logged as an error and nothing asked the network', () => {
  expect(faults).toEqual([]);
  expect(record().errors).toEqual([]);
});
