import { Check, CloudOff, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useCallback, useEffect, useRef } from 'react';
import { describeError } from '../../shared/i18n/describe-error.ts';
import { useFormatters } from '../lib/use-formatters.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useEditor, useSaveState } from '../workspace/project-editor.tsx';
import { useWorkspace } from '../workspace/workspace-context.ts';
import { failureOf } from '../client/api.ts';
import { focusMain } from './regions.ts';

/** Leads the focus to what was worked on last: the buttons here go when the trouble does. */
function useBackToWork(): () => void {
  const worked = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement && target.closest('[data-shell]') === null) worked.current = target;
    };
    document.addEventListener('focusin', onFocus);
    return () => document.removeEventListener('focusin', onFocus);
  }, []);
  return useCallback(() => {
    if (worked.current?.isConnected === true) worked.current.focus();
    else focusMain();
  }, []);
}

/** Whether everything is in the library. Says "saved" only when nothing waits. */
export function SaveStateLine() {
  const { t, reportError } = useWorkspace();
  const { time } = useFormatters();
  const editor = useEditor();
  const state = useSaveState();
  const backToWork = useBackToWork();
  if (state === undefined || editor === null) return null;
  if (state.kind === 'saved') {
    return (
      <span className="flex items-center gap-1 text-small whitespace-nowrap text-text-3" data-save="saved">
        <Icon of={Check} className="size-3.5" />
        {state.atMs === null ? t('save.saved') : t('shell.saved-at', { time: time(state.atMs) })}
      </span>
    );
  }
  if (state.kind === 'saving') {
    return (
      <span className="flex items-center gap-1 text-small whitespace-nowrap text-text-2" data-save="saving">
        <Icon of={LoaderCircle} className="size-3.5" />
        {t('shell.save-wait', { count: state.waiting })}
      </span>
    );
  }
  const reason =
    state.reason === 'offline'
      ? t('save.offline')
      : describeError(failureOf({ code: state.reason, data: { details: state.details } }), t);
  return (
    <span className="flex min-w-0 items-center gap-1 text-small text-warn" data-save="unsaved" role="status">
      <Icon of={state.reason === 'offline' ? CloudOff : TriangleAlert} className="size-3.5" />
      <span className="min-w-0 truncate" title={reason}>
        {t('save.unsaved', { reason })}
      </span>
      <Button
        tone="quiet"
        size="small"
        onClick={() => {
          editor.autosave.wake();
          backToWork();
        }}
      >
        {t('shell.save-retry')}
      </Button>
      {!state.isRetrying && (
        <Button
          tone="quiet"
          size="small"
          onClick={() => void editor.autosave.dropRefused().catch(reportError).finally(backToWork)}
        >
          {t('shell.save-drop')}
        </Button>
      )}
    </span>
  );
}
