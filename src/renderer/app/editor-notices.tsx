import { useEffect } from 'react';
import { useEditor } from '../workspace/project-editor.tsx';
import { useWorkspace } from '../workspace/workspace-context.ts';
import { stepInWords } from './history-list.tsx';

/** Follows the server's hints for the open project, and tells what the editor has to say unasked. */
export function EditorNotices() {
  const { t, toasts, onHint } = useWorkspace();
  const editor = useEditor();
  useEffect(() => {
    if (editor === null) return undefined;
    const off = onHint((event) => {
      if (event.topic === 'project' && event.id === editor.projectId) void editor.refresh().catch(() => undefined);
    });
    const silence = editor.onNotice((notice) => {
      if (notice.kind === 'approval-lost') toasts.success(t('shell.approval-lost', { count: notice.shotIds.length }));
      if (notice.kind === 'collided') {
        for (const { label } of notice.collisions.slice(0, 3))
          toasts.success(t('shell.collided', { what: stepInWords(t, { label, params: {} }) }));
      }
    });
    return () => {
      off();
      silence();
    };
  }, [editor, onHint, t, toasts]);
  return null;
}
