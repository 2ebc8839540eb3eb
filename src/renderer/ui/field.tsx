import { CircleAlert } from 'lucide-react';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

export interface FieldControl {
  id: string;
  'aria-labelledby': string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}
export interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** A word behind the label: "optional", "120 / 500". */
  note?: ReactNode;
  isLabelHidden?: boolean;
  /** Gets the attributes that tie the control to its label, hint and error. */
  children: (control: FieldControl) => ReactNode;
}

/** Label above, control, hint or error below. The error replaces the hint and is announced. */
export function Field({ label, hint, error, note, isLabelHidden = false, children }: FieldProps) {
  const id = useId();
  const hasBelow = error !== undefined || hint !== undefined;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className={isLabelHidden ? 'sr-only' : 'flex items-baseline justify-between gap-2'}>
        <label id={`${id}-label`} htmlFor={id} className="text-small font-medium text-text-2">
          {label}
        </label>
        {note !== undefined && <span className="tabular text-small text-text-3">{note}</span>}
      </div>
      {children({
        id,
        'aria-labelledby': `${id}-label`,
        'aria-describedby': hasBelow ? `${id}-below` : undefined,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      <div id={`${id}-below`} aria-live="polite" className={hasBelow ? 'text-small' : 'hidden'}>
        {error === undefined ? (
          <span className="text-text-3">{hint}</span>
        ) : (
          <span className="flex items-start gap-1 text-err">
            <Icon of={CircleAlert} className="mt-0.5" />
            {error}
          </span>
        )}
      </div>
    </div>
  );
}
