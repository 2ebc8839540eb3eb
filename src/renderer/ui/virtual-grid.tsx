import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { DragEvent, ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import { useElementSize } from '../lib/use-element-size.ts';
import { rowsWith, useItemKeys } from './item-keys.ts';
import type { Activate } from './item-keys.ts';

export interface VirtualGridProps<Item> {
  label: string;
  items: readonly Item[];
  getId: (item: Item) => string;
  getLabel: (item: Item) => string;
  /** The least width of a card; columns share the rest. */
  minCardPx: number;
  /** The height of a card for the width it gets. 5 px on each side are border and inset, so that pictures keep square corners. */
  cardHeightPx: (widthPx: number) => number;
  gapPx?: number;
  activeIndex: number;
  isSelected: (item: Item) => boolean;
  onActivate: Activate;
  onOpen?: (item: Item) => void;
  /** What Space does instead of putting the active card into the set or out of it. */
  onSpace?: (item: Item) => void;
  /** With it, cards can be dragged; called as a drag begins, to say what is carried. */
  onDragItem?: (item: Item, event: DragEvent) => void;
  renderCard: (item: Item, state: { isActive: boolean; isSelected: boolean }) => ReactNode;
  className?: string;
}

/** Cards in columns, of which only the visible rows exist. One tab stop; arrows move by card and row. */
export function VirtualGrid<Item>(props: VirtualGridProps<Item>) {
  'use no memo';
  const { label, items, getId, getLabel, gapPx = 12, activeIndex, isSelected, onActivate, onOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(scroller);
  const inner = Math.max(0, width - gapPx * 2);
  const columns = Math.max(1, Math.floor((inner + gapPx) / (props.minCardPx + gapPx)));
  const cardPx = Math.floor((inner - gapPx * (columns - 1)) / columns);
  const rowCount = width === 0 ? 0 : Math.ceil(items.length / columns);
  const rowPx = props.cardHeightPx(cardPx) + gapPx;
  const activeRow = Math.floor(Math.max(0, activeIndex) / columns);
  // oxlint-disable-next-line react/incompatible-library -- 'use no memo' above keeps the compiler away
  const virtualizer = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 2,
    paddingStart: gapPx,
    rangeExtractor: rowsWith(activeRow),
  });
  useEffect(() => virtualizer.measure(), [rowPx, virtualizer]);
  const { onKeyDown, onClick, tabStop } = useItemKeys({
    ...{ scroller, virtualizer, items, activeIndex, columns, rowPx, onActivate, onOpen },
    onSpace: props.onSpace,
    rowsKept: 0,
  });
  return (
    <div ref={scroller} className={classNames('min-h-0 overflow-y-auto overscroll-contain', props.className)}>
      <div
        role="grid"
        aria-label={label}
        aria-multiselectable
        aria-rowcount={rowCount}
        aria-colcount={columns}
        onKeyDown={onKeyDown}
        style={{ height: virtualizer.getTotalSize(), position: 'relative' }}
      >
        {virtualizer.getVirtualItems().map((row) => (
          <div
            key={row.key}
            role="row"
            aria-rowindex={row.index + 1}
            style={{
              position: 'absolute',
              insetInline: gapPx,
              top: 0,
              display: 'flex',
              gap: gapPx,
              height: rowPx - gapPx,
              transform: `translateY(${row.start}px)`,
            }}
          >
            {items.slice(row.index * columns, (row.index + 1) * columns).map((item, column) => {
              const index = row.index * columns + column;
              const state = { isActive: index === activeIndex, isSelected: isSelected(item) };
              return (
                <div
                  key={getId(item)}
                  role="gridcell"
                  data-index={index}
                  aria-label={getLabel(item)}
                  aria-colindex={column + 1}
                  aria-selected={state.isSelected}
                  tabIndex={index === tabStop ? 0 : -1}
                  onClick={onClick(index)}
                  onDoubleClick={() => onOpen?.(item)}
                  draggable={props.onDragItem !== undefined}
                  onDragStart={(event) => props.onDragItem?.(item, event)}
                  style={{ width: cardPx }}
                  className={classNames(
                    'relative flex min-w-0 cursor-default flex-col rounded-card border p-1 select-none',
                    state.isSelected
                      ? 'selected selected-card border-accent bg-sel'
                      : 'border-line bg-raised hover:bg-hover',
                    state.isSelected && state.isActive && 'ring ring-accent',
                  )}
                >
                  {props.renderCard(item, state)}
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}
