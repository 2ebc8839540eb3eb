import { Switch as Base } from '@base-ui/react/switch';
import type { ReactNode } from 'react';

export interface SwitchProps {
  label: ReactNode;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  hint?: ReactNode;
  disabled?: boolean;
}

/** A setting that takes effect at once. Words left, switch right. */
export function Switch({ label, isOn, onChange, hint, disabled = false }: SwitchProps) {
  return (
    <label className="flex min-h-6 items-start justify-between gap-4 text-base has-data-disabled:text-disabled">
      <span>
        {label}
        {hint !== undefined && <span className="block text-small text-text-3">{hint}</span>}
      </span>
      <Base.Root
        checked={isOn}
        onCheckedChange={(checked) => onChange(checked)}
        disabled={disabled}
        className="flex h-6 w-10 shrink-0 items-center rounded-full border border-control bg-raised px-0.5 hover:bg-hover data-checked:border-accent-solid data-checked:bg-accent-solid data-disabled:border-line data-disabled:bg-raised"
      >
        <Base.Thumb className="size-4 rounded-full bg-control transition-transform duration-80 data-checked:translate-x-4.5 data-checked:bg-on-accent data-disabled:bg-disabled forced-colors:bg-[ButtonText]" />
      </Base.Root>
    </label>
  );
}
