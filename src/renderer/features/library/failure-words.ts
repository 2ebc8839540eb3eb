import type { ProjectCard } from '../../../shared/contract/views.ts';
import { describeError } from '../../../shared/i18n/describe-error.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { failureOf, isAway } from '../../client/api.ts';
import { UnreadableFileError } from '../../client/upload.ts';
import { groupOfStatus } from './library-view.ts';

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
  if (error === undefined) return false;
  const { code, details } = failureOf(error);
  return code === 'conflict' && typeof details['jobs'] === 'number';
}

/** A project's failure as long as it stands: work that was under way is no reason any more once it has ended. */
export function standingFailure(
  card: Pick<ProjectCard, 'id' | 'status'>,
  failures: ReadonlyMap<string, unknown>,
): unknown {
  const failure = failures.get(card.id);
  return isBusy(failure) && groupOfStatus(card.status) !== 'rendering' ? undefined : failure;
}
