import { z } from 'zod';
import { AppError, ERROR_CODES, toAppError } from '../../shared/contract/errors.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { JobFailure, JobRow, RetryPolicy } from './job-types.ts';

/** Trouble that only a person can end: the job is put aside, with its steps kept, until they have decided. */
export const NEEDS_PERSON: ReadonlySet<ErrorCode> = new Set([
  'key-missing',
  'key-refused',
  'credit-empty',
  'payment-uncertain',
  'model-retired',
  'price-unknown',
  'price-changed',
  'budget-exceeded',
  'provider-changed',
]);

/** Whether a job waits for a person's answer, and not for another version of the program or the like. */
export const needsPerson = ({ status, error }: Pick<JobRow, 'status' | 'error'>): boolean =>
  status === 'needs-attention' && error !== null && NEEDS_PERSON.has(error.code);

const jobFailureSchema = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.unknown())])),
});

/** Anything a handler threw, as it is stored. */
export function failureOf(error: unknown): JobFailure {
  const { code, message, details } = toAppError(error);
  return { code, message, details };
}

/** `error_json` of a row; a text that cannot be read becomes `internal` rather than an error of its own. */
export function parseFailure(text: string | null): JobFailure | null {
  if (text === null) return null;
  try {
    return jobFailureSchema.parse(JSON.parse(text));
  } catch {
    return { code: 'internal', message: 'the stored failure cannot be read', details: {} };
  }
}

/** Whether the engine tries again by itself: attempts are left, and the handler or the code's own nature allows it. */
export function mayRetry(policy: RetryPolicy, failure: JobFailure, attempt: number, maxAttempts: number): boolean {
  if (attempt >= maxAttempts) return false;
  if (policy.shouldRetry) return policy.shouldRetry(failure);
  return new AppError(failure.code, failure.message).retryable;
}
