import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { CampaignView } from '../../../shared/contract/campaigns.ts';
import type { ClientView } from '../../../shared/contract/clients.ts';
import type { OpenProjectView, ProjectCard, ProjectFacts } from '../../../shared/contract/views.ts';
import type { Api } from '../../client/api.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';

export const PROJECTS_KEY = ['projects', 'all'] as const;
export const TRASH_KEY = ['projects', 'trash'] as const;
const PAGE = 200;
const FIRST = 40;
/** More cards than a person looks through; a larger library is found by its search. */
const CARDS_MAX = 10_000;

async function allCards(api: Api, inTrash: boolean): Promise<ProjectCard[]> {
  const cards: ProjectCard[] = [];
  let cursor: string | null = null;
  do {
    const page: { projects: ProjectCard[]; nextCursor: string | null } = await api.projects.list({
      limit: PAGE,
      inTrash,
      ...(cursor === null ? {} : { cursor }),
    });
    cards.push(...page.projects);
    cursor = page.nextCursor;
  } while (cursor !== null && cards.length < CARDS_MAX);
  return cards;
}

const NO_CARDS: readonly ProjectCard[] = [];
const NO_CLIENTS: readonly ClientView[] = [];
const NO_CAMPAIGNS: readonly CampaignView[] = [];
const NO_SIZES: ReadonlyMap<string, number> = new Map();

export interface LibraryData {
  cards: readonly ProjectCard[];
  trash: readonly ProjectCard[];
  clients: readonly ClientView[];
  campaigns: readonly CampaignView[];
  isLoading: boolean;
  error: unknown;
  reload(): void;
}

/** Everything the library shows, kept up to date by the hints of the server. */
export function useLibraryData(): LibraryData {
  const { api } = useWorkspace();
  // The newest are there at once, however many come behind them.
  const first = useQuery({
    queryKey: ['projects', 'first'],
    queryFn: async () => (await api.projects.list({ limit: FIRST })).projects,
    staleTime: Infinity,
  });
  const cards = useQuery({
    queryKey: PROJECTS_KEY,
    queryFn: () => allCards(api, false),
    enabled: first.isFetched,
  });
  const trash = useQuery({ queryKey: TRASH_KEY, queryFn: () => allCards(api, true) });
  const clients = useQuery({ queryKey: ['clients'], queryFn: async () => (await api.clients.list()).clients });
  const campaigns = useQuery({
    queryKey: ['campaigns'],
    queryFn: async () => (await api.campaigns.list()).campaigns,
  });
  return {
    cards: cards.data ?? first.data ?? NO_CARDS,
    trash: trash.data ?? NO_CARDS,
    clients: clients.data ?? NO_CLIENTS,
    campaigns: campaigns.data ?? NO_CAMPAIGNS,
    isLoading: first.isPending,
    error: cards.data === undefined ? (cards.error ?? first.error) : null,
    reload: () => void Promise.all([first.refetch(), cards.refetch()]),
  };
}

/** Ids of the projects in whose texts the library finds the words; `null` while it looks for the first time. */
export function useSearchHits(query: string): ReadonlySet<string> | null {
  const { api } = useWorkspace();
  const words = useDeferredValue(query.trim());
  const { data } = useQuery({
    queryKey: ['projects', 'search', words],
    queryFn: async () => (await api.projects.search({ query: words, limit: PAGE, order: 'best' })).projects,
    enabled: words !== '',
    placeholderData: keepPreviousData,
  });
  return useMemo(() => (words === '' || data === undefined ? null : new Set(data.map(({ id }) => id))), [words, data]);
}

/** The set of projects, whatever their order: as many others are not the same ones. */
const projectIdsOf = (cards: readonly ProjectCard[]): string[] => cards.map(({ id }) => id).sort();

/** Bytes of each project; asked for only where they are shown. */
export function useSizes(cards: readonly ProjectCard[], isWanted: boolean): ReadonlyMap<string, number> {
  const { api } = useWorkspace();
  const { data } = useQuery({
    queryKey: ['projects', 'sizes', projectIdsOf(cards)],
    queryFn: async () => {
      const sizes = new Map<string, number>();
      for (let at = 0; at < cards.length; at += PAGE) {
        const projectIds = cards.slice(at, at + PAGE).map(({ id }) => id);
        const answer = await api.projects.sizes({ projectIds });
        for (const { projectId, bytes } of answer.sizes) sizes.set(projectId, bytes);
      }
      return sizes;
    },
    enabled: isWanted && cards.length > 0,
    placeholderData: keepPreviousData,
  });
  return data ?? NO_SIZES;
}

/** Board and films of one project, asked for when something wants to show them. */
export function useBoard(projectId: string, isWanted = true): { board: OpenProjectView | undefined; error: unknown } {
  const { api } = useWorkspace();
  const { data, error } = useQuery({
    queryKey: ['project', projectId, 'open'],
    queryFn: () => api.projects.open({ projectId }),
    enabled: isWanted,
  });
  return { board: data, error };
}

/** Weight, films and own brand of one project. */
export function useFacts(projectId: string): { facts: ProjectFacts | undefined; error: unknown } {
  const { api } = useWorkspace();
  const { data, error } = useQuery({
    queryKey: ['project', projectId, 'facts'],
    queryFn: () => api.projects.facts({ projectId }),
  });
  return { facts: data, error };
}

const MINUTE_MS = 60_000;

/** The time, once a minute: for "5 minutes ago". */
export function useNowMs(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNowMs(Date.now()), MINUTE_MS);
    return () => window.clearInterval(timer);
  }, []);
  return nowMs;
}
