import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, dialog, safeStorage } from 'electron';
import { toAppError } from '../shared/contract/errors.ts';
import { describeError } from '../shared/i18n/describe-error.ts';
import { createTranslate } from '../shared/i18n/translate.ts';
import { buildDoors, pageFolder } from './build-doors.ts';
import { compose } from './compose.ts';
import { createWorkPort } from './desktop-work.ts';
import { newUuid } from './platform/ids.ts';
import { silentLogger } from './platform/logger.ts';
import type { Logger } from './platform/logger.ts';
import { defaultHome, libraryPaths } from './platform/paths.ts';
import { createFileLogger, logLevelOf } from './platform/pino-logger.ts';
import { openShell, prepareShell } from './shell/desktop-shell.ts';
import { createNativeDialogs } from './shell/native-dialogs.ts';
import { createSafeSecrets } from './shell/safe-secrets.ts';
import { openShellStore } from './shell/shell-store.ts';
import { createPortDoor } from './transport/rpc-port.ts';

const { env } = process;

function fileLog(home: string): Logger {
  try {
    // The log is the first to write there: prompts and clients' material are nobody else's.
    mkdirSync(home, { recursive: true, mode: 0o700 });
    return createFileLogger({
      folder: libraryPaths(home).logs,
      level: logLevelOf(env.FRAMEWRIGHT_LOG),
      secrets: () => [],
    });
  } catch {
    return silentLogger;
  }
}

async function open(): Promise<void> {
  await app.whenReady();
  const store = openShellStore(app.getPath('userData'));
  const isNamed = env.FRAMEWRIGHT_HOME !== undefined && env.FRAMEWRIGHT_HOME !== '';
  const home = (isNamed ? null : store.libraryHome()) ?? defaultHome(env);
  const log = fileLog(home);
  const secrets = createSafeSecrets({
    storage: safeStorage,
    box: store.sealed,
    platform: process.platform,
    log: (event) => log.warn(event),
  });
  log.info('shell.secrets', { place: await secrets.place() });
  const framewright = await compose({ home, log, env, vault: secrets });
  const { library } = framewright;
  const shell: { open: ReturnType<typeof openShell> | null } = { open: null };
  const dialogs = createNativeDialogs({ window: () => shell.open?.window() ?? null, store });
  const doors = buildDoors(framewright, home, dialogs);
  const portDoor = createPortDoor({ router: doors.router, log, clock: framewright.clock, newId: newUuid });
  const stray = (error: unknown): void => {
    // An error that escaped a job belongs to that job, not to the process (F71).
    if (!framewright.engine.takeStrayError(error)) throw error;
  };
  process.on('unhandledRejection', stray).on('uncaughtException', stray);
  let isClosed = false;
  let isClosing = false;
  let isHalted = false;
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('before-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    if (isClosing || (!isHalted && shell.open?.mayQuit() === false)) return;
    isClosing = true;
    // Work under way stops at its step and goes on at the next start; the library is closed before the process ends.
    doors.close();
    void framewright.close().finally(() => {
      isClosed = true;
      app.quit();
    });
  });
  framewright.onHalt(() => {
    isHalted = true;
    app.quit();
  });
  const dragFolder = join(library.paths.temp, 'drag');
  rmSync(dragFolder, { recursive: true, force: true });
  shell.open = openShell({
    pageRoot: pageFolder(),
    preload: fileURLToPath(new URL('../preload/index.cjs', import.meta.url)),
    icon: fileURLToPath(new URL('../../resources/icons/256x256.png', import.meta.url)),
    media: doors.media,
    dragFolder,
    store,
    work: createWorkPort(framewright),
    placeOfProject(id) {
      try {
        return library.repos.projects.get(id).trashedAtMs === null ? 'library' : 'trash';
      } catch {
        return 'gone';
      }
    },
    // The page of our own window is the person at this machine.
    attach: (port) => portDoor.attach(port, { role: 'owner', caller: 'owner:window', door: 'port' }),
    log,
  });
  await framewright.start();
}

if (prepareShell()) {
  open().catch((thrown: unknown) => {
    const t = createTranslate(app.getLocale().toLowerCase().startsWith('th') ? 'th' : 'en');
    dialog.showErrorBox('Framewright', describeError(toAppError(thrown), t));
    app.exit(1);
  });
}
