import type { ApiClient } from '../client/api.ts';
import { NoTokenError } from '../client/socket-link.ts';

/** `connecting` only before the first connection; afterwards a lost one keeps the screen as it is. */
export type ConnectionState = 'connecting' | 'open' | 'lost' | 'no-token';

const AGAIN_MS = [500, 1_000, 2_000, 5_000];

export interface ConnectionKeeper {
  state(): ConnectionState;
  subscribe(listener: () => void): () => void;
  dispose(): void;
}

/** Keeps one connection for the page: it comes back by itself when the other end does. */
export function keepConnection(
  client: Pick<ApiClient, 'connect'>,
  pause: (ms: number) => Promise<void>,
): ConnectionKeeper {
  let state: ConnectionState = 'connecting';
  let isOver = false;
  const listeners = new Set<() => void>();
  const show = (next: ConnectionState): void => {
    if (isOver || next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const keep = async (): Promise<void> => {
    let tries = 0;
    while (!isOver) {
      try {
        const { closed } = await client.connect();
        tries = 0;
        show('open');
        await closed;
        show('lost');
      } catch (error) {
        if (error instanceof NoTokenError) return show('no-token');
        // Before the first connection the screen says that it is trying, not that something was lost.
        if (state !== 'connecting' || tries > 1) show('lost');
      }
      await pause(AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)] ?? 5_000);
      tries += 1;
    }
  };
  void keep();
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: () => void (isOver = true),
  };
}
