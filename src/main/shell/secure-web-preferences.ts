import type { WebPreferences } from 'electron';
import { hasSpellCheck } from './spell-check.ts';

/** This room is the only one that touches Electron: window, schemes, hand-over of the port, and the walls around them. */

/**
 * SECURITY: E1. What every window gets; callers add the preload and can weaken nothing. Spelling is checked where the
 * system does it by itself (`spell-check.ts`), never by dictionaries from the network.
 */
export function secureWebPreferences(options: {
  preload: string;
  isPackaged: boolean;
  platform: NodeJS.Platform;
}): WebPreferences {
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
    spellcheck: hasSpellCheck(options.platform),
    disableBlinkFeatures: 'Auxclick',
    devTools: !options.isPackaged,
  };
}
