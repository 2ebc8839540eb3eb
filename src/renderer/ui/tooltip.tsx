import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';
import { Kbd } from './kbd.tsx';

export interface TooltipProps {
  label: string;
  keys?: string | undefined;
  side?: 'top' | 'bottom' | 'left' | 'right';
  /** The element that is explained; it must take a ref and props. */
  children: ReactElement;
}

/** Explains a control after a moment. It only repeats: the name itself belongs to the control. */
export function Tooltip({ label, keys, side = 'bottom', children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-overlay">
          <Base.Popup className="fx-pop surface flex max-w-80 items-center gap-2 rounded-control bg-overlay px-2 py-1 text-small text-text-1 shadow-overlay">
            {label}
            {keys !== undefined && <Kbd keys={keys} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
