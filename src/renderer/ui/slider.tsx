import { Slider as Base } from '@base-ui/react/slider';

export interface SliderProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
  /** The end of the gesture: one undo step. */
  onCommit?: (value: number) => void;
  min?: number;
  max?: number;
  step?: number;
  formatValue?: (value: number) => string;
  disabled?: boolean;
  /** The label is already beside it: only the number is shown. */
  isLabelHidden?: boolean;
  /** What the number means is seen elsewhere: only the track is shown. */
  isValueHidden?: boolean;
}

/** A value between limits, with its label and number above the track. */
export function Slider(props: SliderProps) {
  const {
    label,
    value,
    onChange,
    onCommit,
    min = 0,
    max = 100,
    step = 1,
    formatValue = String,
    disabled = false,
    isLabelHidden = false,
    isValueHidden = false,
  } = props;
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => onChange(next as number)}
      onValueCommitted={(next) => onCommit?.(next as number)}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
      className="flex w-full flex-col data-disabled:text-disabled"
    >
      <span className="flex justify-between gap-2 text-small">
        <Base.Label className={isLabelHidden ? 'sr-only' : 'font-medium text-text-2'}>{label}</Base.Label>
        {!isValueHidden && (
          <Base.Value aria-live="off" className="tabular ml-auto text-text-2">
            {() => formatValue(value)}
          </Base.Value>
        )}
      </span>
      <Base.Control className="flex h-6 w-full touch-none items-center px-2 select-none">
        <Base.Track className="h-1 w-full rounded-full bg-control">
          <Base.Indicator className="rounded-full bg-accent data-disabled:bg-disabled forced-colors:bg-[Highlight]" />
          <Base.Thumb
            aria-label={label}
            getAriaValueText={() => formatValue(value)}
            className="flex size-6 items-center justify-center rounded-full before:size-4 before:rounded-full before:border-2 before:border-raised before:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-focus data-disabled:before:bg-disabled"
          />
        </Base.Track>
      </Base.Control>
    </Base.Root>
  );
}
