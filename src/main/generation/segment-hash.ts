import { hashOf } from '../projects/approval-hash.ts';
import type { VideoRequest } from '../providers/port.ts';

/** What a segment is made from. */
export interface SegmentParts {
  provider: string;
  wanted: Omit<VideoRequest, 'startImagePath' | 'endImagePath' | 'assetPaths' | 'outputPath'>;
  /** sha256 of the keyframes, and of the pictures that a drawing names. */
  start: string;
  end: string;
  assetHashes: Readonly<Record<string, string>>;
  /** A repeat after a failed gate must really be made again. */
  round: number;
}

/**
 * Hash of everything that reaches a segment's pixels: equal ones need not be made twice. A bought clip sees the keyframes
 * (the last one only where its model takes it) and the words; how the shot is cut, titled or drawn is not in it, so that a
 * change of these buys nothing. The shot's seed is, whether the model has one or not: it tells a retake from the first.
 */
export function segmentHash(
  { provider, wanted, start, end, assetHashes, round }: SegmentParts,
  bought: { endFrame: boolean } | undefined,
): string {
  if (bought === undefined) return hashOf({ provider, ...wanted, start, end, assetHashes, round });
  const { kind, prompt, durationFrames, fps, widthPx, heightPx, seed } = wanted;
  return hashOf({
    ...{ provider, kind, prompt, durationFrames, fps, widthPx, heightPx, seed, start, round },
    end: bought.endFrame ? end : null,
  });
}
