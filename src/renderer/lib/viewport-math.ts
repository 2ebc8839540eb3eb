/** Zoom and pan of the one viewport. The centre is in normalised picture space (0–1), so one state fits pictures of any size. */
export interface ViewState {
  /** CSS pixels per picture pixel. */
  scale: number;
  cx: number;
  cy: number;
}
export interface Size {
  width: number;
  height: number;
}

export const ZOOM_STEPS = [0.125, 0.25, 0.33, 0.5, 0.67, 1, 1.5, 2, 3, 4, 8] as const;
const MIN_SCALE = 0.02;
const MAX_SCALE = 8;
/** This share of the picture, at least, stays in sight. */
const LEAST_VISIBLE = 0.1;

/** The whole picture, centred. Never larger than life unless `enlarge`. */
export function fitView(picture: Size, frame: Size, enlarge = true): ViewState {
  const scale = Math.min(frame.width / picture.width, frame.height / picture.height);
  return { scale: limitScale(enlarge ? scale : Math.min(1, scale)), cx: 0.5, cy: 0.5 };
}

/** The frame is covered; what overhangs is cut. */
export function fillView(picture: Size, frame: Size): ViewState {
  const scale = Math.max(frame.width / picture.width, frame.height / picture.height);
  return { scale: limitScale(scale), cx: 0.5, cy: 0.5 };
}

/** The next step of the zoom list above (+1) or below (−1). */
export function stepScale(scale: number, direction: 1 | -1): number {
  if (direction > 0) return ZOOM_STEPS.find((step) => step > scale * 1.001) ?? MAX_SCALE;
  return ZOOM_STEPS.findLast((step) => step < scale * 0.999) ?? ZOOM_STEPS[0];
}

/** Zooms so that the picture point under `pointer` (CSS px from the frame's top left) stays under it. */
export function zoomAt(
  view: ViewState,
  scale: number,
  pointer: { x: number; y: number },
  picture: Size,
  frame: Size,
): ViewState {
  const next = limitScale(scale);
  const dx = pointer.x - frame.width / 2;
  const dy = pointer.y - frame.height / 2;
  const shift = 1 / view.scale - 1 / next;
  return clampView(
    { scale: next, cx: view.cx + (dx * shift) / picture.width, cy: view.cy + (dy * shift) / picture.height },
    picture,
    frame,
  );
}

/** Moves the picture by CSS pixels. */
export function panBy(view: ViewState, dx: number, dy: number, picture: Size, frame: Size): ViewState {
  return clampView(
    {
      scale: view.scale,
      cx: view.cx - dx / (view.scale * picture.width),
      cy: view.cy - dy / (view.scale * picture.height),
    },
    picture,
    frame,
  );
}

/** Keeps at least a tenth of the picture in sight on both axes. */
export function clampView(view: ViewState, picture: Size, frame: Size): ViewState {
  return {
    scale: view.scale,
    cx: clampAxis(view.cx, picture.width * view.scale, frame.width),
    cy: clampAxis(view.cy, picture.height * view.scale, frame.height),
  };
}

/** Where the picture's top left corner lies in the frame, CSS px. */
export function pictureOrigin(view: ViewState, picture: Size, frame: Size): { x: number; y: number } {
  return {
    x: frame.width / 2 - view.cx * picture.width * view.scale,
    y: frame.height / 2 - view.cy * picture.height * view.scale,
  };
}

function clampAxis(centre: number, shown: number, room: number): number {
  const keep = Math.min(shown * LEAST_VISIBLE, room);
  const most = (shown + room / 2 - keep) / shown;
  const least = (keep - room / 2) / shown;
  return Math.min(most, Math.max(least, centre));
}

function limitScale(scale: number): number {
  return Math.min(MAX_SCALE, Math.max(MIN_SCALE, scale));
}
