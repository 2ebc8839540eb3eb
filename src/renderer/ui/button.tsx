import { Button as BaseButton } from '@base-ui/react/button';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import { Icon } from './icon.tsx';
import type { LucideIcon } from './icon.tsx';

export type ButtonTone = 'primary' | 'default' | 'quiet' | 'danger';
export type ButtonSize = 'small' | 'medium' | 'large';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'style'> {
  tone?: ButtonTone;
  size?: ButtonSize;
  icon?: LucideIcon;
  /** Work is under way: the button stays focusable, does nothing, and shows a bar. */
  isBusy?: boolean;
  /** What pressing it costs, already formatted. */
  price?: ReactNode;
  /** Fills the width of its container. */
  isWide?: boolean;
}

export const buttonTones: Record<ButtonTone, string> = {
  primary:
    'bg-accent-solid text-on-accent hover:bg-accent-solid-hover forced-colors:border forced-colors:border-control',
  default:
    'border border-control/45 bg-raised in-data-[theme=contrast]:border-control text-text-1 hover:bg-hover active:bg-active data-popup-open:bg-active',
  quiet: 'text-text-2 hover:bg-hover hover:text-text-1 active:bg-active data-popup-open:bg-active',
  danger: 'bg-err-solid text-on-err hover:brightness-90 forced-colors:border forced-colors:border-control',
};
const SIZES: Record<ButtonSize, string> = {
  small: 'min-h-6 px-2 text-small',
  medium: 'min-h-control px-3 text-base',
  large: 'min-h-9 px-4 text-base',
};
const DISABLED =
  'data-disabled:border-line data-disabled:bg-raised data-disabled:text-disabled data-disabled:hover:brightness-100';

/** A button with a word on it. Grows with its label, so that Thai is never cut. */
export function Button({
  tone = 'default',
  size = 'medium',
  icon,
  isBusy = false,
  price,
  isWide = false,
  disabled = false,
  children,
  ...rest
}: ButtonProps) {
  return (
    <BaseButton
      {...rest}
      disabled={disabled || isBusy}
      focusableWhenDisabled={isBusy}
      aria-busy={isBusy || undefined}
      className={classNames(
        'relative inline-flex shrink-0 items-center justify-center gap-1.5 overflow-hidden rounded-control font-medium whitespace-nowrap transition-colors duration-80 select-none',
        buttonTones[tone],
        SIZES[size],
        isBusy ? 'cursor-progress' : DISABLED,
        isWide && 'w-full',
      )}
    >
      {icon && <Icon of={icon} />}
      <span>{children}</span>
      {price !== undefined && <span className="tabular ml-1 border-l border-current/40 pl-2 font-normal">{price}</span>}
      {isBusy && (
        <span aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 overflow-hidden">
          <span className="indeterminate block h-full w-2/5 bg-current" />
        </span>
      )}
    </BaseButton>
  );
}
