import type { ComponentProps } from 'react';
import { classNames } from '../lib/class-names.ts';
import { inputBox } from './shared-classes.ts';

export interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'className' | 'style'> {
  /** Long text to read and write, at 14 px. */
  isProse?: boolean;
  /** A fixed height that its person may change: a text of 50,000 letters is not measured with every key. */
  isRoomy?: boolean;
}

/** Several lines; grows with its text up to 20 rem, then scrolls. */
export function TextArea({ isProse = false, isRoomy = false, rows = 3, ...rest }: TextAreaProps) {
  return (
    <textarea
      {...rest}
      rows={rows}
      className={classNames(
        inputBox,
        isRoomy
          ? 'h-[clamp(9rem,34vh,24rem)] max-h-[70vh] min-h-32 resize-y px-4 py-3'
          : 'field-sizing-content max-h-80 resize-none py-1.5',
        isProse && 'text-body',
        !isRoomy && (rows > 2 ? 'min-h-18' : 'min-h-control'),
      )}
    />
  );
}
