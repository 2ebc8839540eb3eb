import type { Clock } from '../../platform/clock.ts';
import { exchangeJson } from '../http/exchange.ts';
import type { JsonAnswer } from '../http/exchange.ts';
import type { Egress } from '../http/egress.ts';
import { plainFault } from '../http/network-fault.ts';
import type { KeyFinder } from '../key-port.ts';
import { ProviderError } from '../remote-port.ts';
import type { RemoteContext } from '../remote-port.ts';
import { createScrubber } from '../secret.ts';
import type { Scrubber, Secret } from '../secret.ts';
import { faultOf } from './response.ts';

export interface SessionDeps {
  egress: Egress;
  keys: KeyFinder;
  clock: Clock;
}

export interface FreeCall {
  method?: 'GET' | 'POST';
  /** Under the base URL, with its leading slash, or a whole address on the base's origin. */
  path: string;
  body?: Uint8Array;
  headers?: Readonly<Record<string, string>>;
  totalMs?: number;
}

const VENDOR = 'replicate';

/** Calls that cost nothing and may be repeated, with the key of the moment. */
export function createSession({ egress, keys, clock }: SessionDeps) {
  /** Throws ProviderError `auth` where there is no key. */
  const unlock = async (): Promise<{ secret: Secret; scrub: Scrubber }> => {
    const secret = await keys.find(VENDOR);
    if (secret === undefined) throw new ProviderError(plainFault('auth', 'no key'));
    return { secret, scrub: createScrubber([secret]) };
  };
  const urlOf = (path: string): string =>
    path.startsWith('/') ? `${egress.baseUrl.href.replace(/\/$/, '')}${path}` : path;
  return {
    egress,
    clock,
    unlock,
    urlOf,
    /** A good answer and the scrubber for its words. Throws ProviderError for any other. */
    async call(request: FreeCall, { signal }: RemoteContext): Promise<{ answer: JsonAnswer; scrub: Scrubber }> {
      const { secret, scrub } = await unlock();
      const { path, method = 'GET', ...rest } = request;
      const answer = await exchangeJson(egress, { ...rest, method, url: urlOf(path), secret, signal });
      if (answer.status >= 200 && answer.status < 300) return { answer, scrub };
      throw new ProviderError(faultOf(answer, scrub, clock.nowMs()));
    },
  };
}
export type Session = ReturnType<typeof createSession>;
