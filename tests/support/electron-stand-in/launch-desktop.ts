import { mkdtempSync, rmSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { EventEmitter } from 'node:events';
import type { Page } from '@playwright/test';

export interface MenuItem {
  id?: string;
  label?: string;
  role?: string;
  enabled?: boolean;
  accelerator?: string;
  registerAccelerator?: boolean;
  submenu?: MenuItem[];
  click?(): void;
}

/** What the stand-in has seen of the main process. */
export interface StandInRecord {
  windows: {
    options: { webPreferences: Record<string, unknown> };
    page: Promise<Page>;
    shown: boolean;
    focused?: boolean;
    url: string;
    progress?: { fraction: number; mode: string };
    webContents: EventEmitter & { id: number; windowOpenHandler(): unknown };
    focus(): void;
    refusesClose(): boolean;
    close(): Promise<void>;
  }[];
  schemes: { scheme: string; privileges: Record<string, boolean> }[];
  handlers: Map<string, (request: Request) => Promise<Response>>;
  permissions: Record<string, unknown>;
  ipcMain: EventEmitter;
  sandboxEnabled: boolean;
  errors: string[];
  menu: MenuItem[];
  popups: MenuItem[][];
  notifications: (EventEmitter & { title: string; body: string })[];
  badge: number;
  blockers: Set<number>;
  revealed: string[];
  opened: string[];
  drags: { file: string; icon: { path: string } }[];
  questions: Record<string, unknown>[];
  answer: number;
  chosenFolder: string | null;
  crashOptions: object | null;
  spell: Record<string, unknown>;
  edited?: string;
  reloaded?: boolean;
  userData: string;
  app: EventEmitter & { quit(): void };
  launchOptions?: object;
  browser?: Promise<{ close(): Promise<void> }>;
  onQuit?: () => void;
}

declare global {
  var __standIn: StandInRecord | undefined;
}

/** Runs the built `out/main/index.js` in this process against the stand-in. Once per process: a module is loaded once. */
export async function launchDesktop(
  launchOptions: object,
): Promise<{ record: StandInRecord; home: string; close(): Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), 'framewright-desktop-'));
  process.env.FRAMEWRIGHT_HOME = home;
  const record = { launchOptions, userData: join(home, 'user-data') } as StandInRecord;
  globalThis.__standIn = record;
  // `import 'electron'` of the built bundle finds the stand-in.
  const standIn = new URL('./electron.mjs', import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
  });
  await import(pathToFileURL(resolve(process.env.FRAMEWRIGHT_OUT ?? 'out', 'main', 'index.js')).href);
  for (let tries = 0; record.windows.length === 0 && record.errors.length === 0 && tries < 200; tries += 1)
    await new Promise((done) => setTimeout(done, 50));
  return {
    record,
    home,
    async close() {
      const quit = new Promise<void>((done) => (record.onQuit = done));
      record.app.quit();
      await quit;
      await record.windows[0]?.close();
      await (await record.browser)?.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
