import type { ComponentProps } from 'react';
import { classNames } from '../lib/class-names.ts';
import { inputBox } from './shared-classes.ts';

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'className' | 'style' | 'size'> {
  /** Code, keys and logs. */
  isMono?: boolean;
}

/** One line of text. Put it in a Field, or give it an aria-label. */
export function TextField({ isMono = false, type = 'text', ...rest }: TextFieldProps) {
  return <input {...rest} type={type} className={classNames(inputBox, 'h-control', isMono && 'font-mono')} />;
}
