import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { BoardApprovalDto, BoardStatusDto } from '../../../shared/contract/boards.ts';
import { useEditor } from '../../workspace/project-editor.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { createWorkStore } from './work-store.ts';
import type { WorkStore } from './work-store.ts';

export interface BoardStatus {
  status: BoardStatusDto | undefined;
  approval: BoardApprovalDto | undefined;
  work: WorkStore;
}

/** Hints come in swarms while keyframes are drawn or words are typed: each thing is looked at this often at most. */
const DOCUMENT_EVERY_MS = 120;
const STATUS_EVERY_MS = 400;
const APPROVAL_EVERY_MS = 900;

/** Does a thing once for many calls, at the end of a stretch of time. */
function createThrottle(everyMs: number, work: () => void) {
  let timer: number | undefined;
  return {
    call(): void {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        work();
      }, everyMs);
    },
    stop: (): void => window.clearTimeout(timer),
  };
}

/** What is being drawn, what is approved; and takes that arrive come into the document. */
export function useBoardStatus(projectId: string): BoardStatus {
  const { api, onHint } = useWorkspace();
  const editor = useEditor();
  const queries = useQueryClient();
  const [work] = useState(createWorkStore);
  const { data: status } = useQuery({
    queryKey: ['boards', projectId, 'status'],
    queryFn: () => api.boards.status({ projectId }),
  });
  const { data: approval } = useQuery({
    queryKey: ['boards', projectId, 'approval'],
    queryFn: () => api.boards.approval({ projectId }),
  });
  useEffect(() => {
    if (status !== undefined) work.take(status);
  }, [work, status]);

  const runId = status?.run?.runId;
  useEffect(() => {
    const again = (what: string) => () => void queries.invalidateQueries({ queryKey: ['boards', projectId, what] });
    const document = createThrottle(DOCUMENT_EVERY_MS, () => void editor?.refresh().catch(() => undefined));
    const board = createThrottle(STATUS_EVERY_MS, again('status'));
    const approved = createThrottle(APPROVAL_EVERY_MS, again('approval'));
    const off = onHint((event) => {
      if (event.topic === 'project' && event.id === projectId) {
        document.call();
        board.call();
        approved.call();
      }
      // Prices, keys and the library's own choice of models.
      if (event.topic === 'settings') {
        board.call();
        approved.call();
      }
      if (event.topic === 'progress' && event.id === runId) {
        document.call();
        board.call();
      }
    });
    return () => {
      off();
      for (const throttle of [document, board, approved]) throttle.stop();
    };
  }, [onHint, editor, queries, projectId, runId]);
  return { status, approval, work };
}
