import { mkdtempSync, rmSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { EventEmitter } from 'node:events';
import type { Page } from '@playwright/test';

/** What the stand-in has seen of the main process. */
export interface StandInRecord {
  windows: {
    options: { webPreferences: Record<string, unknown> };
    page: Promise<Page>;
    shown: boolean;
    focused?: boolean;
    url: string;
    webContents: EventEmitter & { id: number; windowOpenHandler(): unknown };
    close(): Promise<void>;
  }[];
  schemes: { scheme: string; privileges: Record<string, boolean> }[];
  handlers: Map<string, (request: Request) => Promise<Response>>;
  permissions: Record<string, unknown>;
  ipcMain: EventEmitter;
  sandboxEnabled: boolean;
  errors: string[];
  launchOptions?: object;
  browser?: Promise<{ close(): Promise<void> }>;
  onQuit?: () => void;
}

declare global {
  var __standIn: StandInRecord | undefined;
}

/** Runs the built `out/main/index.js` in this process against the stand-in. Once per process: a module is loaded once. */
export async function launchDesktop(launchOptions: object): Promise<{ record: StandInRecord; close(): Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), 'framewright-desktop-'));
  process.env.FRAMEWRIGHT_HOME = home;
  const record = { launchOptions } as StandInRecord;
  globalThis.__standIn = record;
  // `import 'electron'` of the built bundle finds the stand-in.
  const standIn = new URL('./electron.mjs', import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
  });
  await import(pathToFileURL(resolve('out/main/index.js')).href);
  for (let tries = 0; record.windows.length === 0 && record.errors.length === 0 && tries < 200; tries += 1)
    await new Promise((done) => setTimeout(done, 50));
  return {
    record,
    async close() {
      const quit = new Promise<void>((done) => (record.onQuit = done));
      await record.windows[0]?.close();
      await quit;
      await (await record.browser)?.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
