import { describeError } from '../../../shared/i18n/describe-error.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { failureOf, isAway } from '../../client/api.ts';
import { UnreadableFileError } from '../../client/upload.ts';

/** Why something in the library did not work, in one sentence with what to do. */
export function failureInWords(error: unknown, t: Translate): string {
  if (isAway(error)) return t('library.away');
  if (error instanceof UnreadableFileError) return t('library.unreadable-file', { name: error.fileName });
  const failure = failureOf(error);
  // One project that cannot be read is no damaged library.
  if (failure.code === 'library-corrupt') return t('library.damaged-why');
  return isBusy(error) ? t('library.busy') : describeError(failure, t);
}

/** Whether a project was kept as it is because work for it is under way. */
export function isBusy(error: unknown): boolean {
  const { code, details } = failureOf(error);
  return code === 'conflict' && typeof details['jobs'] === 'number';
}
