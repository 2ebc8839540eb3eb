import type { ComponentProps } from 'react';
import { classNames } from '../lib/class-names.ts';
import { inputBox } from './shared-classes.ts';

export interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'className' | 'style'> {
  /** Long text to read and write, at 14 px. */
  isProse?: boolean;
}

/** Several lines; grows with its text up to 20 rem, then scrolls. */
export function TextArea({ isProse = false, rows = 3, ...rest }: TextAreaProps) {
  return (
    <textarea
      {...rest}
      rows={rows}
      className={classNames(
        inputBox,
        'field-sizing-content max-h-80 resize-none py-1.5',
        isProse && 'text-body',
        rows > 2 ? 'min-h-18' : 'min-h-control',
      )}
    />
  );
}
