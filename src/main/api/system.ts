import { implement } from '@orpc/server';
import type { CallContext } from '../../shared/contract/procedure.ts';
import { systemContract } from '../../shared/contract/system.ts';
import type { ApiDeps } from './api-deps.ts';

/** `system`: what this door can do, and whether it runs. */
export function createSystemApi(deps: Pick<ApiDeps, 'version' | 'imageProviders' | 'videoProviders' | 'planners'>) {
  const os = implement(systemContract).$context<CallContext>();
  const providers = [
    ...[...deps.imageProviders.keys()].map((id) => ({ id, kind: 'image' as const })),
    ...[...deps.videoProviders.keys()].map((id) => ({ id, kind: 'video' as const })),
    ...[...deps.planners.keys()].map((id) => ({ id, kind: 'planner' as const })),
  ];
  return os.router({
    capabilities: os.capabilities.handler(({ context }) => ({
      version: deps.version,
      nativeDialogs: false,
      revealInFolder: false,
      // Bytes go to the HTTP route; a port has none beside it.
      upload: context.door === 'http' || context.door === 'socket',
      providers,
    })),
    health: os.health.handler(() => ({ status: 'ok' as const, version: deps.version })),
  });
}
