import { useState } from 'react';
import { setBriefFields, setProjectFields } from '../../editor/commands/brief.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBriefDesk } from './brief-desk.tsx';
import { readBriefFile } from './read-brief-file.ts';

type Read = Awaited<ReturnType<typeof readBriefFile>>;

/** A brief file on its way into the brief: read, shown, taken over as one step of undo. */
export function useReading() {
  const { api, reportError } = useWorkspace();
  const { editor, project, flush, now } = useBriefDesk();
  const [read, setRead] = useState<Read | null>(null);
  return {
    read,
    open: async (file: File): Promise<void> => {
      flush();
      try {
        setRead(await readBriefFile(api, file, now(), project.name));
      } catch (error) {
        reportError(error);
      }
    },
    close: (): void => setRead(null),
    accept: (): void => {
      if (read === null) return;
      const { fields, newName } = read;
      editor.edit('undo.brief.importFile', (draft) => {
        setBriefFields(draft, fields);
        if (newName !== null) setProjectFields(draft, { name: newName });
      });
      editor.seal();
      setRead(null);
    },
  };
}
