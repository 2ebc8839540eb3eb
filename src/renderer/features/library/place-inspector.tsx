import { useFormatters } from '../../lib/use-formatters.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { CampaignEditor, ClientEditor } from './client-editor.tsx';
import type { Place } from './library-view.ts';
import { lengthMsOf } from './project-words.ts';
import type { LibraryData } from './use-library-data.ts';

/** What the inspector shows while no project is selected: the brand of a client, the brief of a campaign, or a sum. */
export function PlaceInspector({ place, data }: { place: Place; data: LibraryData }) {
  const { t } = useWorkspace();
  const { number, duration } = useFormatters();
  const client = place.kind === 'client' ? data.clients.find(({ id }) => id === place.id) : undefined;
  if (client !== undefined) return <ClientEditor key={client.id} client={client} />;
  const campaign = place.kind === 'campaign' ? data.campaigns.find(({ id }) => id === place.id) : undefined;
  if (campaign !== undefined) {
    const owner = data.clients.find(({ id }) => id === campaign.clientId);
    return <CampaignEditor key={campaign.id} campaign={campaign} clientName={owner?.name ?? null} />;
  }
  const cards = place.kind === 'trash' ? data.trash : data.cards;
  const shots = cards.reduce((sum, card) => sum + card.shotCount, 0);
  return (
    <div className="flex flex-col gap-3 p-4">
      <h2 className="text-title-s">{t(place.kind === 'trash' ? 'library.place.trash' : 'command.go.library')}</h2>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-small">
        <dt className="text-text-3">{t('library.projects-word')}</dt>
        <dd className="tabular">{number(cards.length)}</dd>
        <dt className="text-text-3">{t('library.column.shots')}</dt>
        <dd className="tabular">{number(shots)}</dd>
        <dt className="text-text-3">{t('library.column.length')}</dt>
        <dd className="tabular">{duration(cards.reduce((sum, card) => sum + lengthMsOf(card), 0))}</dd>
      </dl>
      <p className="text-small text-text-3">
        {t(place.kind === 'trash' ? 'library.trash-hint' : 'library.select-hint')}
      </p>
    </div>
  );
}
