import { BrowserWindow } from 'electron';
import { APP_PAGE } from './app-url.ts';
import { secureWebPreferences } from './secure-web-preferences.ts';

export interface WindowDeps {
  preload: string;
  isPackaged: boolean;
  /** Ids of the web contents that are ours. */
  ourWindows: Set<number>;
}

/** SECURITY: E1. The only place that makes windows. Shows the window when its page is painted. */
export function openMainWindow(deps: WindowDeps): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Framewright',
    // The page's own ground, so that nothing flashes before it is there.
    backgroundColor: '#121212',
    webPreferences: secureWebPreferences(deps),
  });
  const { id } = window.webContents;
  deps.ourWindows.add(id);
  window.once('ready-to-show', () => window.show());
  window.once('closed', () => deps.ourWindows.delete(id));
  void window.loadURL(APP_PAGE);
  return window;
}
