/** Which coded frames a GIF at a lower rate needs, and which show what colours the film has. Pure. */
import type { VideoTrack } from './mp4-samples.ts';

/** Seconds of film for each key frame that the palette is chosen from, and the bounds of their number. */
const SECONDS_PER_SAMPLE = 1;
const LEAST_SAMPLES = 4;
const MOST_SAMPLES = 24;

export interface FrameChoice {
  /** Indices (decoding order) of key frames spread over the film. */
  samples: number[];
  /** Shown in the GIF: one per frame of it, the last at or before its time, as FFmpeg's `fps` filter rounds. */
  shown: ReadonlySet<number>;
  /** Index after the last frame that is shown. */
  end: number;
}

/** Chooses for `frames` frames at `fps`. */
export function chooseFrames(track: VideoTrack, fps: number, frames: number): FrameChoice {
  const latest = new Map<number, { index: number; pts: number }>();
  for (const [index, frame] of track.frames.entries()) {
    const slot = Math.floor(((frame.pts - track.startPts) * fps) / track.timescale + 0.5);
    const known = latest.get(slot);
    if (slot < frames && (!known || frame.pts > known.pts)) latest.set(slot, { index, pts: frame.pts });
  }
  const shown = new Set([...latest.values()].map(({ index }) => index));
  const end = Math.max(...shown) + 1;
  const keys = track.frames.flatMap((frame, index) => (frame.isKey && index < end ? [index] : []));
  const wanted = Math.ceil(frames / fps / SECONDS_PER_SAMPLE);
  const count = Math.min(keys.length, Math.max(LEAST_SAMPLES, Math.min(MOST_SAMPLES, wanted)));
  const samples = Array.from({ length: count }, (_, at) => keys[Math.floor(((at + 0.5) * keys.length) / count)] ?? 0);
  return { samples, shown, end };
}
