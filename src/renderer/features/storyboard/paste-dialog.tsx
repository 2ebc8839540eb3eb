import { X } from 'lucide-react';
import { useState } from 'react';
import { DialogAnswers } from '../../ui/dialog-answers.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBoard } from './board-context.ts';

/** What a pasted text would become, before it becomes it. */
export function PasteDialog({ texts, onClose }: { texts: readonly string[]; onClose: () => void }) {
  const { t } = useWorkspace();
  const { actions } = useBoard();
  const [rows, setRows] = useState(() => texts.map((text, at) => ({ id: at, text })));
  const kept = rows.map(({ text }) => text.trim()).filter((text) => text !== '');
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('board.paste-title', { count: kept.length })}
      description={t('board.paste-text')}
      closeLabel={t('shell.close')}
      footer={
        <DialogAnswers
          cancelLabel={t('ui.cancel')}
          onCancel={onClose}
          disabled={kept.length === 0}
          onClick={() => {
            onClose();
            void actions.insertTexts(kept);
          }}
        >
          {t('board.paste-confirm')}
        </DialogAnswers>
      }
    >
      <ol className="flex flex-col gap-2">
        {rows.map(({ id, text }, at) => (
          <li key={id} className="flex items-start gap-2">
            <span className="tabular w-6 shrink-0 pt-1.5 text-small text-text-3">{at + 1}</span>
            <TextArea
              rows={2}
              aria-label={t('board.paste-line', { number: at + 1 })}
              maxLength={2_000}
              value={text}
              onChange={(event) => setRows(rows.map((row) => (row.id === id ? { id, text: event.target.value } : row)))}
            />
            <IconButton
              icon={X}
              label={t('board.paste-drop', { number: at + 1 })}
              onClick={() => setRows(rows.filter((row) => row.id !== id))}
            />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
