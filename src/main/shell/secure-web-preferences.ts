import type { WebPreferences } from 'electron';

/** This room is the only one that touches Electron: window, schemes, hand-over of the port, and the walls around them. */

/** SECURITY: E1. What every window gets; callers add the preload and can weaken nothing. */
export function secureWebPreferences(options: { preload: string; isPackaged: boolean }): WebPreferences {
  return {
    preload: options.preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
    disableBlinkFeatures: 'Auxclick',
    devTools: !options.isPackaged,
  };
}
