import type { ZodType } from 'zod';
import { AppError } from '../../shared/contract/errors.ts';

/** Parses a `*_json` column. Throws AppError `library-corrupt` that names the column where the text does not fit. */
export function parseJsonColumn<T>(schema: ZodType<T>, text: string, column: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('library-corrupt', `no JSON in ${column}`, { column }, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError(
    'library-corrupt',
    `unexpected JSON in ${column}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    { column },
    { cause: parsed.error },
  );
}

/** The row or AppError `not-found` with what was looked for. */
export function required<T>(row: T | undefined, kind: string, id: string): T {
  if (row === undefined) throw new AppError('not-found', `no ${kind} ${id}`, { kind, id });
  return row;
}
