import { Pause, Play, SkipBack } from 'lucide-react';
import { memo, useCallback, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { thumbUrl } from '../../client/api.ts';
import { selectFilmFrames, selectShotAtFrame, selectShotNumber, selectSpans } from '../../editor/selectors.ts';
import { shotName } from '../../../shared/model/shot-name.ts';
import { classNames } from '../../lib/class-names.ts';
import { formatTimecode } from '../../lib/timecode.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useDocument, useSession } from '../../workspace/project-editor.tsx';
import { commandTooltip } from '../../workspace/use-commands.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBoard, usePlayback } from './board-context.ts';
import { assetIn } from './board-selectors.ts';

/** Below this width a panel shows no picture: it would only be a smear. */
const PICTURE_FROM_PX = 34;

/** All shots side by side by their length, with the playhead. Click or drag to look, drag an edge to change a length. */
export function AnimaticStrip() {
  const workspace = useWorkspace();
  const { t, commands } = workspace;
  const { playback, fps } = useBoard();
  const isPlaying = usePlayback((state) => state.isPlaying);
  return (
    <section
      aria-label={t('board.strip')}
      data-region="strip"
      className="flex h-14 shrink-0 items-center gap-2 border-t border-line bg-panel px-3"
    >
      <IconButton icon={SkipBack} label={t('board.to-start')} onClick={() => playback.seek(0)} />
      <IconButton
        {...commandTooltip('animatic.play', workspace)}
        icon={isPlaying ? Pause : Play}
        isPressed={isPlaying}
        onClick={() => void commands.run('animatic.play')}
      />
      <Clock fps={fps} />
      <Bar />
    </section>
  );
}

/** The time by which the film stands, and its length. */
function Clock({ fps }: { fps: number }) {
  const frame = usePlayback((state) => state.frame);
  const frames = useDocument(selectFilmFrames) ?? 0;
  return (
    <span className="timecode w-36 shrink-0 text-small whitespace-nowrap text-text-2" data-testid="animatic-clock">
      <span className="text-text-1">{formatTimecode(frame, fps)}</span> / {formatTimecode(frames, fps)}
    </span>
  );
}

function Bar() {
  const { t } = useWorkspace();
  const { playback, editor, actions, fps } = useBoard();
  const spans = useDocument(selectSpans) ?? [];
  const frames = useDocument(selectFilmFrames) ?? 0;
  const bar = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const [widthPx, setWidth] = useState(0);
  useEffect(() => {
    const element = bar.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  // The head moves without React: once for each frame of the film, by a transform.
  useEffect(() => {
    const place = (): void => {
      const x = frames === 0 ? 0 : (playback.get().frame / frames) * widthPx;
      head.current?.style.setProperty('transform', `translateX(${x}px)`);
      bar.current?.setAttribute('aria-valuenow', String(playback.get().frame));
      bar.current?.setAttribute('aria-valuetext', formatTimecode(playback.get().frame, fps));
    };
    place();
    return playback.subscribe(place);
  }, [playback, frames, widthPx, fps]);

  const frameAt = (event: PointerEvent): number => {
    const box = bar.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return 0;
    return Math.floor(((event.clientX - box.left) / box.width) * frames);
  };
  const look = (frame: number): void => {
    playback.seek(frame);
    const span = selectShotAtFrame(editor.document.getState(), playback.get().frame);
    if (span !== undefined && editor.session.getState().activeId !== span.id) {
      editor.session.select(span.id);
      actions.reveal(span.id, false);
    }
  };
  const isLooking = useRef(false);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -fps, PageDown: fps, Home: -frames, End: frames }[event.key];
    if (by === undefined || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    look(Math.max(0, playback.get().frame + by * (event.shiftKey ? 10 : 1)));
  };
  return (
    <div className="relative h-10 min-w-0 grow">
      <div
        ref={bar}
        role="slider"
        tabIndex={0}
        aria-label={t('board.playhead')}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, frames - 1)}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          isLooking.current = true;
          look(frameAt(event));
        }}
        onPointerMove={(event) => isLooking.current && look(frameAt(event))}
        onPointerUp={() => (isLooking.current = false)}
        onPointerCancel={() => (isLooking.current = false)}
        className="absolute inset-0 flex cursor-default touch-none overflow-hidden rounded-chip bg-lane"
      >
        {widthPx > 0 &&
          spans.map(({ id, startFrame, cutFrames }) => (
            <StripPanel
              key={id}
              id={id}
              leftPx={(startFrame / frames) * widthPx}
              widthPx={(cutFrames / frames) * widthPx}
              framesPerPx={frames / widthPx}
            />
          ))}
      </div>
      <div ref={head} aria-hidden className="pointer-events-none absolute inset-y-0 -left-px w-0.5 bg-playhead" />
    </div>
  );
}

interface StripPanelProps {
  id: string;
  leftPx: number;
  widthPx: number;
  framesPerPx: number;
}

const StripPanel = memo(function StripPanel({ id, leftPx, widthPx, framesPerPx }: StripPanelProps) {
  const { t } = useWorkspace();
  const { actions, editor } = useBoard();
  const picture = useDocument(useCallback((state) => assetIn(id, 'start')(state), [id]));
  const number = useDocument(
    useCallback(
      (state) => {
        const at = selectShotNumber(state, id);
        return at === undefined ? '' : shotName(at);
      },
      [id],
    ),
  );
  const isFirst = useDocument(useCallback((state) => selectShotNumber(state, id)?.shot === 1, [id]));
  const isActive = useSession(useCallback((state) => state.activeId === id, [id]));
  const drag = useRef<{ x: number; frames: number } | null>(null);
  const [isDragging, setDragging] = useState(false);
  // The edge that is held stays, however short the shot becomes: it must hear of its release.
  const hasEdge = widthPx > 16 || isDragging;
  const finish = useCallback(
    (isKept: boolean): void => {
      const wasHeld = drag.current !== null;
      drag.current = null;
      if (!wasHeld || !editor.isInGesture()) return;
      if (isKept) editor.commit();
      else editor.bail();
    },
    [editor],
  );
  // Another screen, or the shot is gone: no release comes, and what was dragged so far counts.
  useEffect(() => () => finish(true), [finish]);
  return (
    <div
      className={classNames(
        'absolute inset-y-0 overflow-hidden border-r border-app',
        isFirst === true && 'border-l-2 border-l-control',
        isActive === true ? 'bg-sel' : 'bg-raised',
      )}
      style={{ left: leftPx, width: Math.max(1, widthPx) }}
    >
      {picture !== undefined && widthPx >= PICTURE_FROM_PX && (
        <img
          src={thumbUrl(picture)}
          alt=""
          decoding="async"
          draggable={false}
          className={classNames('picture absolute inset-0 size-full object-cover', isActive !== true && 'opacity-70')}
        />
      )}
      {isActive === true && <span aria-hidden className="absolute inset-0 border-2 border-accent" />}
      {widthPx > 24 && (
        <span className="tabular absolute top-0.5 left-0.5 rounded-chip bg-plate px-1 text-micro text-on-plate">
          {number}
        </span>
      )}
      {hasEdge && (
        <span
          aria-hidden
          title={t('board.drag-length')}
          onPointerDown={(event) => {
            event.stopPropagation();
            event.currentTarget.setPointerCapture(event.pointerId);
            const shot = editor.document.getState().tables.shots[id];
            if (shot === undefined || shot.locked) return;
            editor.session.select(id);
            editor.seal();
            // One drag, one step.
            editor.begin('undo.shot.longer');
            drag.current = { x: event.clientX, frames: shot.cutFrames };
            setDragging(true);
          }}
          onPointerMove={(event) => {
            const now = drag.current;
            if (now === null) return;
            const frames = Math.max(1, Math.round(now.frames + (event.clientX - now.x) * framesPerPx));
            actions.dragDuration(id, frames);
          }}
          onPointerUp={() => {
            finish(true);
            setDragging(false);
          }}
          onPointerCancel={() => {
            finish(false);
            setDragging(false);
          }}
          className="absolute inset-y-0 right-0 w-2 cursor-ew-resize hover:bg-accent"
        />
      )}
    </div>
  );
});
