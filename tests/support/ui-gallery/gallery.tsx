import { useState } from 'react';
import { AlertDialog } from '../../../src/renderer/ui/alert-dialog.tsx';
import { Button } from '../../../src/renderer/ui/button.tsx';
import { CommandPaletteDialog } from '../../../src/renderer/ui/command-palette-dialog.tsx';
import { CommandPaletteList } from '../../../src/renderer/ui/command-palette-list.tsx';
import { Dialog } from '../../../src/renderer/ui/dialog.tsx';
import { createToastQueue, ToastRegion } from '../../../src/renderer/ui/toast.tsx';
import { Film, Folder, Scissors } from 'lucide-react';
import { ButtonSection } from './button-section.tsx';
import { FieldSection } from './field-section.tsx';
import { ListSection } from './list-section.tsx';
import { StateSection } from './state-section.tsx';
import { words } from './words.ts';
import type { Words } from './words.ts';

const toasts = createToastQueue();

/** Every part of the kit in every state, on one page. */
export function Gallery({ language, open }: { language: 'en' | 'th'; open: string }) {
  const w = words[language];
  const [shown, setShown] = useState(open);
  const set = (name: string) => (isOpen: boolean) => setShown(isOpen ? name : '');
  return (
    <>
      {/* As in the window, a panel scrolls and the page never does. */}
      <main className="h-full overflow-y-auto">
        <div className="mx-auto max-w-340 p-6">
          <h1 className="mb-4 text-title-m">{w.title}</h1>
          <div className="grid grid-cols-1 gap-4 xl:grid-cols-2">
            <ButtonSection w={w} />
            <StateSection w={w} />
            <FieldSection w={w} />
            <ListSection w={w} />
          </div>
          <div className="mt-4 flex gap-2">
            <Button onClick={() => setShown('dialog')}>{w.dialogTitle}</Button>
            <Button onClick={() => setShown('alert')}>{w.alertTitle}</Button>
            <Button onClick={() => setShown('palette')}>{w.palette}</Button>
            <Button onClick={() => toasts.undo(w.done, w.undo, () => toasts.success(w.undo))}>{w.done}</Button>
          </div>
        </div>
      </main>
      <Dialog
        isOpen={shown === 'dialog'}
        onOpenChange={set('dialog')}
        title={w.dialogTitle}
        description={w.dialogText}
        closeLabel={w.close}
        footer={
          <>
            <Button size="large" onClick={() => setShown('')}>
              {w.cancel}
            </Button>
            <Button size="large" tone="primary" price="$0.00">
              {w.dialogTitle}
            </Button>
          </>
        }
      >
        <p className="text-body text-text-2">{w.storyText}</p>
      </Dialog>
      <AlertDialog
        isOpen={shown === 'alert'}
        onOpenChange={set('alert')}
        title={w.alertTitle}
        description={w.alertText}
        cancelLabel={w.cancel}
        confirmLabel={w.delete}
        isDanger
        onConfirm={() => toasts.undo(w.done, w.undo, () => undefined)}
      />
      <CommandPaletteDialog isOpen={shown === 'palette'} onOpenChange={set('palette')} label={w.palette}>
        <Palette w={w} />
      </CommandPaletteDialog>
      <ToastRegion queue={toasts} label={w.notifications} closeLabel={w.close} />
    </>
  );
}

function Palette({ w }: { w: Words }) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState('a');
  return (
    <CommandPaletteList
      label={w.palette}
      placeholder={w.type}
      emptyLabel={w.noHit}
      query={query}
      onQuery={setQuery}
      activeId={active}
      onActive={setActive}
      onRun={() => undefined}
      groups={
        query.length > 3
          ? []
          : [
              {
                id: 'go',
                title: w.go,
                rows: [
                  { id: 'a', title: w.jobs, icon: Folder, keys: 'Ctrl+J' },
                  { id: 'b', title: `${w.shot} 12`, icon: Film, secondary: '00:48:00' },
                ],
              },
              {
                id: 'do',
                title: w.doIt,
                rows: [
                  { id: 'c', title: w.duplicate, icon: Scissors, keys: 'Ctrl+D', isDisabled: true, secondary: w.why },
                  { id: 'd', title: w.delete, keys: 'Del' },
                ],
              },
            ]
      }
    />
  );
}
