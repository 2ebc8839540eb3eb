/** Every segment becomes the project's mezzanine once; after that films are joined by copy (media.md). */
import { join } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import { aacArgs, MEZZANINE_GOP_FRAMES, mezzanineVideoArgs } from '../media/args/film-encode.ts';
import type { PictureFormat } from '../media/args/film-encode.ts';
import type { Clock } from '../platform/clock.ts';
import { filterGraphText } from '../media/graph/filter-graph.ts';
import type { Filter } from '../media/graph/filter-graph.ts';
import type { FfmpegRun, MediaInfo, MediaTools, Trust } from '../media/media-types.ts';
import { isSilentTrack } from './aac-packets.ts';
import { hasRegularGops, readMp4Facts, videoFingerprint } from './mp4-facts.ts';
import type { Mp4Facts, Mp4Track } from './mp4-facts.ts';
import { partKey } from './part-cache.ts';
import type { PartCache } from './part-cache.ts';

export interface FilmTools {
  media: MediaTools;
  cache: PartCache;
  clock: Clock;
}

export interface Mezzanine {
  path: string;
  /** Identity of the bytes, for the keys of everything made from them. */
  key: string;
  frames: number;
  facts: Mp4Facts;
  /** True where the source itself already matched and nothing was encoded. */
  isSource: boolean;
}

/** Where a clip's sound is taken from: the source itself, so that it is made lossy once and not twice. */
export interface SoundSource {
  path: string;
  /** Identity of the bytes. */
  key: string;
  /** Length of the clip's picture in the film's frames. */
  frames: number;
  /** Undefined where the container has no index that we read. */
  track: Mp4Track | undefined;
  isHeard: boolean;
  /** True for a mezzanine: its sound begins with its picture and has no gaps. */
  isConformed: boolean;
  trust: Trust;
}

export interface ConformRequest {
  sourcePath: string;
  /** sha256 of its content. */
  sourceHash: string;
  format: PictureFormat;
  signal?: AbortSignal;
  /** 0…1 */
  onProgress?: (fraction: number) => void;
}

/** Bump when the settings change: old parts must not be joined with new ones. */
const MEZZANINE_VERSION = 1;
/** A source may lose this share of its picture to fill the frame; beyond it is shown whole between bars. */
const MAX_CROP = 0.13;

/** How the source's picture comes into the frame: filled where little is lost, whole between bars otherwise. */
export function fitFilters(source: { widthPx: number; heightPx: number }, format: PictureFormat): Filter[] {
  const { widthPx: w, heightPx: h } = format;
  if (source.widthPx === w && source.heightPx === h) return [{ name: 'setsar', options: { sar: 1 } }];
  const ratio = source.widthPx / source.heightPx / (w / h);
  const loss = 1 - Math.min(ratio, 1 / ratio);
  const scale = (mode: string): Filter => ({
    name: 'scale',
    options: { w, h, force_original_aspect_ratio: mode, force_divisible_by: 2, flags: 'bicubic' },
  });
  const fitted: Filter[] =
    loss <= MAX_CROP
      ? [scale('increase'), { name: 'crop', options: { w, h } }]
      : [scale('decrease'), { name: 'pad', options: { w, h, x: '(ow-iw)/2', y: '(oh-ih)/2' } }];
  return [...fitted, { name: 'setsar', options: { sar: 1 } }];
}

/** Whole frames of a source at the film's rate. */
export function sourceFrames(info: MediaInfo, fps: number): number {
  const seconds = info.video?.durationSeconds ?? info.durationSeconds;
  return Math.max(1, Math.round(seconds * fps));
}

/** What is known of a segment before any work. */
export interface InspectedSegment {
  sound: SoundSource;
  mezzanine: { ready: Mezzanine } | { key: string; info: MediaInfo };
}

/** A mezzanine as the source of its own sound. */
export function soundOfMezzanine({ path, key, frames, facts, isSource }: Mezzanine): SoundSource {
  return {
    path,
    key,
    frames,
    track: facts.audio,
    isHeard: !isSilentTrack(facts.audio),
    isConformed: true,
    trust: isSource ? 'foreign' : 'own',
  };
}

/**
 * Looks whether a segment is a mezzanine, was made one before, or has to be. Throws `broken-media` for a file without
 * picture.
 */
export async function inspectSegment(tools: FilmTools, request: ConformRequest): Promise<InspectedSegment> {
  const { format, sourceHash, sourcePath } = request;
  const facts = await readMp4Facts(sourcePath);
  if (facts && (await matchesMezzanine(tools, facts, format, request.signal))) {
    const frames = facts.video?.sampleSizes.length ?? 0;
    const ready = { path: sourcePath, key: sourceHash, frames, facts, isSource: true };
    return { sound: soundOfMezzanine(ready), mezzanine: { ready } };
  }
  const key = partKey({ part: 'mezzanine', version: MEZZANINE_VERSION, sourceHash, format });
  const soundFrom = (frames: number, hasSound: boolean): SoundSource => ({
    path: sourcePath,
    key: sourceHash,
    frames,
    track: facts?.audio,
    isHeard: facts ? !isSilentTrack(facts.audio) : hasSound,
    isConformed: false,
    trust: 'foreign',
  });
  const cached = await tools.cache.find(key);
  if (cached) {
    const ready = await mezzanineAt(cached.path, key);
    const { hasSound } = cached.facts;
    const isSilent = typeof hasSound === 'boolean' ? !hasSound : isSilentTrack(ready.facts.audio);
    return { sound: soundFrom(ready.frames, !isSilent), mezzanine: { ready } };
  }
  const info = await tools.media.probe(sourcePath, 'foreign');
  if (!info.video) throw new AppError('broken-media', 'The file has no picture', { path: sourcePath });
  return { sound: soundFrom(sourceFrames(info, format.fps), info.audio !== undefined), mezzanine: { key, info } };
}

/**
 * The mezzanine of an inspected source: the source itself where it was made with the same settings, a cached conversion,
 * or a new one. Throws what `MediaTools.run` throws.
 */
export async function conformInspected(
  tools: FilmTools,
  request: ConformRequest,
  { mezzanine }: InspectedSegment,
): Promise<Mezzanine> {
  if ('ready' in mezzanine) return mezzanine.ready;
  const { key, info } = mezzanine;
  const frames = sourceFrames(info, request.format.fps);
  const outputPath = join(await tools.media.tempDir('conform'), `${key}.mp4`);
  await tools.media.run({
    ...conformRun({
      sourcePath: request.sourcePath,
      info,
      format: request.format,
      frames,
      outputPath,
      signal: request.signal,
    }),
    onProgress: (progress) => request.onProgress?.(progress.fraction ?? 0),
  });
  const { path } = await tools.cache.put(key, outputPath, 'mp4', { frames, hasSound: info.audio !== undefined });
  return mezzanineAt(path, key);
}

/** The mezzanine of a source. Throws `broken-media` for a file without picture, and what `MediaTools.run` throws. */
export async function conformSegment(tools: FilmTools, request: ConformRequest): Promise<Mezzanine> {
  return conformInspected(tools, request, await inspectSegment(tools, request));
}

async function mezzanineAt(path: string, key: string): Promise<Mezzanine> {
  const facts = await readMp4Facts(path);
  const frames = facts?.video?.sampleSizes.length ?? 0;
  if (!facts || frames === 0) throw new AppError('internal', 'A converted segment has no picture', { path });
  return { path, key, frames, facts, isSource: false };
}

/** The encode of a foreign clip into the film's form: its first `frames` frames at the film's size and rate, with sound. */
export function conformRun(of: {
  sourcePath: string;
  info: MediaInfo;
  format: PictureFormat;
  frames: number;
  outputPath: string;
  signal: AbortSignal | undefined;
}): FfmpegRun {
  const { info, format, frames } = of;
  const samples = frames * (48_000 / format.fps);
  return {
    inputs: [
      { path: of.sourcePath, trust: 'foreign' },
      ...(info.audio ? [] : [{ lavfi: 'anullsrc=r=48000:cl=stereo', trust: 'own' as const }]),
    ],
    filterGraph: conformGraph(info, format, frames, samples),
    outputArgs: [
      ...['-map', '[v]', '-map', '[a]', '-frames:v', String(frames)],
      ...mezzanineVideoArgs(format),
      ...aacArgs(192),
      ...['-map_metadata', '-1'],
    ],
    outputPath: of.outputPath,
    outputFormat: 'mp4',
    expectedFrames: frames,
    workload: { pixels: format.widthPx * format.heightPx, seconds: frames / format.fps },
    ...(of.signal ? { signal: of.signal } : {}),
  };
}

function conformGraph(info: MediaInfo, format: PictureFormat, frames: number, samples: number): string {
  const source = info.video ?? { widthPx: format.widthPx, heightPx: format.heightPx };
  return filterGraphText([
    {
      from: ['0:v:0'],
      filters: [
        { name: 'fps', options: { fps: format.fps, start_time: 0 } },
        ...fitFilters(source, format),
        { name: 'scale', options: { out_color_matrix: 'bt709', out_range: 'tv' } },
        { name: 'format', options: { pix_fmts: 'yuv420p' } },
        // A container that rounds its length down costs at most this one frame (decision 5).
        { name: 'tpad', options: { stop: 1, stop_mode: 'clone' } },
        { name: 'trim', options: { end_frame: frames } },
      ],
      to: ['v'],
    },
    {
      from: [info.audio ? '0:a:0' : '1:a:0'],
      filters: [
        { name: 'aresample', options: { osr: 48_000, async: 1, first_pts: 0 } },
        { name: 'aformat', options: { sample_fmts: 'fltp', channel_layouts: 'stereo' } },
        { name: 'apad' },
        { name: 'atrim', options: { end_sample: samples } },
      ],
      to: ['a'],
    },
  ]);
}

async function matchesMezzanine(
  tools: FilmTools,
  facts: Mp4Facts,
  format: PictureFormat,
  signal?: AbortSignal,
): Promise<boolean> {
  const { video } = facts;
  if (!video || video.fourcc !== 'avc1' || !hasRegularGops(video, MEZZANINE_GOP_FRAMES)) return false;
  if (video.widthPx !== format.widthPx || video.heightPx !== format.heightPx) return false;
  return videoFingerprint(video) === (await mezzanineFingerprint(tools, format, signal));
}

/**
 * What this machine's encoder writes into the header at these settings, learned from a tiny film of one grey picture:
 * SPS and PPS depend on the version of x264, so no table could know them.
 */
export async function mezzanineFingerprint(
  tools: FilmTools,
  format: PictureFormat,
  signal?: AbortSignal,
): Promise<string> {
  const key = partKey({ part: 'mezzanine-reference', version: MEZZANINE_VERSION, format });
  const cached = await tools.cache.find(key);
  if (cached && typeof cached.facts.fingerprint === 'string') return cached.facts.fingerprint;
  const output = join(await tools.media.tempDir('conform'), `${key}.mp4`);
  await tools.media.run({
    inputs: [{ lavfi: `color=c=gray:s=${format.widthPx}x${format.heightPx}:r=${format.fps}`, trust: 'own' }],
    outputArgs: ['-frames:v', String(MEZZANINE_GOP_FRAMES), ...mezzanineVideoArgs(format)],
    outputPath: output,
    outputFormat: 'mp4',
    ...(signal ? { signal } : {}),
  });
  const fingerprint = videoFingerprint((await readMp4Facts(output))?.video);
  if (!fingerprint) throw new AppError('internal', 'The encoder made a file that cannot be read');
  await tools.cache.put(key, output, 'mp4', { fingerprint });
  return fingerprint;
}
