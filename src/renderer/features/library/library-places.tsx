import { Briefcase, CircleUserRound, Clock3, Inbox, Library, Megaphone, Plus, RefreshCw, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { DragEvent } from 'react';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Button } from '../../ui/button.tsx';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { LucideIcon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu-entries.tsx';
import { Tree } from '../../ui/tree.tsx';
import { commandMenu, useCommandsVersion } from '../../workspace/use-commands.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { carriesProjects, droppedProjects } from './drag-projects.ts';
import { clientTree, countPlaces, placeId, placeOfId, SMART_PLACES } from './library-view.ts';
import type { Place } from './library-view.ts';
import { showInspector } from './show-inspector.ts';
import type { LibraryData } from './use-library-data.ts';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  all: Library,
  recent: Clock3,
  rendering: RefreshCw,
  waiting: Inbox,
  trash: Trash2,
  mine: CircleUserRound,
  client: Briefcase,
  campaign: Megaphone,
};

export interface LibraryPlacesProps {
  data: LibraryData;
  place: Place;
  onPlace: (place: Place) => void;
  /** Projects were dropped on a client, a campaign, "My projects" or the trash. */
  onDropProjects: (ids: string[], place: Place) => void;
  onTrashPlace: (place: Place) => void;
  onNewCampaign: (clientId: string | null) => void;
}

/** The left panel: views that fill themselves, then clients with their campaigns. */
export function LibraryPlaces(props: LibraryPlacesProps) {
  const { data, place, onPlace, onDropProjects, onTrashPlace, onNewCampaign } = props;
  const workspace = useWorkspace();
  useCommandsVersion();
  const { t } = workspace;
  const { compare } = useFormatters();
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [dropId, setDropId] = useState<string>();
  const [menuPlace, setMenuPlace] = useState<Place>({ kind: 'all' });
  const counts = useMemo(() => countPlaces(data.cards, data.trash.length), [data.cards, data.trash.length]);
  const clients = useMemo(
    () => clientTree({ clients: data.clients, campaigns: data.campaigns, mineLabel: t('library.mine'), compare }),
    [data.clients, data.campaigns, t, compare],
  );
  const views = SMART_PLACES.map((kind) => ({ id: kind, label: t(`library.place.${kind}`) }));
  const expanded = new Set(clients.map(({ id }) => id).filter((id) => !collapsed.has(id)));
  const selectedId = placeId(place);

  const takes = (id: string): boolean => id === 'trash' || id === 'mine' || id.includes(':');
  const targetOf = (event: DragEvent): string | undefined =>
    (event.target as HTMLElement).closest<HTMLElement>('[data-id]')?.dataset['id'];
  const drop = {
    onDragOver(event: DragEvent): void {
      if (!carriesProjects(event)) return;
      const id = targetOf(event);
      const isTaken = id !== undefined && takes(id);
      setDropId(isTaken ? id : undefined);
      if (!isTaken) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
    },
    onDragLeave(event: DragEvent): void {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDropId(undefined);
    },
    onDrop(event: DragEvent): void {
      setDropId(undefined);
      const id = targetOf(event);
      const ids = droppedProjects(event);
      if (id === undefined || !takes(id) || ids.length === 0) return;
      event.preventDefault();
      onDropProjects(ids, placeOfId(id));
    },
  };
  const shared = {
    selectedId,
    dropId,
    onSelect: (id: string) => onPlace(placeOfId(id)),
    renderStart: ({ id }: { id: string }) => <Icon of={ICONS[id.split(':')[0] ?? ''] ?? Library} />,
    renderEnd: ({ id }: { id: string }) => {
      const count = counts.get(id) ?? 0;
      return count === 0 ? null : count;
    },
  };

  const entries: MenuEntry[] =
    menuPlace.kind === 'client' || menuPlace.kind === 'campaign' || menuPlace.kind === 'mine'
      ? [
          ...(menuPlace.kind === 'campaign'
            ? []
            : [
                {
                  kind: 'action' as const,
                  id: 'campaign',
                  label: t('command.library.newCampaign'),
                  icon: Megaphone,
                  onSelect: () => onNewCampaign(menuPlace.kind === 'client' ? menuPlace.id : null),
                },
              ]),
          ...(menuPlace.kind === 'mine'
            ? []
            : [
                {
                  kind: 'action' as const,
                  id: 'edit',
                  label: t(menuPlace.kind === 'client' ? 'library.edit-brand' : 'library.edit-campaign'),
                  icon: ICONS[menuPlace.kind] ?? Library,
                  onSelect: () => {
                    onPlace(menuPlace);
                    showInspector(workspace.commands);
                  },
                },
                { kind: 'line' as const, id: 'line' },
                {
                  kind: 'action' as const,
                  id: 'trash',
                  label: t('library.to-trash'),
                  icon: Trash2,
                  isDanger: true,
                  onSelect: () => onTrashPlace(menuPlace),
                },
              ]),
        ]
      : commandMenu(['library.newClient', 'library.newCampaign', 'library.sample'], workspace);

  return (
    <div
      className="flex min-h-0 grow flex-col"
      onKeyDownCapture={(event) => {
        if (event.key !== 'Delete' && event.key !== 'Backspace') return;
        const id = (event.target as HTMLElement).closest<HTMLElement>('[role=treeitem]')?.dataset['id'];
        if (id === undefined) return;
        // In the tree the key means the row, never the projects that are selected beside it.
        event.preventDefault();
        onTrashPlace(placeOfId(id));
      }}
      onContextMenuCapture={(event) => {
        const id = (event.target as HTMLElement).closest<HTMLElement>('[data-id]')?.dataset['id'];
        setMenuPlace(placeOfId(id ?? 'all'));
      }}
    >
      <ContextMenu entries={entries} className="flex min-h-0 grow flex-col outline-none">
        <div {...drop}>
          <Tree
            {...shared}
            label={t('library.views')}
            nodes={views}
            expandedIds={new Set()}
            onExpand={() => undefined}
          />
          <div className="mt-2 flex items-center justify-between border-t border-line py-1 pr-2 pl-3">
            <h2 className="text-small font-medium text-text-3">{t('library.clients')}</h2>
            <Menu
              trigger={
                <Button size="small" tone="quiet" icon={Plus}>
                  {t('library.add')}
                </Button>
              }
              entries={commandMenu(['library.newClient', 'library.newCampaign'], workspace)}
            />
          </div>
          <Tree
            {...shared}
            label={t('library.clients')}
            nodes={clients}
            expandedIds={expanded}
            onExpand={(id, isExpanded) =>
              setCollapsed((known) => {
                const next = new Set(known);
                if (isExpanded) next.delete(id);
                else next.add(id);
                return next;
              })
            }
          />
        </div>
      </ContextMenu>
    </div>
  );
}
