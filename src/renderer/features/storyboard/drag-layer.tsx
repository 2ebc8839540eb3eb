import type { DragRefs } from './use-board-drag.ts';
import type { FileDropRefs } from './use-file-drop.ts';

/** What follows the pointer while dragging: a small picture with a count, the insertion bar, the frame of a selection. */
export function DragLayer({ bar, marquee, ghost, ghostPicture, ghostText, label }: DragRefs & FileDropRefs) {
  return (
    <>
      <div
        ref={bar}
        hidden
        aria-hidden
        className="pointer-events-none absolute top-0 left-0 z-sticky w-[3px] rounded-full bg-accent"
      />
      <div
        ref={marquee}
        hidden
        aria-hidden
        className="pointer-events-none absolute top-0 left-0 z-sticky border border-accent bg-accent/10"
      />
      <div
        ref={ghost}
        hidden
        aria-hidden
        className="pointer-events-none fixed top-0 left-0 z-drag flex w-36 flex-col gap-1 rounded-card border border-accent bg-raised p-1 shadow-overlay"
      >
        <img ref={ghostPicture} alt="" className="picture h-20 w-full bg-surround object-contain" />
        <span ref={ghostText} className="tabular px-1 text-small font-semibold text-text-1" />
      </div>
      <div
        ref={label}
        hidden
        aria-hidden
        className="pointer-events-none fixed top-0 left-0 z-drag rounded-control bg-accent-solid px-2 py-1 text-small text-on-accent"
      />
    </>
  );
}
