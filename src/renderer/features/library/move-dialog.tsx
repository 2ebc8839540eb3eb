import { useState } from 'react';
import type { ProjectCard } from '../../../shared/contract/views.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { DialogAnswers } from '../../ui/dialog-answers.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { useCommands } from '../../workspace/use-commands.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { clientTree, placeId, placeOfId } from './library-view.ts';
import type { Place } from './library-view.ts';
import type { LibraryData } from './use-library-data.ts';
import type { MoveTarget } from './use-library-actions.ts';

/** Client and campaign of a place of the left panel. */
export function targetOfPlace(place: Place): MoveTarget {
  if (place.kind === 'client') return { clientId: place.id, campaignId: null };
  if (place.kind === 'campaign') return { clientId: null, campaignId: place.id };
  return { clientId: null, campaignId: null };
}

export interface MoveDialogProps {
  cards: readonly ProjectCard[];
  data: LibraryData;
  onClose: () => void;
  onMove: (target: MoveTarget, name: string) => void;
}

/** The way to a client or campaign without dragging: found by typing. */
export function MoveDialog({ cards, data, onClose, onMove }: MoveDialogProps) {
  const { t } = useWorkspace();
  const { compare } = useFormatters();
  const [first] = cards;
  const current =
    first === undefined
      ? 'mine'
      : first.campaignId !== null
        ? placeId({ kind: 'campaign', id: first.campaignId })
        : first.clientId !== null
          ? placeId({ kind: 'client', id: first.clientId })
          : 'mine';
  const [chosen, setChosen] = useState<string | undefined>(cards.length === 1 ? current : undefined);
  const options = clientTree({
    clients: data.clients,
    campaigns: data.campaigns,
    mineLabel: t('library.mine'),
    compare,
  }).flatMap(({ id, label, children = [] }) => [
    { value: id, label },
    ...children.map((child) => ({ value: child.id, label: child.label, secondary: label })),
  ]);
  const send = (): void => {
    const option = options.find(({ value }) => value === chosen);
    if (option !== undefined) onMove(targetOfPlace(placeOfId(option.value)), option.label);
  };
  useCommands({ 'dialog.confirm': send, 'text.commit': send }, 'dialog');
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={
        cards.length === 1
          ? t('library.move-one', { name: first?.name ?? '' })
          : t('library.move-n', { count: cards.length })
      }
      description={t('library.move-why')}
      closeLabel={t('shell.close')}
      size="small"
      footer={
        <DialogAnswers cancelLabel={t('ui.cancel')} onCancel={onClose} disabled={chosen === undefined} onClick={send}>
          {t('library.move')}
        </DialogAnswers>
      }
    >
      <Field label={t('library.move-to')}>
        {(control) => (
          <Combobox
            control={control}
            value={chosen}
            onChange={setChosen}
            options={options}
            emptyLabel={t('library.move-none')}
            clearLabel={t('library.search-clear')}
            openLabel={t('library.move-open')}
          />
        )}
      </Field>
    </Dialog>
  );
}
