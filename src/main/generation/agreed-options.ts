import { itemMicroUsd } from '../../shared/model/money.ts';
import { pixelSize } from '../../shared/model/picture-size.ts';
import type { RunOptions } from '../../shared/model/run-terms.ts';
import type { ProjectRow } from '../db/repositories/project-repository.ts';
import { segmentQuality } from './board-size.ts';
import { assertPriced, quoteOf, segmentWish } from './estimate.ts';
import type { GenerationDeps } from './generation-deps.ts';

/** What a yes may say besides: another maker of the film than the run began with, and retakes that may cost again. */
export interface ApprovalTerms {
  videoProvider?: string;
  allowance?: RunOptions['allowance'];
}

/** The options of a run after a yes that says more than yes. */
export function optionsWithTerms(
  deps: Pick<GenerationDeps, 'videoProviders'>,
  options: RunOptions,
  { videoProvider = options.videoProvider, allowance }: ApprovalTerms,
): RunOptions {
  const isLocal = deps.videoProviders.get(videoProvider)?.model.local !== false;
  // Rounds that were asked for with another maker are of other segments.
  const asked = videoProvider === options.videoProvider ? options.renderRounds - (options.allowance?.rounds ?? 0) : 1;
  const { allowance: _former, ...rest } = options;
  const rounds = isLocal ? Math.max(2, asked) : Math.max(1, asked) + (allowance?.rounds ?? 0);
  return { ...rest, videoProvider, renderRounds: rounds, ...(allowance === undefined ? {} : { allowance }) };
}

/**
 * The options with what the start says yes to: the price of a keyframe. What costs money is not made again by itself.
 * Throws `price-unknown`.
 */
export function pricedOptions(
  deps: Pick<GenerationDeps, 'imageProviders' | 'videoProviders'>,
  ratio: ProjectRow['ratio'],
  options: RunOptions,
): RunOptions {
  const image = deps.imageProviders.get(options.imageProvider)?.model;
  const video = deps.videoProviders.get(options.videoProvider)?.model;
  if (image === undefined || video === undefined) return options;
  const keyframe = quoteOf(image, { kind: 'image', ...pixelSize(ratio, '1080p') });
  const segment = quoteOf(video, segmentWish(pixelSize(ratio, segmentQuality(options.qualities))));
  assertPriced([
    { model: image.id, ...keyframe },
    { model: video.id, ...segment },
  ]);
  const keyframeMicroUsd = image.local ? null : itemMicroUsd(keyframe);
  const rounds = video.local ? options.renderRounds : 1 + (options.allowance?.rounds ?? 0);
  return { ...options, keyframeMicroUsd, renderRounds: rounds };
}
