import type { SceneDescription } from '../../../shared/model/scene-description.ts';
import { cameraProgress, smoothStep } from './move-curve.ts';

/** Where a clip is at one frame. */
export interface ShotMoment {
  /** The camera on its way: 0 start keyframe … 1 end keyframe, a little above 1 in the handle. */
  camera: number;
  /** The action on its way, 0…1. */
  action: number;
  /** Seconds since the first frame. */
  seconds: number;
  /** Seconds since the end keyframe; 0 before it. */
  handleSeconds: number;
  /** 0…1 through the handle, with soft ends; 0 before it. */
  drift: number;
}

export interface ShotLength {
  durationFrames: number;
  cutFrames: number;
  fps: number;
}

/** Frame number to times: the end keyframe stands exactly in frame `cutFrames - 1`. */
export function shotMoment(move: SceneDescription['camera']['move'], length: ShotLength, frame: number): ShotMoment {
  const last = Math.max(1, Math.min(length.cutFrames, length.durationFrames) - 1);
  const u = Math.min(1, frame / last);
  const handleFrames = Math.max(0, frame - last);
  const handleLength = Math.max(1, length.durationFrames - 1 - last);
  return {
    camera: cameraProgress(move, u),
    action: u,
    seconds: frame / length.fps,
    handleSeconds: handleFrames / length.fps,
    drift: handleFrames === 0 ? 0 : softStart(handleFrames / handleLength),
  };
}

/** Leaves rest softly and then goes on evenly: a drift must never be seen to begin. */
function softStart(u: number): number {
  return u * smoothStep(Math.min(1, u * 2.5));
}
