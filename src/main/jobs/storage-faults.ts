import { AppError, type ErrorCode } from '../../shared/contract/errors.ts';

/** Faults of the disk that may pass: the end of a job is kept in memory and written when it can be. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['disk-full', 'library-busy']);
/** Faults after which nothing may be taken as stored (F27, F29). */
const HALTING: ReadonlySet<ErrorCode> = new Set(['library-corrupt', 'library-readonly']);

/** SQLite's own code of a database fault, as `db/sqlite-errors.ts` puts it into the details. */
function sqliteCodeOf(error: unknown): { error: AppError; sqliteCode: string } | undefined {
  if (!(error instanceof AppError)) return undefined;
  const { sqliteCode } = error.details;
  return typeof sqliteCode === 'string' ? { error, sqliteCode } : undefined;
}

/** Whether the engine must stop because of a database fault; a failed fsync counts (F26). */
export function isHaltingFault(error: unknown): boolean {
  const fault = sqliteCodeOf(error);
  return fault !== undefined && (HALTING.has(fault.error.code) || fault.sqliteCode.startsWith('SQLITE_IOERR'));
}

/** Whether a database fault may pass by itself or by a person's hand. */
export function isPassingFault(error: unknown): boolean {
  const fault = sqliteCodeOf(error);
  return fault !== undefined && PASSING.has(fault.error.code);
}
