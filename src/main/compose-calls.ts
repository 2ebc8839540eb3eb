import { join } from 'node:path';
import { LINE_TROUBLES } from '../shared/contract/providers.ts';
import { limitsOfVendor } from '../shared/model/call-policies.ts';
import { buildCalls } from './calls/build-calls.ts';
import type { BuildCallsDeps, CallDesk } from './calls/build-calls.ts';
import { createProviderDesk } from './calls/guards/provider-desk.ts';
import type { ProviderDesk } from './calls/guards/provider-desk.ts';
import { listBackupFiles } from './db/backup-file.ts';
import { createJobLaneRepository } from './db/repositories/job-lane-repository.ts';
import { vendorLane } from './generation/lane-of.ts';
import { createKillPoint } from './jobs/kill-points.ts';
import type { OwnedLibrary } from './library/open-library.ts';
import { newUuid } from './platform/ids.ts';
import type { KeyRing } from './providers/key-ring.ts';
import type { RemoteProviders } from './providers/provider-registry.ts';
import { REPLICATE_BASE_URL } from './providers/replicate/adapter.ts';

interface ComposeCallsDeps extends Pick<BuildCallsDeps, 'clock' | 'log' | 'engine' | 'money' | 'tools'> {
  library: OwnedLibrary;
  remote: RemoteProviders;
  keys: KeyRing;
  env: NodeJS.ProcessEnv;
}

/** Wires what buys: the calls, the desk of the providers, and the engine's lanes of the vendors, which follow both. */
export function composeCalls(deps: ComposeCallsDeps): { calls: CallDesk; providerDesk: ProviderDesk } {
  const { library, remote, keys, env, clock, log, engine, money, tools } = deps;
  const { db, repos, store, paths } = library;
  const calls = buildCalls({
    ...{ db, repos, clock, log, engine, money, remote, tools, store },
    ...{ newId: newUuid, lease: library.lease, fetchFolder: join(paths.temp, 'bought') },
    journal: {
      file: join(paths.home, 'purchases.jsonl'),
      keepSinceMs: () => listBackupFiles(paths.backups).at(-1)?.createdAtMs ?? 0,
    },
    killPoint: createKillPoint(env),
  });
  // A line that is back lets the work go on at once, and not when its next try would have been.
  calls.guards.onChange((vendor) => {
    if (vendor !== null) return;
    for (const each of remote.adapters)
      if (calls.guards.isReachable(each.vendor)) engine.endWaits(vendorLane(each.vendor), LINE_TROUBLES);
  });
  const gateway = env['REPLICATE_BASE_URL']?.trim() ?? '';
  const lanes = createJobLaneRepository(db);
  const providerDesk = createProviderDesk({
    ...{ keys, adapters: remote.adapters, prices: money.prices, guards: calls.guards, policies: calls.policies },
    ...{ clock, countOpen: (vendors) => lanes.countOpen(vendors.map(vendorLane)) },
    baseUrlOf: () => (gateway === '' || gateway === REPLICATE_BASE_URL ? null : gateway),
    onResume: (wish) => void calls.resume(wish),
  });
  const limitVendors = (): void => {
    for (const { vendor } of remote.adapters)
      engine.setLaneLimit(vendorLane(vendor), limitsOfVendor(calls.policies.get(), vendor).concurrency);
  };
  limitVendors();
  calls.policies.onChange(limitVendors);
  return { calls, providerDesk };
}
