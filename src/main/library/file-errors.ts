import { AppError } from '../../shared/contract/errors.ts';

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException | null)?.code ?? '');

/** What the system says about writing to `path`, as an error of the closed set. */
export function writeError(error: unknown, path: string): unknown {
  if (error instanceof AppError) return error;
  const options = { cause: error };
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('disk-full', 'no space left on the disk', { path }, options);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
      return new AppError('not-writable', 'the folder cannot be written to', { path }, options);
    default:
      return error;
  }
}

/** What the system says about reading a person's file, as an error of the closed set. */
export function readError(error: unknown, path: string): unknown {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ENAMETOOLONG', 'ELOOP'].includes(code)) {
    const reason = code === 'EACCES' || code === 'EPERM' ? 'not-readable' : 'not-there';
    return new AppError('media-missing', `the file cannot be read: ${code}`, { path, reason }, { cause: error });
  }
  return error;
}
