import { ScrollArea as Base } from '@base-ui/react/scroll-area';
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';

export interface ScrollAreaProps {
  /** Named, so that the keyboard can land on it and scroll. */
  label: string;
  className?: string;
  children: ReactNode;
}

/** A scrolling place with a slim bar. Lists that handle keys themselves scroll natively instead. */
export function ScrollArea({ label, className, children }: ScrollAreaProps) {
  return (
    <Base.Root className={classNames('relative min-h-0 min-w-0', className)}>
      <Base.Viewport role="region" aria-label={label} tabIndex={0} className="focus-inset size-full overscroll-contain">
        <Base.Content>{children}</Base.Content>
      </Base.Viewport>
      <Base.Scrollbar className="m-0.5 flex w-2 justify-center rounded-full">
        <Base.Thumb className="w-1.5 rounded-full bg-control hover:w-2 forced-colors:bg-[ButtonText]" />
      </Base.Scrollbar>
    </Base.Root>
  );
}
