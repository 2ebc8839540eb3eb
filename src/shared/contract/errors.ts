/**
 * The closed set of error codes. A door turns a code and its details into a sentence in the person's language
 * (shared/i18n); nothing ever branches on message text.
 */
export const ERROR_CODES = [
  'invalid-input',
  'not-found',
  'conflict',
  'unauthorized',
  'forbidden',
  'rate-limited',
  'payload-too-large',
  'unsupported-media',
  'broken-media',
  'media-too-large',
  'media-missing',
  'disk-full',
  'not-writable',
  'too-many-files',
  'ffmpeg-missing',
  'ffmpeg-failed',
  'ffmpeg-killed',
  'ffmpeg-stalled',
  'approval-needed',
  'clarification-needed',
  'gate-failed',
  'budget-exceeded',
  'library-busy',
  'library-newer',
  'library-corrupt',
  'library-readonly',
  'port-in-use',
  'provider-unknown',
  'provider-unavailable',
  'provider-rejected',
  'provider-failed',
  'provider-changed',
  'key-missing',
  'key-refused',
  'credit-empty',
  'content-refused',
  'model-retired',
  'payment-uncertain',
  'output-broken',
  'output-expired',
  'price-unknown',
  'price-changed',
  'price-unseen',
  'address-blocked',
  'clock-wrong',
  'step-mismatch',
  'cancelled',
  'not-possible-now',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Values that may stand in a sentence. Never a key, never a stack. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | readonly unknown[]>>;

const RETRYABLE: ReadonlySet<ErrorCode> = new Set([
  'rate-limited',
  'disk-full',
  'too-many-files',
  'ffmpeg-failed',
  'ffmpeg-killed',
  'ffmpeg-stalled',
  'provider-unavailable',
  'library-busy',
]);

/** The one error that rooms throw for things that can really happen. `message` is English for logs, not for screens. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly retryable: boolean;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
    this.retryable = RETRYABLE.has(code);
  }
}

/** Anything thrown, as an AppError: what is not one becomes `internal`, with the original as cause. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new AppError('internal', message, {}, { cause: error });
}
