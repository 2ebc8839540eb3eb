/** One stitched film to one delivered format. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import type { FilmPlan } from '../../shared/model/film-plan.ts';
import type { ExportFormat } from '../../shared/model/shot-terms.ts';
import { aacArgs, colourTagArgs, h264Level, videoTimescale, webmArgs } from '../media/args/film-encode.ts';
import { filmTagArgs } from './stitch-film.ts';
import type { FilmTools } from './conform.ts';
import { makeGif } from './make-gif.ts';
import { firstStep, LEAST_SHARE, nextStep } from './target-size.ts';
import type { TargetStep } from './target-size.ts';

export interface EncodeRequest {
  masterPath: string;
  /** The plan at the master's size. */
  plan: FilmPlan;
  durationSeconds: number;
  format: ExportFormat;
  targetBytes: number | undefined;
  outputPath: string;
  signal: AbortSignal | undefined;
  onProgress: (fraction: number) => void;
}

/** GIFs play everywhere at this rate, and a third of the frames is a third of the bytes. */
export const GIF_FPS = 12;
const MOST_TRIES = 5;

/** Writes the format at `outputPath`. Throws AppError; nothing is left on failure. */
export async function encodeFormat(tools: FilmTools, request: EncodeRequest): Promise<void> {
  const { format, targetBytes } = request;
  if (format === 'gif')
    return targetBytes === undefined ? gifAt(tools, request, 1) : gifOfSize(tools, request, targetBytes);
  if (targetBytes !== undefined && (format !== 'mp4' || (await stat(request.masterPath)).size > targetBytes)) {
    return encodeOfSize(tools, request, targetBytes);
  }
  return encodeOnce(
    tools,
    request,
    format === 'webm'
      ? webmArgs(request.plan.fps)
      : ['-c', 'copy', '-video_track_timescale', String(videoTimescale(request.plan.fps))],
  );
}

const CONTAINER = { mp4: 'mp4', mov: 'mov', webm: 'webm' } as const;

async function encodeOnce(tools: FilmTools, request: EncodeRequest, args: readonly string[]): Promise<void> {
  const { plan, format, signal } = request;
  const frames = Math.round(request.durationSeconds * plan.fps);
  await tools.media.run({
    inputs: [{ path: request.masterPath, trust: 'own' }],
    outputArgs: [
      ...['-map', '0:v:0', '-map', '0:a:0', '-map_metadata', '-1', ...args, ...filmTagArgs(tools, plan)],
      ...(format === 'webm' ? [] : ['-movflags', '+faststart']),
    ],
    outputPath: request.outputPath,
    outputFormat: CONTAINER[format as keyof typeof CONTAINER],
    durable: false,
    expectedFrames: frames,
    workload: { pixels: plan.widthPx * plan.heightPx, seconds: request.durationSeconds },
    ...(signal ? { signal } : {}),
    onProgress: (progress) => request.onProgress(progress.fraction ?? 0),
  });
}

function gifAt(tools: FilmTools, request: EncodeRequest, scale: number): Promise<void> {
  const even = (value: number): number => Math.max(2, Math.round((value * scale) / 2) * 2);
  return makeGif(tools.media, {
    sourcePath: request.masterPath,
    outputPath: request.outputPath,
    durationSeconds: request.durationSeconds,
    widthPx: even(request.plan.widthPx),
    heightPx: even(request.plan.heightPx),
    fps: GIF_FPS,
    ...(request.signal ? { signal: request.signal } : {}),
    onProgress: request.onProgress,
  }).then(() => undefined);
}

/** A GIF has no bit rate: its size goes with its pixels. */
async function gifOfSize(tools: FilmTools, request: EncodeRequest, targetBytes: number): Promise<void> {
  let scale = 1;
  for (let turn = 1; ; turn += 1) {
    await gifAt(tools, request, scale);
    const { size } = await stat(request.outputPath);
    const isWhole = scale === 1 && size <= targetBytes;
    if (isWhole || (size <= targetBytes && size >= targetBytes * LEAST_SHARE)) return;
    if (turn >= MOST_TRIES + 3) {
      if (size <= targetBytes) return;
      throw tooSmall(request, targetBytes);
    }
    scale = Math.min(1, scale * Math.sqrt((targetBytes * 0.955) / size));
  }
}

function tooSmall(request: EncodeRequest, targetBytes: number): AppError {
  return new AppError('not-possible-now', 'The film does not fit into the wished size', {
    format: request.format,
    targetBytes,
  });
}

async function encodeOfSize(tools: FilmTools, request: EncodeRequest, targetBytes: number): Promise<void> {
  const { plan, durationSeconds } = request;
  let step: TargetStep | undefined = firstStep({
    bytes: targetBytes,
    seconds: durationSeconds,
    widthPx: plan.widthPx,
    heightPx: plan.heightPx,
    fps: plan.fps,
  });
  for (let turn = 1; step; turn += 1) {
    await twoPasses(tools, request, step);
    const { size } = await stat(request.outputPath);
    const next = nextStep(step, size, targetBytes);
    // A film too plain to fill its size is as good as it gets; one that is too large must shrink.
    if (next && turn >= MOST_TRIES) {
      if (size <= targetBytes) return;
      throw tooSmall(request, targetBytes);
    }
    step = next;
  }
}

async function twoPasses(tools: FilmTools, request: EncodeRequest, step: TargetStep): Promise<void> {
  const { plan, format, signal } = request;
  const log = join(await tools.media.tempDir('passes'), 'film');
  const size = { widthPx: step.widthPx, heightPx: step.heightPx, fps: plan.fps };
  const picture =
    format === 'webm'
      ? ['-c:v', 'libvpx-vp9', '-deadline', 'good', '-cpu-used', '5', '-row-mt', '1', '-pix_fmt', 'yuv420p']
      : [
          '-c:v',
          'libx264',
          '-preset',
          'veryfast',
          '-profile:v',
          'high',
          '-level:v',
          h264Level(size),
          '-pix_fmt',
          'yuv420p',
        ];
  const args = [
    ...['-vf', `scale=${step.widthPx}:${step.heightPx}:flags=bicubic,setsar=1`, ...picture, ...colourTagArgs()],
    ...['-b:v', String(step.videoBitsPerSecond), '-passlogfile', log],
  ];
  const first = tools.media.runToPipe({
    inputs: [{ path: request.masterPath, trust: 'own' }],
    outputArgs: ['-map', '0:v:0', ...args, '-pass', '1'],
    outputFormat: 'null',
    expectedFrames: Math.round(request.durationSeconds * plan.fps),
    ...(signal ? { signal } : {}),
    onProgress: (progress) => request.onProgress((progress.fraction ?? 0) / 2),
  });
  first.stdout.resume();
  await first.done;
  const kilobits = Math.round(step.audioBitsPerSecond / 1_000);
  const sound = format === 'webm' ? ['-c:a', 'libopus', '-b:a', `${kilobits}k`] : aacArgs(kilobits);
  await encodeOnce(tools, { ...request, onProgress: (fraction) => request.onProgress(0.5 + fraction / 2) }, [
    ...args,
    '-pass',
    '2',
    ...sound,
  ]);
}
