import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** One line of the log, read back. */
export interface LogLine {
  timeMs: number | null;
  level: 'debug' | 'info' | 'warn' | 'error';
  event: string;
  /** The other fields as JSON; empty where there are none. */
  details: string;
}

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
/** Pino's numbers; what is above an error is one. */
const LEVEL_OF = (value: unknown): LogLine['level'] =>
  typeof value !== 'number' || value < 30 ? 'debug' : value < 40 ? 'info' : value < 50 ? 'warn' : 'error';
/** The end of the log that is looked through. */
const READ_BYTES = 4 * 1_048_576;
const DETAILS_MAX_LETTERS = 4_000;

/** A line of JSON as an entry; null for a line that was cut or is none of ours. */
export function parseLogLine(text: string): LogLine | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (value === null || typeof value !== 'object') return null;
  const { level, time, event, ...rest } = value as Record<string, unknown>;
  const timeMs = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  const details = Object.keys(rest).length === 0 ? '' : JSON.stringify(rest);
  return {
    timeMs: Number.isFinite(timeMs) && timeMs >= 0 ? timeMs : null,
    level: LEVEL_OF(level),
    event: typeof event === 'string' ? event : '',
    details: details.length > DETAILS_MAX_LETTERS ? `${details.slice(0, DETAILS_MAX_LETTERS)}…` : details,
  };
}

async function readEnd(file: string): Promise<{ text: string; isWhole: boolean }> {
  let handle;
  try {
    handle = await open(file, 'r');
  } catch {
    return { text: '', isWhole: true };
  }
  try {
    const { size } = await handle.stat();
    const bytes = Math.min(size, READ_BYTES);
    const { buffer } = await handle.read(Buffer.alloc(bytes), 0, bytes, size - bytes);
    return { text: buffer.toString('utf8'), isWhole: bytes === size };
  } finally {
    await handle.close();
  }
}

/**
 * The last lines of the log, oldest first, of a level and above, holding a text in any letter case. `isCut`: there are
 * more that would fit the question. A log that is not there has none.
 */
export async function readLogTail(
  folder: string,
  wish: { limit: number; level: LogLine['level']; query: string },
): Promise<{ entries: LogLine[]; isCut: boolean }> {
  const { text, isWhole } = await readEnd(join(folder, 'framewright.log'));
  const least = LEVELS.indexOf(wish.level);
  const query = wish.query.trim().toLowerCase();
  const entries: LogLine[] = [];
  const lines = text.split('\n');
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = lines[index] ?? '';
    if (query !== '' && !line.toLowerCase().includes(query)) continue;
    const entry = parseLogLine(line);
    if (entry === null || LEVELS.indexOf(entry.level) < least) continue;
    if (entries.length === wish.limit) return { entries: entries.reverse(), isCut: true };
    entries.push(entry);
  }
  return { entries: entries.reverse(), isCut: !isWhole };
}
