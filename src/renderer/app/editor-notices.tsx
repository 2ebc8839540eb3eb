import { useEffect } from 'react';
import { useEditor } from '../workspace/project-editor.tsx';
import { useWorkspace } from '../workspace/workspace-context.ts';
import { stepInWords } from './history-list.tsx';

/** Tells what the editor has to say unasked. */
export function EditorNotices() {
  const { t, toasts } = useWorkspace();
  const editor = useEditor();
  useEffect(() => {
    if (editor === null) return undefined;
    return editor.onNotice((notice) => {
      if (notice.kind === 'approval-lost') toasts.success(t('shell.approval-lost', { count: notice.shotIds.length }));
      if (notice.kind === 'collided') {
        for (const { label } of notice.collisions.slice(0, 3))
          toasts.success(t('shell.collided', { what: stepInWords(t, { label, params: {} }) }));
      }
    });
  }, [editor, t, toasts]);
  return null;
}
