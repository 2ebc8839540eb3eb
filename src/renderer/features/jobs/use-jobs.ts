import { useState } from 'react';
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { JobBoard, RunDetails, Work } from '../../../shared/contract/jobs.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { errorText } from './job-words.ts';

export type WorkFilter = 'all' | 'open' | 'failed' | 'finished';
export type KindFilter = 'all' | 'run' | 'export';

const PAGE = 100;
/** Items of an open run move without a hint of their own. */
const ITEMS_EVERY_MS = 1_000;

/** What runs, what failed, what was finished last. */
export function useJobBoard(): UseQueryResult<JobBoard> {
  const { api, connection } = useWorkspace();
  return useQuery({ queryKey: ['work', 'board'], queryFn: () => api.jobs.board(), enabled: connection === 'open' });
}

/** Rows of the list, newest first, page by page. */
export function useJobList(filter: WorkFilter, kind: KindFilter) {
  const { api } = useWorkspace();
  return useInfiniteQuery({
    queryKey: ['work', 'list', filter, kind],
    queryFn: ({ pageParam }) =>
      api.jobs.list({ filter, kind, limit: PAGE, ...(pageParam === null ? {} : { beforeId: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextBeforeId,
    placeholderData: keepPreviousData,
  });
}

/** A run with its items; asked again every second while it works. */
export function useRunDetails(work: Work | undefined): UseQueryResult<RunDetails> {
  const { api } = useWorkspace();
  const runId = work?.kind === 'run' ? work.id : null;
  return useQuery({
    queryKey: ['work', 'run', runId],
    queryFn: () => api.jobs.run({ runId: runId ?? '' }),
    enabled: runId !== null,
    refetchInterval:
      work?.isOpen === true && !(work.kind === 'run' && work.isWaitingForApproval) ? ITEMS_EVERY_MS : false,
  });
}

/** The row with the newest progress: hints of a run carry it, so that no list is asked again for it. */
export function useLiveWork(work: Work): Work {
  const { api } = useWorkspace();
  const { data } = useQuery({
    queryKey: ['run', work.id],
    queryFn: () => api.runs.view({ runId: work.id }),
    enabled: work.kind === 'run' && work.isOpen,
  });
  if (work.kind !== 'run' || !work.isOpen || data === undefined || data.finishedAtMs !== null) return work;
  return {
    ...work,
    stage: data.stage,
    state: data.state,
    fraction: data.fraction,
    etaMs: data.etaMs,
    currentScene: data.currentScene,
    scenes: data.scenes,
    actualMicroUsd: data.actualMicroUsd,
    uncertainMicroUsd: data.uncertainMicroUsd,
    isWaitingForApproval: data.state === 'storyboard_complete',
  };
}

/** What can be done with jobs. Every function tells its failure by itself. */
export function useJobActions() {
  const { api, t, toasts, go, reportError } = useWorkspace();
  const queries = useQueryClient();
  const [toCancel, setToCancel] = useState<Work | null>(null);
  const refresh = (): void => {
    void queries.invalidateQueries({ queryKey: ['work'] });
    void queries.invalidateQueries({ queryKey: ['exports'] });
  };
  const act = (doing: Promise<unknown>, done?: string): void => {
    const after = async (): Promise<void> => {
      try {
        await doing;
        refresh();
        if (done !== undefined) toasts.success(done);
      } catch (error) {
        reportError(error);
      }
    };
    void after();
  };
  const cancelNow = (work: Work, isPaid: boolean): void =>
    act(
      work.kind === 'run' ? api.runs.cancel({ runId: work.id }) : api.exports.cancel({ exportId: work.id }),
      t(isPaid ? 'jobs.cancelled-paid' : 'jobs.cancelled-note'),
    );
  return {
    /** What is free stops at once: it can be taken up again. What costs is asked about first, with its money. */
    cancel: (work: Work): void => {
      if (work.kind === 'export') return cancelNow(work, false);
      api.calls.ofRun({ runId: work.id }).then(({ calls }) => {
        if (calls.length > 0) setToCancel(work);
        else cancelNow(work, false);
      }, reportError);
    },
    /** Paid work that a person wants to cancel, until they answer. */
    toCancel,
    keepGoing: (): void => setToCancel(null),
    cancelPaid: (work: Work): void => cancelNow(work, true),
    retry: (work: Work): void =>
      act(work.kind === 'run' ? api.runs.retry({ runId: work.id }) : api.exports.retry({ exportId: work.id })),
    retryAll: (): void => {
      api.jobs.retryAll().then(({ retried, refused }) => {
        refresh();
        if (retried.length > 0) toasts.success(t('jobs.retried', { count: retried.length }));
        const [first] = refused;
        if (first !== undefined) reportError({ code: first.error.code, data: { details: first.error.details } });
      }, reportError);
    },
    retryItem: (jobId: string): void => act(api.jobs.retryItem({ jobId })),
    dismiss: (ids: readonly string[]): void => act(api.jobs.dismiss({ ids: [...ids] }), t('jobs.dismissed')),
    setPaused: (isPaused: boolean): void => act(isPaused ? api.jobs.pause() : api.jobs.resume()),
    copyError: (work: Work, items: RunDetails['items'] = []): void => {
      navigator.clipboard.writeText(errorText(work, items)).then(() => toasts.success(t('jobs.copied')), reportError);
    },
    open: (work: Work): void => {
      // The export screen looks here for what to show first.
      if (work.kind === 'export') queries.setQueryData(['shown-export', work.projectId], work.id);
      go({ screen: work.kind === 'export' ? 'export' : 'storyboard', projectId: work.projectId });
    },
  };
}
export type JobActions = ReturnType<typeof useJobActions>;
