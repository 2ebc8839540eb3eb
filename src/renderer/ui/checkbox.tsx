import { Checkbox as Base } from '@base-ui/react/checkbox';
import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';

export interface CheckboxProps {
  label: ReactNode;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
  isMixed?: boolean;
  hint?: ReactNode;
  disabled?: boolean;
  name?: string;
}

/** A box and its words; the whole row is the target. */
export function Checkbox({ label, isChecked, onChange, isMixed = false, hint, disabled = false, name }: CheckboxProps) {
  return (
    <label className="group flex min-h-6 items-start gap-2 text-base has-data-disabled:text-disabled">
      <Base.Root
        checked={isChecked}
        indeterminate={isMixed}
        onCheckedChange={(checked) => onChange(checked)}
        disabled={disabled}
        {...(name === undefined ? {} : { name })}
        className="peer relative m-0.5 flex size-5 shrink-0 items-center justify-center rounded-chip border border-control bg-raised text-on-accent group-hover:bg-hover data-checked:border-accent-solid data-checked:bg-accent-solid data-indeterminate:border-accent-solid data-indeterminate:bg-accent-solid data-disabled:border-line data-disabled:bg-raised data-disabled:text-disabled before:absolute before:-inset-1"
      >
        <Base.Indicator className="flex">
          {isMixed ? (
            <Minus size={14} strokeWidth={2.5} aria-hidden />
          ) : (
            <Check size={14} strokeWidth={2.5} aria-hidden />
          )}
        </Base.Indicator>
      </Base.Root>
      <span className="pt-0.5">
        {label}
        {hint !== undefined && <span className="block text-small text-text-3">{hint}</span>}
      </span>
    </label>
  );
}
