import { useEffect, useRef } from 'react';
import type { JobBoard } from '../../../shared/contract/jobs.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { kindInWords } from './job-words.ts';

/** Says once that a job which was seen at work is done; a failure lives on its row instead. */
export function useFinishedToasts(board: JobBoard | undefined): void {
  const { t, toasts } = useWorkspace();
  const seen = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (board === undefined) return;
    for (const work of board.recent) {
      if (seen.current.has(work.id))
        toasts.success(t('jobs.done-toast', { name: work.projectName, kind: kindInWords(t, work) }));
    }
    seen.current = new Set(board.open.map(({ id }) => id));
  }, [board, t, toasts]);
}
