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

/** Hints may come in swarms while many keyframes are drawn; the document is looked at this often at most. */
const REFRESH_EVERY_MS = 120;
const PROGRESS_EVERY_MS = 500;

/** What is being drawn, what is approved; and takes that arrive come into the document. */
export function useBoardStatus(projectId: string): BoardStatus {
  const { api, onHint } = useWorkspace();
  const editor = useEditor();
  const queries = useQueryClient();
  const [work] = useState(createWorkStore);
  const { data: status } = useQuery({
    queryKey: ['project', projectId, 'board'],
    queryFn: () => api.boards.status({ projectId }),
  });
  const { data: approval } = useQuery({
    queryKey: ['project', projectId, 'approval'],
    queryFn: () => api.boards.approval({ projectId }),
  });
  useEffect(() => {
    if (status !== undefined) work.take(status);
  }, [work, status]);

  const runId = status?.run?.runId;
  useEffect(() => {
    let refresh: number | undefined;
    let progress: number | undefined;
    const off = onHint((event) => {
      if (event.topic === 'project' && event.id === projectId && refresh === undefined) {
        refresh = window.setTimeout(() => {
          refresh = undefined;
          void editor?.refresh().catch(() => undefined);
        }, REFRESH_EVERY_MS);
      }
      if (event.topic === 'progress' && event.id === runId && progress === undefined) {
        progress = window.setTimeout(() => {
          progress = undefined;
          void queries.invalidateQueries({ queryKey: ['project', projectId, 'board'] });
          void editor?.refresh().catch(() => undefined);
        }, PROGRESS_EVERY_MS);
      }
    });
    return () => {
      off();
      window.clearTimeout(refresh);
      window.clearTimeout(progress);
    };
  }, [onHint, editor, queries, projectId, runId]);
  return { status, approval, work };
}
