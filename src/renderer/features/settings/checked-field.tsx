import { useState } from 'react';
import { Field } from '../../ui/field.tsx';
import { TextField } from '../../ui/text-field.tsx';

export interface CheckedFieldProps {
  label: string;
  isLabelHidden?: boolean;
  /** As it is kept, in the form in which it is typed. */
  value: string;
  /** Why a text cannot be kept; undefined where it can. */
  faultOf: (text: string) => string | undefined;
  onCommit: (text: string) => void;
  hint?: string;
  width?: string;
}

/** A value that is kept when the field is left or Enter is pressed. A wrong one stays as it was typed, with the reason under it. */
export function CheckedField({
  label,
  isLabelHidden = false,
  value,
  faultOf,
  onCommit,
  hint,
  width = 'w-24',
}: CheckedFieldProps) {
  const [typed, setTyped] = useState<string>();
  const [fault, setFault] = useState<string>();
  const leave = (): void => {
    if (typed === undefined) return;
    const found = faultOf(typed.trim());
    setFault(found);
    if (found !== undefined) return;
    setTyped(undefined);
    if (typed.trim() !== value) onCommit(typed.trim());
  };
  return (
    <Field label={label} isLabelHidden={isLabelHidden} error={fault} hint={hint}>
      {(control) => (
        <span className={width}>
          <TextField
            {...control}
            inputMode="decimal"
            autoComplete="off"
            value={typed ?? value}
            onChange={(event) => {
              setTyped(event.target.value);
              setFault(undefined);
            }}
            onBlur={leave}
            onKeyDown={(event) => {
              if (event.key === 'Enter') leave();
              if (event.key === 'Escape' && typed !== undefined) {
                event.stopPropagation();
                setTyped(undefined);
                setFault(undefined);
              }
            }}
          />
        </span>
      )}
    </Field>
  );
}
