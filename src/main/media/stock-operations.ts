/** The everyday operations on one file: thumbnail, filmstrip, waveform, cut, split, convert, frame, sound, facts. */
import { AppError } from '../../shared/contract/errors.ts';
import {
  convertArgs,
  copyTrimArgs,
  exactTrimArgs,
  filmstripArgs,
  finite,
  planFilmstrip,
  qualityFactsArgs,
  stillArgs,
  waveformArgs,
  WAVEFORM_RATE,
  type ConvertFormat,
  type FilmstripPlan,
  type StillFormat,
  type StockArgs,
} from './args/stock-args.ts';
import type { FfmpegProgress, MediaInfo, MediaTools, Trust } from './media-types.ts';
import { parseQualityFacts, type QualityFacts } from './quality-facts.ts';
import { createPeakReader, type WaveformPeaks } from './waveform.ts';

export type { ConvertFormat, FilmstripPlan, QualityFacts, StillFormat, WaveformPeaks };

/** What every operation takes. All paths are absolute. Errors are those of `MediaTools.run` and `probe`. */
export interface StockSource {
  path: string;
  trust: Trust;
  signal?: AbortSignal;
  onProgress?: (progress: FfmpegProgress) => void;
}

interface Target extends StockSource {
  outputPath: string;
}

function runOf(source: StockSource, args: StockArgs, seconds: number, expectedFrames: number | undefined) {
  return {
    inputs: [{ path: source.path, trust: source.trust, args: args.inputArgs }],
    ...(args.filterGraph === undefined ? {} : { filterGraph: args.filterGraph }),
    outputArgs: args.outputArgs,
    outputFormat: args.outputFormat,
    ...(expectedFrames === undefined ? {} : { expectedFrames }),
    // A short or sound-only file still decodes at its own size: never less than one full HD picture.
    workload: { pixels: 1920 * 1080, seconds: Math.max(1, seconds) },
    ...(source.signal === undefined ? {} : { signal: source.signal }),
    ...(source.onProgress === undefined ? {} : { onProgress: source.onProgress }),
  };
}

function needVideo(info: MediaInfo): NonNullable<MediaInfo['video']> {
  if (info.video !== undefined) return info.video;
  throw new AppError('invalid-input', 'The file has no picture', { reason: 'no-video' });
}

function needAudio(info: MediaInfo): void {
  if (info.audio === undefined) throw new AppError('invalid-input', 'The file has no sound', { reason: 'no-audio' });
}

function frameCount(info: MediaInfo): number {
  const video = needVideo(info);
  return Math.max(1, video.frames ?? Math.round((video.durationSeconds ?? info.durationSeconds) * video.fps));
}

/** The frame shown at `atSeconds` (default: a tenth into the film, past a fade from black), longer side ≤ `longSidePx`. */
export async function makeThumbnail(
  tools: MediaTools,
  request: Target & { atSeconds?: number; longSidePx?: number; format: StillFormat },
): Promise<void> {
  const info = await tools.probe(request.path, request.trust);
  const video = needVideo(info);
  const last = video.fps > 0 ? Math.max(0, (frameCount(info) - 1) / video.fps) : 0;
  const atSeconds = Math.min(last, finite('atSeconds', request.atSeconds ?? info.durationSeconds / 10, 0, 1e6));
  const args = stillArgs({ atSeconds, longSidePx: request.longSidePx ?? 640, format: request.format });
  await tools.run({ ...runOf(request, args, 10, 1), outputPath: request.outputPath });
}

/** Frame number `frame` (from 0), exactly, at full size. Throws `invalid-input` beyond the last frame. */
export async function extractFrame(
  tools: MediaTools,
  request: Target & { frame: number; format: StillFormat },
): Promise<void> {
  const info = await tools.probe(request.path, request.trust);
  const video = needVideo(info);
  const frame = Math.floor(finite('frame', request.frame, 0, frameCount(info) - 1));
  const atSeconds = video.fps > 0 ? frame / video.fps : 0;
  const args = stillArgs({ atSeconds, longSidePx: 8192, format: request.format });
  await tools.run({ ...runOf(request, args, 10, 1), outputPath: request.outputPath });
}

/**
 * One sheet with evenly spread tiles, and which times they show. `gopFrames`: distance of the key frames where it is
 * known (12 for our mezzanine), which makes it nine times faster; left out, every frame is decoded.
 */
export async function makeFilmstrip(
  tools: MediaTools,
  request: Target & { tiles: number; columns?: number; tileHeightPx?: number; gopFrames?: number; format: StillFormat },
): Promise<FilmstripPlan> {
  const info = await tools.probe(request.path, request.trust);
  const gopFrames = request.gopFrames ?? 1;
  const plan = planFilmstrip({
    frames: frameCount(info),
    fps: needVideo(info).fps,
    tiles: request.tiles,
    columns: request.columns ?? request.tiles,
    gopFrames,
  });
  const args = filmstripArgs(plan, { tileHeightPx: request.tileHeightPx ?? 90, gopFrames, format: request.format });
  await tools.run({ ...runOf(request, args, info.durationSeconds, 1), outputPath: request.outputPath });
  return plan;
}

/** Peaks of the first sound stream, `bucketsPerSecond` pairs for each second (default 50). */
export async function readWaveform(
  tools: MediaTools,
  request: StockSource & { bucketsPerSecond?: number },
): Promise<WaveformPeaks> {
  const info = await tools.probe(request.path, request.trust);
  needAudio(info);
  const perSecond = finite('bucketsPerSecond', request.bucketsPerSecond ?? 50, 1, 1_000);
  const peaks = createPeakReader(WAVEFORM_RATE, Math.max(1, Math.round(WAVEFORM_RATE / perSecond)));
  const { stdout, done } = tools.runToPipe(runOf(request, waveformArgs(), info.durationSeconds, undefined));
  stdout.on('data', (bytes: Buffer) => peaks.push(bytes));
  await done;
  return peaks.finish();
}

/** `copy` starts on the key frame at or before the start; `exact` cuts on the frame and encodes again. */
export async function trim(
  tools: MediaTools,
  request: Target & { startSeconds: number; endSeconds: number; mode: 'copy' | 'exact'; format: ConvertFormat },
): Promise<void> {
  const info = await tools.probe(request.path, request.trust);
  const endSeconds = Math.min(finite('endSeconds', request.endSeconds, 0, 1e6), info.durationSeconds);
  const cut = { startSeconds: request.startSeconds, endSeconds, format: request.format };
  const fps = info.video?.fps;
  const args = request.mode === 'copy' ? copyTrimArgs(cut) : exactTrimArgs({ ...cut, fps });
  const seconds = endSeconds - request.startSeconds;
  const frames = fps === undefined ? undefined : Math.round(seconds * fps);
  await tools.run({ ...runOf(request, args, seconds, frames), outputPath: request.outputPath });
}

/** Cuts a file at each of the rising times into `outputPaths` (one more than times). All or nothing is the caller's wish. */
export async function split(
  tools: MediaTools,
  request: StockSource & {
    atSeconds: readonly number[];
    outputPaths: readonly string[];
    mode: 'copy' | 'exact';
    format: ConvertFormat;
  },
): Promise<void> {
  const { atSeconds, outputPaths, ...source } = request;
  if (outputPaths.length !== atSeconds.length + 1) {
    throw new AppError('invalid-input', 'A split needs one more file than cuts', {
      cuts: atSeconds.length,
      files: outputPaths.length,
    });
  }
  const { durationSeconds } = await tools.probe(request.path, request.trust);
  const edges = [0, ...atSeconds, durationSeconds];
  for (const [part, outputPath] of outputPaths.entries()) {
    const startSeconds = edges[part] ?? 0;
    const endSeconds = edges[part + 1] ?? durationSeconds;
    await trim(tools, { ...source, outputPath, startSeconds, endSeconds });
  }
}

/** The whole file in another container or as sound alone; `shortSidePx` makes the picture smaller, never larger. */
export async function convert(
  tools: MediaTools,
  request: Target & { format: ConvertFormat; shortSidePx?: number },
): Promise<void> {
  const info = await tools.probe(request.path, request.trust);
  const { format, shortSidePx } = request;
  if (['wav', 'mp3', 'flac', 'm4a'].includes(format)) needAudio(info);
  const args = convertArgs({ format, ...(shortSidePx === undefined ? {} : { shortSidePx }) });
  const frames = info.video === undefined ? undefined : frameCount(info);
  await tools.run({ ...runOf(request, args, info.durationSeconds, frames), outputPath: request.outputPath });
}

/** The first sound stream as a file of its own. */
export async function extractAudio(
  tools: MediaTools,
  request: Target & { format: 'wav' | 'mp3' | 'flac' | 'm4a' },
): Promise<void> {
  await convert(tools, request);
}

/** Black, standing and silent seconds, loudness and peak. */
export async function readQualityFacts(tools: MediaTools, request: StockSource): Promise<QualityFacts> {
  const info = await tools.probe(request.path, request.trust);
  const frames = info.video === undefined ? undefined : frameCount(info);
  const { stdout, done } = tools.runToPipe(runOf(request, qualityFactsArgs(info), info.durationSeconds, frames));
  stdout.resume();
  return parseQualityFacts((await done).stderrTail, info.durationSeconds);
}
