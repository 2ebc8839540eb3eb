/** Makes one part of a film: a run of GOPs by copy, or a window drawn and encoded again. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FilmPlan } from '../../shared/model/film-plan.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { MEZZANINE_GOP_FRAMES, mezzanineVideoArgs } from '../media/args/film-encode.ts';
import type { PictureFormat } from '../media/args/film-encode.ts';
import { windowChains } from '../media/graph/film-graphs.ts';
import { filterGraphText } from '../media/graph/filter-graph.ts';
import type { FfmpegInput } from '../media/media-types.ts';
import type { FilmTools, Mezzanine } from './conform.ts';
import { MIN_RENDER_FRAMES } from './film-parts.ts';
import type { FilmPart, OverlaySpan } from './film-parts.ts';
import { readMp4Facts, videoFingerprint } from './mp4-facts.ts';
import { partKey } from './part-cache.ts';

/** A drawn picture with its place in the film. */
export interface DrawnOverlay extends OverlaySpan {
  pngPath: string;
  /** sha256 of the PNG. */
  hash: string;
  x: number;
  y: number;
  fadeInFrames: number;
  fadeOutFrames: number;
}

export interface PartRequest {
  format: PictureFormat;
  part: FilmPart;
  mezzanines: readonly Mezzanine[];
  overlays: readonly DrawnOverlay[];
  signal: AbortSignal | undefined;
}

export interface MadePart {
  path: string;
  frames: number;
  /** False where it came from the cache or is the file itself. */
  isNew: boolean;
}

/** Bump when the way parts are made changes. */
const PART_VERSION = 2;

export function formatOf(plan: Pick<FilmPlan, 'widthPx' | 'heightPx' | 'fps'>): PictureFormat {
  return { widthPx: plan.widthPx, heightPx: plan.heightPx, fps: plan.fps };
}

/** A clip from the key frame at or before `frame`, and how many decoded frames lie before it. */
function inputAt(mezzanine: Mezzanine, frame: number, fps: number): { input: FfmpegInput; skipFrames: number } {
  const key = Math.floor(frame / MEZZANINE_GOP_FRAMES) * MEZZANINE_GOP_FRAMES;
  return {
    input: {
      path: mezzanine.path,
      args: ['-ss', (key / fps).toFixed(6)],
      trust: mezzanine.isSource ? 'foreign' : 'own',
    },
    skipFrames: frame - key,
  };
}

function mezzanineOf(request: PartRequest, clip: number): Mezzanine {
  const mezzanine = request.mezzanines[clip];
  if (!mezzanine) throw new AppError('internal', 'A part names a clip that is not there', { clip });
  return mezzanine;
}

/** The part's file, from the cache where its inputs, cut and settings are the same. Throws what FFmpeg throws. */
export async function makePart(tools: FilmTools, request: PartRequest): Promise<MadePart> {
  const { part, format } = request;
  const mezzanine = mezzanineOf(request, part.clip);
  if (part.kind === 'whole') return { path: mezzanine.path, frames: part.frames, isNew: false };
  const overlays = part.overlays.flatMap((index) => request.overlays[index] ?? []);
  const key = partKey({
    part: part.kind,
    version: PART_VERSION,
    format,
    source: mezzanine.key,
    start: part.sourceStart,
    frames: part.frames,
    transition: part.transition
      ? { ...part.transition, fromClip: mezzanineOf(request, part.transition.fromClip).key }
      : null,
    overlays: overlays.map(({ pngPath: _path, ...overlay }) => ({
      ...overlay,
      startFrame: overlay.startFrame - part.filmStart,
    })),
  });
  const cached = await tools.cache.find(key);
  if (cached) return { path: cached.path, frames: part.frames, isNew: false };
  const output = join(await tools.media.tempDir('part'), `${key}.mp4`);
  await (part.kind === 'copy' ? copyPart(tools, request, output) : renderPart(tools, request, overlays, output));
  await checkPart(output, part.frames, videoFingerprint(mezzanine.facts.video));
  const made = await tools.cache.put(key, output, 'mp4', { frames: part.frames });
  return { path: made.path, frames: part.frames, isNew: true };
}

function copyPart(tools: FilmTools, request: PartRequest, output: string): Promise<void> {
  const { part, format, signal } = request;
  const { input } = inputAt(mezzanineOf(request, part.clip), part.sourceStart, format.fps);
  return copyFrames(tools, { input, frames: part.frames, output, signal });
}

async function copyFrames(
  tools: FilmTools,
  copy: { input: FfmpegInput; frames: number; output: string; signal: AbortSignal | undefined },
): Promise<void> {
  await tools.media.run({
    inputs: [copy.input],
    // By count: `-to` and `outpoint` compare decoding times and miss by the reordering (media.md).
    outputArgs: ['-map', '0:v:0', '-c', 'copy', '-frames:v', String(copy.frames), '-map_metadata', '-1'],
    outputPath: copy.output,
    outputFormat: 'mp4',
    durable: false,
    ...(copy.signal ? { signal: copy.signal } : {}),
  });
}

async function renderPart(
  tools: FilmTools,
  request: PartRequest,
  overlays: readonly DrawnOverlay[],
  output: string,
): Promise<void> {
  const { part, format } = request;
  const clip = inputAt(mezzanineOf(request, part.clip), part.sourceStart, format.fps);
  const before = part.transition
    ? inputAt(mezzanineOf(request, part.transition.fromClip), part.transition.fromSourceStart, format.fps)
    : undefined;
  const pictures = overlays.map((overlay): FfmpegInput => ({
    path: overlay.pngPath,
    args: ['-f', 'png_pipe', '-framerate', String(format.fps)],
    trust: 'own',
  }));
  // Too few frames for x264's reordering would get another decode delay than their neighbours: more of them are made,
  // each a key frame, so that the first ones can be taken by count.
  const padFrames = part.frames < MIN_RENDER_FRAMES ? MIN_RENDER_FRAMES : 0;
  const target = padFrames > 0 ? `${output}.padded.mp4` : output;
  const frames = part.frames + padFrames;
  await tools.media.run({
    inputs: [clip.input, ...(before ? [before.input] : []), ...pictures],
    filterGraph: filterGraphText(
      windowChains({
        format,
        frames: part.frames,
        skipFrames: clip.skipFrames,
        transition:
          part.transition && before
            ? { kind: part.transition.kind, frames: part.transition.frames, skipFrames: before.skipFrames }
            : undefined,
        overlays: overlays.map((overlay) => ({ ...overlay, startFrame: overlay.startFrame - part.filmStart })),
        padFrames,
      }),
    ),
    outputArgs: [
      ...['-map', '[v]', '-frames:v', String(frames), ...mezzanineVideoArgs(format), '-map_metadata', '-1'],
      ...(padFrames > 0 ? ['-force_key_frames', 'expr:1'] : []),
    ],
    outputPath: target,
    outputFormat: 'mp4',
    durable: false,
    expectedFrames: frames,
    workload: { pixels: format.widthPx * format.heightPx, seconds: frames / format.fps },
    ...(request.signal ? { signal: request.signal } : {}),
  });
  if (padFrames > 0) {
    const { signal } = request;
    await copyFrames(tools, { input: { path: target, trust: 'own' }, frames: part.frames, output, signal });
    await rm(target, { force: true });
  }
}

/** F65: FFmpeg can end well with a bad file, and a part with another header shows grey blocks without any error. */
async function checkPart(path: string, frames: number, fingerprint: string | undefined): Promise<void> {
  const video = (await readMp4Facts(path))?.video;
  if (video?.sampleSizes.length !== frames) {
    throw new AppError('ffmpeg-failed', 'A part of the film has the wrong length', {
      frames: video?.sampleSizes.length ?? 0,
      expected: frames,
    });
  }
  if (fingerprint !== undefined && videoFingerprint(video) !== fingerprint) {
    throw new AppError('ffmpeg-failed', 'A part of the film was made with other settings than its neighbours', {
      path,
    });
  }
}
