import type { Clock } from '../platform/clock.ts';
import { createEgress } from './http/egress.ts';
import type { Egress, EgressLimits } from './http/egress.ts';
import type { ResolveAll } from './http/connector.ts';
import type { KeyFinder } from './key-port.ts';
import type { RemoteAdapter } from './remote-port.ts';
import { createReplicateAdapter, REPLICATE_BASE_URL, REPLICATE_HOSTS } from './replicate/adapter.ts';

export interface RemoteProvidersDeps {
  keys: KeyFinder;
  clock: Clock;
  /** `REPLICATE_BASE_URL` names a gateway or a test server. */
  env: Readonly<Record<string, string | undefined>>;
  limits?: Partial<EgressLimits>;
  resolveAll?: ResolveAll;
}

export interface RemoteProviders {
  adapters: readonly RemoteAdapter[];
  /** The adapter of a vendor, or of a model id that begins with it. */
  find(vendorOrModel: string): RemoteAdapter | undefined;
  /** Ends connections that wait for reuse. */
  close(): Promise<void>;
}

/** Every vendor that can be bought from. Throws AppError `invalid-input` for a base URL that is not allowed. */
export function createRemoteProviders(deps: RemoteProvidersDeps): RemoteProviders {
  const { keys, clock, env, limits, resolveAll } = deps;
  const configured = env['REPLICATE_BASE_URL']?.trim();
  const egress: Egress = createEgress({
    baseUrl: configured === undefined || configured === '' ? REPLICATE_BASE_URL : configured,
    hosts: REPLICATE_HOSTS,
    auth: { header: 'authorization', prefix: 'Bearer ' },
    ...(limits === undefined ? {} : { limits }),
    ...(resolveAll === undefined ? {} : { resolveAll }),
  });
  const adapters = [createReplicateAdapter({ egress, keys, clock })];
  return {
    adapters,
    find: (vendorOrModel) => adapters.find(({ vendor }) => vendor === vendorOrModel.split('/')[0]),
    close: () => egress.close(),
  };
}
