import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { MouseEvent } from 'react';
import { selectSpans } from '../../editor/selectors.ts';
import { useElementSize } from '../../lib/use-element-size.ts';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { useDocument, useSession } from '../../workspace/project-editor.tsx';
import { commandMenu, useCommandsVersion } from '../../workspace/use-commands.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBoard, useBoardUi } from './board-context.ts';
import { DragLayer } from './drag-layer.tsx';
import { GAP_PX, LABEL_PX, layOutBoard } from './board-rows.ts';
import type { BoardGeometry, BoardRow } from './board-rows.ts';
import { SceneLabel } from './scene-label.tsx';
import { ShotCard } from './shot-card.tsx';
import { useBoardDrag } from './use-board-drag.ts';
import { useFileDrop } from './use-file-drop.ts';

const OVERSCAN_PX = 400;

/** Rows that overlap a stretch of the content, and the row of the focused card wherever it is. */
function rowsIn(geometry: BoardGeometry, fromPx: number, toPx: number, activeId: string | null): [number, BoardRow][] {
  const { rows, rowPx } = geometry;
  const first = Math.max(0, Math.floor((fromPx - 4) / rowPx));
  const last = Math.min(rows.length - 1, Math.floor((toPx - 4) / rowPx));
  return rows.flatMap((row, at): [number, BoardRow][] =>
    (at >= first && at <= last) || (activeId !== null && row.ids.includes(activeId)) ? [[at, row]] : [],
  );
}

/** All shots, grouped by scene; only the rows in sight exist. One tab stop; drag, arrows and Alt+arrows move. */
export function BoardGrid() {
  const workspace = useWorkspace();
  const { t } = workspace;
  const { editor, ui, actions, playback, shown: onScreen } = useBoard();
  const { session } = editor;
  const index = useDocument(useCallback((state) => state.index, []));
  const ratio = useDocument(useCallback((state) => state.frame.ratio, []));
  const cardWishPx = useSession(useCallback((state) => state.cardWidthPx, [])) ?? 280;
  const activeId = useSession(useCallback((state) => state.activeId, [])) ?? null;
  const hasCaptions = useBoardUi((state) => state.hasCaptions);
  const reveal = useBoardUi((state) => state.reveal);
  const scroller = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(scroller);
  const geometry = useMemo(
    () =>
      layOutBoard(index ?? { sceneIds: [], shotIdsOf: {} }, {
        widthPx: width,
        cardWishPx,
        ratio: ratio ?? '16:9',
        hasCaptions,
      }),
    [index, width, cardWishPx, ratio, hasCaptions],
  );
  const latest = useRef(geometry);
  useEffect(() => {
    latest.current = geometry;
    onScreen.geometry = geometry;
    return () => {
      onScreen.geometry = null;
    };
  }, [geometry, onScreen]);

  // What is in sight in steps, so that scrolling draws again only when rows come or go.
  const [stretch, setStretch] = useState(0);
  const stepPx = OVERSCAN_PX / 2;
  const onScroll = useCallback(() => {
    const at = Math.floor((scroller.current?.scrollTop ?? 0) / stepPx);
    setStretch(at);
  }, [stepPx]);
  const shown = useMemo(
    () => rowsIn(geometry, stretch * stepPx - OVERSCAN_PX, stretch * stepPx + height + OVERSCAN_PX, activeId),
    [geometry, stretch, stepPx, height, activeId],
  );

  useEffect(() => {
    if (reveal === null) return;
    const { rows, rowPx } = latest.current;
    const row = rows.find((one) => one.ids.includes(reveal.id));
    const box = scroller.current;
    if (row === undefined || box === null) return;
    const below = row.topPx + rowPx - (box.scrollTop + box.clientHeight);
    if (row.topPx < box.scrollTop) box.scrollTop = Math.max(0, row.topPx - 4);
    else if (below > 0) box.scrollTop += below;
    if (!reveal.isFocused) return;
    // After the rows at the new place are there.
    const frame = requestAnimationFrame(() =>
      box.querySelector<HTMLElement>(`[data-shot-id="${reveal.id}"]`)?.focus({ preventScroll: true }),
    );
    return () => cancelAnimationFrame(frame);
  }, [reveal]);

  useEffect(() => {
    const box = scroller.current;
    // React listens passively; a wheel that changes the width must not zoom the page too.
    const onWheelZoom = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      session.zoomCards(session.getState().cardWidthPx * Math.exp(-event.deltaY * 0.002));
    };
    box?.addEventListener('wheel', onWheelZoom, { passive: false });
    return () => box?.removeEventListener('wheel', onWheelZoom);
  }, [session]);

  const drag = useBoardDrag({ scroller, geometry: latest });
  const files = useFileDrop({ scroller, geometry: latest });

  const shotIdOf = (event: MouseEvent): string | undefined =>
    (event.target as Element).closest<HTMLElement>('[data-shot-id]')?.dataset['shotId'];
  const onClick = (event: MouseEvent): void => {
    if (drag.wasDrag()) return;
    const id = shotIdOf(event);
    if (id === undefined) return;
    if (event.shiftKey) session.range(id, actions.order());
    else if (event.ctrlKey || event.metaKey) session.toggle(id);
    else session.select(id);
    playback.seek(startFrameOf(editor, id));
  };
  const onDoubleClick = (event: MouseEvent): void => {
    const id = shotIdOf(event);
    if (id === undefined) return;
    const isText = (event.target as Element).closest('p') !== null;
    if (isText) ui.setState({ editing: { shotId: id, field: 'description' } });
    else ui.setState({ mode: 'single' });
  };
  useCommandsVersion();
  const entries = commandMenu(SHOT_MENU, workspace);
  const tabStop = activeId ?? actions.order()[0] ?? null;

  return (
    <ContextMenu entries={entries} className="flex min-h-0 min-w-0 grow flex-col">
      <div
        ref={scroller}
        data-region="grid"
        onScroll={onScroll}
        onPointerDown={drag.onPointerDown}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onContextMenuCapture={(event) => {
          const id = shotIdOf(event);
          if (id !== undefined) session.aim(id);
        }}
        {...files.handlers}
        className="relative min-h-0 grow overflow-y-auto overscroll-contain bg-app"
      >
        <div
          role="grid"
          aria-label={t('board.grid')}
          aria-multiselectable
          aria-rowcount={geometry.rows.length}
          aria-colcount={geometry.columns}
          className="relative"
          style={{ height: geometry.totalPx }}
        >
          {shown.map(([at, row]) => (
            <div
              key={at}
              role="row"
              aria-rowindex={at + 1}
              className="absolute top-0"
              style={{ transform: `translateY(${row.topPx}px)`, insetInline: GAP_PX, height: geometry.rowPx }}
            >
              {row.segments.map((segment) => (
                <SceneLabel
                  key={segment.sceneId}
                  segment={segment}
                  leftPx={segment.column * (geometry.cardPx + GAP_PX)}
                  widthPx={segment.count * (geometry.cardPx + GAP_PX) - GAP_PX}
                />
              ))}
              <div role="presentation" className="absolute inset-x-0 flex gap-3" style={{ top: LABEL_PX }}>
                {row.ids.map((id, columnAt) => (
                  <ShotCard
                    key={id}
                    id={id}
                    columnAt={columnAt}
                    widthPx={geometry.cardPx}
                    heightPx={geometry.cardHeightPx}
                    isTabStop={id === tabStop}
                  />
                ))}
              </div>
            </div>
          ))}
        </div>
        <DragLayer {...drag.refs} {...files.refs} />
      </div>
    </ContextMenu>
  );
}

function startFrameOf(editor: ReturnType<typeof useBoard>['editor'], id: string): number {
  return selectSpans(editor.document.getState()).find((span) => span.id === id)?.startFrame ?? 0;
}

/** A shot's context menu, in the order that every menu has. */
export const SHOT_MENU = [
  'shot.editCaption',
  'line',
  'shot.insertBefore',
  'shot.insertAfter',
  'shot.duplicate',
  'shot.split',
  'shot.merge',
  'line',
  'shot.moveEarlier',
  'shot.moveLater',
  'shot.toPreviousScene',
  'shot.toNextScene',
  'scene.group',
  'line',
  'keyframe.generate',
  'shot.replaceImage',
  'take.previous',
  'take.next',
  'shot.setPoster',
  'line',
  'shot.lock',
  'line',
  'shot.delete',
] as const;
