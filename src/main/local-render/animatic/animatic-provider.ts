import { availableParallelism } from 'node:os';
import { AppError } from '../../../shared/contract/errors.ts';
import type { Fps } from '../../../shared/model/frame-time.ts';
import { aacArgs, mezzanineVideoArgs } from '../../media/args/film-encode.ts';
import { filterGraphText } from '../../media/graph/filter-graph.ts';
import type { FfmpegRun, MediaTools } from '../../media/media-types.ts';
import { provenanceArgs } from '../../media/provenance.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ProviderAdapter, VideoRequest } from '../../providers/port.ts';
import type { AnimaticJob } from './animatic-job.ts';
import { openFrameStream } from './frame-stream.ts';

/** More threads than this only fill memory: the encoder needs the other cores. */
const MAX_THREADS = 2;

/** FFmpeg's side of a clip: raw frames in, the film's own mezzanine with a silent track out. */
function encodeRun(
  request: VideoRequest,
  fps: Fps,
  createdAtIso: string,
): Omit<FfmpegRun, 'inputs' | 'outputPath'> & { seconds: number } {
  const { widthPx, heightPx, durationFrames } = request;
  const seconds = durationFrames / fps;
  return {
    seconds,
    filterGraph: filterGraphText([
      {
        from: ['0:v:0'],
        filters: [
          { name: 'scale', options: { out_color_matrix: 'bt709', out_range: 'tv', flags: 'bilinear' } },
          { name: 'format', options: { pix_fmts: 'yuv420p' } },
          { name: 'setsar', options: { sar: 1 } },
        ],
        to: ['v'],
      },
    ]),
    outputArgs: [
      ...['-map', '[v]', '-map', '1:a:0'],
      ...mezzanineVideoArgs({ widthPx, heightPx, fps }),
      ...aacArgs(192),
      ...provenanceArgs({ animatic: true, createdAtIso }),
      ...['-movflags', '+faststart'],
    ],
    outputFormat: 'mp4',
    expectedFrames: durationFrames,
    workload: { pixels: widthPx * heightPx, seconds },
  };
}

function jobOf(request: VideoRequest): AnimaticJob {
  const {
    picture,
    drawnByUs,
    startImagePath,
    endImagePath,
    durationFrames,
    cutFrames,
    fps,
    widthPx,
    heightPx,
    slate,
    assetPaths,
  } = request;
  return {
    picture,
    stills: drawnByUs ? null : { startPath: startImagePath, endPath: endImagePath },
    durationFrames,
    cutFrames: Math.max(1, Math.min(cutFrames, durationFrames)),
    fps,
    widthPx,
    heightPx,
    slate,
    assetPaths,
  };
}

/**
 * `local/animatic`: draws a clip frame by frame in threads and encodes it as the film's mezzanine. Needs no network and
 * costs nothing; the same request gives the same frames. Errors: `invalid-input` for a request that is no video,
 * `broken-media` for unreadable stills, `internal` when a drawing thread dies, and what `MediaTools.run` throws.
 */
export function createAnimaticProvider({ tools, clock }: { tools: MediaTools; clock: Clock }): ProviderAdapter {
  return {
    model: { id: 'local/animatic', kind: 'video', label: 'Animatic', local: true, unitMicroUsd: 0 },
    recovery: 'idempotent',
    async submit(request, context) {
      if (request.kind !== 'video')
        throw new AppError('invalid-input', 'local/animatic makes video only', { field: 'kind' });
      const { fps, widthPx, heightPx, outputPath } = request;
      if (widthPx % 2 !== 0 || heightPx % 2 !== 0) {
        throw new AppError('invalid-input', 'a clip needs even sides', { field: 'widthPx', widthPx, heightPx });
      }
      if (context.signal.aborted) throw new AppError('cancelled', 'the clip was cancelled');
      const { seconds, ...run } = encodeRun(request, fps, new Date(clock.nowMs()).toISOString());
      const frames = openFrameStream(jobOf(request), Math.min(MAX_THREADS, availableParallelism()));
      try {
        await tools.run({
          ...run,
          inputs: [
            {
              stdin: frames.stream,
              args: [
                '-f',
                'rawvideo',
                '-pix_fmt',
                'rgba',
                '-video_size',
                `${widthPx}x${heightPx}`,
                '-framerate',
                String(fps),
              ],
              trust: 'own',
            },
            { lavfi: 'anullsrc=r=48000:cl=stereo', args: ['-t', seconds.toFixed(6)], trust: 'own' },
          ],
          outputPath,
          signal: context.signal,
          onProgress: (progress) => context.onProgress(progress.fraction ?? 0),
        });
      } finally {
        await frames.close();
      }
      context.onProgress(1);
      return { kind: 'done', outputs: [{ path: outputPath, mime: 'video/mp4' }] };
    },
  };
}
