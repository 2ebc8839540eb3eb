import { z } from 'zod';

/** Frame rates a project may have (decision 31). */
export const FRAME_RATES = [24, 25, 30, 60] as const;
export const fpsSchema = z.union([z.literal(24), z.literal(25), z.literal(30), z.literal(60)]);
export type Fps = z.infer<typeof fpsSchema>;

/** Length of every segment that is made or bought (R5.2). The cut may use less. */
export const SEGMENT_SECONDS = 8;

/** Seconds to whole frames, to the nearest. */
export function framesFromSeconds(seconds: number, fps: number): number {
  return Math.round(seconds * fps);
}

/** Frames to seconds. Only for FFmpeg arguments, HTTP answers and display. */
export function secondsFromFrames(frames: number, fps: number): number {
  return frames / fps;
}

/** Frames in a full segment at this rate: 192 at 24 fps. */
export function segmentFrames(fps: number): number {
  return SEGMENT_SECONDS * fps;
}

/** The time that surely shows frame n: the middle of it. `n / fps` shows the wrong frame in 2–52 % of seeks. */
export function seekSecondsOfFrame(frame: number, fps: number): number {
  return (frame + 0.5) / fps;
}
