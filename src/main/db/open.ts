import BetterSqlite3 from 'better-sqlite3';
import type { Database, RunResult, Statement } from 'better-sqlite3';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { appErrorOfSqlite } from './sqlite-errors.ts';
import { createWalSync } from './wal-sync.ts';

/** This room keeps the library's rows: one SQLite file, numbered migrations, repositories of prepared statements. */

/** Statements and transactions that hold the main loop longer than this are logged by name. */
export const SLOW_STATEMENT_MS = 40;

/** A prepared statement that is timed by name and throws AppError for disk, lock and corruption faults. */
export interface NamedStatement<P extends unknown[], R> {
  readonly name: string;
  readonly source: string;
  run(...params: P): RunResult;
  get(...params: P): R | undefined;
  all(...params: P): R[];
}

/** The one connection of a process to its library. */
export interface LibraryDb {
  /** The raw connection, for `exec`, pragmas and statements that are used once. Read anew at each use, never kept. */
  readonly sql: Database;
  readonly file: string;
  readonly readonly: boolean;
  prepare<P extends unknown[] = unknown[], R = unknown>(name: string, source: string): NamedStatement<P, R>;
  /**
   * Runs `fn` under BEGIN IMMEDIATE; all or nothing. Called inside another `write` it becomes a savepoint.
   * `fn` must be synchronous. `name` only labels the log of slow ones.
   */
  write<T>(fn: () => T, name?: string): T;
  /**
   * The same without waiting for the disk: atomic and seen at once, but a power cut may take it back until `synced` or
   * a later `write`. For values that can be lost (progress, what follows from other rows) and for callers that await
   * `synced` before they act on it. Inside another `write` it is part of that one.
   */
  writeHint<T>(fn: () => T, name?: string): T;
  /**
   * Resolves when everything committed before the call is on the disk; the main loop stays free meanwhile. Throws
   * AppError with the code of the failed fsync.
   */
  synced(): Promise<void>;
  /** Brings the -wal file into the database (finding 4 of reliability.md) and closes. A second call does nothing. */
  close(): void;
}

export interface OpenLibraryDbOptions {
  /** Absolute path of the database file; its folder must exist. */
  file: string;
  readonly?: boolean;
  log: Logger;
  clock: Clock;
}

function connect(file: string, readonly: boolean): Database {
  const options = readonly ? { readonly: true, fileMustExist: true, timeout: 5_000 } : { timeout: 5_000 };
  const sql = new BetterSqlite3(file, options);
  try {
    sql.pragma('busy_timeout = 5000');
    sql.pragma('foreign_keys = ON');
    sql.pragma('trusted_schema = OFF');
    sql.pragma('cell_size_check = ON');
    if (readonly) {
      // Touches the file, so that a missing -shm or a foreign file shows here and not at the first query.
      sql.pragma('schema_version');
    } else {
      sql.pragma('journal_mode = WAL');
      // better-sqlite3 is compiled with NORMAL for WAL; an intent row must be on the disk (finding 2).
      sql.pragma('synchronous = FULL');
    }
    return sql;
  } catch (error) {
    sql.close();
    throw error;
  }
}

/**
 * A WAL database needs a writable folder even for reading. After a clean close it has no journal, so on a read-only disk
 * it is read as a picture in memory; its header is told that there is no journal (bytes 18 and 19 of the file format).
 */
function connectPicture(file: string): Database | undefined {
  const wal = `${file}-wal`;
  if (!existsSync(file) || (existsSync(wal) && statSync(wal).size > 0)) return undefined;
  const picture = readFileSync(file);
  if (picture.length < 100) return undefined;
  picture[18] = 1;
  picture[19] = 1;
  const sql = new BetterSqlite3(picture, { readonly: true });
  sql.pragma('trusted_schema = OFF');
  sql.pragma('cell_size_check = ON');
  return sql;
}

function connectReadonly(file: string): Database {
  try {
    return connect(file, true);
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    const picture = /CANTOPEN|READONLY/.test(code) ? connectPicture(file) : undefined;
    if (picture === undefined) throw error;
    return picture;
  }
}

/**
 * Opens the database file of a library with the pragmas of architecture.md 5.6. It neither migrates nor takes the lease.
 * Throws AppError `library-corrupt` (not a database), `not-writable`, `library-readonly`, `library-busy`, `disk-full`.
 */
export function openLibraryDb(options: OpenLibraryDbOptions): LibraryDb {
  const { file, log, clock } = options;
  const readonly = options.readonly ?? false;

  const guarded = <T>(fn: () => T): T => {
    try {
      return fn();
    } catch (error) {
      throw appErrorOfSqlite(error, file) ?? error;
    }
  };
  const timed = <T>(kind: string, name: string, fn: () => T): T => {
    const startMs = clock.monotonicMs();
    try {
      return fn();
    } catch (error) {
      throw appErrorOfSqlite(error, file) ?? error;
    } finally {
      const wallMs = clock.monotonicMs() - startMs;
      if (wallMs > SLOW_STATEMENT_MS) log.warn(`db.slow-${kind}`, { name, wallMs: Math.round(wallMs) });
    }
  };

  const sql = guarded(() => (readonly ? connectReadonly(file) : connect(file, false)));
  const transaction = sql.transaction((fn: () => unknown) => fn());
  const walSync = createWalSync(file);

  // A run of hints changes the level once, not twice for each; whatever else writes finds FULL again.
  let isRelaxed = false;
  const relax = (): void => {
    if (isRelaxed || sql.inTransaction) return;
    sql.pragma('synchronous = NORMAL');
    isRelaxed = true;
  };
  const tighten = (): void => {
    // SQLite takes the pragma only between transactions.
    if (!isRelaxed || sql.inTransaction) return;
    sql.pragma('synchronous = FULL');
    isRelaxed = false;
  };

  return {
    get sql() {
      tighten();
      return sql;
    },
    file,
    readonly,
    prepare<P extends unknown[], R>(name: string, source: string): NamedStatement<P, R> {
      const statement = guarded(() => sql.prepare(source)) as unknown as Statement<unknown[], R>;
      const call = <T>(fn: () => T): T => {
        if (!statement.readonly) tighten();
        return timed('statement', name, fn);
      };
      return {
        name,
        source,
        run: (...params) => call(() => statement.run(...params)),
        get: (...params) => call(() => statement.get(...params)),
        all: (...params) => call(() => statement.all(...params)),
      };
    },
    write<T>(fn: () => T, name = 'write'): T {
      tighten();
      return timed('write', name, () => transaction.immediate(fn) as T);
    },
    writeHint<T>(fn: () => T, name = 'hint'): T {
      relax();
      return timed('write', name, () => transaction.immediate(fn) as T);
    },
    synced: () => walSync.synced(),
    close() {
      if (!sql.open) return;
      walSync.close();
      try {
        tighten();
        if (!readonly) sql.pragma('wal_checkpoint(TRUNCATE)');
      } catch (error) {
        log.warn('db.checkpoint-failed', { message: String(error) });
      } finally {
        sql.close();
      }
    },
  };
}
