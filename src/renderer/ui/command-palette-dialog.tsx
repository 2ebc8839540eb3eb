import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';

export interface CommandPaletteDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  label: string;
  /** A CommandPaletteList. */
  children: ReactNode;
}

/** The frame of the palette: opens at once, near the top, with a light scrim that leaves the work visible. */
export function CommandPaletteDialog({ isOpen, onOpenChange, label, children }: CommandPaletteDialogProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => onOpenChange(open)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-palette bg-scrim opacity-60" />
        <Base.Popup className="surface fixed inset-x-0 top-[12vh] z-palette mx-auto flex max-h-[76vh] w-150 max-w-[calc(100vw-2rem)] flex-col rounded-dialog bg-overlay shadow-overlay outline-none">
          <Base.Title className="sr-only">{label}</Base.Title>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
