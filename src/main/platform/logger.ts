/** The little that rooms need of a log; `createLogger` writes JSON lines with secrets scrubbed (R12.1). */
export interface Logger {
  debug(event: string, fields?: Readonly<Record<string, unknown>>): void;
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** For tests and tools that do not care. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
