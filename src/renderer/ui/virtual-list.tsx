import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import { rowsWith, useItemKeys } from './item-keys.ts';
import type { Activate } from './item-keys.ts';

export interface VirtualListProps<Item> {
  label: string;
  items: readonly Item[];
  getId: (item: Item) => string;
  /** The height of every row, CSS px. */
  rowHeightPx: number;
  activeIndex: number;
  isSelected: (item: Item) => boolean;
  onActivate: Activate;
  /** Enter or double click. */
  onOpen?: (item: Item) => void;
  isMultiple?: boolean;
  /** No controls inside: the row is one option. Use VirtualGrid for rows with buttons. */
  renderRow: (item: Item, index: number) => ReactNode;
  className?: string;
}

/** A long list of which only the visible rows exist. One tab stop; the active row has it. */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  'use no memo';
  const { label, items, getId, rowHeightPx, activeIndex, isSelected, onActivate, onOpen, isMultiple = true } = props;
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- 'use no memo' above keeps the compiler away
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 6,
    rangeExtractor: rowsWith(activeIndex),
  });
  const { onKeyDown, onClick, tabStop } = useItemKeys({
    ...{ scroller, virtualizer, items, activeIndex, onActivate, onOpen },
    rowPx: rowHeightPx,
    rowsKept: 1,
  });
  return (
    <div ref={scroller} className={classNames('min-h-0 overflow-y-auto overscroll-contain', props.className)}>
      <div
        role="listbox"
        // Letters are free for the commands of the screen: there is no typing ahead here.
        data-no-typing
        aria-label={label}
        aria-multiselectable={isMultiple}
        onKeyDown={onKeyDown}
        style={{ height: virtualizer.getTotalSize(), position: 'relative' }}
      >
        {virtualizer.getVirtualItems().map((row) => {
          const item = items[row.index] as Item;
          const selected = isSelected(item);
          return (
            <div
              key={getId(item)}
              role="option"
              data-index={row.index}
              tabIndex={row.index === tabStop ? 0 : -1}
              aria-selected={selected}
              aria-setsize={items.length}
              aria-posinset={row.index + 1}
              onClick={onClick(row.index)}
              onDoubleClick={() => onOpen?.(item)}
              style={{
                position: 'absolute',
                insetInline: 0,
                top: 0,
                height: row.size,
                transform: `translateY(${row.start}px)`,
              }}
              className={classNames(
                'focus-inset flex cursor-default items-center gap-3 border-b border-line px-3 text-small select-none',
                selected ? 'selected bg-sel' : 'hover:bg-hover',
                row.index === activeIndex && selected && 'inset-ring inset-ring-accent',
              )}
            >
              {props.renderRow(item, row.index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
