import type { RemoteAdapter } from '../../providers/remote-port.ts';
import { ProviderError } from '../../providers/remote-port.ts';
import type { LineState } from './connectivity.ts';

const PROBE_LIMIT_MS = 10_000;

/** What a failed probe says about the line: whoever refuses, answers. */
function lineOf(error: unknown): LineState {
  if (!(error instanceof ProviderError)) return 'offline';
  const { code, status } = error.fault;
  if (code === 'portal' || code === 'clock-wrong') return code;
  if (code === 'offline' || code === 'timeout') return 'offline';
  // A key that is missing is found without a call: only a call can tell more.
  return status === null && code !== 'auth' ? 'offline' : 'online';
}

/** A probe of a vendor's line with its free call: never throws, ends within 10 s. */
export function createLineProbe(
  adapterOf: (vendor: string) => Pick<RemoteAdapter, 'checkKey'> | undefined,
  limitMs = PROBE_LIMIT_MS,
): (vendor: string) => Promise<LineState> {
  return async (vendor) => {
    const adapter = adapterOf(vendor);
    if (adapter === undefined) return 'online';
    try {
      await adapter.checkKey({ signal: AbortSignal.timeout(limitMs) });
      return 'online';
    } catch (error) {
      return lineOf(error);
    }
  };
}
