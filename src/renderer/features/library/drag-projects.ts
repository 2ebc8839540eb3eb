import type { DragEvent } from 'react';

const TYPE = 'application/x-framewright-projects';

/** Begins to carry projects; `label` is what the pointer shows: "3 projects". */
export function carryProjects(event: DragEvent, ids: readonly string[], label: string): void {
  event.dataTransfer.effectAllowed = 'move';
  event.dataTransfer.setData(TYPE, JSON.stringify(ids));
  const plate = document.createElement('div');
  plate.textContent = label;
  plate.className =
    'pointer-events-none fixed -top-20 left-0 rounded-control bg-accent-solid px-3 py-1 text-base text-on-accent';
  document.body.append(plate);
  event.dataTransfer.setDragImage(plate, 12, 12);
  // The picture is taken when this event is over.
  setTimeout(() => plate.remove());
}

/** Whether projects are being dragged; their ids can only be read when they are dropped. */
export const carriesProjects = (event: DragEvent): boolean => event.dataTransfer.types.includes(TYPE);

/** Ids that were dropped. */
export function droppedProjects(event: DragEvent): string[] {
  try {
    const ids: unknown = JSON.parse(event.dataTransfer.getData(TYPE));
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
