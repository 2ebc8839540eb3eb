import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { classNames } from '../lib/class-names.ts';
import { clampSize, splitterKey } from '../lib/splitter-math.ts';
import type { SplitterLimits } from '../lib/splitter-math.ts';

export interface SplitterProps extends SplitterLimits {
  /** The panel that it sizes, by name and by element id. */
  label: string;
  controls: string;
  /** `x` stands between left and right, `y` between top and bottom. */
  axis: 'x' | 'y';
  /** The panel lies after the line: right or below. */
  isReversed?: boolean;
  sizePx: number;
  isCollapsed: boolean;
  onSize: (sizePx: number) => void;
  onCollapse: (isCollapsed: boolean) => void;
}

/** The line between two panels: 1 px to see, 8 px to grab. Double click = default size, Enter = collapse or restore. */
export function Splitter(props: SplitterProps) {
  const { label, controls, axis, isReversed = false, sizePx, isCollapsed, onSize, onCollapse } = props;
  const drag = useRef<{ at: number; from: number }>(undefined);
  const place = (event: PointerEvent) => (axis === 'x' ? event.clientX : event.clientY);

  const onKeyDown = (event: KeyboardEvent) => {
    const move = splitterKey(event, sizePx, props, axis, isReversed);
    if (!move) return;
    event.preventDefault();
    if (move.kind === 'toggle') return onCollapse(!isCollapsed);
    if (isCollapsed) onCollapse(false);
    onSize(move.sizePx);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!drag.current) return;
    const wanted = drag.current.from + (place(event) - drag.current.at) * (isReversed ? -1 : 1);
    // Dragged to less than half its least size, the panel folds away instead of sticking.
    const shouldCollapse = wanted < props.minPx / 2;
    if (shouldCollapse !== isCollapsed) onCollapse(shouldCollapse);
    if (!shouldCollapse) onSize(clampSize(wanted, props));
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-controls={controls}
      aria-orientation={axis === 'x' ? 'vertical' : 'horizontal'}
      aria-valuenow={isCollapsed ? 0 : Math.round(sizePx)}
      aria-valuemin={0}
      aria-valuemax={props.maxPx}
      onKeyDown={onKeyDown}
      onDoubleClick={() => {
        onCollapse(false);
        onSize(props.defaultPx);
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { at: place(event), from: isCollapsed ? 0 : sizePx };
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => (drag.current = undefined)}
      onPointerCancel={() => (drag.current = undefined)}
      className={classNames(
        'relative z-sticky shrink-0 touch-none bg-line transition-colors duration-80 hover:bg-accent active:bg-accent focus-visible:bg-accent',
        axis === 'x'
          ? 'w-px cursor-col-resize self-stretch before:absolute before:inset-y-0 before:-left-1 before:w-2'
          : 'h-px cursor-row-resize self-stretch before:absolute before:inset-x-0 before:-top-1 before:h-2',
      )}
    />
  );
}
