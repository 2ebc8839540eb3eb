import { defaultRangeExtractor } from '@tanstack/react-virtual';
import type { Range, Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, MouseEvent, RefObject } from 'react';
import { moveInGrid } from '../lib/grid-moves.ts';

/** Keys and clicks ask for a new active item; the modifiers tell what to do with the set. */
export type Activate = (index: number, how: { isRange: boolean; isToggle: boolean }) => void;

/** The visible rows, and the one with the tab stop: it must exist even when it is scrolled out of sight. */
export const rowsWith =
  (tabRow: number) =>
  (range: Range): number[] => {
    const rows = defaultRangeExtractor(range);
    if (tabRow < 0 || tabRow >= range.count || rows.includes(tabRow)) return rows;
    return [...rows, tabRow].sort((a, b) => a - b);
  };

export interface ItemKeysOptions<Item> {
  /** Holds the items, each an element with `data-index`. */
  scroller: RefObject<HTMLDivElement | null>;
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  items: readonly Item[];
  activeIndex: number;
  columns?: number;
  rowPx: number;
  /** Rows of the height that a page does not go on by: a head, one that stays in sight. */
  rowsKept: number;
  onActivate: Activate;
  /** Enter. */
  onOpen?: ((item: Item) => void) | undefined;
  /** What Space does instead of putting the active item into the set or out of it. */
  onSpace?: ((item: Item) => void) | undefined;
}

/** Keys and clicks of a list or grid of which only a part exists. One tab stop; the focus follows the active item. */
export function useItemKeys<Item>(options: ItemKeysOptions<Item>) {
  const { scroller, virtualizer, items, activeIndex, columns = 1, rowPx, rowsKept, onActivate } = options;
  const { onOpen, onSpace } = options;
  const shouldFocus = useRef(false);
  const activeRow = Math.floor(Math.max(0, activeIndex) / columns);
  useEffect(() => {
    if (!shouldFocus.current) return;
    shouldFocus.current = false;
    virtualizer.scrollToIndex(activeRow);
    scroller.current?.querySelector<HTMLElement>(`[data-index="${activeIndex}"]`)?.focus({ preventScroll: true });
  }, [activeIndex, activeRow, scroller, virtualizer]);

  const onKeyDown = (event: KeyboardEvent): void => {
    // A control inside an item has its keys for itself.
    if (!(event.target as HTMLElement).hasAttribute('data-index') || event.altKey) return;
    const item = items[activeIndex];
    if (event.key === 'Enter' && item !== undefined && onOpen !== undefined) {
      event.preventDefault();
      return onOpen(item);
    }
    if (event.key === ' ') {
      event.preventDefault();
      if (onSpace === undefined) return onActivate(activeIndex, { isRange: false, isToggle: true });
      return item === undefined ? undefined : onSpace(item);
    }
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - rowsKept);
    const to = moveInGrid(event.key, activeIndex, { count: items.length, columns, pageRows });
    if (to === undefined) return;
    event.preventDefault();
    shouldFocus.current = true;
    onActivate(to, { isRange: event.shiftKey, isToggle: false });
  };
  const onClick = (index: number) => (event: MouseEvent) =>
    onActivate(index, { isRange: event.shiftKey, isToggle: event.ctrlKey || event.metaKey });
  const tabStop = activeIndex >= 0 && activeIndex < items.length ? activeIndex : 0;
  return { onKeyDown, onClick, tabStop };
}
