import type { DragEvent } from 'react';
import type { ExportFileView, ExportView } from '../../../shared/contract/exports.ts';
import { mediaUrl } from '../../client/api.ts';
import { bridgeOf } from '../../client/bridge.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';

const MIME: Readonly<Record<string, string>> = {
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  gif: 'image/gif',
};

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
  /** In `dragstart` of a finished film: to a folder or another program. */
  drag(file: ExportFileView, event: DragEvent): void;
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
    drag(file, event) {
      if (file.fileId === null) return;
      const bridge = bridgeOf(window);
      if (bridge !== undefined) {
        event.preventDefault();
        bridge.startDrag({ kind: 'film', id: file.fileId });
        return;
      }
      // What Chromium takes for a file that is dragged onto the desktop.
      const url = new URL(mediaUrl('film', file.fileId), location.href).href;
      event.dataTransfer.setData(
        'DownloadURL',
        `${MIME[file.format] ?? 'application/octet-stream'}:${file.name}:${url}`,
      );
      event.dataTransfer.effectAllowed = 'copy';
    },
    downloadAll(view) {
      for (const file of view.files) if (file.state === 'done') download(view, file);
    },
  };
}
