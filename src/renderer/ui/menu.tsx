import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement } from 'react';
import { MenuEntries, MenuPopup } from './menu-entries.tsx';
import type { MenuEntry } from './menu-entries.tsx';

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  entries: readonly MenuEntry[];
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
}

/** A button with a menu. Focus returns to the button. */
export function Menu({ trigger, entries, isOpen, onOpenChange }: MenuProps) {
  return (
    <Base.Root
      {...(isOpen === undefined ? {} : { open: isOpen })}
      {...(onOpenChange === undefined ? {} : { onOpenChange: (open: boolean) => onOpenChange(open) })}
    >
      <Base.Trigger render={trigger} />
      <MenuPopup>
        <MenuEntries entries={entries} />
      </MenuPopup>
    </Base.Root>
  );
}
