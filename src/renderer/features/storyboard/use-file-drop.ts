import { useRef } from 'react';
import type { DragEvent, RefObject } from 'react';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBoard } from './board-context.ts';
import { neighbourAt, placeAt } from './board-rows.ts';
import type { BoardGeometry, DropPlace } from './board-rows.ts';

export interface FileDropRefs {
  label: RefObject<HTMLDivElement | null>;
}

/** The middle of a card replaces its picture, its edges insert beside it. */
const EDGE_SHARE = 0.22;

/** Picture files dragged over the board: on a card they replace, between cards they insert. */
export function useFileDrop(deps: { scroller: RefObject<HTMLDivElement | null>; geometry: RefObject<BoardGeometry> }) {
  const { scroller, geometry } = deps;
  const { actions, editor } = useBoard();
  const { t } = useWorkspace();
  const label = useRef<HTMLDivElement>(null);

  const find = (event: DragEvent): { place: DropPlace | null; overId: string | null } => {
    const box = scroller.current?.getBoundingClientRect();
    if (box === undefined) return { place: null, overId: null };
    const x = event.clientX - box.left;
    const place = placeAt(geometry.current, x, event.clientY - box.top + (scroller.current?.scrollTop ?? 0));
    const card = (event.target as Element).closest<HTMLElement>('[data-shot-id]');
    const rect = card?.getBoundingClientRect();
    const share = rect === undefined ? 0 : (event.clientX - rect.left) / rect.width;
    const isMiddle = share > EDGE_SHARE && share < 1 - EDGE_SHARE;
    return { place, overId: isMiddle ? (card?.dataset['shotId'] ?? null) : null };
  };
  const show = (event: DragEvent | null): void => {
    const element = label.current;
    if (element === null) return;
    element.hidden = event === null;
    if (event === null) return;
    const { overId } = find(event);
    element.textContent = overId === null ? t('board.drop-insert') : t('board.drop-replace');
    element.style.transform = `translate(${event.clientX + 14}px, ${event.clientY + 14}px)`;
  };
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

  return {
    refs: { label } satisfies FileDropRefs,
    handlers: {
      onDragOver(event: DragEvent) {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        show(event);
      },
      onDragLeave(event: DragEvent) {
        if (event.target === scroller.current) show(null);
      },
      onDrop(event: DragEvent) {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        show(null);
        const files = [...event.dataTransfer.files].filter(({ type }) => type.startsWith('image/'));
        if (files.length === 0) return actions.say(t('board.pictures-only'));
        const { place, overId } = find(event);
        if (overId !== null) {
          editor.session.select(overId);
          void actions.dropOnShot(overId, files);
          return;
        }
        const ids = place === null ? [] : (editor.document.getState().index.shotIdsOf[place.sceneId] ?? []);
        void actions.insertImages(files, place === null ? undefined : neighbourAt(ids, place.index));
      },
    },
  };
}
