import type { LucideIcon } from 'lucide-react';
import { classNames } from '../lib/class-names.ts';

export type { LucideIcon };

export interface IconProps {
  of: LucideIcon;
  className?: string;
}

/** A picture beside a word or inside a named button; never the only carrier of meaning, so hidden from readers. */
export function Icon({ of: Glyph, className }: IconProps) {
  return (
    <Glyph
      aria-hidden
      focusable={false}
      strokeWidth={1.75}
      className={classNames(!className?.includes('size-') && 'size-icon', 'shrink-0', className)}
    />
  );
}
