/** Class lists that several parts share, so that a control looks the same wherever it stands. */
export const inputBox =
  'w-full min-w-0 rounded-control border border-control bg-raised px-2 text-base text-text-1 placeholder:text-text-3 ' +
  'hover:bg-hover aria-invalid:border-err data-invalid:border-err disabled:text-disabled disabled:border-line data-disabled:text-disabled';
export const popup =
  'fx-pop surface z-overlay max-h-(--available-height) max-w-(--available-width) overflow-y-auto rounded-card bg-overlay text-base text-text-1 shadow-overlay outline-none';
export const popupRow =
  'flex min-h-control cursor-default items-center gap-2 rounded-chip px-2 py-0.5 text-base select-none outline-none ' +
  'data-highlighted:bg-hover data-disabled:text-disabled forced-colors:data-highlighted:bg-[Highlight] ' +
  'in-data-[theme=contrast]:data-highlighted:outline-2 in-data-[theme=contrast]:data-highlighted:-outline-offset-2 in-data-[theme=contrast]:data-highlighted:outline-focus';
export const sectionLabel = 'px-2 pt-2 pb-1 text-small font-medium text-text-3';
