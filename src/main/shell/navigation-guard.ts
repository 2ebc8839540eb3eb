import type { WebContents } from 'electron';
import { isAppUrl } from './app-url.ts';

/** The little of a web contents that navigation needs; a plain emitter in tests. */
export interface GuardedContents {
  on(event: string, listener: (event: { preventDefault(): void; url?: string }, url?: string) => void): unknown;
  setWindowOpenHandler(handler: () => { action: 'deny' }): void;
}

/** SECURITY: E5, E6. The page never leaves our scheme, opens no window and holds no webview. */
export function guardNavigation(contents: GuardedContents | WebContents): void {
  const guarded = contents as GuardedContents;
  for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
    guarded.on(name, (event, url) => {
      if (!isAppUrl(event.url ?? url ?? '')) event.preventDefault();
    });
  }
  guarded.on('will-attach-webview', (event) => event.preventDefault());
  guarded.setWindowOpenHandler(() => ({ action: 'deny' }));
}
