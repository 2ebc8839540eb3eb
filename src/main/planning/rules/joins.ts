import type { Transition } from '../../../shared/model/shot-terms.ts';
import { segmentFrames } from '../../../shared/model/frame-time.ts';
import type { Fps } from '../../../shared/model/frame-time.ts';

/** Transitions: mostly cuts; a dissolve where place or time jumps; a fade at the end only if asked. Pure. */

interface JoinSide {
  scene: number;
  paragraph: number;
  placeKey: string;
  timeOfDay: string;
  cutFrames: number;
  stated: Transition | null;
}

export interface Join {
  transition: Transition;
  transitionFrames: number;
}

/** Ten frames at 24 fps, the same time at other rates. */
function dissolveFrames(fps: number): number {
  return Math.round((10 / 24) * fps);
}

/** The transition from each shot into the next; the last entry is the end of the film. */
export function planJoins(shots: readonly JoinSide[], fps: Fps, asksFadeOut: boolean): Join[] {
  const wanted = dissolveFrames(fps);
  const most = Math.max(1, Math.floor((shots.length - 1) / 3));
  let dissolves = 0;
  return shots.map((shot, index): Join => {
    const next = shots[index + 1];
    if (next === undefined) {
      return asksFadeOut
        ? { transition: 'fade', transitionFrames: Math.min(48, Math.round(fps / 2)) }
        : { transition: 'cut', transitionFrames: 0 };
    }
    // A transition lives in the handle after the cut; without a handle it would freeze.
    const handle = segmentFrames(fps) - shot.cutFrames;
    const fits = Math.min(wanted, handle, Math.floor(next.cutFrames / 3));
    const enough = fits >= Math.round(wanted * 0.8);
    const isLastJoin = index + 2 === shots.length;
    const stated = asksFadeOut && isLastJoin && next.stated === 'fade' ? null : next.stated;
    if (stated !== null)
      return stated === 'cut' || !enough
        ? { transition: 'cut', transitionFrames: 0 }
        : { transition: stated, transitionFrames: fits };
    const jumps =
      shot.scene !== next.scene &&
      (shot.timeOfDay !== next.timeOfDay || (shot.placeKey !== next.placeKey && shot.paragraph !== next.paragraph));
    const hasRoom = shot.cutFrames >= fps * 2 && next.cutFrames >= fps * 2;
    if (!jumps || !enough || !hasRoom || dissolves >= most) return { transition: 'cut', transitionFrames: 0 };
    dissolves += 1;
    return { transition: 'dissolve', transitionFrames: fits };
  });
}
