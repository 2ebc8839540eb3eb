import { SCREENS } from '../../shared/model/screens.ts';
import type { Screen } from '../../shared/model/screens.ts';

/** Where the window is: a screen, and the project that is open. Kept in the address, so a reload comes back here. */
export interface Route {
  screen: Screen;
  projectId: string | null;
}

export const FIRST_ROUTE: Route = { screen: 'library', projectId: null };
/** Screens that show one project; without one they lead to the library. */
const NEEDS_PROJECT: ReadonlySet<Screen> = new Set<Screen>(['brief', 'storyboard', 'export']);

const ID = /^[0-9a-f-]{36}$/;

/** Reads `#/storyboard/<project id>`; whatever is not one leads to the library. */
export function parseRoute(hash: string): Route {
  const [, name, id] = /^#\/([a-z]+)(?:\/([0-9a-f-]{36}))?$/.exec(hash) ?? [];
  const screen = SCREENS.find((known) => known === name);
  if (screen === undefined) return FIRST_ROUTE;
  const projectId = id !== undefined && ID.test(id) ? id : null;
  return projectId === null && NEEDS_PROJECT.has(screen) ? FIRST_ROUTE : { screen, projectId };
}

/** The address part of a route. */
export const formatRoute = ({ screen, projectId }: Route): string =>
  projectId === null ? `#/${screen}` : `#/${screen}/${projectId}`;

export interface Router {
  get(): Route;
  /** A screen that needs a project and has none is not gone to. */
  go(to: { screen: Screen; projectId?: string | null }): void;
  subscribe(listener: () => void): () => void;
  dispose(): void;
}

/** Follows and writes the address of the window. Back and forward of the browser work. */
export function createRouter(window_: Window): Router {
  let route = parseRoute(window_.location.hash);
  const listeners = new Set<() => void>();
  const take = (next: Route): void => {
    if (next.screen === route.screen && next.projectId === route.projectId) return;
    route = next;
    for (const listener of listeners) listener();
  };
  const onHash = (): void => take(parseRoute(window_.location.hash));
  window_.addEventListener('hashchange', onHash);
  return {
    get: () => route,
    go({ screen, projectId = route.projectId }) {
      if (projectId === null && NEEDS_PROJECT.has(screen)) return;
      const next = { screen, projectId };
      const hash = formatRoute(next);
      if (window_.location.hash !== hash) window_.history.pushState(null, '', hash);
      take(next);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: () => window_.removeEventListener('hashchange', onHash),
  };
}
