import { useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode, Ref } from 'react';
import { classNames } from '../lib/class-names.ts';
import { useElementSize } from '../lib/use-element-size.ts';
import { fillView, fitView, panBy, pictureOrigin, stepScale, zoomAt } from '../lib/viewport-math.ts';
import type { Size, ViewState } from '../lib/viewport-math.ts';

/** What a command does to a viewport. */
export interface ViewportControls {
  /** One step of the zoom list nearer or farther, at the middle. */
  zoomBy(direction: 1 | -1): void;
  /** The whole picture again. */
  fit(): void;
}

export interface ViewportProps {
  label: string;
  /** The picture's own size in pixels. */
  picture: Size;
  /** Undefined = fit; the state follows the frame until the user zooms. */
  view: ViewState | undefined;
  onView: (view: ViewState | undefined) => void;
  /** The wheel pans instead of zooming (a setting); Ctrl+wheel and pinch always zoom. */
  wheelPans?: boolean;
  /** Hard pixels from 200 % on. */
  isPixelated?: boolean;
  /** What is shown, drawn at the picture's size: an image, a video, a canvas. */
  children: ReactNode;
  /** Stands still above the picture. */
  overlay?: ReactNode;
  controls?: Ref<ViewportControls>;
}

const KEY_PAN_PX = 64;
const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The one place to zoom and pan. Wheel at the pointer, Space or middle button to pan, Z fit and 100 %, + and −. */
export function Viewport(props: ViewportProps) {
  const { label, picture, view, onView, wheelPans = false, isPixelated = true, children, overlay, controls } = props;
  const frameRef = useRef<HTMLDivElement>(null);
  const frame = useElementSize(frameRef);
  const drag = useRef<{ x: number; y: number }>(undefined);
  const [isSpaceDown, setIsSpaceDown] = useState(false);
  const isReady = frame.width > 0 && picture.width > 0;
  const now = view ?? (isReady ? fitView(picture, frame) : { scale: 1, cx: 0.5, cy: 0.5 });
  const origin = pictureOrigin(now, picture, frame);
  const centre = { x: frame.width / 2, y: frame.height / 2 };
  const zoom = (scale: number, at = centre) => onView(zoomAt(now, scale, at, picture, frame));
  const pan = (dx: number, dy: number) => onView(panBy(now, dx, dy, picture, frame));

  useImperativeHandle(controls, () => ({
    zoomBy: (direction) => zoom(stepScale(now.scale, direction)),
    fit: () => onView(undefined),
  }));

  const onWheel = useRef<(event: WheelEvent) => void>(() => undefined);
  useEffect(() => {
    onWheel.current = (event) => {
      event.preventDefault();
      if (wheelPans && !event.ctrlKey) return pan(-event.deltaX, -event.deltaY);
      const box = frameRef.current?.getBoundingClientRect();
      if (!box) return;
      const pixels = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
      // A pinch arrives as small Ctrl+wheel steps, a wheel as steps of about 100.
      const factor = Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.002));
      zoom(now.scale * factor, { x: event.clientX - box.left, y: event.clientY - box.top });
    };
  });
  useEffect(() => {
    const element = frameRef.current;
    const listen = (event: WheelEvent) => onWheel.current(event);
    element?.addEventListener('wheel', listen, { passive: false });
    return () => element?.removeEventListener('wheel', listen);
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return;
    const arrow = ARROWS[event.key];
    if (event.code === 'Space') setIsSpaceDown(true);
    else if (event.code === 'KeyZ' && event.altKey && event.shiftKey) onView(fillView(picture, frame));
    else if (event.code === 'KeyZ' && event.shiftKey) onView(undefined);
    else if (event.code === 'KeyZ' && view === undefined) zoom(1);
    else if (event.code === 'KeyZ') onView(undefined);
    else if (event.key === '+' || event.key === '=') zoom(stepScale(now.scale, 1));
    else if (event.key === '-') zoom(stepScale(now.scale, -1));
    else if (arrow && view !== undefined) pan(arrow[0] * KEY_PAN_PX, arrow[1] * KEY_PAN_PX);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 1 && !(event.button === 0 && isSpaceDown)) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, y: event.clientY };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!drag.current) return;
    pan(event.clientX - drag.current.x, event.clientY - drag.current.y);
    drag.current = { x: event.clientX, y: event.clientY };
  };
  const endDrag = () => (drag.current = undefined);
  return (
    <div
      ref={frameRef}
      role="application"
      aria-label={label}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => event.code === 'Space' && setIsSpaceDown(false)}
      onBlur={() => setIsSpaceDown(false)}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={endDrag}
      onPointerCancel={endDrag}
      onDoubleClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        zoom(stepScale(now.scale, 1), { x: event.clientX - box.left, y: event.clientY - box.top });
      }}
      className={classNames(
        'focus-inset relative size-full touch-none overflow-hidden bg-surround',
        isSpaceDown && 'cursor-grab',
      )}
    >
      <div
        className="picture absolute top-0 left-0 origin-top-left"
        style={{
          width: picture.width,
          height: picture.height,
          transform: `translate(${origin.x}px, ${origin.y}px) scale(${now.scale})`,
          imageRendering: isPixelated && now.scale >= 2 ? 'pixelated' : 'auto',
        }}
      >
        {children}
      </div>
      {overlay}
    </div>
  );
}
