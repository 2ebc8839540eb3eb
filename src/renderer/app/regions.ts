/** The landmarks of the window in their order, for F6 and Shift+F6; the messages are one of them. */
const regions = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('[data-landmark], [role=region][tabindex="-1"]')].filter(
    (element) => element.getClientRects().length > 0,
  );

/** Moves the focus to the next or the previous landmark, round and round. */
export function focusRegion(by: 1 | -1): void {
  const all = regions();
  const { activeElement } = document;
  const at = all.findLastIndex((region) => region.contains(activeElement));
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
  all[next]?.focus();
}

/** Moves the focus to the main area. */
export function focusMain(): void {
  document.querySelector<HTMLElement>('[data-landmark=main]')?.focus();
}
