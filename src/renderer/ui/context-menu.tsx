import { ContextMenu as Base } from '@base-ui/react/context-menu';
import type { ReactNode } from 'react';
import { MenuEntries, MenuPopup } from './menu-entries.tsx';
import type { MenuEntry } from './menu-entries.tsx';

export interface ContextMenuProps {
  entries: readonly MenuEntry[];
  children: ReactNode;
  className?: string;
  /** Called before it opens, to select what lies under the pointer. */
  onOpen?: () => void;
}

/** The area has a menu: right click, long press, Shift+F10 or the menu key at the focused element inside. */
export function ContextMenu({ entries, children, className, onOpen }: ContextMenuProps) {
  return (
    <Base.Root onOpenChange={(isOpen) => isOpen && onOpen?.()}>
      <Base.Trigger className={className}>{children}</Base.Trigger>
      <MenuPopup>
        <MenuEntries entries={entries} />
      </MenuPopup>
    </Base.Root>
  );
}
