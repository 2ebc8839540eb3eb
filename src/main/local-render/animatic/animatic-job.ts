import type { ErrorCode, ErrorDetails } from '../../../shared/contract/errors.ts';
import type { SceneDescription } from '../../../shared/model/scene-description.ts';
import type { SharedMemory } from '../raster/shared-memory.ts';

/** A clip to draw; plain data, so that it can go to a thread. */
export interface AnimaticJob {
  picture: SceneDescription;
  /** Stills to move instead of the drawing's layers; null where the layers are ours. */
  stills: { startPath: string; endPath: string } | null;
  durationFrames: number;
  /** The end keyframe is reached in frame `cutFrames - 1`. */
  cutFrames: number;
  fps: number;
  widthPx: number;
  heightPx: number;
  slate: { text: string } | null;
  assetPaths: Readonly<Record<string, string>>;
}

/** What one of several threads draws of a job: runs of frames in turn, so that order is known without talking. */
export interface AnimaticShare {
  job: AnimaticJob;
  /** 0 … threads − 1. */
  thread: number;
  threads: number;
  /** Layers, frames and places lie in it. */
  memory: SharedMemory;
  /** Addresses with room for one raw frame each; a place is drawn on again when it has been handed back. */
  places: readonly number[];
}

/** From a drawing thread: a frame lies in one of its places. */
export interface DrawnFrame {
  frame: number;
  /** Its address. */
  place: number;
}

/** From a drawing thread that cannot go on: errors travel as their code. */
export interface DrawingFailed {
  code: ErrorCode;
  message: string;
  details: ErrorDetails;
}

/** To a drawing thread: what lay in this place is used up. */
export interface FreePlace {
  freePlace: number;
}

/** Frames that one thread draws before the next one's turn. */
export const RUN_FRAMES = 2;

/** Which thread draws a frame. */
export function threadOfFrame(frame: number, threads: number): number {
  return Math.floor(frame / RUN_FRAMES) % threads;
}
