import { useQuery } from '@tanstack/react-query';
import type { CampaignView } from '../../../shared/contract/campaigns.ts';
import type { ClientView } from '../../../shared/contract/clients.ts';
import type { FieldSource } from '../../../shared/model/inheritance.ts';
import { Button } from '../../ui/button.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBriefDesk } from './brief-desk.tsx';

export interface Owners {
  clients: readonly ClientView[];
  campaigns: readonly CampaignView[];
  /** Of this project, as far as they are not in the trash. */
  client: ClientView | null;
  campaign: CampaignView | null;
}

/** Clients and campaigns there are, and those of the open project. */
export function useOwners(): Owners {
  const { api } = useWorkspace();
  const { project } = useBriefDesk();
  const clients = useQuery({ queryKey: ['clients'], queryFn: async () => (await api.clients.list()).clients });
  const campaigns = useQuery({ queryKey: ['campaigns'], queryFn: async () => (await api.campaigns.list()).campaigns });
  const live = <T extends { trashedAtMs: number | null }>(rows: readonly T[] | undefined): T[] =>
    (rows ?? []).filter(({ trashedAtMs }) => trashedAtMs === null);
  const known = { clients: live(clients.data), campaigns: live(campaigns.data) };
  return {
    ...known,
    client: known.clients.find(({ id }) => id === project.clientId) ?? null,
    campaign: known.campaigns.find(({ id }) => id === project.campaignId) ?? null,
  };
}

interface SourceNoteProps {
  source: FieldSource;
  /** Whose word it is: the client's or the campaign's name. */
  owner: string | undefined;
  /** Gives the project's own word up. */
  onReset: () => void;
  label: string;
}

/** Where a field's value comes from, and the way back to the inherited one. */
export function SourceNote({ source, owner, onReset, label }: SourceNoteProps) {
  const { t } = useWorkspace();
  if (owner === undefined) return null;
  if (source === 'inherited') return <span>{t('brief.from', { owner })}</span>;
  if (source === 'both') return <span>{t('brief.added-to', { owner })}</span>;
  if (source === 'own')
    return (
      // As tall as a target has to be, without moving the field beside it.
      <span className="-my-1 inline-flex">
        <Button tone="quiet" size="small" aria-label={t('brief.reset-field', { what: label, owner })} onClick={onReset}>
          {t('brief.reset', { owner })}
        </Button>
      </span>
    );
  return null;
}
