/**
 * Percent of the frame, from each edge, that a platform's own buttons and captions may cover. Defaults taken from the
 * film-craft page (§4) as of 2026-11-20, not measured on the platforms: their interfaces change without notice.
 */

export const SAFE_AREAS = {
  tiktok: { top: 8, bottom: 22, left: 6, right: 14 },
  meta: { top: 12, bottom: 20, left: 6, right: 12 },
  'youtube-vertical': { top: 10, bottom: 20, left: 5, right: 14 },
  youtube: { top: 5, bottom: 8, left: 5, right: 5 },
  vertical: { top: 10, bottom: 18, left: 6, right: 10 },
  square: { top: 6, bottom: 8, left: 6, right: 6 },
} as const;
