import type { Readable } from 'node:stream';

/**
 * The seam between this room and everyone who renders. The implementation is `media-tools.ts`
 * (`createMediaTools`); callers outside the room know only these types and the pure builders in `args/`.
 */

/** `foreign`: came from outside, gets the whole flag block of reliability.md M3. `own`: made by this app. */
export type Trust = 'foreign' | 'own';

export interface FfmpegInput {
  /** Absolute path; passed on as `file:<path>`. Exactly one of `path`, `stdin`, `lavfi`. */
  path?: string;
  /** Raw bytes by pipe (`pipe:0`). At most one input may be a pipe. */
  stdin?: Readable;
  /** A lavfi source that the program itself wrote, e.g. `anullsrc=r=48000:cl=stereo`. Never user text. */
  lavfi?: string;
  /** Options before this `-i`, one token each. */
  args?: readonly string[];
  trust: Trust;
}

export interface FfmpegProgress {
  frame: number;
  outTimeMs: number;
  /** 0…1 where `expectedFrames` was given. */
  fraction: number | undefined;
  /** Times real time, as FFmpeg prints it. */
  speed: number | undefined;
}

export interface FfmpegRun {
  inputs: readonly FfmpegInput[];
  /** Whole filter graph; goes by a temporary script file, never on the command line. */
  filterGraph?: string;
  /** Everything between the inputs and the output, one token each. */
  outputArgs: readonly string[];
  /** Final path. Written as `<path>.part…` beside it and renamed when FFmpeg ended well; nothing is left on failure. */
  outputPath: string;
  /** FFmpeg's name of the container, e.g. `mp4`, `matroska`, `webm`, `mov`, `image2`, `s16le`. */
  outputFormat: string;
  expectedFrames?: number;
  /** Pixels per output frame and seconds of output: scale the CPU limit. */
  workload?: { pixels: number; seconds: number };
  signal?: AbortSignal;
  onProgress?: (progress: FfmpegProgress) => void;
  /** More files that the graph reads, such as a text file or a font: foreign runs see nothing else of the disk. */
  readPaths?: readonly string[];
  /** Wait until the bytes are on the disk before the rename. Default true; false for parts of a cache. */
  durable?: boolean;
  /** Lower the priority of the child. Default true. */
  niced?: boolean;
  /** Kill when FFmpeg reports no progress for this long. Default 60,000. */
  stallMs?: number;
}

export interface FfmpegResult {
  /** The exact command line that ran, for the log and the diagnostics. */
  commandLine: readonly string[];
  wallMs: number;
  frames: number;
  stderrTail: string;
}

/** The ten facts about a media file that the program uses. Times in seconds, as the container says. */
export interface MediaInfo {
  container: string;
  bytes: number;
  durationSeconds: number;
  video:
    | {
        codec: string;
        profile: string;
        level: number;
        widthPx: number;
        heightPx: number;
        /** Rational text such as `24/1`. */
        frameRate: string;
        fps: number;
        pixelFormat: string;
        sampleAspectRatio: string;
        timeBase: string;
        colourSpace: string;
        frames: number | undefined;
        bitsPerSecond: number | undefined;
        durationSeconds: number | undefined;
        startSeconds: number;
      }
    | undefined;
  audio:
    | {
        codec: string;
        sampleRate: number;
        channels: number;
        durationSeconds: number | undefined;
        startSeconds: number;
      }
    | undefined;
  bitsPerSecond: number | undefined;
  tags: Readonly<Record<string, string>>;
}

export interface MediaTools {
  /** Runs FFmpeg once. Throws AppError `ffmpeg-missing|failed|killed|stalled`, `disk-full`, `not-writable`, `cancelled`. */
  run(run: FfmpegRun): Promise<FfmpegResult>;
  /**
   * Runs FFmpeg whose output is read by the caller as bytes (`pipe:1`, raw frames or PCM).
   * The promise `done` settles like `run`.
   */
  runToPipe(run: Omit<FfmpegRun, 'outputPath'>): { stdout: Readable; done: Promise<FfmpegResult> };
  /** ffprobe with limits and a strict schema. Throws `broken-media`, `media-missing`. */
  probe(path: string, trust: Trust): Promise<MediaInfo>;
  /** Whether this FFmpeg has an encoder of that name. Listed once per binary and version. */
  hasEncoder(name: string): Promise<boolean>;
  /** A fresh folder of this process for temporary files; removed by `dispose`. */
  tempDir(purpose: string): Promise<string>;
  /** Kills every child and removes temporary files. */
  dispose(): Promise<void>;
}
