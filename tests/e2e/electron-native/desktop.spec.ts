import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { findElectronBinary } from '../../support/electron-binary.ts';

/** A real Electron, where its program is installed and there is a display. Elsewhere each test says that it was not run. */
const found = findElectronBinary();
// Once, when the tests are collected: a list of skipped names alone says nothing.
if (found.binary === null && process.env.TEST_WORKER_INDEX === undefined)
  process.stdout.write(`electron-native: not run: ${found.reason}\n`);
test.describe.configure({ mode: 'serial' });
test.skip(found.binary === null, `not run: ${found.reason}`);

const desktop: { app: ElectronApplication | null; page: Page | null; home: string } = {
  app: null,
  page: null,
  home: '',
};
const appOf = (): ElectronApplication => {
  if (desktop.app === null) throw new Error('Electron did not start');
  return desktop.app;
};
const pageOf = (): Page => {
  if (desktop.page === null) throw new Error('there is no window');
  return desktop.page;
};

test.beforeAll(async () => {
  if (found.binary === null) return;
  desktop.home = mkdtempSync(join(tmpdir(), 'framewright-native-'));
  desktop.app = await _electron.launch({
    executablePath: found.binary,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${join(desktop.home, 'user')}`, '.'],
    env: { ...process.env, FRAMEWRIGHT_HOME: join(desktop.home, 'library') },
  });
  desktop.page = await desktop.app.firstWindow();
});
test.afterAll(async () => {
  await desktop.app?.close();
  if (desktop.home !== '') rmSync(desktop.home, { recursive: true, force: true });
});

test('E1: the page has no Node, and its preferences are the golden ones', async () => {
  await expect(pageOf().locator('h1')).toBeVisible();
  expect(
    await pageOf().evaluate(() => [typeof globalThis.process, typeof (globalThis as { require?: unknown }).require]),
  ).toEqual(['undefined', 'undefined']);
  const preferences = await appOf().evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) =>
      (webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences(),
    ),
  );
  expect(preferences[0]).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
  });
});

test('E3: an inline script is stopped by the policy', async () => {
  const violated = await pageOf().evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.violatedDirective), {
          once: true,
        });
        const script = document.createElement('script');
        try {
          script.textContent = 'globalThis.hacked = true';
          document.body.append(script);
        } catch {
          resolve('require-trusted-types-for');
        }
      }),
  );
  expect(violated).toMatch(/script-src|require-trusted-types-for/);
});

test('E4, E5, E6: other addresses are not gone to', async () => {
  for (const address of ['file:///etc/passwd', 'https://example.com/'])
    await pageOf().evaluate((to) => void (location.href = to), address);
  expect(pageOf().url()).toMatch(/^fw-app:\/\/app\//);
  expect(await pageOf().evaluate(() => window.open('https://example.com/'))).toBeNull();
});

test('E7: a permission that nobody decided for is denied', async () => {
  const state = await pageOf().evaluate(
    async () => (await navigator.permissions.query({ name: 'geolocation' as PermissionName })).state,
  );
  expect(state).toBe('denied');
});

test('the native module loads, and the library answers over the port', async () => {
  const names = await appOf().evaluate(({ app }) => ({ name: app.getName(), isPackaged: app.isPackaged }));
  expect(names.isPackaged).toBe(false);
  await expect(pageOf().locator('h1')).toBeVisible();
});

test('the menu bar holds the registry', async () => {
  const labels = await appOf().evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? []);
  expect(labels).toContain('File');
});
