import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BoardDraftView, Estimate } from '../../../shared/contract/briefs.ts';
import { ratioOfBrief } from '../../../shared/model/brief.ts';
import { briefOfRecord } from '../../../shared/model/document.ts';
import { TERMINAL_STATES } from '../../../shared/model/run-terms.ts';
import { AwayError } from '../../client/api.ts';
import { useDocument } from '../../workspace/project-editor.tsx';
import { offerUndo } from '../../workspace/undo-toast.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBriefDesk } from './brief-desk.tsx';

/** Below this a button that carries its price is enough. */
const ASK_ABOVE_MICRO_USD = 500_000;
const SLOTS = ['start', 'end'] as const;

/** What one picture costs by an estimate that somebody has seen, micro-dollars; nothing seen is a yes to nothing. */
const pictureMicroUsd = (estimate: Estimate | null | undefined): number =>
  estimate?.items.find(({ kind }) => kind === 'image')?.unitMicroUsd ?? 0;

/** From the brief to a board: a run where there is none yet, a draft beside it where there is one. */
export function useDrafting(estimate: Estimate | null | undefined) {
  const { api, t, toasts, go, reportError } = useWorkspace();
  const { editor, project, flush, now } = useBriefDesk();
  const { projectId } = editor;
  const hasBoard = useDocument(({ index }) => index.sceneIds.length > 0) ?? false;
  const [draft, setDraft] = useState<BoardDraftView | null>(null);
  const [busy, setBusy] = useState<'start' | 'draft' | 'accept' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const latest = useQuery({
    queryKey: ['runs', projectId, 'latest'],
    queryFn: async () => (await api.runs.list({ projectId, limit: 1 })).runs[0] ?? null,
  });
  const [isAsking, setAsking] = useState(false);
  const isRunning = latest.data != null && !TERMINAL_STATES.has(latest.data.state);

  const saved = async (): Promise<void> => {
    flush();
    const state = await editor.autosave.flush();
    // What is not in the library cannot be planned there; the title bar says why.
    if (state.kind === 'unsaved') {
      if (state.reason === 'offline') throw new AwayError('the library is not reached');
      throw Object.assign(new Error('unsaved'), { code: state.reason, data: { details: state.details } });
    }
  };
  const asked = async (): Promise<BoardDraftView> => {
    const { id: _id, ...fields } = now();
    return api.briefs.draft({ projectId, brief: fields });
  };
  const attempt = async (kind: NonNullable<typeof busy>, work: () => Promise<void>): Promise<void> => {
    if (busy !== null) return;
    setBusy(kind);
    setError(null);
    try {
      await saved();
      await work();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(null);
    }
  };
  const redraw = async (shotIds: readonly string[], seenMicroUsd: number): Promise<void> => {
    const approvedMicroUsd = seenMicroUsd * SLOTS.length * now().variations;
    for (const shotId of shotIds) {
      try {
        await api.boards.redraw({ projectId, shotId, slots: [...SLOTS], approvedMicroUsd });
      } catch (failure) {
        reportError(failure);
        return;
      }
    }
  };

  const start = (): void => {
    setAsking(false);
    void attempt('start', async () => {
      await api.runs.start({ projectId, seenKeyframeMicroUsd: pictureMicroUsd(estimate) });
      go({ screen: 'storyboard' });
    });
  };

  return {
    hasBoard,
    isRunning,
    draft,
    busy,
    error,
    forgetError: () => setError(null),
    close(): void {
      setDraft(null);
      setError(null);
    },
    /** Pictures that cost more than a little are asked about first. */
    isAsking,
    stopAsking: (): void => setAsking(false),
    start,
    /** Makes the first board, or lays a draft beside the one that is there. */
    begin: (): void => {
      if (hasBoard) void attempt('draft', async () => setDraft(await asked()));
      else if (isRunning) go({ screen: 'storyboard' });
      else if ((estimate?.picturesMicroUsd ?? 0) > ASK_ABOVE_MICRO_USD) setAsking(true);
      else start();
    },
    /** Another ratio is another board: a project of its own with this brief, for the same client and campaign. */
    fork: (): void =>
      void attempt('draft', async () => {
        const { name, clientId, campaignId } = project;
        const { fps } = editor.document.getState().frame;
        const brief = briefOfRecord(now(), { fps, name });
        const made = await api.projects.create({ brief });
        if (clientId !== null || campaignId !== null)
          await api.projects.move({ projectIds: [made.projectId], clientId, campaignId });
        setDraft(null);
        go({ screen: 'brief', projectId: made.projectId });
        toasts.success(t('brief.ratio-forked', { ratio: ratioOfBrief(brief) }));
      }),
    again: (): void => void attempt('draft', async () => setDraft(await asked())),
    /** Takes rows over; while others are left the table stays, made anew. */
    accept: (rowIds: readonly string[]): void => {
      if (draft === null) return;
      void attempt('accept', async () => {
        const { shotIds } = await api.briefs.acceptDraft({ projectId, draftId: draft.draftId, rowIds: [...rowIds] });
        await editor.refresh();
        const left = draft.rows.filter(({ id, kind }) => kind !== 'keep' && !rowIds.includes(id)).length;
        const isDone = left === 0;
        setDraft(isDone ? null : await asked());
        offerUndo(
          { toasts, editor, undo: () => void editor.undo() },
          t('brief.draft-taken', { count: rowIds.length }),
          t('ui.undo'),
        );
        void redraw(shotIds, pictureMicroUsd(draft.estimate));
        if (isDone) go({ screen: 'storyboard' });
      });
    },
  };
}
