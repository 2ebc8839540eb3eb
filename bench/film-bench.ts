/** What the film benches share: tools, grainy material, a bare FFmpeg for the rivals, medians. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FilmTools } from '../src/main/exports/conform.ts';
import { createFolderPartCache } from '../src/main/exports/part-cache.ts';
import { aacArgs, mezzanineVideoArgs } from '../src/main/media/args/film-encode.ts';
import { findBinaries } from '../src/main/media/binaries.ts';
import { createMediaTools } from '../src/main/media/media-tools.ts';
import { createSystemClock } from '../src/main/platform/clock.ts';
import { silentLogger } from '../src/main/platform/logger.ts';
import type { FilmClip, FilmPlan } from '../src/shared/model/film-plan.ts';

const execute = promisify(execFile);
const binaries = await findBinaries(process.env);

/** Runs FFmpeg bare, as a person would at a prompt; at the low priority that our own children have, so that both meet the same load. */
export async function ffmpeg(args: readonly string[], options: { niced: boolean } = { niced: true }): Promise<string> {
  const priority = options.niced ? '10' : '0';
  const { stderr } = await execute(
    'nice',
    ['-n', priority, binaries.ffmpeg.path, '-y', '-hide_banner', '-nostdin', ...args],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  return stderr;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** SSIM over all planes of RGB against a lossless reference. */
export async function ssim(path: string, reference: string): Promise<number> {
  const log = await ffmpeg([
    '-i',
    path,
    '-i',
    reference,
    '-lavfi',
    '[0:v]format=gbrp,settb=1/1200,setpts=N*100[a];[1:v]format=gbrp,settb=1/1200,setpts=N*100[b];[a][b]ssim',
    '-f',
    'null',
    '-',
  ]);
  return Number(/All:([0-9.]+)/.exec(log)?.[1]);
}

export interface FilmBench {
  folder: string;
  tools: FilmTools;
  /** A mezzanine with moving picture, real grain and a tone. */
  grainySegment(wish: {
    index: number;
    seconds: number;
    widthPx: number;
    heightPx: number;
    /** `test` is made several times faster than the fractal; grain is the same. */
    picture?: 'fractal' | 'test';
  }): Promise<string>;
  plan(clips: readonly FilmClip[], size: { widthPx: number; heightPx: number }): FilmPlan;
  /** Removes everything; the exit code says whether the bar was met. */
  close(isMet: boolean): Promise<void>;
}

/** Arguments for a picture of FFmpeg's own generators with a tone of `toneHz`. */
export const drawnInputs = (picture: string, toneHz: number, seconds: number): string[] => [
  ...['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', `sine=f=${toneHz}:r=48000`],
  ...['-t', String(seconds)],
];

export async function openBench(name: string): Promise<FilmBench> {
  const folder = await mkdtemp(join(tmpdir(), `framewright-bench-${name}-`));
  const clock = createSystemClock();
  const media = createMediaTools({ binaries, log: silentLogger, tempRoot: join(folder, 'temp'), clock });
  return {
    folder,
    tools: { media, cache: createFolderPartCache(join(folder, 'cache')), clock },
    async grainySegment({ index, seconds, widthPx, heightPx, picture: kind = 'fractal' }) {
      const path = join(folder, `segment-${index}.mp4`);
      const moving =
        kind === 'test'
          ? `testsrc2=s=${widthPx}x${heightPx}:r=24`
          : `mandelbrot=s=${widthPx}x${heightPx}:r=24:start_scale=${1 + index * 0.2}:end_scale=0.3:end_pts=${seconds * 24}`;
      const picture = `${moving},hue=h=${index * 35},noise=alls=12:allf=t`;
      await ffmpeg([
        ...drawnInputs(picture, 220 + index * 40, seconds),
        ...mezzanineVideoArgs({ widthPx, heightPx, fps: 24 }),
        ...aacArgs(128),
        path,
      ]);
      return path;
    },
    plan: (clips, size) => ({
      fps: 24,
      ...size,
      platform: 'custom',
      language: 'en',
      clips: [...clips],
      titles: [],
      captions: [],
      endCard: null,
      audio: { musicPath: null, musicVolume: 0.6, voiceOverPath: null, loudnessLufs: -14 },
      metadata: { title: 'Bench', animatic: false },
    }),
    async close(isMet) {
      await media.dispose();
      await rm(folder, { recursive: true, force: true });
      process.exitCode = isMet ? 0 : 1;
    },
  };
}
