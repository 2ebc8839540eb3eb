import { Toast as Base } from '@base-ui/react/toast';
import { Check, X } from 'lucide-react';
import { Icon } from './icon.tsx';
import { inlineButton } from './combobox.tsx';

export type ToastQueue = ReturnType<typeof createToastQueue>;

const UNDO_MS = 8000;

/** A queue the app owns. Toasts are for success and undo only; failures live on their object. */
export function createToastQueue() {
  const manager = Base.createToastManager();
  return {
    manager,
    /** Says that something is done. */
    success: (title: string) => manager.add({ title, timeout: 5000 }),
    /** Says what was done and offers to take it back for 8 s. */
    undo: (title: string, undoLabel: string, onUndo: () => void) => {
      const id: string = manager.add({
        title,
        timeout: UNDO_MS,
        actionProps: {
          children: undoLabel,
          onClick: () => {
            manager.close(id);
            onUndo();
          },
        },
      });
      return id;
    },
  };
}

export interface ToastRegionProps {
  queue: ToastQueue;
  /** The name of the region; F6 leads there. */
  label: string;
  closeLabel: string;
}

/** The corner where toasts appear. One stop of the F6 cycle. */
export function ToastRegion({ queue, label, closeLabel }: ToastRegionProps) {
  return (
    <Base.Provider toastManager={queue.manager} limit={3}>
      <Base.Portal>
        <Base.Viewport
          aria-label={label}
          className="fixed right-4 bottom-10 z-toast flex w-90 max-w-[calc(100vw-2rem)] flex-col gap-2"
        >
          <ToastList closeLabel={closeLabel} />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function ToastList({ closeLabel }: { closeLabel: string }) {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      className="fx-pop surface rounded-card bg-overlay text-base shadow-overlay data-limited:hidden"
    >
      <Base.Content className="flex items-center gap-2 py-2 pr-2 pl-3">
        <Icon of={Check} className="text-ok" />
        <Base.Title render={<p />} className="min-w-0 grow" />
        <Base.Action className="min-h-6 shrink-0 rounded-control px-2 font-medium text-accent hover:bg-hover" />
        {/* The library hides it until the stack is hovered; a screen reader must find the way out at all times. */}
        <Base.Close aria-label={closeLabel} aria-hidden={false} className={inlineButton}>
          <Icon of={X} />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}
