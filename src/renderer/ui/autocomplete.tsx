import { Autocomplete as Base } from '@base-ui/react/autocomplete';
import { classNames } from '../lib/class-names.ts';
import { containsQuery } from '../lib/rank.ts';
import type { FieldControl } from './field.tsx';
import { inputBox, popup, popupRow } from './shared-classes.ts';

export interface AutocompleteProps {
  value: string;
  onChange: (value: string) => void;
  suggestions: readonly string[];
  placeholder?: string;
  disabled?: boolean;
  control?: FieldControl;
  label?: string;
}

/** Free text with suggestions. What is typed always counts. */
export function Autocomplete({
  value,
  onChange,
  suggestions,
  placeholder,
  disabled = false,
  control,
  label,
}: AutocompleteProps) {
  return (
    <Base.Root
      items={suggestions}
      value={value}
      onValueChange={(next) => onChange(next)}
      filter={(item: string, query) => containsQuery(item, query)}
      // Base UI hides the rest from readers while the list is open; without modal the hidden rest could still be tabbed to.
      modal
      disabled={disabled}
    >
      <Base.Input
        {...(control ?? { 'aria-label': label })}
        placeholder={placeholder}
        className={classNames(inputBox, 'h-control')}
      />
      <Base.Portal>
        <Base.Positioner className="z-overlay outline-none" sideOffset={4}>
          <Base.Popup className={classNames(popup, 'w-(--anchor-width) data-empty:hidden')}>
            <Base.List className="p-1 empty:p-0">
              {(item: string) => (
                <Base.Item key={item} value={item} className={popupRow}>
                  {item}
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
