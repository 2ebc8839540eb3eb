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
    case 'EMFILE':
    case 'ENFILE':
      return new AppError('too-many-files', 'the system gives no more open files', { path }, options);
    case 'EIO':
    case 'ENOENT':
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
  if (code === 'EMFILE' || code === 'ENFILE') return writeError(error, path);
  if (['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EIO', 'ENAMETOOLONG', 'ELOOP'].includes(code)) {
    const reason = code === 'EACCES' || code === 'EPERM' || code === 'EIO' ? 'not-readable' : 'not-there';
    return new AppError('media-missing', `the file cannot be read: ${code}`, { path, reason }, { cause: error });
  }
  return error;
}
