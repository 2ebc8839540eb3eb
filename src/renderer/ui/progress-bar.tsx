import { Progress as Base } from '@base-ui/react/progress';

export interface ProgressBarProps {
  label: string;
  /** 0 to 1; undefined while nobody knows. */
  share: number | undefined;
  /** Right of the label: "about 40 s", "12 of 40". */
  note?: string;
  isLabelHidden?: boolean;
}

/** How far a piece of work has come. Never a spinner. */
export function ProgressBar({ label, share, note, isLabelHidden = false }: ProgressBarProps) {
  const value = share === undefined ? null : Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <Base.Root
      value={value}
      getAriaValueText={() => (note === undefined ? label : note)}
      className="flex w-full flex-col gap-1"
    >
      <span className={isLabelHidden ? 'sr-only' : 'flex justify-between gap-2 text-small'}>
        <Base.Label className="text-text-2">{label}</Base.Label>
        {note !== undefined && <span className="tabular text-text-3">{note}</span>}
      </span>
      <Base.Track className="h-1 overflow-hidden rounded-full bg-active forced-colors:border">
        {value === null ? (
          <div className="indeterminate h-full w-2/5 rounded-full bg-accent forced-colors:bg-[Highlight]" />
        ) : (
          <Base.Indicator className="rounded-full bg-accent forced-colors:bg-[Highlight]" />
        )}
      </Base.Track>
    </Base.Root>
  );
}
