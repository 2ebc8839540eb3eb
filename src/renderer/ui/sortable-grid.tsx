import { Accessibility, Feedback } from '@dnd-kit/dom';
import { DragDropProvider, KeyboardSensor, PointerSensor } from '@dnd-kit/react';
import type { DragEndEvent, DragStartEvent } from '@dnd-kit/react';
import { isSortable, useSortable } from '@dnd-kit/react/sortable';
import { GripVertical } from 'lucide-react';
import { useMemo } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { reorderTarget } from '../lib/grid-moves.ts';
import { useReducedMotion } from '../lib/use-media-query.ts';
import { adoptDragStyles } from './dnd-styles.ts';
import { Icon } from './icon.tsx';
import { useAnnounce } from './live-region.tsx';

adoptDragStyles();

export interface SortableWords {
  /** The name of the handle: "Move panel 3". */
  handle: (position: number) => string;
  /** How to use it, read once with the handle. */
  instructions: string;
  pickedUp: (position: number) => string;
  moved: (from: number, to: number) => string;
  cancelled: string;
}
export interface SortableGridProps<Item> {
  label: string;
  items: readonly Item[];
  getId: (item: Item) => string;
  words: SortableWords;
  /** One move, one undo step. Indexes count from 0. */
  onMove: (from: number, to: number) => void;
  /** Columns now on the screen, for Alt+arrows up and down. 1 = a list. */
  columns: number;
  renderItem: (item: Item, state: { index: number; isDragging: boolean; handle: ReactNode }) => ReactNode;
  className?: string;
  isDisabled?: boolean;
}

/**
 * The only file that knows the drag library. Drag the card, or use its handle: Enter, arrows, Enter. Alt+arrows on
 * anything inside moves in one go.
 */
export function SortableGrid<Item>(props: SortableGridProps<Item>) {
  const { label, items, getId, words, onMove, columns, className, isDisabled = false } = props;
  const announce = useAnnounce();
  const isStill = useReducedMotion();
  const plugins = useMemo(
    () => [
      Accessibility.configure({
        screenReaderInstructions: { draggable: words.instructions },
        announcements: {
          dragstart: ({ operation: { source } }: DragStartEvent) =>
            isSortable(source) ? words.pickedUp(source.initialIndex + 1) : undefined,
          dragend: ({ operation: { source }, canceled }: DragEndEvent) => {
            if (!isSortable(source)) return undefined;
            return canceled ? words.cancelled : words.moved(source.initialIndex + 1, source.index + 1);
          },
        },
      }),
      Feedback.configure({ dropAnimation: isStill ? null : { duration: 180, easing: 'cubic-bezier(.2,0,0,1)' } }),
    ],
    [words, isStill],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || isDisabled) return;
    const holder = (event.target as HTMLElement).closest<HTMLElement>('[data-sort-index]');
    if (!holder) return;
    const from = Number(holder.dataset['sortIndex']);
    const to = reorderTarget(event.key, from, { count: items.length, columns });
    if (to === undefined) return;
    event.preventDefault();
    onMove(from, to);
    announce(words.moved(from + 1, to + 1));
  };
  return (
    <DragDropProvider
      sensors={SENSORS}
      plugins={(defaults) => [
        ...defaults.filter((plugin) => plugin !== Accessibility && plugin !== Feedback),
        ...plugins,
      ]}
      onDragEnd={({ operation: { source }, canceled }) => {
        if (!canceled && isSortable(source) && source.initialIndex !== source.index)
          onMove(source.initialIndex, source.index);
      }}
    >
      <ol aria-label={label} className={className} onKeyDown={onKeyDown}>
        {items.map((item, index) => {
          const id = getId(item);
          if (isDisabled) return <li key={id}>{props.renderItem(item, { index, isDragging: false, handle: null })}</li>;
          return (
            <SortableItem key={id} id={id} index={index} isStill={isStill} handleName={words.handle(index + 1)}>
              {(isDragging, handle) => props.renderItem(item, { index, isDragging, handle })}
            </SortableItem>
          );
        })}
      </ol>
    </DragDropProvider>
  );
}

/** The whole card takes the pointer; the keyboard works on the handle, so that Enter on the card stays free. */
const SENSORS = [
  PointerSensor.configure({ activatorElements: (source) => [source.element, source.handle] }),
  KeyboardSensor,
];

interface SortableItemProps {
  id: string;
  index: number;
  isStill: boolean;
  handleName: string;
  children: (isDragging: boolean, handle: ReactNode) => ReactNode;
}

function SortableItem({ id, index, isStill, handleName, children }: SortableItemProps) {
  const { ref, handleRef, isDragging } = useSortable({
    id,
    index,
    transition: isStill ? null : { duration: 180, easing: 'cubic-bezier(.2,0,0,1)' },
  });
  const handle = (
    <button
      ref={handleRef}
      type="button"
      aria-label={handleName}
      className="flex size-6 shrink-0 cursor-grab items-center justify-center rounded-chip text-text-3 hover:bg-active hover:text-text-1"
    >
      <Icon of={GripVertical} />
    </button>
  );
  // The library moves this very element among its siblings, so it must be the list item itself. Role and description go to
  // the handle, hence the list stays a list for readers.
  return (
    <li ref={ref} data-sort-index={index} className={isDragging ? 'z-drag opacity-90' : undefined}>
      {children(isDragging, handle)}
    </li>
  );
}
