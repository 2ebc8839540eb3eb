import { z } from 'zod';

/** Where a window stood when it was closed; kept by electron-store, checked on reading (ux.md 4.1, 4). */

export const MIN_WIDTH = 1024;
export const MIN_HEIGHT = 640;
const DEFAULT_WIDTH = 1440;
const DEFAULT_HEIGHT = 900;
/** So much of the title bar must be on some screen, or a person could not take hold of it. */
const GRIP_PX = 120;
const TITLE_PX = 40;

export const windowStateSchema = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1).max(20_000),
  height: z.int().min(1).max(20_000),
  isMaximized: z.boolean(),
  isFullScreen: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface Placement {
  bounds: { x?: number; y?: number; width: number; height: number };
  isMaximized: boolean;
  isFullScreen: boolean;
}

const shared = (a: Area, b: Area): { width: number; height: number } => ({
  width: Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
  height: Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y),
});

/**
 * Where to open the window: where it stood, if enough of its title bar lies on a screen that is still there, and never
 * larger than that screen's work area. Without a screen for it, the system chooses the place and the size is kept.
 */
export function placeWindow(saved: WindowState | null, screens: readonly Area[]): Placement {
  const largest = screens.toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
  const fit = (wanted: number, most: number | undefined, least: number): number =>
    Math.max(Math.min(wanted, most ?? wanted), Math.min(least, most ?? least));
  const size = (width: number, height: number, area: Area | undefined) => ({
    width: fit(width, area?.width, MIN_WIDTH),
    height: fit(height, area?.height, MIN_HEIGHT),
  });
  if (saved === null)
    return { bounds: size(DEFAULT_WIDTH, DEFAULT_HEIGHT, largest), isMaximized: false, isFullScreen: false };
  const titleBar = { x: saved.x, y: saved.y, width: saved.width, height: TITLE_PX };
  const home = screens.find((screen) => {
    const { width, height } = shared(titleBar, screen);
    return width >= Math.min(GRIP_PX, saved.width) && height >= TITLE_PX / 2;
  });
  const { isMaximized, isFullScreen } = saved;
  if (home === undefined) return { bounds: size(saved.width, saved.height, largest), isMaximized, isFullScreen: false };
  const { width, height } = size(saved.width, saved.height, home);
  const within = (at: number, length: number, start: number, room: number): number =>
    Math.max(start, Math.min(at, start + room - length));
  // A window that was allowed to hang over an edge may do so again, as long as it can be taken hold of.
  const isWhole = saved.width <= home.width && saved.height <= home.height;
  return {
    bounds: {
      x: isWhole ? saved.x : within(saved.x, width, home.x, home.width),
      y: isWhole ? Math.max(saved.y, home.y) : within(saved.y, height, home.y, home.height),
      width,
      height,
    },
    isMaximized,
    isFullScreen,
  };
}
