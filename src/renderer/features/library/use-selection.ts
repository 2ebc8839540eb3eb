import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { createSession } from '../../editor/session.ts';
import type { Session } from '../../editor/session.ts';

export interface LibrarySelection {
  session: Session;
  order: readonly string[];
  activeIndex: number;
  selectedIds: ReadonlySet<string>;
  activate(index: number, how: { isRange: boolean; isToggle: boolean }): void;
}

/** The window's one selection model over the projects in view. What falls out of view falls out of it. */
export function useSelection(order: readonly string[], firstId: string | null): LibrarySelection {
  const [session] = useState(() => {
    const fresh = createSession('library');
    if (firstId !== null) fresh.select(firstId);
    return fresh;
  });
  const { activeId, selectedIds } = useSyncExternalStore(session.subscribe, session.getState);
  const before = useRef<readonly string[]>(order);
  useEffect(() => {
    if (order === before.current) return;
    // The list is empty while it loads; that is no reason to forget.
    if (before.current.length > 0) session.retain(order, before.current);
    before.current = order;
  }, [order, session]);
  return {
    session,
    order,
    activeIndex: activeId === null ? -1 : order.indexOf(activeId),
    selectedIds,
    activate(index, { isRange, isToggle }) {
      const id = order[index];
      if (id === undefined) return;
      if (isRange) session.range(id, order);
      else if (isToggle) session.toggle(id);
      else session.select(id);
    },
  };
}
