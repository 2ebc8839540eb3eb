import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { DragEvent, KeyboardEvent, MouseEvent } from 'react';
import type { ProjectCard as Card } from '../../../shared/contract/views.ts';
import { comparable } from '../../lib/rank.ts';
import { ContextMenu } from '../../ui/context-menu.tsx';
import type { MenuEntry } from '../../ui/menu-entries.tsx';
import { VirtualGrid } from '../../ui/virtual-grid.tsx';
import { commandMenu, useCommandsVersion } from '../../workspace/use-commands.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { carryProjects } from './drag-projects.ts';
import { standingFailure } from './failure-words.ts';
import { typedAhead } from './library-view.ts';
import type { Sort } from './library-view.ts';
import { CARD_WORDS_PX, ProjectCard } from './project-card.tsx';
import { ProjectTable } from './project-table.tsx';
import { createCardWords } from './project-words.ts';
import type { Failures } from './use-library-actions.ts';
import type { LibrarySelection } from './use-selection.ts';

/** Letters typed within this time are one word. */
const TYPING_MS = 900;
/** Border and inset of a card on both sides. */
const CARD_EDGE_PX = 10;
const CARD_MIN_PX = 216;
const GAP_PX = 12;

export interface ProjectListProps {
  label: string;
  mode: 'grid' | 'table';
  cards: readonly Card[];
  selection: LibrarySelection;
  isTrash: boolean;
  sort: Sort;
  onSort: (sort: Sort) => void;
  sizes: ReadonlyMap<string, number>;
  failures: Failures;
  nowMs: number;
  renamingId: string | null;
  onRenamed: (card: Card, name: string | null) => void;
  onOpen: (card: Card) => void;
  onQuickLook: () => void;
  /** Counts up when the active project shall take the focus: after a deletion, after a dialog. */
  focusMark: number;
}

/** The projects as cards or rows, with keys, context menu and dragging. */
export function ProjectList(props: ProjectListProps) {
  const { cards, selection, mode, isTrash, focusMark } = props;
  const workspace = useWorkspace();
  useCommandsVersion();
  const { t, settings } = workspace;
  const box = useRef<HTMLDivElement>(null);
  const typed = useRef({ letters: '', atMs: 0 });
  const { activeIndex, selectedIds, session, order } = selection;
  // Words of a card are made once, not with every frame of scrolling.
  const labelOf = useMemo(() => createCardWords(t), [t]);
  const onRenamed = useRef(props.onRenamed);
  useEffect(() => {
    onRenamed.current = props.onRenamed;
  });
  const renamed = useCallback((card: Card, name: string | null) => onRenamed.current(card, name), []);
  const focusActive = (): void =>
    box.current
      ?.querySelector<HTMLElement>(`[data-index="${Math.max(0, activeIndex)}"]`)
      ?.focus({ preventScroll: true });
  const lastMark = useRef(focusMark);
  useEffect(() => {
    if (lastMark.current === focusMark) return;
    lastMark.current = focusMark;
    focusActive();
  });
  const hadFocus = useRef(false);
  useEffect(() => {
    // A project that moves to another place of the list loses the focus with its old card: it gets it back.
    if (hadFocus.current && activeIndex >= 0 && document.activeElement === document.body) focusActive();
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
    if (!(event.target as HTMLElement).hasAttribute('data-index')) return;
    // A slash is the way to the search, and Shift with a letter is a command.
    if (event.key.length !== 1 || event.key === ' ' || event.key === '/' || event.code === 'Slash') return;
    if (event.shiftKey && /^Key[GTBRM]$/.test(event.code)) return;
    const isFresh = event.timeStamp - typed.current.atMs > TYPING_MS;
    // The same letter again and again goes from one to the next.
    const letters = isFresh || typed.current.letters === event.key ? event.key : typed.current.letters + event.key;
    typed.current = { letters, atMs: event.timeStamp };
    const at = typedAhead(cards, letters, activeIndex, (name, begin) => comparable(name).startsWith(comparable(begin)));
    event.preventDefault();
    if (at < 0) return;
    selection.activate(at, { isRange: false, isToggle: false });
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-index="${at}"]`)?.focus());
  };
  const aim = (event: MouseEvent): void => {
    const index = (event.target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset['index'];
    const id = index === undefined ? undefined : order[Number(index)];
    if (id === undefined) session.clear();
    else session.aim(id);
  };
  const onDragItem = (card: Card, event: DragEvent): void => {
    const ids = selectedIds.has(card.id) ? order.filter((id) => selectedIds.has(id)) : [card.id];
    if (!selectedIds.has(card.id)) session.select(card.id);
    carryProjects(event, ids, ids.length === 1 ? card.name : t('library.projects', { count: ids.length }));
  };

  const count = selectedIds.size;
  const bulkLabels: Readonly<Record<string, string>> =
    count > 1
      ? {
          'library.move': t('library.move-n', { count }),
          'edit.delete': t('library.trash-n', { count }),
          'edit.duplicate': t('library.duplicate-n', { count }),
          'library.restore': t('library.restore-n', { count }),
          'library.deleteForever': t('library.delete-n', { count }),
        }
      : { 'edit.open': t('library.open'), 'edit.delete': t('library.to-trash') };
  const ids = isTrash
    ? [
        ...(count > 1 ? [] : ['library.quickLook']),
        'library.restore',
        'line',
        'edit.selectAll',
        'line',
        'library.deleteForever',
      ]
    : [
        // What is for one alone is not offered to several.
        ...(count > 1 ? [] : ['edit.open', 'library.quickLook', 'line', 'edit.rename']),
        'edit.duplicate',
        'library.move',
        'line',
        'edit.selectAll',
        'line',
        'edit.delete',
      ];
  const entries: MenuEntry[] =
    count === 0
      ? commandMenu(
          ['project.new', 'library.sample', 'line', 'library.cards', 'library.table', 'edit.selectAll'],
          workspace,
        )
      : commandMenu(ids, workspace).map((entry) => {
          const label = bulkLabels[entry.id];
          return entry.kind === 'action' && label !== undefined ? { ...entry, label } : entry;
        });

  const shared = {
    label: props.label,
    activeIndex,
    isSelected: (card: Card) => selectedIds.has(card.id),
    onActivate: selection.activate,
    onOpen: props.onOpen,
    onSpace: props.onQuickLook,
    onDragItem,
  };
  return (
    <div
      ref={box}
      data-region="grid"
      className="flex min-h-0 grow flex-col"
      onFocus={(event) => (hadFocus.current = (event.target as HTMLElement).hasAttribute('data-index'))}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget !== null && box.current?.contains(relatedTarget as Node) !== true) hadFocus.current = false;
      }}
      onKeyDownCapture={onKeyDown}
      onContextMenuCapture={aim}
      onClick={(event) => {
        // Beside the cards: nothing is meant.
        const target = event.target as HTMLElement;
        if (target.closest('[data-index], button, input, [role=menu]') === null) session.clear();
      }}
    >
      <ContextMenu entries={entries} className="flex min-h-0 grow flex-col outline-none">
        {mode === 'table' ? (
          <ProjectTable
            {...shared}
            cards={cards}
            labelOf={labelOf}
            sort={props.sort}
            onSort={props.onSort}
            sizes={props.sizes}
            nowMs={props.nowMs}
            renamingId={props.renamingId}
            onRenamed={renamed}
          />
        ) : (
          <VirtualGrid
            {...shared}
            items={cards}
            getId={(card) => card.id}
            getLabel={labelOf}
            minCardPx={Math.round(CARD_MIN_PX * settings.uiScale)}
            cardHeightPx={(widthPx) =>
              Math.round(((widthPx - CARD_EDGE_PX) * 9) / 16 + CARD_EDGE_PX + CARD_WORDS_PX * settings.uiScale)
            }
            gapPx={GAP_PX}
            className="grow"
            renderCard={(card) => (
              <ProjectCard
                card={card}
                nowMs={props.nowMs}
                isFailed={standingFailure(card, props.failures) !== undefined}
                isRenaming={props.renamingId === card.id}
                onRenamed={renamed}
              />
            )}
          />
        )}
      </ContextMenu>
    </div>
  );
}
