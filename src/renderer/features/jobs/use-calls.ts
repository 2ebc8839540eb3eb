import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CallDetails, CallView, Need, WaitView } from '../../../shared/contract/calls.ts';
import type { CallChoice } from '../../../shared/model/paid-call.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';

/** Calls of a run that works move without a hint of their own. */
const CALLS_EVERY_MS = 1_000;

export interface RunCalls {
  ofJob: ReadonlyMap<string, CallView[]>;
  waitOfJob: ReadonlyMap<string, WaitView>;
}

const NO_CALLS: RunCalls = { ofJob: new Map(), waitOfJob: new Map() };

/** Paid calls of a run by the item they belong to; asked again every second while it works. */
export function useRunCalls(runId: string | null, isWorking: boolean): RunCalls {
  const { api } = useWorkspace();
  const { data } = useQuery({
    queryKey: ['work', 'calls', runId],
    queryFn: () => api.calls.ofRun({ runId: runId ?? '' }),
    enabled: runId !== null,
    refetchInterval: isWorking ? CALLS_EVERY_MS : false,
  });
  if (data === undefined) return NO_CALLS;
  const ofJob = new Map<string, CallView[]>();
  for (const call of data.calls) ofJob.set(call.jobId, [...(ofJob.get(call.jobId) ?? []), call]);
  return { ofJob, waitOfJob: new Map(data.waits.map(({ jobId, wait }) => [jobId, wait])) };
}

/** What waits for a person, one entry for one cause. */
export function useNeeds(): readonly Need[] {
  const { api, connection } = useWorkspace();
  const { data } = useQuery({
    queryKey: ['work', 'needs'],
    queryFn: () => api.calls.needs(),
    enabled: connection === 'open',
  });
  return data?.needs ?? [];
}

export function useCallDetails(callId: string | null): CallDetails | undefined {
  const { api } = useWorkspace();
  const { data } = useQuery({
    queryKey: ['work', 'call', callId],
    queryFn: () => api.calls.get({ callId: callId ?? '' }),
    enabled: callId !== null,
    refetchInterval: (query) => (query.state.data?.call.finishedAtMs === null ? CALLS_EVERY_MS : false),
  });
  return data;
}

/** What a person can answer. Every function tells its failure by itself. */
export function useCallActions() {
  const { api, t, toasts, reportError } = useWorkspace();
  const queries = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const act = (id: string, doing: () => Promise<string | null>): void => {
    const after = async (): Promise<void> => {
      setBusy(id);
      try {
        const done = await doing();
        if (done !== null) toasts.success(done);
      } catch (error) {
        reportError(error);
      } finally {
        setBusy(null);
        void queries.invalidateQueries({ queryKey: ['work'] });
        void queries.invalidateQueries({ queryKey: ['money'] });
      }
    };
    void after();
  };
  return {
    /** Id of what is under way: a call or a need. */
    busy,
    decide: (callId: string, choice: Exclude<CallChoice, 'other-model'>): void =>
      act(callId, async () => {
        await api.calls.decide({ callId, choice });
        return t(`needs.decided-${choice}`);
      }),
    /** Whether a purchase was charged that nobody else can tell of. */
    settle: (callId: string, wasCharged: boolean): void =>
      act(callId, async () => {
        await api.calls.settle({ callId, wasCharged });
        return t('calls.settled');
      }),
    /** Work that waits goes on with another model, at the price of one piece that was shown. */
    otherModel: (id: string, jobIds: readonly string[], model: string, seenMicroUsd: number): void =>
      act(id, async () => {
        const { resumed } = await api.calls.otherModel({ jobIds: [...jobIds], model, seenMicroUsd });
        return t(resumed === 1 ? 'needs.resumed-one' : 'needs.resumed-many', { count: resumed });
      }),
    resume: (need: Need): void =>
      act(need.id, async () => {
        const { resumed } = await api.calls.resume({ vendor: need.vendor, needId: need.id });
        return t(resumed === 1 ? 'needs.resumed-one' : 'needs.resumed-many', { count: resumed });
      }),
    retry: (need: Need): void =>
      act(need.id, async () => {
        for (const jobId of need.jobIds) await api.jobs.retryItem({ jobId });
        return null;
      }),
    copy: (text: string): void => {
      navigator.clipboard.writeText(text).then(() => toasts.success(t('calls.copied')), reportError);
    },
  };
}
