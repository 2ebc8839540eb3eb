import { Radio } from '@base-ui/react/radio';
import { RadioGroup as Base } from '@base-ui/react/radio-group';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { LucideIcon } from './icon.tsx';

export interface RadioOption<Value extends string> {
  value: Value;
  label: string;
  hint?: ReactNode;
  icon?: LucideIcon;
  isDisabled?: boolean;
}
export interface RadioGroupProps<Value extends string> {
  label: string;
  value: Value | undefined;
  onChange: (value: Value) => void;
  options: readonly RadioOption<Value>[];
  disabled?: boolean;
}

/** One of several, as a list with room for hints. */
export function RadioGroup<Value extends string>({
  label,
  value,
  onChange,
  options,
  disabled = false,
}: RadioGroupProps<Value>) {
  return (
    <Base
      aria-label={label}
      value={value ?? null}
      onValueChange={(next) => next !== null && onChange(next as Value)}
      disabled={disabled}
      className="flex flex-col gap-1"
    >
      {options.map((option) => (
        <label key={option.value} className="flex min-h-6 items-start gap-2 text-base has-data-disabled:text-disabled">
          <Radio.Root
            value={option.value}
            disabled={option.isDisabled ?? false}
            className="relative m-0.5 flex size-5 shrink-0 items-center justify-center rounded-full border border-control bg-raised hover:bg-hover data-checked:border-accent data-disabled:border-line before:absolute before:-inset-1"
          >
            <Radio.Indicator className="size-2.5 rounded-full bg-accent data-disabled:bg-disabled forced-colors:bg-[Highlight]" />
          </Radio.Root>
          <span className="pt-0.5">
            {option.label}
            {option.hint !== undefined && <span className="block text-small text-text-3">{option.hint}</span>}
          </span>
        </label>
      ))}
    </Base>
  );
}

/** One of a few, side by side: views, units, sizes. Options with an icon show it before the word. */
export function SegmentedControl<Value extends string>({
  label,
  value,
  onChange,
  options,
  disabled = false,
}: RadioGroupProps<Value>) {
  return (
    <Base
      aria-label={label}
      value={value ?? null}
      onValueChange={(next) => next !== null && onChange(next as Value)}
      disabled={disabled}
      className="inline-flex min-h-control w-fit items-stretch gap-0.5 rounded-control border border-control/60 bg-raised p-px"
    >
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          disabled={option.isDisabled ?? false}
          className="focus-inset inline-flex min-h-[calc(var(--control-h)-4px)] min-w-6 cursor-default items-center justify-center gap-1.5 rounded-[4px] px-2.5 text-base whitespace-nowrap text-text-2 select-none hover:bg-hover hover:text-text-1 data-checked:bg-sel data-checked:text-text-1 data-checked:inset-ring data-checked:inset-ring-accent data-disabled:text-disabled forced-colors:data-checked:text-[HighlightText]"
        >
          {option.icon && <Icon of={option.icon} />}
          {option.label}
        </Radio.Root>
      ))}
    </Base>
  );
}
