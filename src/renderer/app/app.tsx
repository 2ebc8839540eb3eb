import './no-eval.ts';
import '../ui/styles.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { AppEvent } from '../../shared/contract/events.ts';
import { createTranslate } from '../../shared/i18n/translate.ts';
import type { UiSettings } from '../../shared/model/ui-settings.ts';
import { createApiClient, isAway } from '../client/api.ts';
import type { Capabilities } from '../workspace/workspace-context.ts';
import { keepConnection } from '../workspace/connection.ts';
import { followEvents } from '../workspace/query-events.ts';
import { rememberedLanguage } from './appearance-memory.ts';
import { Desk } from './desk.tsx';
import { StartScreen } from './start-screen.tsx';

interface Opened {
  settings: UiSettings;
  capabilities: Capabilities;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function createHints() {
  const listeners = new Set<(event: AppEvent) => void>();
  return {
    tell(event: AppEvent): void {
      for (const listener of listeners) listener(event);
    },
    on(listener: (event: AppEvent) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What lives as long as the page: one client, one connection, one cache of answers. */
function createPage() {
  const client = createApiClient();
  const queries = new QueryClient({
    defaultOptions: {
      // Hints of the event stream say when an answer is old; a guess by time would only ask in vain.
      queries: {
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        retry: (count, error) => isAway(error) && count < 3,
      },
      mutations: { retry: false },
    },
  });
  return { client, queries, hints: createHints(), connection: keepConnection(client, pause) };
}

/** The whole page: connects, reads what the window needs to know, then shows it. */
export function App() {
  const [{ client, queries, connection, hints }] = useState(createPage);
  const state = useSyncExternalStore(connection.subscribe, connection.state);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const { api } = client;

  useEffect(() => {
    if (state !== 'open') return undefined;
    const stop = new AbortController();
    Promise.all([api.settings.get(), api.system.capabilities()]).then(
      ([settings, capabilities]) => {
        if (stop.signal.aborted) return;
        // What a person chose in this window stays; the library has it already.
        setOpened((known) => known ?? { settings, capabilities });
        setFailure(null);
      },
      (error: unknown) => {
        if (!stop.signal.aborted && !isAway(error)) setFailure(error);
      },
    );
    followEvents(api, queries, stop.signal, hints.tell).catch(() => undefined);
    return () => stop.abort();
  }, [api, queries, hints, state, attempt]);

  if (opened === null) {
    const t = createTranslate(rememberedLanguage());
    return <StartScreen t={t} state={state} failure={failure} onAgain={() => setAttempt((count) => count + 1)} />;
  }
  return (
    <QueryClientProvider client={queries}>
      <Desk
        api={api}
        capabilities={opened.capabilities}
        firstSettings={opened.settings}
        onHint={hints.on}
        connection={state === 'open' ? 'open' : 'lost'}
        isStranger={state === 'no-token'}
      />
    </QueryClientProvider>
  );
}
