import { Menu as Base } from '@base-ui/react/menu';
import { Check, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import { Icon } from './icon.tsx';
import type { LucideIcon } from './icon.tsx';
import { popup, popupRow, sectionLabel } from './shared-classes.ts';

export interface MenuAction {
  kind: 'action';
  id: string;
  label: string;
  icon?: LucideIcon;
  keys?: string;
  price?: string;
  /** Why it cannot be chosen, or what it does; under the label. */
  secondary?: string;
  isDisabled?: boolean;
  isDanger?: boolean;
  onSelect: () => void;
}
export interface MenuCheck {
  kind: 'check';
  id: string;
  label: string;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
}
export interface MenuChoice {
  kind: 'choice';
  id: string;
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}
export interface MenuSub {
  kind: 'sub';
  id: string;
  label: string;
  icon?: LucideIcon;
  entries: readonly MenuEntry[];
}
export type MenuEntry = MenuAction | MenuCheck | MenuChoice | MenuSub | { kind: 'line'; id: string };

/** The rows of a menu or context menu, from data, so that a command table can drive both. */
export function MenuEntries({ entries }: { entries: readonly MenuEntry[] }) {
  return entries.map((entry) => <Row key={entry.id} entry={entry} />);
}

/** The floating sheet of a menu. */
export function MenuPopup({ children }: { children: ReactNode }) {
  return (
    <Base.Portal>
      <Base.Positioner className="z-overlay outline-none" sideOffset={4}>
        <Base.Popup className={classNames(popup, 'min-w-44 p-1')}>{children}</Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

function Row({ entry }: { entry: MenuEntry }) {
  switch (entry.kind) {
    case 'line':
      return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
    case 'action':
      return <ActionRow entry={entry} />;
    case 'check':
      return (
        <Base.CheckboxItem
          checked={entry.isChecked}
          onCheckedChange={(isChecked) => entry.onChange(isChecked)}
          className={popupRow}
        >
          <Tick>
            <Base.CheckboxItemIndicator render={<Icon of={Check} />} />
          </Tick>
          {entry.label}
        </Base.CheckboxItem>
      );
    case 'choice':
      return (
        <Base.Group>
          <Base.GroupLabel className={sectionLabel}>{entry.label}</Base.GroupLabel>
          <Base.RadioGroup value={entry.value} onValueChange={(value: string) => entry.onChange(value)}>
            {entry.options.map((option) => (
              <Base.RadioItem key={option.value} value={option.value} className={popupRow}>
                <Tick>
                  <Base.RadioItemIndicator render={<Icon of={Check} />} />
                </Tick>
                {option.label}
              </Base.RadioItem>
            ))}
          </Base.RadioGroup>
        </Base.Group>
      );
    case 'sub':
      return (
        <Base.SubmenuRoot>
          <Base.SubmenuTrigger className={classNames(popupRow, 'data-popup-open:bg-hover')}>
            {entry.icon && <Icon of={entry.icon} className="text-text-3" />}
            <span className="grow">{entry.label}</span>
            <Icon of={ChevronRight} className="text-text-3" />
          </Base.SubmenuTrigger>
          <MenuPopup>
            <MenuEntries entries={entry.entries} />
          </MenuPopup>
        </Base.SubmenuRoot>
      );
  }
}

function Tick({ children }: { children: ReactNode }) {
  return <span className="inline-flex size-icon shrink-0">{children}</span>;
}

function ActionRow({ entry }: { entry: MenuAction }) {
  return (
    <Base.Item
      disabled={entry.isDisabled ?? false}
      onClick={entry.onSelect}
      data-command={entry.id}
      className={classNames(popupRow, entry.isDanger === true && 'text-err')}
    >
      {entry.icon && <Icon of={entry.icon} className={entry.isDanger === true ? '' : 'text-text-3'} />}
      <span className="min-w-0 grow">
        {entry.label}
        {entry.secondary !== undefined && <span className="block text-small text-text-3">{entry.secondary}</span>}
      </span>
      {entry.price !== undefined && <span className="tabular pl-4 text-small text-text-3">{entry.price}</span>}
      {entry.keys !== undefined && <span className="tabular pl-4 text-small text-text-3">{entry.keys}</span>}
    </Base.Item>
  );
}
