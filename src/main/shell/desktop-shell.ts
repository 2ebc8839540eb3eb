import { app, protocol, session } from 'electron';
import type { BrowserWindow } from 'electron';
import type { PortEnd } from '../transport/rpc-port.ts';
import { APP_SCHEME, MEDIA_SCHEME } from './app-url.ts';
import { guardNavigation } from './navigation-guard.ts';
import { guardPermissions } from './permissions.ts';
import { handOverPorts } from './port-handover.ts';
import { createAppHandler, createMediaHandler, refuseFile, SCHEMES } from './protocol-handlers.ts';
import type { ShellMedia } from './protocol-handlers.ts';
import { openMainWindow } from './window-factory.ts';

/** What must be said before the app is ready. False: another instance has the desktop, and was brought to the front. */
export function prepareShell(): boolean {
  // SECURITY: E12. The library's own lease holds beside it, for the command line and the server.
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  // SECURITY: E1.
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged(SCHEMES);
  // SECURITY: E6. Also for contents that nobody of ours made.
  app.on('web-contents-created', (_event, contents) => guardNavigation(contents));
  return true;
}

export interface ShellDeps {
  pageRoot: string;
  preload: string;
  media: ShellMedia;
  /** Answers calls on a port. */
  attach(port: PortEnd): void;
  onRefused(): void;
}

/** Schemes, permissions, hand-over and the window. Call when the app is ready. */
export function openShell(deps: ShellDeps): void {
  const ourWindows = new Set<number>();
  protocol.handle(APP_SCHEME, createAppHandler(deps.pageRoot));
  protocol.handle(MEDIA_SCHEME, createMediaHandler(deps.media));
  protocol.handle('file', refuseFile);
  guardPermissions(session.defaultSession);
  handOverPorts({ ourWindows, attach: deps.attach, onRefused: deps.onRefused });

  const current: { window: BrowserWindow | null } = { window: null };
  const open = (): void => {
    const window = openMainWindow({ preload: deps.preload, isPackaged: app.isPackaged, ourWindows });
    current.window = window;
    window.once('closed', () => (current.window = null));
  };
  app.on('second-instance', () => {
    const { window } = current;
    if (window === null) open();
    else {
      if (window.isMinimized()) window.restore();
      window.focus();
    }
  });
  app.on('activate', () => {
    if (current.window === null) open();
  });
  open();
}
