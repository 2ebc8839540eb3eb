import { Button as BaseButton } from '@base-ui/react/button';
import type { ComponentProps } from 'react';
import { classNames } from '../lib/class-names.ts';
import { buttonTones } from './button.tsx';
import type { ButtonTone } from './button.tsx';
import { Icon } from './icon.tsx';
import type { LucideIcon } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'style' | 'children'> {
  /** The name that is read aloud and shown in the tooltip. */
  label: string;
  icon: LucideIcon;
  keys?: string;
  tone?: ButtonTone;
  size?: 'small' | 'medium';
  /** A toggle: pressed or not. Leave out for plain actions. */
  isPressed?: boolean;
  tooltipSide?: 'top' | 'bottom' | 'left' | 'right';
}

/** A square button with a picture, a name and a tooltip. */
export function IconButton({
  label,
  icon,
  keys,
  tone = 'quiet',
  size = 'medium',
  isPressed,
  tooltipSide,
  ...rest
}: IconButtonProps) {
  const button = (
    <BaseButton
      {...rest}
      aria-label={label}
      aria-pressed={isPressed}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center rounded-control transition-colors duration-80 data-disabled:bg-transparent data-disabled:text-disabled',
        buttonTones[tone],
        size === 'small' ? 'size-6' : 'size-control',
        'aria-pressed:bg-active aria-pressed:text-text-1 aria-pressed:inset-ring aria-pressed:inset-ring-control',
      )}
    >
      <Icon of={icon} />
    </BaseButton>
  );
  return (
    <Tooltip label={label} keys={keys} {...(tooltipSide === undefined ? {} : { side: tooltipSide })}>
      {button}
    </Tooltip>
  );
}
