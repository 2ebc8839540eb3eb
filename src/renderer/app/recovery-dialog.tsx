import { useFormatters } from '../lib/use-formatters.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import type { Recovery } from '../workspace/project-editor.tsx';
import { useWorkspace } from '../workspace/workspace-context.ts';
import { stepInWords } from './history-list.tsx';

const SHOWN = 6;

/** After a crash: what was not saved, and the choice between putting it back and the last save. */
export function RecoveryDialog({ recovery }: { recovery: Recovery }) {
  const { t } = useWorkspace();
  const { dateTime } = useFormatters();
  const { changes, writtenAtMs } = recovery.record;
  const rest = changes.length - SHOWN;
  return (
    <Dialog
      isOpen
      // Closing without a choice puts back: what was typed is never thrown away by a stray key.
      onOpenChange={(isOpen) => !isOpen && recovery.decide(true)}
      title={t('shell.recovery-title')}
      description={t('shell.recovery-text', { count: changes.length, time: dateTime(writtenAtMs) })}
      closeLabel={t('shell.recovery-restore')}
      size="small"
      footer={
        <>
          <Button onClick={() => recovery.decide(false)}>{t('shell.recovery-drop')}</Button>
          <Button tone="primary" size="large" onClick={() => recovery.decide(true)}>
            {t('shell.recovery-restore')}
          </Button>
        </>
      }
    >
      <ul className="list-disc pl-5 text-base text-text-2">
        {changes.slice(0, SHOWN).map((change) => (
          <li key={change.changeId}>{stepInWords(t, change)}</li>
        ))}
        {rest > 0 && <li className="list-none text-text-3">{t('shell.recovery-more', { count: rest })}</li>}
      </ul>
    </Dialog>
  );
}
