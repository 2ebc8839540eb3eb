/** What a key does to a splitter. Sizes in CSS px; the panel is the one before the line unless `isReversed`. */
export interface SplitterLimits {
  minPx: number;
  maxPx: number;
  defaultPx: number;
}
export type SplitterMove = { kind: 'size'; sizePx: number } | { kind: 'toggle' } | undefined;

const STEP_PX = 8;
const LEAP_PX = 64;

/** Keeps a size within its limits, in whole px. */
export function clampSize(sizePx: number, limits: SplitterLimits): number {
  return Math.round(Math.min(limits.maxPx, Math.max(limits.minPx, sizePx)));
}

/** Arrows 8 px, with Shift 64 px; Home and End to the limits; Enter collapses or restores. */
export function splitterKey(
  event: { key: string; shiftKey: boolean },
  sizePx: number,
  limits: SplitterLimits,
  axis: 'x' | 'y',
  isReversed: boolean,
): SplitterMove {
  const step = (event.shiftKey ? LEAP_PX : STEP_PX) * (isReversed ? -1 : 1);
  const size = (to: number): SplitterMove => ({ kind: 'size', sizePx: clampSize(to, limits) });
  if (event.key === 'Enter') return { kind: 'toggle' };
  if (event.key === 'Home') return size(limits.minPx);
  if (event.key === 'End') return size(limits.maxPx);
  if (event.key === (axis === 'x' ? 'ArrowRight' : 'ArrowDown')) return size(sizePx + step);
  if (event.key === (axis === 'x' ? 'ArrowLeft' : 'ArrowUp')) return size(sizePx - step);
  return undefined;
}
