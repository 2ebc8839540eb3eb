import { app, Notification, powerSaveBlocker } from 'electron';
import type { BrowserWindow } from 'electron';
import type { OpenTarget } from '../../shared/contract/shell-bridge.ts';
import type { WorkSigns } from './work-watch.ts';

/** Task bar, badge, sleep and notifications of the system. */
export function createDesktopSigns(deps: {
  window(): BrowserWindow | null;
  show(target: OpenTarget): void;
}): WorkSigns {
  let blocker: number | null = null;
  /** Kept until they are closed: a collected notification does not hear its click. */
  const shown = new Set<Notification>();
  return {
    progress: (fraction, mode) => deps.window()?.setProgressBar(fraction ?? -1, { mode }),
    badge: (count) => void app.setBadgeCount(count),
    keepAwake(isWanted) {
      if (isWanted && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
      else if (!isWanted && blocker !== null) {
        powerSaveBlocker.stop(blocker);
        blocker = null;
      }
    },
    notify({ title, body, target }) {
      if (!Notification.isSupported()) return;
      const notification = new Notification({ title, body, silent: true });
      shown.add(notification);
      notification.on('click', () => {
        shown.delete(notification);
        deps.show(target);
      });
      notification.on('close', () => shown.delete(notification));
      notification.show();
    },
    isFocused: () => deps.window()?.isFocused() ?? false,
  };
}
