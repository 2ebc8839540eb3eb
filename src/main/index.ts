import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { app, dialog } from 'electron';
import { toAppError } from '../shared/contract/errors.ts';
import { describeError } from '../shared/i18n/describe-error.ts';
import { createTranslate } from '../shared/i18n/translate.ts';
import { buildDoors, pageFolder } from './build-doors.ts';
import { compose } from './compose.ts';
import { newUuid } from './platform/ids.ts';
import { silentLogger } from './platform/logger.ts';
import type { Logger } from './platform/logger.ts';
import { defaultHome, libraryPaths } from './platform/paths.ts';
import { createFileLogger, logLevelOf } from './platform/pino-logger.ts';
import { openShell, prepareShell } from './shell/desktop-shell.ts';
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
  const home = defaultHome(env);
  const log = fileLog(home);
  const framewright = await compose({ home, log, env });
  const doors = buildDoors(framewright, home);
  const portDoor = createPortDoor({ router: doors.router, log, clock: framewright.clock, newId: newUuid });
  const stray = (error: unknown): void => {
    // An error that escaped a job belongs to that job, not to the process (F71).
    if (!framewright.engine.takeStrayError(error)) throw error;
  };
  process.on('unhandledRejection', stray).on('uncaughtException', stray);
  let isClosed = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (isClosed) return;
    // Work under way stops at its step and goes on at the next start; the library is closed before the process ends.
    event.preventDefault();
    doors.close();
    void framewright.close().finally(() => {
      isClosed = true;
      app.quit();
    });
  });
  framewright.onHalt(() => app.quit());
  openShell({
    pageRoot: pageFolder(),
    preload: fileURLToPath(new URL('../preload/index.cjs', import.meta.url)),
    media: doors.media,
    // The page of our own window is the person at this machine.
    attach: (port) => portDoor.attach(port, { role: 'owner', caller: 'owner:window', door: 'port' }),
    onRefused: () => log.warn('shell.port-refused'),
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
