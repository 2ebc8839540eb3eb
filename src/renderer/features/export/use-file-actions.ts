import type { ExportFileView, ExportView } from '../../../shared/contract/exports.ts';
import { mediaUrl } from '../../client/api.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';

/** Hands a file to the browser's downloads under its own name. */
function save(href: string, name: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

export interface FileActions {
  reveal(file: ExportFileView): void;
  download(view: ExportView, file: ExportFileView): void;
  downloadAll(view: ExportView): void;
}

/** What can be done with finished files: shown in their folder on a desktop, downloaded elsewhere. */
export function useFileActions(): FileActions {
  const { api, reportError } = useWorkspace();
  const download = (view: ExportView, file: ExportFileView): void => {
    if (file.fileId !== null) {
      save(mediaUrl('film', file.fileId), file.name);
      return;
    }
    api.exports.captions({ exportId: view.exportId, variation: file.variation }).then(({ text }) => {
      const url = URL.createObjectURL(new Blob([text], { type: 'application/x-subrip' }));
      save(url, file.name);
      // The download has begun by the next turn of the loop; the address is not needed after it.
      setTimeout(() => URL.revokeObjectURL(url), 1_000);
    }, reportError);
  };
  return {
    reveal(file) {
      if (file.fileId !== null) api.system.reveal({ exportId: file.fileId }).catch(reportError);
    },
    download,
    downloadAll(view) {
      for (const file of view.files) if (file.state === 'done') download(view, file);
    },
  };
}
