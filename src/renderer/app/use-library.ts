import { useCallback, useEffect, useState } from 'react';
import type { OpenProjectView, ProjectCard, RunViewDto } from '../../shared/contract/views.ts';
import type { Api } from '../client/api.ts';

export interface LibraryState {
  projects: readonly ProjectCard[];
  /** Runs that were seen, by project. */
  runs: ReadonlyMap<string, RunViewDto>;
  open: OpenProjectView | null;
  isLoaded: boolean;
}

const EMPTY: LibraryState = { projects: [], runs: new Map(), open: null, isLoaded: false };

/** What the page shows of the library, kept fresh by the hints of the event stream. */
export function useLibrary(
  api: Api,
  query: string,
  openId: string | null,
  onError: (error: unknown) => void,
): LibraryState {
  const [state, setState] = useState<LibraryState>(EMPTY);

  const seeRun = useCallback((run: RunViewDto) => {
    setState((old) => ({ ...old, runs: new Map(old.runs).set(run.projectId, run) }));
  }, []);

  const load = useCallback(async () => {
    const [{ projects }, open] = await Promise.all([
      query.trim() === ''
        ? api.projects.list({ limit: 100 })
        : api.projects.search({ query, limit: 100, order: 'best' }),
      openId === null ? null : api.projects.open({ projectId: openId }),
    ]);
    setState((old) => ({ ...old, projects, open, isLoaded: true }));
    if (open?.latestRunId != null) seeRun(await api.runs.view({ runId: open.latestRunId }));
  }, [api, query, openId, seeRun]);

  useEffect(() => {
    const stop = new AbortController();
    const pending = { timer: 0 };
    // Many hints come together; one question answers them all.
    const reload = (): void => {
      window.clearTimeout(pending.timer);
      pending.timer = window.setTimeout(() => void load().catch(onError), 60);
    };
    const watch = async (): Promise<void> => {
      const events = await api.events.subscribe(undefined, { signal: stop.signal });
      for await (const event of events) {
        if (event.topic === 'progress') seeRun(event.run);
        else reload();
      }
    };
    reload();
    void watch().catch((error: unknown) => {
      if (!stop.signal.aborted) onError(error);
    });
    return () => {
      stop.abort();
      window.clearTimeout(pending.timer);
    };
  }, [api, load, seeRun, onError]);

  return state;
}
