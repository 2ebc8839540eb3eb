import BetterSqlite3 from 'better-sqlite3';
import { appErrorOfSqlite } from './sqlite-errors.ts';

/** Held until `release`, or until the process ends in any way: the system frees it, also after kill -9. */
export interface OwnerLock {
  release(): void;
}

/**
 * Takes the lock file of a library by holding an exclusive SQLite transaction on it; nothing is ever written. Unlike a
 * process number it cannot be stale, and it works across containers that share a folder.
 * Gives `undefined` where another connection holds it. Throws AppError `not-writable`, `library-readonly`.
 */
export function takeOwnerLock(file: string): OwnerLock | undefined {
  let lock: BetterSqlite3.Database | undefined;
  try {
    lock = new BetterSqlite3(file, { timeout: 0 });
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    const known = appErrorOfSqlite(error, file);
    if (known?.code === 'library-busy') return undefined;
    throw known ?? error;
  }
  const held = lock;
  return { release: () => void held.close() };
}
