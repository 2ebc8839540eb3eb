import type { ErrorCode } from '../../shared/contract/errors.ts';
import { EXIT } from './command-services.ts';
import type { ExitCode } from './command-services.ts';

/** What a person gave that cannot be used; everything else is a failure of the work. */
const BAD_INPUT: ReadonlySet<ErrorCode> = new Set([
  'invalid-input',
  'not-found',
  'clarification-needed',
  'payload-too-large',
  'unsupported-media',
  'broken-media',
  'media-too-large',
  'media-missing',
  'provider-unknown',
  'price-unseen',
]);

/** Exit code of a command that ended with an error (interfaces.md). */
export function exitCodeOfError(code: ErrorCode): ExitCode {
  if (code === 'cancelled') return EXIT.cancelled;
  if (code === 'budget-exceeded') return EXIT.budget;
  return BAD_INPUT.has(code) ? EXIT.wrongInput : EXIT.failed;
}
