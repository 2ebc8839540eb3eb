import type { Readable } from 'node:stream';
import type { Fps } from '../../../shared/model/frame-time.ts';
import { aacArgs, mezzanineVideoArgs } from '../../media/args/film-encode.ts';
import { filterGraphText } from '../../media/graph/filter-graph.ts';
import type { FfmpegResult, MediaTools } from '../../media/media-types.ts';
import { provenanceArgs } from '../../media/provenance.ts';
import type { ProviderContext } from '../../providers/port.ts';

export interface ClipFormat {
  widthPx: number;
  heightPx: number;
  fps: Fps;
  durationFrames: number;
}

/** Kilobits per second of the silent track: what a conformed segment has, so that both can be joined. */
const AUDIO_KBPS = 192;

/**
 * Raw 4:2:0 frames (BT.709, limited range) to the film's own mezzanine with a silent stereo track: the conform step takes it as it is and the
 * stitch is a copy. The stream must give exactly `durationFrames` frames. Throws what `MediaTools.run` throws; nothing is
 * left behind then.
 */
export function encodeClip(
  tools: Pick<MediaTools, 'run'>,
  clip: ClipFormat & { frames: Readable; outputPath: string; createdAtIso: string },
  context: ProviderContext,
): Promise<FfmpegResult> {
  const { widthPx, heightPx, fps, durationFrames } = clip;
  const seconds = durationFrames / fps;
  const rawArgs = [
    '-f',
    'rawvideo',
    '-pix_fmt',
    'yuv420p',
    '-video_size',
    `${widthPx}x${heightPx}`,
    '-framerate',
    String(fps),
    // The frames are what the encoder takes; no filter needs to touch them.
    ...['-color_range', 'tv', '-colorspace', 'bt709'],
  ];
  return tools.run({
    inputs: [
      { stdin: clip.frames, args: rawArgs, trust: 'own' },
      { lavfi: 'anullsrc=r=48000:cl=stereo', args: ['-t', seconds.toFixed(6)], trust: 'own' },
    ],
    filterGraph: filterGraphText([
      {
        from: ['0:v:0'],
        filters: [{ name: 'setsar', options: { sar: 1 } }],
        to: ['v'],
      },
    ]),
    outputArgs: [
      ...['-map', '[v]', '-map', '1:a:0'],
      ...mezzanineVideoArgs({ widthPx, heightPx, fps }),
      ...aacArgs(AUDIO_KBPS),
      ...provenanceArgs({ animatic: true, createdAtIso: clip.createdAtIso }),
      ...['-movflags', '+faststart'],
    ],
    outputPath: clip.outputPath,
    outputFormat: 'mp4',
    expectedFrames: durationFrames,
    workload: { pixels: widthPx * heightPx, seconds },
    signal: context.signal,
    onProgress: (progress) => context.onProgress(progress.fraction ?? 0),
  });
}
