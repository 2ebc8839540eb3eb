import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect as baseExpect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { launchDesktop } from '../../support/electron-stand-in/launch-desktop.ts';
import type { MenuItem, StandInRecord } from '../../support/electron-stand-in/launch-desktop.ts';
import { watchPage } from '../serve-fixture.ts';

/**
 * The built main bundle and preload in plain Node, the window a real Chromium page. A real Electron is not needed.
 * One desktop for the file: the main bundle loads once in a process.
 */
test.describe.configure({ mode: 'serial' });

/** A busy machine is slow, not wrong. */
const expect = baseExpect.configure({ timeout: 20_000 });

const desktop: {
  record: StandInRecord | null;
  page: Page | null;
  home: string;
  close: (() => Promise<void>) | null;
} = { record: null, page: null, home: '', close: null };
const record = (): StandInRecord => {
  if (desktop.record === null) throw new Error('the desktop did not start');
  return desktop.record;
};
const page = (): Page => {
  if (desktop.page === null) throw new Error('there is no window');
  return desktop.page;
};
const windowOf = () => {
  const [window] = record().windows;
  if (window === undefined) throw new Error('there is no window');
  return window;
};
const flat = (items: readonly MenuItem[]): MenuItem[] => items.flatMap((item) => [item, ...flat(item.submenu ?? [])]);
const menuItem = (id: string): MenuItem | undefined => flat(record().menu).find((item) => item.id === id);
let faults: string[] = [];

test.beforeAll(async () => {
  const started = await launchDesktop({
    ...(process.env.CHROMIUM_BIN === undefined ? {} : { executablePath: process.env.CHROMIUM_BIN }),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking'],
  });
  desktop.record = started.record;
  desktop.close = started.close;
  desktop.home = started.home;
  desktop.page = (await started.record.windows[0]?.page) ?? null;
  faults = watchPage(page());
});
test.afterAll(async () => desktop.close?.());

test('E1, E3: one window opens, walled in, on our own scheme', () => {
  expect(record().errors).toEqual([]);
  expect(record().windows).toHaveLength(1);
  expect(windowOf().url).toBe('fw-app://app/index.html');
  expect(windowOf().options.webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
  });
  expect(record().sandboxEnabled).toBe(true);
  expect(record().schemes.map(({ scheme }) => scheme)).toEqual(['fw-app', 'fw-media']);
  expect([...record().handlers.keys()].sort()).toEqual(['file', 'fw-app', 'fw-media']);
});

test('E8: the page gets its port, and no more than five named functions', async () => {
  await expect(page().locator('h1')).toBeVisible();
  expect(
    await page().evaluate(() => Object.keys((window as { framewright?: object }).framewright ?? {}).sort()),
  ).toEqual(['onCommand', 'onOpen', 'requestPort', 'startDrag', 'tellState']);
  expect(windowOf().shown).toBe(true);
});

test('E7: every kind of permission has its handler', () => {
  expect(Object.keys(record().permissions).sort()).toEqual([
    'setBluetoothPairingHandler',
    'setDevicePermissionHandler',
    'setDisplayMediaRequestHandler',
    'setPermissionCheckHandler',
    'setPermissionRequestHandler',
    'setUSBProtectedClassesHandler',
  ]);
});

test('E13: crashes are sent nowhere; spelling fetches nothing', () => {
  expect(record().crashOptions).toMatchObject({ uploadToServer: false });
  expect(record().spell.url).toMatch(/^fw-app:/);
  expect(record().spell.enabled).toBe(process.platform !== 'linux');
});

test('E11: without a keyring no key would be written, and the log says so', () => {
  const log = readFileSync(join(desktop.home, 'logs', 'framewright.log'), 'utf8');
  expect(log).toMatch(/"event":"shell\.secrets","place":"memory"/);
});

test('the menu bar is the registry in the language of the page; a click runs the command there', async () => {
  await expect.poll(() => menuItem('go.settings')?.enabled).toBe(true);
  menuItem('go.settings')?.click?.();
  await expect(page().getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  menuItem('language.next')?.click?.();
  await expect.poll(() => menuItem('go.settings')?.label).toMatch(/[\u0E00-\u0E7F]/);
  await expect(page().getByRole('heading', { level: 1, name: 'การตั้งค่า' })).toBeVisible();
  menuItem('language.next')?.click?.();
  await expect.poll(() => menuItem('go.settings')?.label).toBe('Settings');
  expect(menuItem('edit.undo')?.enabled).toBe(false);
});

test('a folder of the library is opened by its name, never by a path', async () => {
  menuItem('go.settings')?.click?.();
  await page().getByRole('button', { name: 'Library and disk' }).click();
  await page().getByRole('button', { name: 'Show folder' }).click();
  await expect.poll(() => record().opened).toEqual([desktop.home]);
});

test('the sample is drawn over the port, its pictures come by fw-media, and the machine stays awake', async () => {
  test.setTimeout(240_000);
  menuItem('go.library')?.click?.();
  await expect.poll(() => menuItem('library.sample')?.enabled).toBe(true);
  menuItem('library.sample')?.click?.();
  await expect.poll(() => record().blockers.size, { timeout: 30_000 }).toBe(1);
  await expect.poll(() => windowOf().progress?.fraction ?? 0, { timeout: 60_000 }).toBeGreaterThan(0);
  // Nobody looks at the window: one notification tells that the board waits.
  await expect
    .poll(() => record().notifications.map(({ title }) => title), { timeout: 180_000 })
    .toEqual(['Storyboard ready to approve']);
  expect(record().blockers.size).toBe(0);
  expect(windowOf().progress?.fraction).toBe(-1);
  expect(record().badge).toBe(1);
});

test('a click on the notification shows what it told of', async () => {
  record().notifications[0]?.emit('click');
  expect(windowOf().focused).toBe(true);
  expect(record().badge).toBe(0);
  await expect.poll(() => page().evaluate(() => location.hash)).toMatch(/^#\/storyboard\//);
  const frames = page().locator('main img');
  await expect(frames.first()).toBeVisible();
  await expect
    .poll(() => frames.first().evaluate((picture: HTMLImageElement) => picture.naturalWidth))
    .toBeGreaterThan(100);
  expect(await frames.first().evaluate((picture: HTMLImageElement) => picture.src)).toContain('fw-media');
});

test('the project on screen is among the recent ones, and opens from there', async () => {
  const recentMenu = (): MenuItem[] => flat(record().menu).find(({ label }) => label === 'Open Recent')?.submenu ?? [];
  await expect.poll(() => recentMenu()[0]?.enabled).toBe(true);
  menuItem('go.library')?.click?.();
  await expect.poll(() => page().evaluate(() => location.hash)).toMatch(/^#\/library/);
  recentMenu()[0]?.click?.();
  await expect.poll(() => page().evaluate(() => location.hash)).toMatch(/^#\/storyboard\//);
});

test('E15: a link opens what it names; a hostile one opens nothing', async () => {
  const projectId = (await page().evaluate(() => location.hash)).split('/')[2] ?? '';
  menuItem('go.library')?.click?.();
  await expect.poll(() => page().evaluate(() => location.hash)).toMatch(/^#\/library/);
  let prevented = 0;
  const event = { preventDefault: () => (prevented += 1) };
  record().app.emit('open-url', event, 'framewright://project/../../etc/passwd');
  record().app.emit('second-instance', {}, ['/app', 'framewright://import/file:///etc/passwd']);
  expect(await page().evaluate(() => location.hash)).toMatch(/^#\/library/);
  record().app.emit('second-instance', {}, ['/app', `framewright://project/${projectId}`]);
  await expect.poll(() => page().evaluate(() => location.hash)).toContain(projectId);
  expect(prevented).toBeGreaterThan(0);
});

test('a picture is dragged out by its id, under its own name; a path drags nothing', async () => {
  const src = await page()
    .locator('main img')
    .first()
    .evaluate((picture: HTMLImageElement) => picture.src);
  const id = /([0-9a-f-]{36})/.exec(src)?.[1] ?? '';
  const startDrag = (item: unknown): Promise<void> =>
    page().evaluate(
      (value) =>
        (window as unknown as { framewright: { startDrag(item: unknown): void } }).framewright.startDrag(value),
      item,
    );
  await startDrag({ kind: 'asset', id: '/etc/passwd' });
  await startDrag({ kind: 'asset', id, path: '/etc/passwd' });
  await startDrag({ kind: 'asset', id });
  await expect.poll(() => record().drags.length).toBe(1);
  const [drag] = record().drags;
  expect(drag?.file.startsWith(desktop.home)).toBe(true);
  expect(drag?.file).toMatch(/\.(png|jpg|jpeg|webp)$/);
  expect(existsSync(drag?.file ?? '')).toBe(true);
  expect(existsSync(drag?.icon.path ?? '')).toBe(true);
});

test('a text field has the system’s menu: suggestions, cut, copy, paste', () => {
  const flags = { canUndo: true, canRedo: true, canCut: true, canCopy: true, canPaste: true, canSelectAll: true };
  windowOf().webContents.emit(
    'context-menu',
    {},
    {
      misspelledWord: 'scean',
      dictionarySuggestions: ['scene'],
      isEditable: true,
      editFlags: flags,
      selectionText: '',
    },
  );
  const popup = record().popups.at(-1) ?? [];
  expect(popup[0]?.label).toBe('scene');
  popup[0]?.click?.();
  expect(record().spell.replaced).toBe('scene');
});

test('a reload asks for a port again and gets one', async () => {
  await page().reload();
  await expect(page().locator('h1')).toBeVisible();
});

test('E8: a foreign frame, a sub-frame and no frame get no port; nonsense is dropped', () => {
  const { ipcMain } = record();
  const sender = windowOf().webContents;
  let posted = 0;
  const postMessage = (): void => void (posted += 1);
  const top = { url: 'fw-app://app/index.html', parent: null, postMessage };
  ipcMain.emit('fw:connect', { sender, senderFrame: null });
  ipcMain.emit('fw:connect', { sender, senderFrame: { ...top, parent: {} } });
  ipcMain.emit('fw:connect', { sender, senderFrame: { ...top, url: 'https://app.evil/' } });
  ipcMain.emit('fw:connect', { sender: { id: 999 }, senderFrame: top });
  expect(posted).toBe(0);
  const before = JSON.stringify(record().menu);
  const drags = record().drags.length;
  for (const nonsense of [null, 'text', { enabled: 'all' }, JSON.parse('{"__proto__":{"x":1}}'), { language: 'xx' }]) {
    ipcMain.emit('fw:state', { sender, senderFrame: top }, nonsense);
    ipcMain.emit('fw:drag', { sender, senderFrame: top }, nonsense);
  }
  ipcMain.emit('fw:drag', { sender, senderFrame: { ...top, url: 'https://app.evil/' } }, { kind: 'film', id: 'x' });
  expect(JSON.stringify(record().menu)).toBe(before);
  expect(record().drags).toHaveLength(drags);
  // electron-store would tell every page where the user's data lies.
  expect(ipcMain.listenerCount('electron-store-get-data')).toBe(0);
  expect(ipcMain.eventNames().every((name) => String(name).startsWith('fw:'))).toBe(true);
});

test('E5, E6: navigation away is prevented, new windows are denied, file addresses are refused', async () => {
  const { webContents } = windowOf();
  let prevented = 0;
  for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect'])
    webContents.emit(name, { url: 'https://example.com/', preventDefault: () => (prevented += 1) });
  expect(prevented).toBe(3);
  expect(webContents.windowOpenHandler()).toEqual({ action: 'deny' });
  const answer = await record().handlers.get('file')?.(new Request('http://x/'));
  expect(answer?.status).toBe(403);
});

test('E12: another start brings this window to the front', () => {
  windowOf().focused = false;
  record().app.emit('second-instance', {}, ['/app']);
  expect(windowOf().focused).toBe(true);
  expect(record().windows).toHaveLength(1);
});

test('a page whose process dies is loaded again, and the menu waits for it', async () => {
  const loaded = page().waitForEvent('load');
  windowOf().webContents.emit('render-process-gone', {}, { reason: 'memory-eviction' });
  expect(record().reloaded).toBe(true);
  expect(menuItem('go.library')?.enabled).toBe(false);
  await loaded;
  // A page that really died says nothing more; this one may, so the menu alone does not prove the new one.
  await expect(page().locator('h1')).toBeVisible();
  await expect.poll(() => menuItem('go.library')?.enabled).toBe(true);
});

test('quitting while a film is made asks, in the language of the window; Stay stays', async () => {
  test.setTimeout(120_000);
  record().answer = 2;
  menuItem('go.library')?.click?.();
  await expect.poll(() => page().evaluate(() => location.hash)).toMatch(/^#\/library/);
  await expect.poll(() => menuItem('library.sample')?.enabled).toBe(true);
  menuItem('library.sample')?.click?.();
  await expect.poll(() => record().blockers.size, { timeout: 30_000 }).toBe(1);
  expect(windowOf().refusesClose()).toBe(true);
  await expect.poll(() => record().questions.length).toBe(1);
  expect(record().questions[0]).toMatchObject({
    message: 'One job is still running',
    buttons: ['Finish in Background', 'Cancel and Quit', 'Stay'],
    cancelId: 2,
  });
  expect(windowOf().shown).toBe(true);
  // What is left is cancelled by the next answer, when the file ends.
  record().answer = 1;
});

test('where the window stood and what was open is kept, for this user alone', () => {
  const file = join(desktop.home, 'user-data', 'shell.json');
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  expect(kept.window).toMatchObject({ x: 40, y: 50, isMaximized: false });
  expect((kept.recent as { name: string }[])[0]?.name).toBe('Daybreak cold brew');
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(readdirSync(join(desktop.home, 'user-data'))).toEqual(['shell.json']);
});

test('nothing was logged as an error and nothing asked the network', () => {
  expect(faults).toEqual([]);
  expect(record().errors).toEqual([]);
});
