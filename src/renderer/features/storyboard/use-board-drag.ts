import { useCallback, useEffect, useRef } from 'react';
import type { PointerEvent as ReactPointerEvent, RefObject } from 'react';
import { useAnnounce } from '../../ui/live-region.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBoard } from './board-context.ts';
import { GAP_PX, LABEL_PX, indexWithout, placeAt } from './board-rows.ts';
import type { BoardGeometry, DropPlace } from './board-rows.ts';

const THRESHOLD_PX = 4;
const EDGE_PX = 48;
const SCROLL_PX = 14;

/** The pieces that are moved by hand while dragging: nothing is drawn anew by React then. */
export interface DragRefs {
  ghost: RefObject<HTMLDivElement | null>;
  ghostText: RefObject<HTMLSpanElement | null>;
  ghostPicture: RefObject<HTMLImageElement | null>;
  bar: RefObject<HTMLDivElement | null>;
  marquee: RefObject<HTMLDivElement | null>;
}

interface Gesture {
  kind: 'shots' | 'marquee';
  ids: readonly string[];
  startX: number;
  startY: number;
  x: number;
  y: number;
  isOver: boolean;
  isCopy: boolean;
  place: DropPlace | null;
  /** Of the content, for a marquee. */
  contentX: number;
  contentY: number;
  before: { activeId: string | null; ids: string[] };
}

/**
 * Dragging cards to a place, and drawing a frame around them. Places are computed from the layout, so a move costs a few
 * style writes. Escape takes everything back; Alt makes copies.
 */
export function useBoardDrag(deps: { scroller: RefObject<HTMLDivElement | null>; geometry: RefObject<BoardGeometry> }) {
  const { scroller, geometry } = deps;
  const { editor, actions } = useBoard();
  const { t } = useWorkspace();
  const announce = useAnnounce();
  const gesture = useRef<Gesture | null>(null);
  const dragged = useRef(false);
  const frame = useRef(0);
  const ghost = useRef<HTMLDivElement>(null);
  const ghostText = useRef<HTMLSpanElement>(null);
  const ghostPicture = useRef<HTMLImageElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const marquee = useRef<HTMLDivElement>(null);
  const box = useRef<DOMRect | null>(null);

  const hide = useCallback(() => {
    for (const piece of [ghost, bar, marquee]) if (piece.current !== null) piece.current.hidden = true;
  }, []);

  const contentPoint = useCallback((): { x: number; y: number } => {
    const now = gesture.current;
    const rect = box.current;
    const scrolled = scroller.current?.scrollTop ?? 0;
    return { x: (now?.x ?? 0) - (rect?.left ?? 0), y: (now?.y ?? 0) - (rect?.top ?? 0) + scrolled };
  }, [scroller]);

  const paint = useCallback(() => {
    const now = gesture.current;
    if (now === null || !now.isOver) return;
    const point = contentPoint();
    if (now.kind === 'marquee') {
      const left = Math.min(point.x, now.contentX);
      const top = Math.min(point.y, now.contentY);
      const width = Math.abs(point.x - now.contentX);
      const height = Math.abs(point.y - now.contentY);
      const element = marquee.current;
      if (element !== null) {
        element.hidden = false;
        element.style.transform = `translate(${left}px, ${top}px)`;
        element.style.width = `${width}px`;
        element.style.height = `${height}px`;
      }
      const { rows, cardPx, cardHeightPx } = geometry.current;
      const hit = rows.flatMap((row) => {
        const cardTop = row.topPx + LABEL_PX;
        if (cardTop > top + height || cardTop + cardHeightPx < top) return [];
        return row.ids.filter((_, at) => {
          const x = GAP_PX + at * (cardPx + GAP_PX);
          return x <= left + width && x + cardPx >= left;
        });
      });
      editor.session.marquee(hit, now.isCopy, now.before);
      return;
    }
    const place = placeAt(geometry.current, point.x, point.y);
    now.place = place;
    if (ghost.current !== null) {
      ghost.current.hidden = false;
      ghost.current.style.transform = `translate(${now.x + 10}px, ${now.y + 10}px)`;
    }
    if (bar.current !== null) {
      bar.current.hidden = place === null;
      if (place !== null) {
        bar.current.style.transform = `translate(${place.bar.leftPx}px, ${place.bar.topPx}px)`;
        bar.current.style.height = `${place.bar.heightPx}px`;
      }
    }
  }, [contentPoint, editor, geometry]);

  const tick = useCallback(() => {
    const now = gesture.current;
    const element = scroller.current;
    if (now === null || element === null) return;
    const rect = box.current;
    if (now.isOver && rect !== null) {
      const above = rect.top + EDGE_PX - now.y;
      const below = now.y - (rect.bottom - EDGE_PX);
      const by = above > 0 ? -Math.min(1, above / EDGE_PX) : below > 0 ? Math.min(1, below / EDGE_PX) : 0;
      if (by !== 0) element.scrollTop += by * SCROLL_PX;
      paint();
    }
    frame.current = requestAnimationFrame(tick);
  }, [paint, scroller]);

  const finish = useCallback(
    (isDropped: boolean) => {
      const now = gesture.current;
      gesture.current = null;
      cancelAnimationFrame(frame.current);
      hide();
      if (now === null || !now.isOver) return;
      dragged.current = true;
      window.setTimeout(() => (dragged.current = false), 0);
      if (now.kind === 'marquee') {
        if (!isDropped) editor.session.restore(now.before);
        return;
      }
      if (!isDropped || now.place === null) return;
      const { sceneId, index } = now.place;
      const ids = editor.document.getState().index.shotIdsOf[sceneId] ?? [];
      if (now.isCopy) actions.copyTo(now.ids, sceneId, index);
      else actions.move(now.ids, sceneId, indexWithout(ids, index, new Set(now.ids)));
      announce(t('board.moved', { count: now.ids.length, position: index + 1 }));
    },
    [actions, announce, editor, hide, t],
  );

  const onPointerDown = useCallback(
    (event: ReactPointerEvent) => {
      if (event.button !== 0 || event.pointerType === 'touch') return;
      const target = event.target as Element;
      if (target.closest('button, input, textarea, select, a') !== null) return;
      const element = scroller.current;
      if (element === null) return;
      box.current = element.getBoundingClientRect();
      // The scroll bar is no place to draw a frame.
      if (event.clientX > box.current.left + element.clientWidth) return;
      const id = target.closest<HTMLElement>('[data-shot-id]')?.dataset['shotId'];
      const { selectedIds } = editor.session.getState();
      const ids =
        id === undefined ? [] : selectedIds.has(id) ? actions.order().filter((one) => selectedIds.has(one)) : [id];
      gesture.current = {
        kind: id === undefined ? 'marquee' : 'shots',
        ids,
        startX: event.clientX,
        startY: event.clientY,
        x: event.clientX,
        y: event.clientY,
        isOver: false,
        isCopy: id === undefined ? event.ctrlKey || event.metaKey : event.altKey,
        place: null,
        contentX: event.clientX - box.current.left,
        contentY: event.clientY - box.current.top + element.scrollTop,
        before: editor.session.snapshot(),
      };
      frame.current = requestAnimationFrame(tick);
    },
    [actions, editor, scroller, tick],
  );

  useEffect(() => {
    const onMove = (event: PointerEvent): void => {
      const now = gesture.current;
      if (now === null) return;
      now.x = event.clientX;
      now.y = event.clientY;
      if (now.kind === 'shots') now.isCopy = event.altKey;
      if (now.isOver || Math.hypot(now.x - now.startX, now.y - now.startY) < THRESHOLD_PX) return;
      now.isOver = true;
      if (now.kind === 'shots') {
        const [first] = now.ids;
        if (first !== undefined && !editor.session.getState().selectedIds.has(first)) editor.session.select(first);
        const card = scroller.current?.querySelector<HTMLElement>(`[data-shot-id="${first}"]`);
        if (ghostText.current !== null)
          ghostText.current.textContent =
            now.ids.length > 1
              ? t('board.drag-many', { count: now.ids.length })
              : (card?.querySelector('.font-semibold')?.textContent ?? '');
        const picture = card?.querySelector('img')?.src;
        if (ghostPicture.current !== null && picture !== undefined) ghostPicture.current.src = picture;
      }
    };
    const onUp = (): void => {
      const now = gesture.current;
      if (now?.kind === 'marquee' && !now.isOver && !now.isCopy) editor.session.clear();
      finish(true);
    };
    const onCancel = (): void => finish(false);
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || gesture.current === null) return;
      event.preventDefault();
      event.stopPropagation();
      finish(false);
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onCancel);
    window.addEventListener('blur', onCancel);
    window.addEventListener('keydown', onKey, true);
    return () => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onCancel);
      window.removeEventListener('blur', onCancel);
      window.removeEventListener('keydown', onKey, true);
      cancelAnimationFrame(frame.current);
    };
  }, [editor, finish, scroller, t]);

  const refs: DragRefs = { ghost, ghostText, ghostPicture, bar, marquee };
  return { onPointerDown, refs, wasDrag: useCallback(() => dragged.current, []) };
}
