import { useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { CampaignView } from '../../../shared/contract/campaigns.ts';
import type { ClientView } from '../../../shared/contract/clients.ts';
import { DialogAnswers } from '../../ui/dialog-answers.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useCommands } from '../../workspace/use-commands.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { failureInWords } from './failure-words.ts';

const NOBODY = 'none';

export interface NewClientDialogProps {
  onClose: () => void;
  onMade: (client: ClientView) => void;
}

/** A client begins with a name; its brand is filled in beside the list. */
export function NewClientDialog({ onClose, onMade }: NewClientDialogProps) {
  const { api, t } = useWorkspace();
  return (
    <NameDialog
      title={t('library.new-client')}
      description={t('library.new-client-why')}
      label={t('library.client-name')}
      onClose={onClose}
      onName={async (name) => onMade(await api.clients.create({ name }))}
    />
  );
}

export interface NewCampaignDialogProps {
  clients: readonly ClientView[];
  clientId: string | null;
  onClose: () => void;
  onMade: (campaign: CampaignView) => void;
}

/** A campaign of a client, or of nobody. */
export function NewCampaignDialog({ clients, clientId, onClose, onMade }: NewCampaignDialogProps) {
  const { api, t } = useWorkspace();
  const [owner, setOwner] = useState(clientId ?? NOBODY);
  const live = clients.filter(({ trashedAtMs }) => trashedAtMs === null);
  return (
    <NameDialog
      title={t('library.new-campaign')}
      description={t('library.new-campaign-why')}
      label={t('library.campaign-name')}
      onClose={onClose}
      onName={async (name) => onMade(await api.campaigns.create({ name, clientId: owner === NOBODY ? null : owner }))}
    >
      <Field label={t('library.column.client')}>
        {(control) => (
          <Select
            control={control}
            value={owner}
            onChange={setOwner}
            options={[
              { value: NOBODY, label: t('library.no-client') },
              ...live.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
      </Field>
    </NameDialog>
  );
}

interface NameDialogProps {
  title: string;
  description: string;
  label: string;
  onClose: () => void;
  onName: (name: string) => Promise<void>;
  children?: ReactNode;
}

function NameDialog({ title, description, label, onClose, onName, children }: NameDialogProps) {
  const { t } = useWorkspace();
  const [name, setName] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const formId = useId();
  const field = useRef<HTMLInputElement>(null);
  const send = (): void => {
    if (name.trim() === '') {
      setError(t('library.name-needed'));
      field.current?.focus();
      return;
    }
    setBusy(true);
    onName(name.trim()).catch((thrown: unknown) => {
      setBusy(false);
      setError(failureInWords(thrown, t));
    });
  };
  useCommands({ 'dialog.confirm': send, 'text.commit': send }, 'dialog');
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      description={description}
      closeLabel={t('shell.close')}
      size="small"
      initialFocus={field}
      footer={
        <DialogAnswers cancelLabel={t('ui.cancel')} onCancel={onClose} type="submit" form={formId} isBusy={isBusy}>
          {t('library.create')}
        </DialogAnswers>
      }
    >
      <form
        id={formId}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Field label={label} error={error}>
          {(control) => (
            <TextField
              {...control}
              ref={field}
              value={name}
              maxLength={200}
              onChange={(event) => {
                setName(event.target.value);
                setError(undefined);
              }}
            />
          )}
        </Field>
        {children}
      </form>
    </Dialog>
  );
}
