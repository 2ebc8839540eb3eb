import type { QueryClient } from '@tanstack/react-query';
import type { AppEvent } from '../../shared/contract/events.ts';
import type { Api } from '../client/api.ts';

/** Server view: what was asked is kept by key; the first word of a key is the topic whose hints make it old. */

const GROUPS: Readonly<Record<string, readonly string[]>> = {
  project: ['projects', 'project'],
  run: ['runs', 'run', 'projects', 'work', 'money'],
  asset: ['assets'],
  client: ['clients', 'campaigns', 'projects'],
  export: ['exports', 'work'],
  settings: ['settings', 'money'],
};

/** Keys with an id behind the topic are old only when the hint names that id. */
export function isTouched(key: readonly unknown[], event: AppEvent): boolean {
  if (event.topic === 'ready' || event.topic === 'progress') return false;
  const [group, id] = key;
  if (GROUPS[event.topic]?.includes(String(group)) !== true) return false;
  return group === 'project' || group === 'run' ? id === event.id : true;
}

/**
 * Follows the event stream until `signal` aborts or the connection ends. The first event says that the subscription
 * stands: everything that was asked before it is asked again, since hints may have been missed.
 */
export async function followEvents(
  api: Api,
  queries: QueryClient,
  signal: AbortSignal,
  onEvent: (event: AppEvent) => void,
): Promise<void> {
  const events = await api.events.subscribe(undefined, { signal });
  for await (const event of events) {
    if (event.topic === 'ready') void queries.invalidateQueries();
    else if (event.topic === 'progress') queries.setQueryData(['run', event.id], event.run);
    else void queries.invalidateQueries({ predicate: ({ queryKey }) => isTouched(queryKey, event) });
    onEvent(event);
  }
}
