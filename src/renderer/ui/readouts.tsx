import { useFormatters } from '../lib/use-formatters.ts';
import { formatTimecode } from '../lib/timecode.ts';

/** Frames as `MM:SS:FF`, in figures of one width. */
export function Timecode({ frames, fps }: { frames: number; fps: number }) {
  return <span className="timecode whitespace-nowrap">{formatTimecode(frames, fps)}</span>;
}

/** US dollars; `isEstimate` puts ≈ in front. */
export function Price({ usd, isEstimate = false }: { usd: number; isEstimate?: boolean }) {
  const { money } = useFormatters();
  return <span className="tabular whitespace-nowrap">{`${isEstimate ? '≈ ' : ''}${money(usd)}`}</span>;
}

/** A length in words: "1 min 4 s". */
export function Duration({ milliseconds }: { milliseconds: number }) {
  const { duration } = useFormatters();
  return <span className="tabular whitespace-nowrap">{duration(milliseconds)}</span>;
}

/** "3 hours ago", with the full date on demand. The caller owns the clock. */
export function RelativeTime({ epochMs, nowMs }: { epochMs: number; nowMs: number }) {
  const { relativeTime, dateTime } = useFormatters();
  return (
    <time dateTime={new Date(epochMs).toISOString()} title={dateTime(epochMs)} className="whitespace-nowrap">
      {relativeTime(epochMs, nowMs)}
    </time>
  );
}
