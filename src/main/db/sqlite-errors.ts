import { SqliteError } from 'better-sqlite3';
import { AppError } from '../../shared/contract/errors.ts';

/**
 * What SQLite says, as an error of the closed set; `undefined` where it is a fault of the program (a constraint, a wrong
 * statement) or not SQLite's at all, and must stay as it is.
 */
export function appErrorOfSqlite(error: unknown, file: string): AppError | undefined {
  if (!(error instanceof SqliteError)) return undefined;
  const { code } = error;
  const options = { cause: error };
  const details = { path: file, sqliteCode: code };
  if (code.startsWith('SQLITE_FULL'))
    return new AppError('disk-full', 'no space left for the library', details, options);
  if (code === 'SQLITE_NOTADB') return new AppError('library-corrupt', 'not a library database', details, options);
  if (code.startsWith('SQLITE_CORRUPT')) return new AppError('library-corrupt', error.message, details, options);
  if (code.startsWith('SQLITE_READONLY')) return new AppError('library-readonly', error.message, details, options);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new AppError('library-busy', 'another program holds the library locked', details, options);
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_PERM') || code.startsWith('SQLITE_AUTH')) {
    return new AppError('not-writable', 'the library cannot be opened here', details, options);
  }
  // F26: after a failed fsync nothing that follows may be taken as stored.
  if (code.startsWith('SQLITE_IOERR')) return new AppError('internal', `disk error: ${code}`, details, options);
  return undefined;
}
