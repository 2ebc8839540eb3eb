import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import { moveInGrid } from '../lib/grid-moves.ts';

export interface VirtualListProps<Item> {
  label: string;
  items: readonly Item[];
  getId: (item: Item) => string;
  /** The height of every row, CSS px. */
  rowHeightPx: number;
  activeIndex: number;
  isSelected: (item: Item) => boolean;
  /** Keys and clicks ask for a new active row; the modifiers tell what to do with the set. */
  onActivate: (index: number, how: { isRange: boolean; isToggle: boolean }) => void;
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
  const shouldFocus = useRef(false);
  // oxlint-disable-next-line react/incompatible-library -- 'use no memo' above keeps the compiler away
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 6,
    // The tab stop must exist even when it is scrolled out of sight.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan);
      const to = Math.min(count - 1, endIndex + overscan);
      const range = Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset);
      if (activeIndex < 0 || activeIndex >= count || (activeIndex >= from && activeIndex <= to)) return range;
      return [...range, activeIndex].sort((a, b) => a - b);
    },
  });
  useEffect(() => {
    if (!shouldFocus.current) return;
    shouldFocus.current = false;
    virtualizer.scrollToIndex(activeIndex);
    scroller.current?.querySelector<HTMLElement>(`[data-index="${activeIndex}"]`)?.focus({ preventScroll: true });
  }, [activeIndex, virtualizer]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget && !(event.target as HTMLElement).hasAttribute('data-index')) return;
    if (event.altKey) return;
    const item = items[activeIndex];
    if (event.key === 'Enter' && item !== undefined && onOpen !== undefined) {
      event.preventDefault();
      return onOpen(item);
    }
    if (event.key === ' ') {
      event.preventDefault();
      return onActivate(activeIndex, { isRange: false, isToggle: true });
    }
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeightPx) - 1);
    const to = moveInGrid(event.key, activeIndex, { count: items.length, columns: 1, pageRows });
    if (to === undefined) return;
    event.preventDefault();
    shouldFocus.current = true;
    onActivate(to, { isRange: event.shiftKey, isToggle: false });
  };
  const onClick = (index: number) => (event: MouseEvent) =>
    onActivate(index, { isRange: event.shiftKey, isToggle: event.ctrlKey || event.metaKey });
  const tabStop = activeIndex >= 0 && activeIndex < items.length ? activeIndex : 0;
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
