import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import type { DragEvent } from 'react';
import type { ProjectCard } from '../../../shared/contract/views.ts';
import { thumbUrl } from '../../client/api.ts';
import { classNames } from '../../lib/class-names.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Badge } from '../../ui/badge.tsx';
import { Icon } from '../../ui/icon.tsx';
import { rowsWith, useItemKeys } from '../../ui/item-keys.ts';
import type { Activate } from '../../ui/item-keys.ts';
import { Picture } from '../../ui/picture.tsx';
import { RelativeTime } from '../../ui/readouts.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { isDescending } from './library-view.ts';
import type { Sort, SortField } from './library-view.ts';
import { ProjectName } from './project-name.tsx';
import { lengthMsOf, stateBadge } from './project-words.ts';

const COLUMNS: readonly { field: Exclude<SortField, 'created'>; isNumber?: true }[] = [
  { field: 'name' },
  { field: 'client' },
  { field: 'campaign' },
  { field: 'state' },
  { field: 'shots', isNumber: true },
  { field: 'length', isNumber: true },
  { field: 'updated' },
  { field: 'size', isNumber: true },
];
/** Name takes what is left; below the sum the table scrolls sideways. */
const TRACKS = 'minmax(13rem,1fr) 7.5rem 7.5rem 10.5rem 5rem 5.5rem 7.5rem 5.5rem';
const ROW_PX = 36;

export interface ProjectTableProps {
  label: string;
  labelOf: (card: ProjectCard) => string;
  cards: readonly ProjectCard[];
  activeIndex: number;
  isSelected: (card: ProjectCard) => boolean;
  onActivate: Activate;
  onOpen: (card: ProjectCard) => void;
  onSpace: (card: ProjectCard) => void;
  onDragItem: (card: ProjectCard, event: DragEvent) => void;
  sort: Sort;
  onSort: (sort: Sort) => void;
  sizes: ReadonlyMap<string, number>;
  nowMs: number;
  renamingId: string | null;
  onRenamed: (card: ProjectCard, name: string | null) => void;
}

/** Projects as rows, of which only the visible ones exist. One tab stop for the rows, one for each column's order. */
export function ProjectTable(props: ProjectTableProps) {
  'use no memo';
  const { label, cards, activeIndex, isSelected, onActivate, onOpen, onSpace, sort, onSort, sizes, nowMs } = props;
  const { t, settings } = useWorkspace();
  const scroller = useRef<HTMLDivElement>(null);
  const rowPx = Math.round(ROW_PX * settings.uiScale);
  // oxlint-disable-next-line react/incompatible-library -- 'use no memo' above keeps the compiler away
  const virtualizer = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    scrollMargin: rowPx,
    overscan: 8,
    rangeExtractor: rowsWith(activeIndex),
  });
  useEffect(() => virtualizer.measure(), [rowPx, virtualizer]);
  const { onKeyDown, onClick, tabStop } = useItemKeys({
    ...{ scroller, virtualizer, items: cards, activeIndex, rowPx, onActivate, onOpen, onSpace },
    // The head of the table, and one that stays in sight.
    rowsKept: 2,
  });

  return (
    <div ref={scroller} className="min-h-0 grow overflow-auto overscroll-contain">
      <div
        role="grid"
        aria-label={label}
        aria-multiselectable
        aria-rowcount={cards.length + 1}
        aria-colcount={COLUMNS.length}
        onKeyDown={onKeyDown}
        className="relative w-full min-w-248"
        style={{ height: virtualizer.getTotalSize() + rowPx }}
      >
        <div
          role="row"
          aria-rowindex={1}
          className="sticky top-0 z-sticky grid border-b border-line bg-panel"
          style={{ gridTemplateColumns: TRACKS, height: rowPx }}
        >
          {COLUMNS.map(({ field, isNumber }) => {
            const isSorted = sort.field === field;
            return (
              <div
                key={field}
                role="columnheader"
                aria-sort={isSorted ? (isDescending(sort) ? 'descending' : 'ascending') : 'none'}
                className={classNames('flex min-w-0 items-center px-1', isNumber && 'justify-end')}
              >
                <button
                  type="button"
                  onClick={() => onSort({ field, isReversed: isSorted ? !sort.isReversed : false })}
                  className={classNames(
                    'focus-inset flex min-h-6 min-w-0 items-center gap-1 rounded-chip px-2 text-small font-medium hover:bg-hover',
                    isSorted ? 'text-text-1' : 'text-text-3',
                  )}
                >
                  <span className="truncate">{t(`library.column.${field}`)}</span>
                  {isSorted && <Icon of={isDescending(sort) ? ArrowDown : ArrowUp} className="size-3.5" />}
                </button>
              </div>
            );
          })}
        </div>
        {virtualizer.getVirtualItems().map((row) => {
          const card = cards[row.index] as ProjectCard;
          const selected = isSelected(card);
          const size = sizes.get(card.id);
          return (
            <div
              key={card.id}
              role="row"
              data-index={row.index}
              aria-label={props.labelOf(card)}
              aria-rowindex={row.index + 2}
              aria-selected={selected}
              tabIndex={row.index === tabStop ? 0 : -1}
              draggable
              onDragStart={(event) => props.onDragItem(card, event)}
              onClick={onClick(row.index)}
              onDoubleClick={() => onOpen(card)}
              style={{ gridTemplateColumns: TRACKS, height: row.size, transform: `translateY(${row.start}px)` }}
              className={classNames(
                'focus-inset absolute inset-x-0 top-0 grid cursor-default items-center border-b border-line text-small select-none',
                selected ? 'selected bg-sel' : 'hover:bg-hover',
                row.index === activeIndex && selected && 'inset-ring inset-ring-accent',
              )}
            >
              <Cells
                card={card}
                size={size}
                nowMs={nowMs}
                isRenaming={props.renamingId === card.id}
                onRenamed={props.onRenamed}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface CellsProps {
  card: ProjectCard;
  size: number | undefined;
  nowMs: number;
  isRenaming: boolean;
  onRenamed: (card: ProjectCard, name: string | null) => void;
}

/** What a row says, drawn again only when it changes. */
const Cells = memo(function CellsView({ card, size, nowMs, isRenaming, onRenamed }: CellsProps) {
  const { t } = useWorkspace();
  const { duration, bytes } = useFormatters();
  return (
    <>
      <div role="gridcell" className="flex min-w-0 items-center gap-2 px-3">
        <span className="w-12 shrink-0">
          <Picture alt="" ratio={16 / 9} src={card.posterAssetId === null ? undefined : thumbUrl(card.posterAssetId)} />
        </span>
        <ProjectName name={card.name} isRenaming={isRenaming} onRenamed={(name) => onRenamed(card, name)} />
      </div>
      <Cell>{card.clientName ?? t('library.mine')}</Cell>
      <Cell>{card.campaignName ?? '–'}</Cell>
      <div role="gridcell" className="min-w-0 overflow-hidden px-2">
        {card.isDamaged ? (
          <Badge tone="err" shape="triangle" label={t('library.damaged')} />
        ) : (
          <Badge {...stateBadge(card.status, t)} />
        )}
      </div>
      <Cell isNumber>{card.shotCount}</Cell>
      <Cell isNumber>{card.shotCount === 0 ? '–' : duration(lengthMsOf(card))}</Cell>
      <div role="gridcell" className="truncate px-2 text-text-2">
        <RelativeTime epochMs={card.updatedAtMs} nowMs={nowMs} />
      </div>
      <Cell isNumber>{size === undefined || size === 0 ? '–' : bytes(size)}</Cell>
    </>
  );
});

function Cell({ children, isNumber = false }: { children: string | number; isNumber?: boolean }) {
  return (
    <div
      role="gridcell"
      title={String(children)}
      className={classNames('truncate px-2 text-text-2', isNumber && 'tabular text-right')}
    >
      {children}
    </div>
  );
}
