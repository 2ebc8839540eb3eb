import { dialog, shell } from 'electron';
import type { BaseWindow, OpenDialogOptions } from 'electron';
import { AppError } from '../../shared/contract/errors.ts';
import type { ShellPort } from '../platform/shell-port.ts';
import type { ShellStore } from './shell-store.ts';

/** Native dialogs and the file manager, in front of the window that asked. */
export function createNativeDialogs(deps: { window(): BaseWindow | null; store: ShellStore }): ShellPort {
  return {
    reveal: (path) => shell.showItemInFolder(path),
    async openFolder(path) {
      const fault = await shell.openPath(path);
      if (fault !== '') throw new AppError('media-missing', fault, { what: path });
    },
    async chooseFolder({ title, startPath }) {
      const window = deps.window();
      const from = startPath ?? deps.store.lastFolder();
      const wish: OpenDialogOptions = {
        title,
        properties: ['openDirectory', 'createDirectory'],
        ...(from === null ? {} : { defaultPath: from }),
      };
      const { canceled, filePaths } = await (window === null
        ? dialog.showOpenDialog(wish)
        : dialog.showOpenDialog(window, wish));
      const [path] = filePaths;
      if (canceled || path === undefined) return null;
      deps.store.rememberFolder(path);
      return path;
    },
  };
}
