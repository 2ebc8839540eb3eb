import { X } from 'lucide-react';
import { classNames } from '../lib/class-names.ts';
import { Icon } from './icon.tsx';
import type { LucideIcon } from './icon.tsx';

export interface ChipProps {
  label: string;
  icon?: LucideIcon;
  /** With it the chip is a toggle, such as a filter. */
  isPressed?: boolean;
  onPress?: () => void;
  /** With both the chip can be taken away. */
  removeLabel?: string;
  onRemove?: () => void;
}

/** A small value: a tag, a filter, a chosen thing. */
export function Chip({ label, icon, isPressed, onPress, removeLabel, onRemove }: ChipProps) {
  const words = (
    <>
      {icon && <Icon of={icon} className="size-3.5" />}
      <span className="max-w-60 truncate" title={label}>
        {label}
      </span>
    </>
  );
  return (
    <span
      className={classNames(
        'inline-flex min-h-6 w-fit items-center rounded-chip border text-small',
        isPressed === true ? 'border-accent bg-sel text-text-1' : 'border-control/60 bg-raised text-text-2',
      )}
    >
      {onPress ? (
        <button
          type="button"
          aria-pressed={isPressed}
          onClick={onPress}
          className="inline-flex min-h-6 items-center gap-1 rounded-chip px-2 hover:bg-hover"
        >
          {words}
        </button>
      ) : (
        <span className="inline-flex items-center gap-1 px-2">{words}</span>
      )}
      {onRemove && (
        <button
          type="button"
          aria-label={removeLabel}
          onClick={onRemove}
          className="-ml-1 flex size-6 items-center justify-center rounded-chip text-text-3 hover:bg-hover hover:text-text-1"
        >
          <X size={12} aria-hidden />
        </button>
      )}
    </span>
  );
}
