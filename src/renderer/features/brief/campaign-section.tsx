import { campaignSources } from '../../../shared/model/inheritance.ts';
import type { CampaignBrief } from '../../../shared/model/brief.ts';
import { setCampaign } from '../../editor/commands/brief.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { Field } from '../../ui/field.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBriefDesk } from './brief-desk.tsx';
import { SourceNote } from './inherited.tsx';
import type { Owners } from './inherited.tsx';
import { Pair, Section } from './section.tsx';
import { TextLine, WordList } from './typed-fields.tsx';

type Parts = { [K in keyof CampaignBrief]?: CampaignBrief[K] | undefined };

/** What the film is for: what the campaign says, and what this film says instead. */
export function CampaignSection({ owners }: { owners: Owners }) {
  const { t } = useWorkspace();
  const desk = useBriefDesk();
  const { brief, project, editor, setProject } = desk;
  const { campaign, campaigns, clients } = owners;
  const own = brief.campaign;
  const sources = campaignSources(own, campaign?.brief ?? null);
  const set = (parts: Parts): void =>
    editor.edit('undo.brief.of.campaign', (draft) => setCampaign(draft, parts), {
      mergeKey: `campaign:${Object.keys(parts).join(',')}`,
    });
  const faultOf = (parts: Parts, label: string): string | undefined =>
    desk.faultOf(
      'campaign',
      Object.fromEntries(Object.entries({ ...own, ...parts }).filter(([, one]) => one !== undefined)),
      label,
    );
  const note = (field: keyof CampaignBrief, label: string) => (
    <SourceNote
      source={sources[field]}
      owner={campaign?.name}
      label={label}
      onReset={() => set({ [field]: undefined } as Parts)}
    />
  );
  const offered = campaigns.filter(
    ({ clientId }) => project.clientId === null || clientId === null || clientId === project.clientId,
  );
  const nameOfClient = (id: string | null): string => clients.find((client) => client.id === id)?.name ?? '';
  const choose = (campaignId: string | undefined): void => {
    const chosen = campaigns.find(({ id }) => id === campaignId);
    setProject({ campaignId: campaignId ?? null, ...(chosen?.clientId == null ? {} : { clientId: chosen.clientId }) });
  };
  const [voiceFrom, messages] = [campaign?.brief, own.keyMessages ?? []];
  return (
    <Section name="campaign" title={t('brief.section.campaign')} hint={t('brief.campaign-hint')}>
      <Field label={t('brief.campaign')}>
        {(control) => (
          <Combobox
            control={control}
            value={project.campaignId ?? undefined}
            onChange={choose}
            options={offered.map(({ id, name, clientId }) => ({
              value: id,
              label: name,
              secondary: nameOfClient(clientId),
            }))}
            placeholder={t('brief.no-campaign')}
            emptyLabel={t('brief.no-campaigns')}
            clearLabel={t('brief.clear', { what: t('brief.campaign') })}
            openLabel={t('brief.choose', { what: t('brief.campaign') })}
          />
        )}
      </Field>
      <Pair>
        <TextLine
          label={t('brief.objective')}
          path="campaign.objective"
          rows={3}
          stored={own.objective ?? ''}
          placeholder={voiceFrom?.objective ?? t('brief.objective-placeholder')}
          note={note('objective', t('brief.objective'))}
          onCommit={(text) => set({ objective: text === '' ? undefined : text })}
          faultOf={(text) => faultOf({ objective: text }, t('brief.objective'))}
        />
        <TextLine
          label={t('brief.cta')}
          path="campaign.cta"
          stored={own.cta ?? ''}
          placeholder={voiceFrom?.cta ?? t('brief.cta-placeholder')}
          note={note('cta', t('brief.cta'))}
          hint={t('brief.cta-hint')}
          onCommit={(text) => set({ cta: text === '' ? undefined : text })}
          faultOf={(text) => faultOf({ cta: text }, t('brief.cta'))}
        />
        <WordList
          label={t('brief.key-messages')}
          path="campaign.keyMessages"
          isSentences
          words={messages}
          inherited={sources.keyMessages === 'inherited' ? (voiceFrom?.keyMessages ?? []) : []}
          {...(campaign === null ? {} : { inheritedFrom: campaign.name })}
          note={note('keyMessages', t('brief.key-messages'))}
          onChange={(words) => set({ keyMessages: words.length === 0 ? undefined : words })}
          faultOf={(words) => faultOf({ keyMessages: words }, t('brief.key-messages'))}
        />
        <WordList
          label={t('brief.do-not-mention')}
          path="campaign.doNotMention"
          words={own.doNotMention ?? []}
          inherited={voiceFrom?.doNotMention ?? []}
          {...(campaign === null ? {} : { inheritedFrom: campaign.name })}
          hint={t('brief.do-not-mention-hint')}
          onChange={(words) => set({ doNotMention: words.length === 0 ? undefined : words })}
          faultOf={(words) => faultOf({ doNotMention: words }, t('brief.do-not-mention'))}
        />
      </Pair>
    </Section>
  );
}
