import { useEffect, useState } from 'react';
import { connect } from '../client/api.ts';
import type { Api } from '../client/api.ts';
import { NoTokenError } from '../client/socket-link.ts';

export type ConnectionState = { kind: 'connecting' | 'lost' | 'no-token' } | { kind: 'open'; api: Api };

const AGAIN_MS = [500, 1_000, 2_000, 5_000];
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One connection for the page; it comes back by itself when the other end does. */
export function useConnection(): ConnectionState {
  const [state, setState] = useState<ConnectionState>({ kind: 'connecting' });
  useEffect(() => {
    const mounted = { now: true };
    const show = (next: ConnectionState): void => {
      if (mounted.now) setState(next);
    };
    const keep = async (): Promise<void> => {
      for (let tries = 0; mounted.now; tries += 1) {
        try {
          const { api, closed } = await connect();
          tries = 0;
          show({ kind: 'open', api });
          await closed;
          show({ kind: 'lost' });
        } catch (error) {
          if (error instanceof NoTokenError) {
            show({ kind: 'no-token' });
            return;
          }
          show({ kind: 'lost' });
        }
        await pause(AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)] ?? 5_000);
      }
    };
    void keep();
    return () => {
      mounted.now = false;
    };
  }, []);
  return state;
}
