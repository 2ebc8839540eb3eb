import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import { classNames } from '../lib/class-names.ts';
import type { FieldControl } from './field.tsx';
import { Icon } from './icon.tsx';
import type { LucideIcon } from './icon.tsx';
import { inputBox, popup, popupRow } from './shared-classes.ts';

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
  icon?: LucideIcon;
  secondary?: string;
  isDisabled?: boolean;
}
export interface SelectProps<Value extends string> {
  value: Value | undefined;
  onChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  /** Shown while nothing is chosen, or for "Mixed". */
  placeholder?: string;
  disabled?: boolean;
  /** From Field; else give `label`. */
  control?: FieldControl;
  label?: string;
}

/** One of a known list, as a typed control. Type to jump. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { value, onChange, options, placeholder, disabled = false, control, label } = props;
  const chosen = options.find((option) => option.value === value);
  return (
    <Base.Root
      value={value ?? null}
      onValueChange={(next) => next !== null && onChange(next as Value)}
      items={options.map((option) => ({ value: option.value, label: option.label }))}
      disabled={disabled}
    >
      <Base.Trigger
        {...(control ?? { 'aria-label': label })}
        className={classNames(inputBox, 'flex min-h-control items-center gap-2 text-left data-popup-open:bg-hover')}
      >
        {chosen?.icon && <Icon of={chosen.icon} className="text-text-3" />}
        <span className={classNames('min-w-0 grow truncate', !chosen && !disabled && 'text-text-3')}>
          {chosen?.label ?? placeholder}
        </span>
        <Icon of={ChevronDown} className="text-text-3" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="z-overlay outline-none" sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className={classNames(popup, 'min-w-(--anchor-width) p-1')}>
            <Base.List>
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.isDisabled ?? false}
                  label={option.label}
                  className={popupRow}
                >
                  <span className="inline-flex size-icon shrink-0">
                    <Base.ItemIndicator render={<Icon of={Check} />} />
                  </span>
                  {option.icon && <Icon of={option.icon} className="text-text-3" />}
                  <span className="min-w-0 grow">
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.secondary !== undefined && (
                      <span className="block text-small text-text-3">{option.secondary}</span>
                    )}
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
