import { describeError } from '../../../shared/i18n/describe-error.ts';
import { failureOf, isAway } from '../../client/api.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBriefDesk } from './brief-desk.tsx';
import { showInBrief } from './section.tsx';
import type { useDrafting } from './use-drafting.ts';

/** A draft that failed leaves the brief as it is, and says what to do. */
export function DraftFailure({ drafting }: { drafting: ReturnType<typeof useDrafting> }) {
  const { t } = useWorkspace();
  const { project } = useBriefDesk();
  const failure = failureOf(drafting.error);
  const asks = failure.code === 'clarification-needed';
  return (
    <div role="alert">
      <ErrorState
        isCompact
        title={t(asks ? 'brief.draft-asks' : 'brief.draft-failed')}
        subject={project.name}
        reason={
          asks ? t('brief.questions-unsure') : isAway(drafting.error) ? t('shell.lost') : describeError(failure, t)
        }
        action={
          asks ? (
            <Button onClick={() => showInBrief({ field: 'prompt' })}>{t('brief.to-prompt')}</Button>
          ) : (
            <Button onClick={drafting.begin}>{t('shell.again')}</Button>
          )
        }
        copyLabel={t('shell.copy-details')}
        onCopyDetails={() => void navigator.clipboard.writeText(JSON.stringify(failure))}
      />
    </div>
  );
}
