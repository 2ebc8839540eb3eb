import { useQueryClient } from '@tanstack/react-query';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import type { Place } from './library-view.ts';
import type { LibraryData } from './use-library-data.ts';

/** What can be done with clients and campaigns from the left panel and the trash. */
export function usePlaces(data: LibraryData, onGone: (place: Place) => void) {
  const { api, t, toasts, reportError } = useWorkspace();
  const queries = useQueryClient();
  const refresh = (): void => {
    for (const key of ['clients', 'campaigns', 'projects']) void queries.invalidateQueries({ queryKey: [key] });
  };
  const nameOfPlace = (place: Place): string => {
    if (place.kind === 'client') return data.clients.find(({ id }) => id === place.id)?.name ?? '';
    if (place.kind === 'campaign') return data.campaigns.find(({ id }) => id === place.id)?.name ?? '';
    return place.kind === 'mine' ? t('library.mine') : t(`library.place.${place.kind}`);
  };
  const restoreGroup = (kind: 'client' | 'campaign', id: string): void => {
    const done = kind === 'client' ? api.clients.restore({ clientId: id }) : api.campaigns.restore({ campaignId: id });
    done.then(refresh, reportError);
  };
  const trashPlace = (place: Place): void => {
    if (place.kind !== 'client' && place.kind !== 'campaign') return;
    const { kind, id } = place;
    const name = nameOfPlace(place);
    const done = kind === 'client' ? api.clients.trash({ clientId: id }) : api.campaigns.trash({ campaignId: id });
    done.then(() => {
      refresh();
      onGone(place);
      toasts.undo(t('library.trashed-one', { name }), t('ui.undo'), () => restoreGroup(kind, id));
    }, reportError);
  };
  return { nameOfPlace, restoreGroup, trashPlace };
}
