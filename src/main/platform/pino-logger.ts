import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { destination, pino } from 'pino';
import type { Logger } from './logger.ts';
import { scrubSecrets } from './scrub-secrets.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

const ROTATE_BYTES = 8 * 1024 * 1024;
const KEPT_FILES = 4;

/** FRAMEWRIGHT_LOG as a level; anything unknown is `info`. */
export function logLevelOf(text: string | undefined): LogLevel {
  return text === 'debug' || text === 'warn' || text === 'error' ? text : 'info';
}

/** Moves `framewright.log` to `.1`, `.1` to `.2` … when it has grown; at start only, so that no line is ever split. */
function rotate(file: string): void {
  let bytes = 0;
  try {
    bytes = statSync(file).size;
  } catch {
    return;
  }
  if (bytes < ROTATE_BYTES) return;
  for (let index = KEPT_FILES - 1; index >= 0; index -= 1) {
    try {
      renameSync(index === 0 ? file : `${file}.${index}`, `${file}.${index + 1}`);
    } catch {
      // A gap in the row of old files is no reason to log nothing.
    }
  }
}

/**
 * JSON lines in `<logs>/framewright.log`, secrets scrubbed from every string (R12.1).
 * Errors of the log itself never reach the caller: a full disk must not stop the work that reports it.
 */
export function createFileLogger(options: {
  folder: string;
  level: LogLevel;
  secrets: () => readonly string[];
}): Logger & { close(): void } {
  mkdirSync(options.folder, { recursive: true });
  const file = join(options.folder, 'framewright.log');
  rotate(file);
  const sink = destination({ dest: file, sync: true, mkdir: true });
  sink.on('error', () => {});
  const log = pino({ level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, sink);
  const write =
    (level: LogLevel) =>
    (event: string, fields: Readonly<Record<string, unknown>> = {}) => {
      try {
        log[level](scrubSecrets({ event, ...fields }, options.secrets()) as object);
      } catch {
        // See above: the log is the last one that may fail loudly.
      }
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    close: () => sink.end(),
  };
}
