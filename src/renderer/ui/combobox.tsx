import { Combobox as Base } from '@base-ui/react/combobox';
import { Check, ChevronDown, X } from 'lucide-react';
import { useMemo } from 'react';
import { classNames } from '../lib/class-names.ts';
import { containsQuery } from '../lib/rank.ts';
import type { FieldControl } from './field.tsx';
import { Icon } from './icon.tsx';
import { inputBox, popup, popupRow } from './shared-classes.ts';

export interface ComboboxOption {
  value: string;
  label: string;
  secondary?: string;
}
export interface ComboboxProps {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  options: readonly ComboboxOption[];
  placeholder?: string;
  emptyLabel: string;
  clearLabel: string;
  openLabel: string;
  disabled?: boolean;
  control?: FieldControl;
  label?: string;
}

/** One of a long list, found by typing a part of it in either language. */
export function Combobox(props: ComboboxProps) {
  const {
    value,
    onChange,
    options,
    placeholder,
    emptyLabel,
    clearLabel,
    openLabel,
    disabled = false,
    control,
    label,
  } = props;
  const chosenLabel = options.find((option) => option.value === value)?.label;
  // The library writes the name of the choice over typed words whenever the choice is another object, even an equal one.
  const chosen = useMemo(
    () => (value === undefined || chosenLabel === undefined ? null : { value, label: chosenLabel }),
    [value, chosenLabel],
  );
  return (
    <Base.Root<ComboboxOption>
      items={options}
      value={chosen}
      onValueChange={(next) => onChange(next?.value)}
      itemToStringLabel={(option) => option.label}
      isItemEqualToValue={(one, other) => one.value === other.value}
      filter={(option, query) => containsQuery(`${option.label} ${option.secondary ?? ''}`, query)}
      // Base UI hides the rest from readers while the list is open; without modal the hidden rest could still be tabbed to.
      modal
      disabled={disabled}
    >
      <div className="relative flex items-center">
        <Base.Input
          {...(control ?? { 'aria-label': label })}
          placeholder={placeholder}
          className={classNames(inputBox, 'h-control pr-14')}
        />
        <div className="absolute right-0.5 flex">
          <Base.Clear aria-label={clearLabel} className={inlineButton}>
            <Icon of={X} />
          </Base.Clear>
          <Base.Trigger aria-label={openLabel} className={inlineButton}>
            <Icon of={ChevronDown} />
          </Base.Trigger>
        </div>
      </div>
      <Base.Portal>
        <Base.Positioner className="z-overlay outline-none" sideOffset={4}>
          <Base.Popup className={classNames(popup, 'w-(--anchor-width)')}>
            <Base.Empty className="text-small text-text-3 not-empty:px-3 not-empty:py-2">{emptyLabel}</Base.Empty>
            <Base.List className="p-1 empty:p-0">
              {(option: ComboboxOption) => (
                <Base.Item key={option.value} value={option} className={popupRow}>
                  <span className="inline-flex size-icon shrink-0">
                    <Base.ItemIndicator render={<Icon of={Check} />} />
                  </span>
                  <span className="min-w-0 grow">{option.label}</span>
                  {option.secondary !== undefined && <span className="text-small text-text-3">{option.secondary}</span>}
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export const inlineButton =
  'flex size-6 items-center justify-center rounded-chip text-text-3 hover:bg-active hover:text-text-1 data-disabled:text-disabled';
