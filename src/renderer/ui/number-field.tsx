import { MoveHorizontal } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { classNames } from '../lib/class-names.ts';
import { evaluateNumber, snapNumber } from '../lib/number-expression.ts';
import { Icon } from './icon.tsx';
import { inputBox } from './shared-classes.ts';

export interface NumberFieldProps {
  value: number | undefined;
  onChange: (value: number) => void;
  /** The end of one gesture: blur, Enter, the end of a drag. One undo step each. */
  onCommit?: (value: number) => void;
  min?: number;
  max?: number;
  step?: number;
  /** Behind the number: "s", "px". */
  unit?: string;
  /** Shown when several things with different values are selected. */
  mixedLabel?: string;
  format?: (value: number) => string;
  /** Reads the typed text; arithmetic by default. */
  parse?: (text: string, current: number) => number | undefined;
  disabled?: boolean;
  id?: string;
  'aria-label'?: string;
  'aria-labelledby'?: string;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: true | undefined;
}

const DRAG_THRESHOLD_PX = 4;
const PX_PER_STEP = 4;

/** A number to type (with arithmetic), to step with arrows or the wheel, or to drag by its handle. */
export function NumberField(props: NumberFieldProps) {
  const { value, onChange, onCommit, min, max, step = 1, unit, mixedLabel, disabled = false } = props;
  const { format = String, parse = evaluateNumber } = props;
  // Not `onCommit?.(change(…))`: an optional call does not evaluate its arguments when there is nobody to call.
  const commit = (next: number) => onCommit?.(next);
  const [draft, setDraft] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const limits = { step, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  const snap = (to: number) => snapNumber(to, limits);

  const change = (to: number) => {
    const next = snap(to);
    setDraft(undefined);
    if (next !== value) onChange(next);
    return next;
  };
  const commitDraft = () => {
    if (draft === undefined) return;
    const parsed = parse(draft, value ?? 0);
    setDraft(undefined);
    if (parsed !== undefined) commit(change(parsed));
  };
  const nudge = (direction: number, event: { shiftKey: boolean }) =>
    change((value ?? min ?? 0) + direction * step * (event.shiftKey ? 10 : 1));

  const wheel = useRef<(event: WheelEvent) => void>(() => undefined);
  useEffect(() => {
    wheel.current = (event) => {
      if (disabled || document.activeElement !== input.current) return;
      event.preventDefault();
      commit(nudge(event.deltaY < 0 ? 1 : -1, event));
    };
  });
  useEffect(() => {
    const element = input.current;
    // React listens passively; a wheel that changes the value must not scroll the page too.
    const listen = (event: WheelEvent) => wheel.current(event);
    element?.addEventListener('wheel', listen, { passive: false });
    return () => element?.removeEventListener('wheel', listen);
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      commit(nudge(event.key === 'ArrowUp' ? 1 : -1, event));
    } else if (event.key === 'Enter') commitDraft();
    else if (event.key === 'Escape' && draft !== undefined) {
      event.stopPropagation();
      setDraft(undefined);
    }
  };
  const shown = draft ?? (value === undefined ? '' : format(value));
  return (
    <div className="relative flex min-w-0 items-center">
      <input
        ref={input}
        id={props.id}
        type="text"
        inputMode="decimal"
        role="spinbutton"
        autoComplete="off"
        disabled={disabled}
        aria-label={props['aria-label']}
        aria-labelledby={props['aria-labelledby']}
        aria-describedby={props['aria-describedby']}
        aria-invalid={props['aria-invalid']}
        aria-valuenow={value}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuetext={value === undefined ? mixedLabel : `${format(value)}${unit === undefined ? '' : ` ${unit}`}`}
        placeholder={value === undefined ? mixedLabel : undefined}
        value={shown}
        onChange={(event) => setDraft(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={commitDraft}
        onKeyDown={onKeyDown}
        className={classNames(inputBox, 'tabular h-control pl-7')}
      />
      <ScrubHandle
        isDisabled={disabled}
        start={() => value ?? min ?? 0}
        step={step}
        onScrub={change}
        onEnd={onCommit}
      />
      {unit !== undefined && value !== undefined && (
        <span aria-hidden className="pointer-events-none absolute right-2 text-small text-text-3">
          {unit}
        </span>
      )}
    </div>
  );
}

interface ScrubProps {
  isDisabled: boolean;
  start: () => number;
  step: number;
  onScrub: (value: number) => number;
  onEnd: ((value: number) => void) | undefined;
}

/** Pointer only; typing and arrows are the ways without dragging, so readers do not see it. */
function ScrubHandle({ isDisabled, start, step, onScrub, onEnd }: ScrubProps) {
  const drag = useRef<{ x: number; from: number; last: number | undefined }>(undefined);
  const onPointerMove = (event: PointerEvent) => {
    const now = drag.current;
    if (!now) return;
    const dx = event.clientX - now.x;
    if (now.last === undefined && Math.abs(dx) < DRAG_THRESHOLD_PX) return;
    now.last = onScrub(now.from + Math.round(dx / PX_PER_STEP) * step * (event.shiftKey ? 10 : 1));
  };
  const finish = () => {
    if (drag.current?.last !== undefined) onEnd?.(drag.current.last);
    drag.current = undefined;
  };
  return (
    <span
      aria-hidden
      className={classNames(
        'absolute inset-y-0 left-0 flex w-7 touch-none items-center justify-center text-text-3',
        isDisabled ? 'pointer-events-none opacity-50' : 'cursor-ew-resize hover:text-text-1',
      )}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, from: start(), last: undefined };
      }}
      onPointerMove={onPointerMove}
      onPointerUp={finish}
      onPointerCancel={finish}
    >
      <Icon of={MoveHorizontal} className="size-3.5" />
    </span>
  );
}
