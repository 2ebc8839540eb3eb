import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CacheKind, SpendingGroup } from '../../../shared/model/money.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';

export const COST_TABS = ['ledger', 'sums', 'budgets', 'cache'] as const;
export type CostTab = (typeof COST_TABS)[number];

/** Where the costs open: which tab, and of which project. */
export interface CostsPlace {
  tab: CostTab;
  projectId: string | null;
}
const PLACE_KEY = ['costs-place'];
const PAGE = 50;
/** While something is bought, money moves without a hint of its own. */
const MONEY_EVERY_MS = 2_000;

/** Opens the costs at a place. */
export function useCostsPlace(): (tab: CostTab, projectId: string | null) => void {
  const { commands } = useWorkspace();
  const queries = useQueryClient();
  return (tab, projectId) => {
    queries.setQueryData<CostsPlace>(PLACE_KEY, { tab, projectId });
    commands.run('costs.open');
  };
}

/** The place that was asked for, once. */
export function useAskedPlace(): () => CostsPlace | undefined {
  const queries = useQueryClient();
  return () => {
    const place = queries.getQueryData<CostsPlace>(PLACE_KEY);
    queries.removeQueries({ queryKey: PLACE_KEY });
    return place;
  };
}

/** Lines of the ledger with the shots they are of, newest first, page by page. */
export function useLedger(projectId: string | null) {
  const { api } = useWorkspace();
  return useInfiniteQuery({
    queryKey: ['money', 'ledger', projectId],
    queryFn: async ({ pageParam }) => {
      const { lines, nextBeforeId } = await api.money.ledger({
        ...(projectId === null ? {} : { projectId }),
        ...(pageParam === null ? {} : { beforeId: pageParam }),
        limit: PAGE,
      });
      const { places } = await api.calls.places({ callIds: lines.map(({ callId }) => callId) });
      const byCall = new Map(places.map((place) => [place.callId, place]));
      return { lines: lines.map((line) => ({ ...line, place: byCall.get(line.callId) })), nextBeforeId };
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextBeforeId,
    placeholderData: keepPreviousData,
    refetchInterval: MONEY_EVERY_MS,
  });
}

export function useSpending(by: SpendingGroup, projectId: string | null) {
  const { api } = useWorkspace();
  return useQuery({
    queryKey: ['money', 'spending', by, projectId],
    queryFn: () => api.money.spending({ by, limit: 200, ...(projectId === null ? {} : { projectId }) }),
    placeholderData: keepPreviousData,
    refetchInterval: MONEY_EVERY_MS,
  });
}

/** Names of what budgets are for, and the campaign of the project at hand. */
export function useBudgetNames(projectId: string | null) {
  const { api } = useWorkspace();
  const { data } = useQuery({
    queryKey: ['projects', 'of-budgets'],
    queryFn: async () => {
      const [{ projects }, { campaigns }] = await Promise.all([
        api.projects.list({ limit: 100 }),
        api.campaigns.list(),
      ]);
      return { projects, campaigns };
    },
  });
  const project = data?.projects.find(({ id }) => id === projectId);
  return {
    campaignId: project?.campaignId ?? null,
    nameOf: (scopeId: string): string =>
      [...(data?.projects ?? []), ...(data?.campaigns ?? [])].find(({ id }) => id === scopeId)?.name ??
      scopeId.slice(0, 8),
  };
}

export function useBudgets(projectId: string | null, campaignId: string | null) {
  const { api } = useWorkspace();
  return useQuery({
    queryKey: ['money', 'budgets', projectId, campaignId],
    queryFn: () =>
      api.money.budgets({
        ...(projectId === null ? {} : { projectId }),
        ...(campaignId === null ? {} : { campaignId }),
      }),
    placeholderData: keepPreviousData,
  });
}

export function useCacheStats() {
  const { api } = useWorkspace();
  return useQuery({ queryKey: ['money', 'cache'], queryFn: () => api.money.cache() });
}

/** The day's money for the pill: asked again while something works. */
export function useDayMoney(isWorking: boolean) {
  const { api, connection } = useWorkspace();
  return useQuery({
    queryKey: ['money', 'day'],
    queryFn: async () => {
      const [{ budgets }, { all }] = await Promise.all([
        api.money.budgets(),
        api.money.spending({ by: 'month', limit: 1 }),
      ]);
      return { budgets, everMicroUsd: all.totalMicroUsd };
    },
    enabled: connection === 'open',
    refetchInterval: isWorking ? MONEY_EVERY_MS : false,
  });
}

/** What can be changed about money. Every function tells its failure by itself. */
export function useCostActions() {
  const { api, t, toasts, reportError } = useWorkspace();
  const queries = useQueryClient();
  const act = (doing: () => Promise<string | null>): void => {
    const after = async (): Promise<void> => {
      try {
        const done = await doing();
        if (done !== null) toasts.success(done);
        await queries.invalidateQueries({ queryKey: ['money'] });
      } catch (error) {
        reportError(error);
      }
    };
    void after();
  };
  return {
    setBudget: (input: Parameters<typeof api.money.setBudget>[0]): void =>
      act(async () => {
        await api.money.setBudget(input);
        return t('costs.budget-saved');
      }),
    resetBudget: (input: Parameters<typeof api.money.resetBudget>[0]): void =>
      act(async () => {
        await api.money.resetBudget(input);
        return t('costs.budget-saved');
      }),
    clearCache: (kind: CacheKind | null): void =>
      act(async () => {
        const { cleared } = await api.money.clearCache(kind === null ? {} : { kind });
        return t('costs.cache-cleared', { count: cleared });
      }),
    saveCsv: (projectId: string | null): void =>
      act(async () => {
        const { fileName, csv } = await api.money.csv(projectId === null ? {} : { projectId });
        const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
        const link = document.createElement('a');
        link.href = url;
        link.download = fileName;
        link.click();
        // The download has its own hold on the bytes once it has begun.
        window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
        return null;
      }),
  };
}
