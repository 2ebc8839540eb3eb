import { availableParallelism } from 'node:os';
import { AppError } from '../../../shared/contract/errors.ts';
import type { MediaTools } from '../../media/media-types.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ProviderAdapter, VideoRequest } from '../../providers/port.ts';
import type { AnimaticJob } from './animatic-job.ts';
import { encodeClip } from './encode-clip.ts';
import { createSpareMemories } from '../raster/spare-memories.ts';
import { openFrameStream } from './frame-stream.ts';

/** More threads than this only fill memory: the encoder needs the other cores. */
const MAX_THREADS = 2;

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
  const spares = createSpareMemories();
  return {
    model: { id: 'local/animatic', kind: 'video', label: 'Animatic', local: true },
    async submit(request, context) {
      if (request.kind !== 'video')
        throw new AppError('invalid-input', 'local/animatic makes video only', { field: 'kind' });
      const { fps, widthPx, heightPx, outputPath } = request;
      if (widthPx % 2 !== 0 || heightPx % 2 !== 0) {
        throw new AppError('invalid-input', 'a clip needs even sides', { field: 'widthPx', widthPx, heightPx });
      }
      if (context.signal.aborted) throw new AppError('cancelled', 'the clip was cancelled');
      const memory = spares.take();
      const frames = openFrameStream(jobOf(request), Math.min(MAX_THREADS, availableParallelism()), memory);
      try {
        await encodeClip(
          tools,
          {
            ...{ widthPx, heightPx, fps, outputPath },
            durationFrames: request.durationFrames,
            frames: frames.stream,
            createdAtIso: new Date(clock.nowMs()).toISOString(),
          },
          context,
        );
      } finally {
        await frames.close();
        spares.put(memory);
      }
      context.onProgress(1);
      return { kind: 'done', outputs: [{ path: outputPath, mime: 'video/mp4' }] };
    },
  };
}
