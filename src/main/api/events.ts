import { implement } from '@orpc/server';
import { eventsContract } from '../../shared/contract/events.ts';
import type { CallContext } from '../../shared/contract/procedure.ts';
import type { ApiDeps } from './api-deps.ts';

/** `events`: one stream of hints. */
export function createEventsApi(deps: Pick<ApiDeps, 'hub'>) {
  const os = implement(eventsContract).$context<CallContext>();
  return os.router({ subscribe: os.subscribe.handler(({ signal }) => deps.hub.subscribe(signal)) });
}
