import { ratioOfBrief } from '../../shared/model/brief.ts';
import { countShots } from '../../shared/model/plan.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { Brief } from '../../shared/model/brief.ts';
import { usdDigits } from '../../shared/model/money.ts';
import type { RunOptions } from '../../shared/model/run-terms.ts';
import type { Planner } from '../planning/planner-port.ts';
import type { ProviderModel } from '../providers/port.ts';
import { boardSizeOf } from './board-size.ts';
import { CONFIDENCE_FLOOR } from './plan-board-job.ts';
import { assertPriced, purchasesOfBoard, totalMicroUsd } from './estimate.ts';
import type { StartWish } from './start-options.ts';

/** A start without a screen: what was said on it about money. */
export interface StartWithoutScreen {
  /** With what client and campaign say. */
  brief: Brief;
  /** What the caller named itself. */
  wish: Pick<StartWish, 'imageProvider' | 'videoProvider'>;
  options: Pick<RunOptions, 'imageProvider' | 'videoProvider' | 'planner' | 'qualities' | 'autoApprove'>;
  /** The amount that was agreed to, micro-dollars; null where none was named. */
  agreedMicroUsd: number | null;
  /** How an amount is named on this door, for the refusal. */
  flag: string;
  signal: AbortSignal;
}

/**
 * Holds a start that shows no price against what it will buy by itself: the pictures, and with an automatic yes the film.
 * Whoever names a model, in the command or the brief, asks for it at its price; one that is only the library's usual
 * choice needs an agreed amount, and an amount that was named always binds. Gives what will be bought, micro-dollars; 0
 * where nothing costs. Throws AppError `price-unseen` and `price-unknown`.
 */
export async function assertStartAgreed(
  deps: {
    imageProviders: ReadonlyMap<string, { model: ProviderModel }>;
    videoProviders: ReadonlyMap<string, { model: ProviderModel }>;
    planners: ReadonlyMap<string, Planner>;
  },
  { brief, wish, options, agreedMicroUsd, flag, signal }: StartWithoutScreen,
): Promise<number> {
  const image = deps.imageProviders.get(options.imageProvider)?.model;
  const video = deps.videoProviders.get(options.videoProvider)?.model;
  const planner = deps.planners.get(options.planner);
  if (image === undefined || video === undefined || planner === undefined) return 0;
  const bought = [
    { model: image, isNamed: (wish.imageProvider ?? brief.imageModel) !== undefined },
    ...(options.autoApprove ? [{ model: video, isNamed: (wish.videoProvider ?? brief.videoModel) !== undefined }] : []),
  ].filter(({ model }) => !model.local);
  if (bought.length === 0) return 0;
  const { scenes, confidence } = await planner.plan(brief, signal);
  // The run asks its questions first, and buys nothing.
  if (confidence < CONFIDENCE_FLOOR) return 0;
  const shots = countShots(scenes);
  const size = boardSizeOf({ ratio: ratioOfBrief(brief), brief }, shots, options.qualities);
  const items = purchasesOfBoard(size, image, video).filter((item) =>
    bought.some(({ model }) => model.id === item.model),
  );
  assertPriced(items);
  const estimateMicroUsd = totalMicroUsd(items);
  const isSeen = agreedMicroUsd === null && bought.every(({ isNamed }) => isNamed);
  if (isSeen || estimateMicroUsd <= (agreedMicroUsd ?? 0)) return estimateMicroUsd;
  throw new AppError('price-unseen', 'nobody has agreed to what this start buys', {
    id: bought.map(({ model }) => model.id).join(', '),
    estimate: `$${usdDigits(estimateMicroUsd)}`,
    approved: `$${usdDigits(agreedMicroUsd ?? 0)}`,
    ...{ flag, usd: usdDigits(estimateMicroUsd), estimateMicroUsd, agreedMicroUsd },
  });
}
