import type { RecoveryClass } from '../../../src/shared/model/paid-call.ts';
import type { RemoteAdapter } from '../../../src/main/providers/remote-port.ts';

interface Seen {
  predictions: { id: string; input: { seed?: number } }[];
}

/**
 * The same vendor as it would be with another recovery class. `operator`: it has no list. `idempotent`: it remembers the
 * attempt's seed as a key and answers a repeated create with the prediction that is there.
 */
export function asClass(adapter: RemoteAdapter, recovery: RecoveryClass, controlUrl: string): RemoteAdapter {
  if (recovery === 'reconcile') return adapter;
  const { reconcile: _none, ...rest } = adapter;
  if (recovery === 'operator') return { ...rest, recovery };
  return {
    ...rest,
    recovery,
    async create(call, context) {
      const { input } = JSON.parse(call.body) as { input: { seed?: number } };
      const { predictions } = (await (await fetch(controlUrl)).json()) as Seen;
      const known = predictions.find((each) => each.input.seed === input.seed);
      if (known === undefined) return adapter.create(call, context);
      return { kind: 'accepted', remoteId: known.id, status: { state: 'pending', progress: null } };
    },
  };
}
