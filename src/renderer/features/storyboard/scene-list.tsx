import { useCallback, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { GripVertical } from 'lucide-react';
import { selectSceneFrames, selectSceneIds, selectShotIdsOfScene } from '../../editor/selectors.ts';
import { thumbUrl } from '../../client/api.ts';
import { classNames } from '../../lib/class-names.ts';
import { useElementSize } from '../../lib/use-element-size.ts';
import { Icon } from '../../ui/icon.tsx';
import { useAnnounce } from '../../ui/live-region.tsx';
import { useDocument, useSession } from '../../workspace/project-editor.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBoard } from './board-context.ts';
import { assetIn } from './board-selectors.ts';
import { secondsOf } from './shot-length.ts';

const ROW_PX = 56;
const OVERSCAN = 6;
const NONE: readonly string[] = [];

/** The scenes of the film in their order: a picture, a title, a length. Drag by the handle, or Alt+arrows, to reorder. */
export function SceneList() {
  const { t } = useWorkspace();
  const { actions } = useBoard();
  const announce = useAnnounce();
  const sceneIds = useDocument(selectSceneIds) ?? NONE;
  const scroller = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const drag = useRef<{ from: number; to: number } | null>(null);
  const { height } = useElementSize(scroller);
  const [first, setFirst] = useState(0);
  const current = useDocumentSceneOfActive();
  const currentAt = current === undefined ? -1 : sceneIds.indexOf(current);

  useEffect(() => {
    const box = scroller.current;
    if (box === null || currentAt < 0) return;
    const top = currentAt * ROW_PX;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + ROW_PX > box.scrollTop + box.clientHeight) box.scrollTop = top + ROW_PX - box.clientHeight;
  }, [currentAt]);

  const move = (from: number, to: number): void => {
    const id = sceneIds[from];
    if (id === undefined || to < 0 || to >= sceneIds.length || to === from) return;
    actions.moveScene(id, to);
    announce(t('board.scene-moved', { from: from + 1, to: to + 1 }));
  };
  const place = (event: PointerEvent): number => {
    const box = scroller.current;
    if (box === null) return 0;
    const y = event.clientY - box.getBoundingClientRect().top + box.scrollTop;
    return Math.max(0, Math.min(sceneIds.length, Math.round(y / ROW_PX)));
  };
  const showBar = (at: number | null): void => {
    if (bar.current === null) return;
    bar.current.hidden = at === null;
    if (at !== null) bar.current.style.transform = `translateY(${at * ROW_PX - 1}px)`;
  };
  const handle = {
    onPointerDown: (event: PointerEvent<HTMLElement>, from: number): void => {
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { from, to: from };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>): void => {
      const now = drag.current;
      if (now === null) return;
      const at = place(event);
      now.to = at > now.from ? at - 1 : at;
      showBar(now.to === now.from ? null : at);
    },
    onPointerUp: (): void => {
      const now = drag.current;
      drag.current = null;
      showBar(null);
      if (now !== null) move(now.from, now.to);
    },
    onPointerCancel: (): void => {
      drag.current = null;
      showBar(null);
    },
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = Number((event.target as HTMLElement).closest<HTMLElement>('[data-at]')?.dataset['at'] ?? -1);
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (at < 0 || by === undefined || event.shiftKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.altKey) return move(at, at + by);
    scroller.current?.querySelector<HTMLElement>(`[data-at="${at + by}"] button`)?.focus();
  };
  const last = Math.ceil((first * ROW_PX + height) / ROW_PX) + OVERSCAN;
  const shown = sceneIds.flatMap((id, at) =>
    (at >= first - OVERSCAN && at <= last) || at === currentAt ? [[id, at] as const] : [],
  );
  return (
    <div className="flex min-h-0 grow flex-col">
      <h2 className="px-3 pt-3 pb-1 text-small font-medium text-text-3">{t('board.scenes')}</h2>
      <div
        ref={scroller}
        onScroll={() => setFirst(Math.floor((scroller.current?.scrollTop ?? 0) / ROW_PX))}
        className="min-h-0 grow overflow-y-auto overscroll-contain px-2"
      >
        <ol
          aria-label={t('board.scenes')}
          onKeyDown={onKeyDown}
          className="relative"
          style={{ height: sceneIds.length * ROW_PX }}
        >
          {shown.map(([id, at]) => (
            <SceneItem
              key={id}
              sceneId={id}
              at={at}
              count={sceneIds.length}
              isCurrent={id === current}
              handle={handle}
            />
          ))}
          <div
            ref={bar}
            hidden
            aria-hidden
            className="pointer-events-none absolute inset-x-0 top-0 z-sticky h-0.5 rounded-full bg-accent"
          />
        </ol>
      </div>
    </div>
  );
}

/** The scene of the shot that is looked at. */
function useDocumentSceneOfActive(): string | undefined {
  const activeId = useSession((state) => state.activeId);
  return useDocument(
    useCallback((state) => (activeId == null ? undefined : state.tables.shots[activeId]?.sceneId), [activeId]),
  );
}

interface SceneItemProps {
  sceneId: string;
  at: number;
  count: number;
  isCurrent: boolean;
  handle: {
    onPointerDown(event: PointerEvent<HTMLElement>, from: number): void;
    onPointerMove(event: PointerEvent<HTMLElement>): void;
    onPointerUp(): void;
    onPointerCancel(): void;
  };
}

function SceneItem({ sceneId, at, count, isCurrent, handle }: SceneItemProps) {
  const { t } = useWorkspace();
  const { fps, actions, editor } = useBoard();
  const title = useDocument(useCallback((state) => state.tables.scenes[sceneId]?.title, [sceneId]));
  const shotIds = useDocument(useCallback((state) => selectShotIdsOfScene(state, sceneId), [sceneId])) ?? NONE;
  const frames = useDocument(useCallback((state) => selectSceneFrames(state, sceneId), [sceneId])) ?? 0;
  const first = shotIds[0];
  const picture = useDocument(
    useCallback((state) => (first === undefined ? undefined : assetIn(first, 'start')(state)), [first]),
  );
  const drawn = useDocument(
    useCallback(
      (state) =>
        shotIds.filter((id) => assetIn(id, 'start')(state) !== undefined && assetIn(id, 'end')(state) !== undefined)
          .length,
      [shotIds],
    ),
  );
  return (
    <li
      data-at={at}
      aria-setsize={count}
      aria-posinset={at + 1}
      className={classNames(
        'absolute inset-x-0 top-0 flex min-w-0 items-center gap-1 rounded-control border pr-1',
        isCurrent ? 'border-line bg-hover' : 'border-transparent',
      )}
      style={{ transform: `translateY(${at * ROW_PX}px)`, height: ROW_PX - 4 }}
    >
      <button
        type="button"
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => {
          if (first === undefined) return;
          editor.session.select(first);
          actions.reveal(first, false);
        }}
        className="focus-inset flex h-full min-w-0 grow items-center gap-2 rounded-control p-1.5 text-left hover:bg-hover"
      >
        <span className="picture flex h-9 w-14 shrink-0 items-center justify-center overflow-hidden bg-surround">
          {picture !== undefined && (
            <img src={thumbUrl(picture)} alt="" decoding="async" draggable={false} className="size-full object-cover" />
          )}
        </span>
        <span className="min-w-0 grow">
          <span className="block truncate text-small font-medium text-text-1" title={title}>
            <span className="tabular">{at + 1}</span> {title}
          </span>
          <span className="tabular block truncate text-small text-text-3">
            {t('board.shots-and-length', { count: shotIds.length, length: secondsOf(t, frames, fps) })}
            {drawn !== undefined &&
              drawn < shotIds.length &&
              ` · ${t('board.drawn-of', { drawn, count: shotIds.length })}`}
          </span>
        </span>
      </button>
      <span
        aria-hidden
        title={t('board.move-scene', { position: at + 1 })}
        onPointerDown={(event) => handle.onPointerDown(event, at)}
        onPointerMove={handle.onPointerMove}
        onPointerUp={handle.onPointerUp}
        onPointerCancel={handle.onPointerCancel}
        className="flex size-6 shrink-0 cursor-grab touch-none items-center justify-center rounded-chip text-text-3 hover:bg-active hover:text-text-1"
      >
        <Icon of={GripVertical} />
      </span>
    </li>
  );
}
