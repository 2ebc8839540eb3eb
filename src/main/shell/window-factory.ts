import { BrowserWindow } from 'electron';
import { APP_PAGE } from './app-url.ts';
import { secureWebPreferences } from './secure-web-preferences.ts';
import { MIN_HEIGHT, MIN_WIDTH } from './window-state.ts';
import type { Placement, WindowState } from './window-state.ts';

export interface WindowDeps {
  preload: string;
  /** Shown by Linux; the others take it from the package. */
  icon: string;
  isPackaged: boolean;
  platform: NodeJS.Platform;
  placement: Placement;
  /** Ids of the contents that may ask for a port. */
  ourWindows: Set<number>;
}

/** The one place that makes windows. Shown when its page has painted. */
export function openMainWindow(deps: WindowDeps): BrowserWindow {
  const { bounds, isMaximized, isFullScreen } = deps.placement;
  const window = new BrowserWindow({
    ...bounds,
    minWidth: Math.min(MIN_WIDTH, bounds.width),
    minHeight: Math.min(MIN_HEIGHT, bounds.height),
    show: false,
    title: 'Framewright',
    // The page's own ground, so that nothing flashes before it is there.
    backgroundColor: '#121212',
    ...(deps.platform === 'linux' ? { icon: deps.icon } : {}),
    webPreferences: secureWebPreferences(deps),
  });
  const { id } = window.webContents;
  deps.ourWindows.add(id);
  window.once('ready-to-show', () => {
    if (isMaximized) window.maximize();
    if (isFullScreen) window.setFullScreen(true);
    window.show();
  });
  window.once('closed', () => deps.ourWindows.delete(id));
  void window.loadURL(APP_PAGE);
  return window;
}

/** Where the window stands now, with the size it has when it is not maximised. */
export function stateOfWindow(
  window: Pick<BrowserWindow, 'getNormalBounds' | 'isMaximized' | 'isFullScreen'>,
): WindowState {
  const { x, y, width, height } = window.getNormalBounds();
  return { x, y, width, height, isMaximized: window.isMaximized(), isFullScreen: window.isFullScreen() };
}
