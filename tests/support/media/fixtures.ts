/** Real media for tests, made by FFmpeg's own sources at test time, and real tools to work on it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinaries, type Binaries } from '../../../src/main/media/binaries.ts';
import { createMediaTools, type MediaRoom } from '../../../src/main/media/media-tools.ts';
import { createSystemClock } from '../../../src/main/platform/clock.ts';
import { silentLogger, type Logger } from '../../../src/main/platform/logger.ts';

export interface MediaLab {
  tools: MediaRoom;
  binaries: Binaries;
  /** A folder of this test alone. */
  folder: string;
  path(name: string): string;
  /** More tools over the same folder, for example with another binary. */
  toolsWith(change: { ffmpeg?: string; walls?: string; log?: Logger }): MediaRoom;
  dispose(): Promise<void>;
}

export async function createMediaLab(name: string): Promise<MediaLab> {
  const binaries = await findBinaries(process.env);
  const folder = mkdtempSync(join(tmpdir(), `framewright-${name}-`));
  const made: MediaRoom[] = [];
  const toolsWith: MediaLab['toolsWith'] = ({ ffmpeg, walls, log }) => {
    const used = ffmpeg === undefined ? binaries : { ...binaries, ffmpeg: { ...binaries.ffmpeg, path: ffmpeg } };
    const env = walls === undefined ? process.env : { ...process.env, FRAMEWRIGHT_WALLS: walls };
    const tools = createMediaTools({
      binaries: used,
      log: log ?? silentLogger,
      tempRoot: join(folder, 'temp'),
      clock: createSystemClock(),
      env,
    });
    made.push(tools);
    return tools;
  };
  return {
    tools: toolsWith({}),
    binaries,
    folder,
    path: (file) => join(folder, file),
    toolsWith,
    async dispose() {
      for (const tools of made) await tools.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** FFmpeg without our walls: for fixtures and for positive controls. */
export function rawFfmpeg(binaries: Binaries, args: readonly string[]): void {
  execFileSync(binaries.ffmpeg.path, ['-y', '-v', 'error', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The same, when it may fail. */
export function tryRawFfmpeg(binaries: Binaries, args: readonly string[]): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(binaries.ffmpeg.path, ['-y', '-v', 'error', ...args], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, stderr };
}

export interface TestVideo {
  seconds: number;
  fps?: number;
  size?: string;
  gopFrames?: number;
  withSound?: boolean;
}

/** A moving test card with a tone; every frame differs from the one before. */
export function makeTestVideo(binaries: Binaries, path: string, video: TestVideo): void {
  const { seconds, fps = 24, size = '320x180', gopFrames = 12, withSound = true } = video;
  rawFfmpeg(binaries, [
    ...['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${fps}:duration=${seconds}`],
    ...(withSound ? ['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=48000:duration=${seconds}`] : []),
    ...[
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-pix_fmt',
      'yuv420p',
      '-g',
      String(gopFrames),
      '-sc_threshold',
      '0',
    ],
    ...(withSound ? ['-c:a', 'aac'] : []),
    path,
  ]);
}

/** Pixels of one frame as RGB, decoded without our tools. */
export function decodeFrame(binaries: Binaries, path: string, frame: number): Buffer {
  return execFileSync(
    binaries.ffmpeg.path,
    [
      '-v',
      'error',
      '-i',
      path,
      '-vf',
      `select='eq(n,${frame})'`,
      '-frames:v',
      '1',
      '-f',
      'rawvideo',
      '-pix_fmt',
      'rgb24',
      'pipe:1',
    ],
    { maxBuffer: 100_000_000 },
  );
}

/** Mean absolute difference of two pictures, 0…255. */
export function meanDifference(a: Buffer, b: Buffer): number {
  if (a.length !== b.length || a.length === 0) return 255;
  let total = 0;
  for (let at = 0; at < a.length; at += 1) total += Math.abs((a[at] ?? 0) - (b[at] ?? 0));
  return total / a.length;
}
