import { Plus } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ProjectCard } from '../../../shared/contract/views.ts';
import { isAway } from '../../client/api.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useDropZones, usePaste } from '../../workspace/drop.ts';
import { ScreenLayout } from '../../workspace/screen-layout.tsx';
import { commandTooltip, useCommands, usePredicates } from '../../workspace/use-commands.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { failureInWords, standingFailure } from './failure-words.ts';
import { copyDetails } from './copy-details.ts';
import { LibraryBar } from './library-bar.tsx';
import { LibraryDialogs } from './library-dialogs.tsx';
import type { OpenDialog } from './library-dialogs.tsx';
import { LibraryEmpty } from './library-empty.tsx';
import { LibraryPlaces } from './library-places.tsx';
import { hasFilters, NO_FILTERS, placeId, placeOfId, projectsInView } from './library-view.ts';
import type { Place, Sort } from './library-view.ts';
import type { NewProject } from './new-project-dialog.tsx';
import { targetOfPlace } from './move-dialog.tsx';
import { PlaceInspector } from './place-inspector.tsx';
import { ProjectInspector } from './project-inspector.tsx';
import { ProjectList } from './project-list.tsx';
import { SetInspector } from './set-inspector.tsx';
import { TrashedGroups } from './trashed-groups.tsx';
import { useFileIntake } from './use-file-intake.ts';
import { useLibraryActions } from './use-library-actions.ts';
import { useLibraryData, useNowMs, useSearchHits, useSizes } from './use-library-data.ts';
import { usePlaces } from './use-places.ts';
import { useSample } from './use-sample.ts';
import { useSelection } from './use-selection.ts';

/** Projects, clients and campaigns. */
export function LibraryScreen() {
  const workspace = useWorkspace();
  const { t, go, route, settings, setSettings } = workspace;
  const { compare } = useFormatters();
  const data = useLibraryData();
  const actions = useLibraryActions();
  const sample = useSample();
  const nowMs = useNowMs();
  const [placeText, setPlaceText] = useState('all');
  const [query, setQuery] = useState('');
  const [filters, setFilters] = useState(NO_FILTERS);
  const [renamingId, setRenamingId] = useState<string | null>(null);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [focusMark, setFocusMark] = useState(0);
  const search = useRef<HTMLInputElement>(null);
  const hits = useSearchHits(query);

  const { mode, sort: sortField, isReversed } = settings.libraryView;
  const sort: Sort = useMemo(() => ({ field: sortField, isReversed }), [sortField, isReversed]);
  const onSort = ({ field, isReversed: next }: Sort): void =>
    setSettings({ libraryView: { sort: field, isReversed: next } });
  const place = useMemo(() => placeOfId(placeText), [placeText]);
  const isTrash = place.kind === 'trash';
  const source = isTrash ? data.trash : data.cards;
  const sizes = useSizes(source, mode === 'table' || sort.field === 'size');
  const cards = useMemo(
    () => projectsInView({ cards: source, place, filters, query, hits, sort, sizes, compare }),
    [source, place, filters, query, hits, sort, sizes, compare],
  );
  const order = useMemo(() => cards.map(({ id }) => id), [cards]);
  const selection = useSelection(order, route.projectId);
  const { session, selectedIds } = selection;
  const chosen = cards.filter(({ id }) => selectedIds.has(id));
  const [one] = chosen.length === 1 ? chosen : [];
  const active = selection.activeIndex < 0 ? undefined : cards[selection.activeIndex];

  const setPlace = useCallback(
    (next: Place): void => {
      setPlaceText(placeId(next));
      session.clear();
    },
    [session],
  );
  const open = (card: ProjectCard): void => {
    if (card.isDamaged || card.trashedAtMs !== null) return setDialog({ kind: 'look', id: card.id });
    go({ screen: card.shotCount > 0 ? 'storyboard' : 'brief', projectId: card.id });
  };
  const focusList = (): void => setFocusMark((mark) => mark + 1);
  const closeDialog = (): void => {
    setDialog(null);
    focusList();
  };
  const { trashPlace, restoreGroup, nameOfPlace } = usePlaces(data, (gone) => {
    if (placeText === placeId(gone)) setPlace({ kind: 'all' });
  });
  const left = useRef<NewProject | null>(null);
  const newProject = (text = '', pictures: readonly File[] = []): void => {
    const begun = left.current;
    left.current = null;
    // What is dropped or pasted now comes to what a closed sheet still holds.
    setDialog({
      kind: 'project',
      name: begun?.name ?? '',
      text: [begun?.text ?? '', text].filter((part) => part.trim() !== '').join('\n\n'),
      pictures: [...(begun?.pictures ?? []), ...pictures],
    });
  };
  const dropOn = (ids: readonly string[], to: Place): void => {
    const carried = source.filter(({ id }) => ids.includes(id));
    if (carried.length === 0) return;
    if (to.kind === 'trash') void (isTrash ? undefined : actions.trash(carried));
    else if (!isTrash) void actions.move(carried, targetOfPlace(to), nameOfPlace(to));
  };
  // The copies are what goes on.
  const duplicate = (): void =>
    void actions.duplicate(chosen).then((copies) => copies.length > 0 && session.marquee(copies, false));

  usePredicates({
    selection: chosen.length > 0,
    'selection-one': one !== undefined,
    'in-trash': isTrash && chosen.length > 0,
  });
  const intake = useFileIntake(newProject);
  useDropZones(intake.zones);
  usePaste(intake.paste);
  useCommands({
    'project.new': () => newProject(),
    'library.sample': sample.start,
    'library.newClient': () => setDialog({ kind: 'client' }),
    'library.newCampaign': () => setDialog({ kind: 'campaign', clientId: place.kind === 'client' ? place.id : null }),
    'library.cards': () => setSettings({ libraryView: { mode: 'grid' } }),
    'library.table': () => setSettings({ libraryView: { mode: 'table' } }),
    'library.trash': () => setPlace({ kind: isTrash ? 'all' : 'trash' }),
    'library.quickLook': () => one !== undefined && setDialog({ kind: 'look', id: one.id }),
    'edit.find': () => search.current?.focus(),
    'edit.selectAll': () => session.all(order),
    'edit.clearSelection': () => session.clear(),
    ...(isTrash
      ? {
          'library.restore': () => void actions.restore(chosen).then(focusList),
          'library.deleteForever': () => setDialog({ kind: 'delete', ids: chosen.map(({ id }) => id) }),
        }
      : {
          'library.move': () => setDialog({ kind: 'move', ids: chosen.map(({ id }) => id) }),
          'edit.open': () => one !== undefined && open(one),
          'edit.rename': () => one !== undefined && setRenamingId(one.id),
          'edit.duplicate': duplicate,
          // The same, by the name that it has in the menu of files: never of a project that is not to be seen here.
          ...(chosen.length === 0 ? {} : { 'project.duplicate': duplicate }),
          'edit.delete': () => void actions.trash(chosen).then(focusList),
        }),
  });

  const isNarrowed = query.trim() !== '' || hasFilters(filters);
  const title = place.kind === 'all' ? t('command.go.library') : nameOfPlace(place);
  return (
    <>
      <ScreenLayout
        title={title}
        subtitle={t('library.projects', { count: cards.length })}
        toolbar={
          isTrash ? undefined : (
            <Button
              tone="primary"
              icon={Plus}
              title={commandTooltip('project.new', workspace).keys}
              onClick={() => newProject()}
            >
              {t('library.new-project')}
            </Button>
          )
        }
        left={{
          label: t('library.places'),
          content: (
            <LibraryPlaces
              data={data}
              place={place}
              onPlace={setPlace}
              onDropProjects={dropOn}
              onTrashPlace={trashPlace}
              onNewCampaign={(clientId) => setDialog({ kind: 'campaign', clientId })}
            />
          ),
        }}
        inspector={{
          label: t('library.inspector'),
          content:
            one !== undefined ? (
              <ProjectInspector
                key={one.id}
                card={one}
                clients={data.clients}
                campaigns={data.campaigns}
                failure={standingFailure(one, actions.failures)}
              />
            ) : chosen.length > 1 ? (
              <SetInspector cards={chosen} />
            ) : (
              <PlaceInspector place={place} data={data} />
            ),
        }}
      >
        <LibraryBar
          cards={source}
          query={query}
          onQuery={setQuery}
          filters={filters}
          onFilters={setFilters}
          sort={sort}
          onSort={onSort}
          mode={mode}
          onMode={(next) => setSettings({ libraryView: { mode: next } })}
          searchRef={search}
        />
        {isTrash && <TrashedGroups data={data} onRestore={restoreGroup} />}
        {data.error !== null && !isAway(data.error) ? (
          <div className="p-4">
            <ErrorState
              title={t('library.cannot-list')}
              subject={t('command.go.library')}
              reason={failureInWords(data.error, t)}
              action={<Button onClick={data.reload}>{t('shell.again')}</Button>}
              copyLabel={t('library.copy-details')}
              onCopyDetails={() => copyDetails(data.error)}
            />
          </div>
        ) : data.isLoading ? (
          <LoadingCards />
        ) : cards.length === 0 ? (
          <LibraryEmpty
            place={place}
            isFirstStart={data.cards.length === 0 && data.trash.length === 0 && !isNarrowed}
            isNarrowed={isNarrowed && source.length > 0}
            query={query}
            isSampleBusy={sample.isBusy}
            onBrief={() => newProject()}
            onPictures={(pictures) => newProject('', pictures)}
            onSample={sample.start}
            onShowAll={() => {
              setQuery('');
              setFilters(NO_FILTERS);
            }}
          />
        ) : (
          <ProjectList
            label={title}
            mode={mode}
            cards={cards}
            selection={selection}
            isTrash={isTrash}
            sort={sort}
            onSort={onSort}
            sizes={sizes}
            failures={actions.failures}
            nowMs={nowMs}
            renamingId={renamingId}
            onRenamed={(card, name) => {
              setRenamingId(null);
              if (name !== null) void actions.rename(card, name);
              focusList();
            }}
            onOpen={open}
            onQuickLook={() => active !== undefined && setDialog({ kind: 'look', id: active.id })}
            focusMark={focusMark}
          />
        )}
      </ScreenLayout>
      <LibraryDialogs
        dialog={dialog}
        data={data}
        cards={cards}
        target={targetOfPlace(place)}
        targetName={place.kind === 'client' || place.kind === 'campaign' ? nameOfPlace(place) : null}
        actions={actions}
        onClose={closeDialog}
        onLeaveProject={(draft) => (left.current = draft)}
        onPlace={setPlace}
        onOpen={open}
        onStep={(by) => {
          session.step(by, order, false);
          const next = session.getState().activeId;
          if (next !== null) setDialog({ kind: 'look', id: next });
        }}
      />
    </>
  );
}

/** Grey cards in the geometry of the real ones. */
function LoadingCards() {
  return (
    <div aria-busy className="grid grid-cols-[repeat(auto-fill,minmax(13.5rem,1fr))] gap-3 p-3">
      {Array.from({ length: 8 }, (_, at) => (
        <div key={at} className="flex flex-col gap-2 rounded-card border border-line bg-raised p-1 pb-3">
          <Skeleton className="aspect-video w-full" isPicture />
          <Skeleton className="mx-1.5 h-4 w-2/3" />
          <Skeleton className="mx-1.5 h-3 w-1/3" />
        </div>
      ))}
    </div>
  );
}
