/** The concat demuxer's list: paths we chose ourselves, explicit lengths, no rounding that adds up. Pure. */

/** FFmpeg's quoting inside a list: a quote ends the string, stands escaped, and opens it again. */
function quoted(path: string): string {
  return `'file:${path.replaceAll("'", "'\\''")}'`;
}

/**
 * The list as text. `frames` of each entry at `fps` become `duration` lines in microseconds, each the difference of two
 * rounded positions: after a thousand parts the last still begins where it should. Throws RangeError for a path with a
 * line break, which no list can hold.
 */
export function concatListText(entries: readonly { path: string; frames: number }[], fps: number): string {
  let frames = 0;
  let before = 0;
  const lines = ['ffconcat version 1.0'];
  for (const entry of entries) {
    if (/[\r\n\0]/.test(entry.path)) throw new RangeError('a path with a line break cannot stand in a list');
    frames += entry.frames;
    const after = Math.round((frames * 1_000_000) / fps);
    lines.push(`file ${quoted(entry.path)}`, `duration ${((after - before) / 1_000_000).toFixed(6)}`);
    before = after;
  }
  return `${lines.join('\n')}\n`;
}
