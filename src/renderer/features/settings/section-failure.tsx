import { describeError } from '../../../shared/i18n/describe-error.ts';
import { failureOf, isAway } from '../../client/api.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';

export interface SectionFailureProps {
  error: unknown;
  /** What could not be read or done. */
  subject: string;
  onRetry: () => void;
}

/** A part of the settings that could not be read. A server that is away says so itself, on the status bar. */
export function SectionFailure({ error, subject, onRetry }: SectionFailureProps) {
  const { t } = useWorkspace();
  if (isAway(error)) return <p className="py-3 text-base text-text-2">{t('settings.reading')}</p>;
  const failure = failureOf(error);
  return (
    <ErrorState
      title={t('settings.failed')}
      subject={subject}
      reason={describeError(failure, t)}
      copyLabel={t('settings.copy-details')}
      onCopyDetails={() => void navigator.clipboard.writeText(JSON.stringify(failure))}
      action={<Button onClick={onRetry}>{t('settings.again')}</Button>}
      isCompact
    />
  );
}
