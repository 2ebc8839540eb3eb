/** Small real films for the integration tests: FFmpeg makes them, nothing is faked. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FilmTools } from '../../src/main/exports/conform.ts';
import { fileHash } from '../../src/main/exports/film-audio.ts';
import { createFolderPartCache } from '../../src/main/exports/part-cache.ts';
import { findBinaries } from '../../src/main/media/binaries.ts';
import { createMediaTools } from '../../src/main/media/media-tools.ts';
import type { FfmpegRun } from '../../src/main/media/media-types.ts';
import { createSystemClock } from '../../src/main/platform/clock.ts';
import { silentLogger } from '../../src/main/platform/logger.ts';
import type { FilmClip, FilmPlan } from '../../src/shared/model/film-plan.ts';

const execute = promisify(execFile);

export interface FilmRoom {
  folder: string;
  tools: FilmTools;
  /** Every FFmpeg run so far. */
  runs: FfmpegRun[];
  ffmpeg(args: readonly string[]): Promise<string>;
  /** Output of ffprobe, one value per line. */
  probe(args: readonly string[]): Promise<string>;
  /** A segment as a provider would send it: one key frame, its own level, a tone or nothing. */
  segment(
    name: string,
    wish?: { seconds?: number; tone?: number | null; rate?: number; size?: string },
  ): Promise<string>;
  clip(path: string, changes?: Partial<FilmClip>): Promise<FilmClip>;
  /** MD5 of every decoded frame. */
  frameHashes(path: string): Promise<string[]>;
  close(): Promise<void>;
}

export const SMALL = { widthPx: 180, heightPx: 320 };

export function planOf(clips: readonly FilmClip[], changes: Partial<FilmPlan> = {}): FilmPlan {
  return {
    fps: 24,
    ...SMALL,
    platform: 'tiktok',
    language: 'en',
    clips: [...clips],
    titles: [],
    captions: [],
    endCard: null,
    audio: { musicPath: null, musicVolume: 0.6, voiceOverPath: null, loudnessLufs: -14 },
    metadata: { title: 'Test', animatic: true },
    ...changes,
  };
}

export async function openFilmRoom(): Promise<FilmRoom> {
  const folder = await mkdtemp(join(tmpdir(), 'framewright-film-'));
  const binaries = await findBinaries(process.env);
  const clock = createSystemClock();
  await mkdir(join(folder, 'temp'));
  const media = createMediaTools({ binaries, log: silentLogger, tempRoot: join(folder, 'temp'), clock });
  const runs: FfmpegRun[] = [];
  const counted = {
    ...media,
    run: (run: FfmpegRun) => {
      runs.push(run);
      return media.run(run);
    },
  };
  const ffmpeg = async (args: readonly string[]): Promise<string> =>
    (await execute(binaries.ffmpeg.path, ['-y', '-hide_banner', '-nostdin', ...args], { maxBuffer: 64 * 1024 * 1024 }))
      .stderr;
  return {
    folder,
    runs,
    tools: { media: counted, cache: createFolderPartCache(join(folder, 'cache')), clock },
    ffmpeg,
    probe: async (args) =>
      (await execute(binaries.ffprobe.path, ['-v', 'error', '-of', 'default=nw=1:nk=1', ...args])).stdout.trim(),
    async segment(name, { seconds = 4, tone = 440, rate = 24, size = '180x320' } = {}) {
      const path = join(folder, name);
      const sound = tone === null ? [] : ['-f', 'lavfi', '-i', `sine=f=${tone}:r=48000`];
      const hue = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 360;
      await ffmpeg([
        ...['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${rate},hue=h=${hue}`, ...sound, '-t', String(seconds)],
        ...[
          '-c:v',
          'libx264',
          '-preset',
          'ultrafast',
          '-pix_fmt',
          'yuv420p',
          ...(tone === null ? [] : ['-c:a', 'aac', '-ac', '2']),
        ],
        path,
      ]);
      return path;
    },
    async clip(sourcePath, changes = {}) {
      const sourceHash = await fileHash(sourcePath);
      return {
        id: sourceHash.slice(0, 8),
        sourcePath,
        sourceHash,
        sourceInFrames: 0,
        cutFrames: 96,
        transition: 'cut',
        transitionFrames: 0,
        ...changes,
      };
    },
    async frameHashes(path) {
      const { stdout } = await execute(
        binaries.ffmpeg.path,
        ['-v', 'error', '-i', path, '-map', '0:v:0', '-f', 'framemd5', '-'],
        { maxBuffer: 64 * 1024 * 1024 },
      );
      return stdout
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => line.split(',').at(-1)?.trim() ?? '');
    },
    async close() {
      await media.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
