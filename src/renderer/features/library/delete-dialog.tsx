import { useRef, useState } from 'react';
import type { ProjectCard } from '../../../shared/contract/views.ts';
import { DialogAnswers } from '../../ui/dialog-answers.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';

const plain = (text: string): string => text.normalize('NFC').trim().replaceAll(/\s+/g, ' ');

export interface DeleteDialogProps {
  cards: readonly ProjectCard[];
  onClose: () => void;
  onDelete: () => void;
}

/** Nothing brings these back, so a person writes what they mean: the name of one, the number of several. */
export function DeleteDialog({ cards, onClose, onDelete }: DeleteDialogProps) {
  const { t } = useWorkspace();
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const count = cards.length;
  const wanted = count === 1 ? (cards[0]?.name ?? '') : t('library.projects', { count });
  const isMeant = plain(typed) === plain(wanted);
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={count === 1 ? t('library.delete-one', { name: wanted }) : t('library.delete-n', { count })}
      description={t('library.delete-why')}
      closeLabel={t('shell.close')}
      size="small"
      initialFocus={field}
      footer={
        <DialogAnswers
          cancelLabel={t('ui.cancel')}
          onCancel={onClose}
          tone="danger"
          disabled={!isMeant}
          onClick={onDelete}
        >
          {t('library.delete')}
        </DialogAnswers>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isMeant) onDelete();
        }}
      >
        <Field label={t('library.delete-type', { name: wanted })}>
          {(control) => (
            <TextField
              {...control}
              ref={field}
              value={typed}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
