import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { SelectionSnapshot } from '../../shared/model/document-change.ts';

/** What a person looks at and has picked; not saved with the document, not undone, but brought back by undo. */
export interface SessionState {
  /** The bright ring: one, or none. */
  readonly activeId: string | null;
  /** The tinted set; holds the active one. */
  readonly selectedIds: ReadonlySet<string>;
  /** Where ranges start. */
  readonly anchorId: string | null;
  readonly screen: string;
  readonly playheadFrame: number;
  /** Card width in the grid, in px. */
  readonly cardWidthPx: number;
}

export interface Session extends Pick<StoreApi<SessionState>, 'getState' | 'subscribe'> {
  /** A plain click: this one alone. */
  select(id: string): void;
  /** Mod+click. */
  toggle(id: string): void;
  /** Shift+click and Shift+arrow: from the anchor to here, in the order shown. */
  range(id: string, order: readonly string[]): void;
  /** What a frame drawn around items holds; `isAdding` keeps what was there before it began. */
  marquee(ids: readonly string[], isAdding: boolean, before?: SelectionSnapshot): void;
  all(order: readonly string[]): void;
  clear(): void;
  /** Right-click: selects an item that is not selected, and keeps the set otherwise. */
  aim(id: string): void;
  /** Arrow keys: the neighbour of the active one, or the range to it. Stays at the ends. */
  step(by: number, order: readonly string[], isExtending: boolean): void;
  /** Items that are gone fall out; the next in the old order becomes active. */
  retain(order: readonly string[], orderBefore?: readonly string[]): void;
  /** What a command acts on: the set in grid and strip, the active one in single view (2.4). */
  targets(order: readonly string[], isSingle: boolean): string[];
  snapshot(): SelectionSnapshot;
  restore(snapshot: SelectionSnapshot): void;
  show(screen: string): void;
  movePlayhead(frame: number): void;
  zoomCards(widthPx: number): void;
}

export const CARD_WIDTH_PX = { min: 160, usual: 280, max: 480 } as const;

/** One selection for every screen (2.4): items are shots, scenes or projects, by id. */
export function createSession(screen = 'storyboard'): Session {
  const store = createStore<SessionState>(() => ({
    activeId: null,
    selectedIds: new Set(),
    anchorId: null,
    screen,
    playheadFrame: 0,
    cardWidthPx: CARD_WIDTH_PX.usual,
  }));
  const set = (activeId: string | null, ids: Iterable<string>, anchorId: string | null = activeId): void =>
    store.setState({ activeId, selectedIds: new Set(ids), anchorId });

  const session: Session = {
    getState: store.getState,
    subscribe: store.subscribe,
    select: (id) => set(id, [id]),
    toggle(id) {
      const { selectedIds, activeId } = store.getState();
      const ids = new Set(selectedIds);
      if (!ids.delete(id)) return set(id, ids.add(id));
      return set(activeId === id ? ([...ids].at(-1) ?? null) : activeId, ids, id);
    },
    range(id, order) {
      const { anchorId } = store.getState();
      const from = anchorId === null ? -1 : order.indexOf(anchorId);
      const to = order.indexOf(id);
      if (to < 0) return;
      if (from < 0) return set(id, [id]);
      set(id, order.slice(Math.min(from, to), Math.max(from, to) + 1), anchorId);
    },
    marquee(ids, isAdding, before) {
      const kept = isAdding ? (before?.ids ?? [...store.getState().selectedIds]) : [];
      set(ids.at(-1) ?? (isAdding ? (before?.activeId ?? null) : null), [...kept, ...ids]);
    },
    all(order) {
      const { activeId } = store.getState();
      set(activeId !== null && order.includes(activeId) ? activeId : (order[0] ?? null), order);
    },
    clear: () => set(null, []),
    aim(id) {
      const { selectedIds } = store.getState();
      if (selectedIds.has(id)) store.setState({ activeId: id });
      else set(id, [id]);
    },
    step(by, order, isExtending) {
      if (order.length === 0) return;
      const { activeId } = store.getState();
      const at = activeId === null ? -1 : order.indexOf(activeId);
      const next = at < 0 ? (by > 0 ? 0 : order.length - 1) : Math.max(0, Math.min(order.length - 1, at + by));
      const id = order[next] as string;
      if (isExtending) session.range(id, order);
      else set(id, [id]);
    },
    retain(order, orderBefore = []) {
      const { activeId, selectedIds, anchorId } = store.getState();
      const here = new Set(order);
      const ids = [...selectedIds].filter((id) => here.has(id));
      const isActiveHere = activeId === null || here.has(activeId);
      if (isActiveHere && ids.length === selectedIds.size) return;
      if (isActiveHere) return set(activeId, ids, anchorId !== null && here.has(anchorId) ? anchorId : activeId);
      const at = orderBefore.indexOf(activeId);
      const next = [...orderBefore.slice(at + 1), ...orderBefore.slice(0, Math.max(0, at)).reverse()].find((id) =>
        here.has(id),
      );
      const active = ids.at(-1) ?? next ?? null;
      set(active, ids.length > 0 ? ids : active === null ? [] : [active]);
    },
    targets(order, isSingle) {
      const { activeId, selectedIds } = store.getState();
      if (isSingle) return activeId !== null && order.includes(activeId) ? [activeId] : [];
      return order.filter((id) => selectedIds.has(id));
    },
    snapshot() {
      const { activeId, selectedIds } = store.getState();
      return { activeId, ids: [...selectedIds] };
    },
    restore: ({ activeId, ids }) => set(activeId, ids),
    show: (name) => store.setState({ screen: name }),
    movePlayhead: (frame) => store.setState({ playheadFrame: Math.max(0, Math.round(frame)) }),
    zoomCards: (widthPx) =>
      store.setState({ cardWidthPx: Math.max(CARD_WIDTH_PX.min, Math.min(CARD_WIDTH_PX.max, Math.round(widthPx))) }),
  };
  return session;
}
