import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { ClientView } from '../../../shared/contract/clients.ts';
import { brandSources, logoAssetId } from '../../../shared/model/inheritance.ts';
import { paletteColourSchema } from '../../../shared/model/brief.ts';
import type { Brand } from '../../../shared/model/brief.ts';
import { mediaUrl } from '../../client/api.ts';
import { setBrand } from '../../editor/commands/brief.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { Field } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBriefDesk } from './brief-desk.tsx';
import { SourceNote } from './inherited.tsx';
import type { Owners } from './inherited.tsx';
import { Pair, Section } from './section.tsx';
import { TextLine, WordList } from './typed-fields.tsx';

type Parts = { [K in keyof Brand]?: Brand[K] | undefined };

/** How the client looks and sounds: what the client says, and what this film says instead. */
export function BrandSection({ owners, fileNames }: { owners: Owners; fileNames: ReadonlyMap<string, string> }) {
  const { t } = useWorkspace();
  const desk = useBriefDesk();
  const { brief, project, editor, setProject } = desk;
  const { client, clients, campaigns } = owners;
  const { brand } = brief;
  const sources = brandSources(brand, client?.brand ?? null);
  const set = (parts: Parts): void =>
    editor.edit('undo.brief.of.brand', (draft) => setBrand(draft, parts), {
      mergeKey: `brand:${Object.keys(parts).join(',')}`,
    });
  const note = (field: keyof Brand, label: string) => (
    <SourceNote
      source={sources[field]}
      owner={client?.name}
      label={label}
      onReset={() => set({ [field]: undefined } as Parts)}
    />
  );
  const faultOf = (parts: Parts, label: string): string | undefined =>
    desk.faultOf(
      'brand',
      Object.fromEntries(Object.entries({ ...brand, ...parts }).filter(([, one]) => one !== undefined)),
      label,
    );
  const chooseClient = (clientId: string | undefined): void => {
    const campaign = campaigns.find(({ id }) => id === project.campaignId);
    const keeps = campaign !== undefined && (campaign.clientId === null || campaign.clientId === clientId);
    setProject({ clientId: clientId ?? null, ...(keeps ? {} : { campaignId: null }) });
  };
  return (
    <Section name="brand" title={t('brief.section.brand')} hint={t('brief.brand-hint')}>
      <Field label={t('brief.client')}>
        {(control) => (
          <Combobox
            control={control}
            value={project.clientId ?? undefined}
            onChange={chooseClient}
            options={clients.map(({ id, name }) => ({ value: id, label: name }))}
            placeholder={t('brief.no-client')}
            emptyLabel={t('brief.no-clients')}
            clearLabel={t('brief.clear', { what: t('brief.client') })}
            openLabel={t('brief.choose', { what: t('brief.client') })}
          />
        )}
      </Field>
      <Pair>
        <TextLine
          label={t('brief.voice')}
          path="brand.voice"
          rows={3}
          stored={brand.voice ?? ''}
          placeholder={client?.brand.voice ?? t('brief.voice-placeholder')}
          note={note('voice', t('brief.voice'))}
          onCommit={(text) => set({ voice: text === '' ? undefined : text })}
          faultOf={(text) => faultOf({ voice: text }, t('brief.voice'))}
        />
        <TextLine
          label={t('brief.visual-style')}
          path="brand.visualStyle"
          rows={3}
          stored={brand.visualStyle ?? ''}
          placeholder={client?.brand.visualStyle ?? t('brief.visual-style-placeholder')}
          note={note('visualStyle', t('brief.visual-style'))}
          onCommit={(text) => set({ visualStyle: text === '' ? undefined : text })}
          faultOf={(text) => faultOf({ visualStyle: text }, t('brief.visual-style'))}
        />
      </Pair>
      <LogoField client={client} fileNames={fileNames} />
      <PaletteField
        own={brand.palette ?? []}
        inherited={sources.palette === 'inherited' ? (client?.brand.palette ?? []) : []}
        note={note('palette', t('brief.palette'))}
        onChange={(palette) => set({ palette: palette.length === 0 ? undefined : palette })}
      />
      <WordList
        label={t('brief.forbidden')}
        path="brand.forbidden"
        words={brand.forbidden ?? []}
        inherited={client?.brand.forbidden ?? []}
        {...(client === null ? {} : { inheritedFrom: client.name })}
        hint={t('brief.forbidden-hint')}
        onChange={(words) => set({ forbidden: words.length === 0 ? undefined : words })}
        faultOf={(words) => faultOf({ forbidden: words }, t('brief.forbidden'))}
      />
    </Section>
  );
}

/** The logo of the end card: a file of this film with that role, else the client's. */
function LogoField({ client, fileNames }: { client: ClientView | null; fileNames: ReadonlyMap<string, string> }) {
  const { t } = useWorkspace();
  const { brief } = useBriefDesk();
  const own = brief.assets.find(({ role }) => role === 'logo')?.path ?? brief.brand.logo;
  const inherited = own === undefined && client !== null ? logoAssetId(client.brand) : null;
  return (
    <div
      className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1 text-base"
      data-field="brand.logo"
      tabIndex={-1}
    >
      <span className="text-small font-medium text-text-2">{t('brief.logo')}</span>
      {own !== undefined && <span className="min-w-0 break-words">{fileNames.get(own) ?? own}</span>}
      {inherited !== null && (
        <>
          <img
            src={mediaUrl('asset', inherited)}
            alt={t('brief.logo')}
            className="picture h-8 max-w-32 bg-surround object-contain"
          />
          <span className="text-small text-text-3">{t('brief.from', { owner: client?.name ?? '' })}</span>
        </>
      )}
      {own === undefined && inherited === null && (
        <span className="text-small text-text-3">{t('brief.logo-none')}</span>
      )}
    </div>
  );
}

interface PaletteFieldProps {
  own: readonly string[];
  inherited: readonly string[];
  note: React.ReactNode;
  onChange: (colours: string[]) => void;
}

const COLOURS_MAX = 12;

/** Colours as swatches with their codes; the first is the key colour. */
function PaletteField({ own, inherited, note, onChange }: PaletteFieldProps) {
  const { t } = useWorkspace();
  const desk = useBriefDesk();
  const label = t('brief.palette');
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string>();
  const add = (): void => {
    const typed = text.trim();
    if (typed === '') return setFault(undefined);
    const colour = (typed.startsWith('#') ? typed : `#${typed}`).toUpperCase();
    if (!paletteColourSchema.safeParse(colour).success)
      return setFault(t('issue.format', { field: label, expected: '#RRGGBB' }));
    if (own.length >= COLOURS_MAX) return setFault(t('brief.colours-full', { limit: COLOURS_MAX }));
    setFault(undefined);
    setText('');
    if (!own.includes(colour)) onChange([...own, colour]);
  };
  const shown = own.length > 0 ? own : inherited;
  return (
    <Field
      label={label}
      note={note}
      hint={t('brief.palette-hint')}
      error={fault ?? desk.issueAt('brand.palette', label)}
    >
      {(control) => (
        <div className="flex flex-wrap items-center gap-2">
          <ul className="contents">
            {shown.map((colour) => (
              <li
                key={colour}
                className="flex min-h-6 items-center gap-1.5 rounded-chip border border-control/60 bg-raised pl-1 text-small text-text-2"
              >
                <svg aria-hidden viewBox="0 0 16 16" className="swatch size-4">
                  <rect width="16" height="16" rx="2" fill={colour} className="stroke-control" />
                </svg>
                <span className={own.length > 0 ? 'tabular' : 'tabular pr-2'}>{colour}</span>
                {own.length > 0 && (
                  <IconButton
                    label={t('brief.remove', { what: colour })}
                    icon={X}
                    size="small"
                    onClick={() => onChange(own.filter((one) => one !== colour))}
                  />
                )}
              </li>
            ))}
          </ul>
          <span className="flex items-center gap-1">
            <span className="w-28">
              <TextField
                {...control}
                data-field="brand.palette"
                isMono
                value={text}
                placeholder="#RRGGBB"
                maxLength={9}
                onChange={(event) => {
                  setText(event.target.value);
                  setFault(undefined);
                }}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
                  event.preventDefault();
                  add();
                }}
                onBlur={add}
              />
            </span>
            <IconButton
              label={t('brief.add-to', { what: label })}
              icon={Plus}
              disabled={text.trim() === ''}
              onClick={add}
            />
          </span>
        </div>
      )}
    </Field>
  );
}
