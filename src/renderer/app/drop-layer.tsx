import { FileInput } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { DropOverlay } from '../ui/drop-overlay.tsx';
import type { DropZone } from '../workspace/drop.ts';
import { useWorkspace } from '../workspace/workspace-context.ts';

/** Files of a drop or paste; a folder among them is null. */
function filesOf(transfer: DataTransfer): { files: File[]; hasFolder: boolean } {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const hasFolder = items.some((item) => item.webkitGetAsEntry()?.isDirectory === true);
  const files = items.flatMap((item) => {
    const file = item.webkitGetAsEntry()?.isDirectory === true ? null : item.getAsFile();
    return file === null ? [] : [file];
  });
  return { files: files.length > 0 || hasFolder ? files : [...transfer.files], hasFolder };
}

const isEditable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, [contenteditable=true]');

/**
 * Files from the system, anywhere on the window: while they are dragged the zones of the screen are shown; what misses
 * them never leads the window away. Pastes outside of text fields go the same way.
 */
export function DropLayer() {
  const { t, intake, toasts } = useWorkspace();
  const [zones, setZones] = useState<readonly DropZone[] | null>(null);
  const leave = useRef<number>(undefined);

  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    const take = (zone: DropZone | undefined, transfer: DataTransfer): void => {
      const { files, hasFolder } = filesOf(transfer);
      if (hasFolder) toasts.success(t('shell.drop-folder'));
      if (files.length === 0) return;
      if (zone === undefined) toasts.success(t('shell.drop-nowhere'));
      else zone.onDrop(files);
    };
    const onDragOver = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      window.clearTimeout(leave.current);
      // Dragover comes every 350 ms at least while the pointer is over the window: its silence is the leaving.
      leave.current = window.setTimeout(() => setZones(null), 700);
      const types = [...(event.dataTransfer?.items ?? [])].map(({ type }) => type);
      const here = intake.zones().filter((zone) => zone.accepts?.(types) !== false);
      setZones((shown) => shown ?? here);
    };
    const onDrop = (event: DragEvent): void => {
      if (!hasFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      window.clearTimeout(leave.current);
      setZones(null);
      take(intake.zones()[0], event.dataTransfer);
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (event.clipboardData === null || isEditable(event.target)) return;
      const { files } = filesOf(event.clipboardData);
      const text = event.clipboardData.getData('text/plain');
      if (files.length === 0 && text === '') return;
      if (intake.paste({ text, files })) event.preventDefault();
      else toasts.success(t('shell.paste-nowhere'));
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('drop', onDrop);
    window.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('drop', onDrop);
      window.removeEventListener('paste', onPaste);
      window.clearTimeout(leave.current);
    };
  }, [intake, t, toasts]);

  if (zones === null || zones.length === 0) return null;
  return (
    <div className="fixed inset-0 z-drop">
      <DropOverlay
        label={t('shell.drop')}
        zones={zones.map(({ id, label, hint, icon = FileInput }) => ({
          id,
          label,
          icon,
          ...(hint === undefined ? {} : { hint }),
        }))}
        onDrop={(zoneId, transfer) => {
          const { files, hasFolder } = filesOf(transfer);
          setZones(null);
          if (hasFolder) toasts.success(t('shell.drop-folder'));
          if (files.length > 0) zones.find(({ id }) => id === zoneId)?.onDrop(files);
        }}
      />
    </div>
  );
}
