/** Reads `-progress` blocks and log lines from FFmpeg's stderr. Pure apart from the tail it keeps. */
import type { FfmpegProgress } from './media-types.ts';

const PROGRESS_KEY =
  /^(?:frame|fps|stream_\d+_\d+_\w+|bitrate|total_size|out_time|out_time_us|out_time_ms|dup_frames|drop_frames|speed|progress)=/;
const TAIL_LINES = 200;

export interface ProgressReader {
  /** Takes one line of stderr. Returns a progress when the line ends a block that differs from the one before. */
  line(text: string): FfmpegProgress | undefined;
  /** The last 200 log lines, without the progress blocks. */
  tail(): string;
  frames(): number;
}

/** A reader for one run. `expectedFrames` gives the fraction. */
export function createProgressReader(expectedFrames: number | undefined): ProgressReader {
  const block = new Map<string, string>();
  const tail: string[] = [];
  let last = '';
  let frames = 0;
  return {
    line(text) {
      if (!PROGRESS_KEY.test(text)) {
        if (text.trim() !== '') tail.push(text);
        if (tail.length > TAIL_LINES) tail.shift();
        return undefined;
      }
      const at = text.indexOf('=');
      block.set(text.slice(0, at), text.slice(at + 1).trim());
      if (!text.startsWith('progress=')) return undefined;
      // `fps`, `speed` and `bitrate` wander while nothing happens; these three only move with the work.
      const state = ['frame', 'out_time_us', 'total_size', 'progress'].map((key) => block.get(key)).join('|');
      if (state === last) return undefined;
      last = state;
      frames = numberOr(block.get('frame'), 0);
      return {
        frame: frames,
        // Named ms in FFmpeg, but microseconds in every release; out_time_us says so.
        outTimeMs: Math.max(0, numberOr(block.get('out_time_us') ?? block.get('out_time_ms'), 0) / 1000),
        fraction:
          expectedFrames === undefined || expectedFrames <= 0 ? undefined : Math.min(1, frames / expectedFrames),
        speed: speedOf(block.get('speed')),
      };
    },
    tail: () => tail.join('\n'),
    frames: () => frames,
  };
}

function numberOr(text: string | undefined, otherwise: number): number {
  const value = Number(text);
  return text === undefined || text === '' || !Number.isFinite(value) ? otherwise : value;
}

function speedOf(text: string | undefined): number | undefined {
  const value = Number.parseFloat(text ?? '');
  return Number.isFinite(value) ? value : undefined;
}
