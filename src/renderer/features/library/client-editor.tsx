import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CampaignView } from '../../../shared/contract/campaigns.ts';
import type { ClientView } from '../../../shared/contract/clients.ts';
import type { MessageKey } from '../../../shared/i18n/translate.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { failureInWords } from './failure-words.ts';
import { LogoField } from './logo-field.tsx';
import { PaletteField } from './palette-field.tsx';
import { useSavedDraft } from './use-saved-draft.ts';
import type { SaveWord } from './use-saved-draft.ts';
import { WordListField } from './word-list-field.tsx';

/** Fields with others over them. One without a value is left out: nothing said is not the same as an empty text. */
const withGiven = <T extends object>(held: T, fields: { [K in keyof T]?: T[K] | undefined }): T =>
  Object.fromEntries(
    Object.entries({ ...held, ...fields }).filter(
      ([, value]) => value !== undefined && (value as string | unknown[]).length > 0,
    ),
  ) as T;

/** Brand guidelines of a client, in place: each field is saved when it is left. */
export function ClientEditor({ client }: { client: ClientView }) {
  const { api, t } = useWorkspace();
  const queries = useQueryClient();
  const { draft, now, change, commit, state, error } = useSavedDraft(
    { name: client.name, brand: client.brand },
    async ({ name, brand }) => {
      const saved = await api.clients.update({ clientId: client.id, brand, ...(name.trim() === '' ? {} : { name }) });
      queries.setQueryData<ClientView[]>(['clients'], (known) =>
        known?.map((one) => (one.id === saved.id ? { ...one, ...saved } : one)),
      );
    },
  );
  const { brand } = draft;
  const withBrand = (fields: Parameters<typeof withGiven<typeof brand>>[1]) => ({
    ...now(),
    brand: withGiven(now().brand, fields),
  });
  return (
    <EditorFrame
      title={t('library.brand-title')}
      note={t('library.brand-note')}
      state={state}
      error={error}
      onAgain={() => commit(draft)}
    >
      <NameField
        label={t('library.client-name')}
        value={draft.name}
        onChange={(name) => change({ ...now(), name })}
        onDone={() => draft.name !== client.name && commit(draft)}
      />
      <LongField
        label="library.brand.voice"
        hint="library.brand.voice-hint"
        value={brand.voice}
        onChange={(voice) => change(withBrand({ voice }))}
        onDone={() => brand.voice !== client.brand.voice && commit(draft)}
      />
      <LongField
        label="library.brand.visualStyle"
        hint="library.brand.visualStyle-hint"
        value={brand.visualStyle}
        onChange={(visualStyle) => change(withBrand({ visualStyle }))}
        onDone={() => brand.visualStyle !== client.brand.visualStyle && commit(draft)}
      />
      <PaletteField
        label={t('library.brand.palette')}
        colours={brand.palette ?? []}
        onChange={(palette) => commit(withBrand({ palette }))}
      />
      <WordListField
        label={t('library.brand.forbidden')}
        words={brand.forbidden ?? []}
        onChange={(forbidden) => commit(withBrand({ forbidden }))}
      />
      <LogoField clientName={client.name} logo={brand.logo} onChange={(logo) => commit(withBrand({ logo }))} />
    </EditorFrame>
  );
}

/** What every film of a campaign must say, in place. */
export function CampaignEditor({ campaign, clientName }: { campaign: CampaignView; clientName: string | null }) {
  const { api, t } = useWorkspace();
  const queries = useQueryClient();
  const { draft, now, change, commit, state, error } = useSavedDraft(
    { name: campaign.name, brief: campaign.brief },
    async ({ name, brief }) => {
      const wish = { campaignId: campaign.id, brief, ...(name.trim() === '' ? {} : { name }) };
      const saved = await api.campaigns.update(wish);
      queries.setQueryData<CampaignView[]>(['campaigns'], (known) =>
        known?.map((one) => (one.id === saved.id ? { ...one, ...saved } : one)),
      );
    },
  );
  const { brief } = draft;
  const withBrief = (fields: Parameters<typeof withGiven<typeof brief>>[1]) => ({
    ...now(),
    brief: withGiven(now().brief, fields),
  });
  const note = clientName === null ? t('library.campaign-note') : t('library.campaign-note-of', { name: clientName });
  return (
    <EditorFrame
      title={t('library.campaign-title')}
      note={note}
      state={state}
      error={error}
      onAgain={() => commit(draft)}
    >
      <NameField
        label={t('library.campaign-name')}
        value={draft.name}
        onChange={(name) => change({ ...now(), name })}
        onDone={() => draft.name !== campaign.name && commit(draft)}
      />
      <LongField
        label="library.campaign.objective"
        hint="library.campaign.objective-hint"
        value={brief.objective}
        onChange={(objective) => change(withBrief({ objective }))}
        onDone={() => brief.objective !== campaign.brief.objective && commit(draft)}
      />
      <WordListField
        label={t('library.campaign.keyMessages')}
        words={brief.keyMessages ?? []}
        onChange={(keyMessages) => commit(withBrief({ keyMessages }))}
      />
      <Field label={t('library.campaign.cta')} hint={t('library.campaign.cta-hint')}>
        {(control) => (
          <TextField
            {...control}
            value={brief.cta ?? ''}
            maxLength={200}
            onChange={(event) => change(withBrief({ cta: event.target.value }))}
            onBlur={() => brief.cta !== campaign.brief.cta && commit(draft)}
          />
        )}
      </Field>
      <WordListField
        label={t('library.campaign.doNotMention')}
        words={brief.doNotMention ?? []}
        onChange={(doNotMention) => commit(withBrief({ doNotMention }))}
      />
    </EditorFrame>
  );
}

interface EditorFrameProps {
  title: string;
  note: string;
  state: SaveWord;
  error: unknown;
  onAgain: () => void;
  children: ReactNode;
}

function EditorFrame({ title, note, state, error, onAgain, children }: EditorFrameProps) {
  const { t } = useWorkspace();
  return (
    <div className="flex flex-col gap-4 p-4">
      <header>
        <div className="flex items-baseline justify-between gap-2">
          <h2 className="text-title-s">{title}</h2>
          <span role="status" className="text-small text-text-3">
            {state === 'saving' ? t('library.saving') : state === 'saved' ? t('library.saved') : ''}
          </span>
        </div>
        <p className="text-small text-text-3">{note}</p>
      </header>
      {state === 'failed' && (
        <div
          role="alert"
          className="flex flex-col items-start gap-2 rounded-card border border-line p-3 text-small text-err"
        >
          {failureInWords(error, t)}
          <Button size="small" onClick={onAgain}>
            {t('shell.again')}
          </Button>
        </div>
      )}
      {children}
    </div>
  );
}

interface NameFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** It was left with a name in it. */
  onDone: () => void;
}

function NameField({ label, value, onChange, onDone }: NameFieldProps) {
  const { t } = useWorkspace();
  const isEmpty = value.trim() === '';
  return (
    <Field label={label} error={isEmpty ? t('library.name-needed') : undefined}>
      {(control) => (
        <TextField
          {...control}
          value={value}
          maxLength={200}
          onChange={(event) => onChange(event.target.value)}
          onBlur={() => !isEmpty && onDone()}
        />
      )}
    </Field>
  );
}

interface LongFieldProps {
  label: MessageKey;
  hint: MessageKey;
  value: string | undefined;
  onChange: (value: string) => void;
  onDone: () => void;
}

function LongField({ label, hint, value, onChange, onDone }: LongFieldProps) {
  const { t } = useWorkspace();
  return (
    <Field label={t(label)} hint={t(hint)}>
      {(control) => (
        <TextArea
          {...control}
          rows={2}
          maxLength={2_000}
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onDone}
        />
      )}
    </Field>
  );
}
