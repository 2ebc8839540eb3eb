/** Timecodes as editors write them. Whole frames in, whole frames out; no drop-frame (decision 31 has integer rates only). */

/** `MM:SS:FF`, or `H:MM:SS:FF` from an hour on. */
export function formatTimecode(frames: number, fps: number): string {
  const sign = frames < 0 ? '-' : '';
  const whole = Math.abs(Math.round(frames));
  const seconds = Math.floor(whole / fps);
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const head = hours > 0 ? `${hours}:` : '';
  return `${sign}${head}${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}:${two(whole % fps)}`;
}

/**
 * Reads what people type: `12` (seconds), `1.5s`, `10f`, `01:12:08` (min:s:frames), `1:00:04:12`, and `+10f` or `-2` as a
 * step from `currentFrames`. Answers whole frames, or undefined when it is not a time.
 */
export function parseTimecode(text: string, fps: number, currentFrames = 0): number | undefined {
  const match = /^([+-])?\s*(.+)$/.exec(text.trim().toLowerCase());
  if (!match) return undefined;
  const [, sign, body = ''] = match;
  const amount = absoluteFrames(body, fps);
  if (amount === undefined) return undefined;
  if (sign === undefined) return amount;
  return Math.max(0, currentFrames + (sign === '-' ? -amount : amount));
}

function absoluteFrames(body: string, fps: number): number | undefined {
  const single = /^(\d+(?:[.,]\d+)?)\s*(f|s)?$/.exec(body);
  if (single) {
    const value = Number((single[1] ?? '').replace(',', '.'));
    return Math.round(single[2] === 'f' ? value : value * fps);
  }
  if (!/^\d+(:\d+){1,3}$/.test(body)) return undefined;
  const parts = body.split(':').map(Number);
  const [frames = 0, seconds = 0, minutes = 0, hours = 0] = parts.reverse();
  if (parts.length === 2) return (seconds * 60 + frames) * fps;
  if (frames >= fps || seconds > 59 || (hours > 0 && minutes > 59)) return undefined;
  return ((hours * 60 + minutes) * 60 + seconds) * fps + frames;
}
