import { hasPriceMoved, itemMicroUsd } from '../../shared/model/money.ts';
import type { PurchaseItem } from '../../shared/model/money.ts';
import type { Quality } from '../../shared/model/shot-terms.ts';
import type { ApprovalRow } from '../db/repositories/approval-repository.ts';
import type { ProviderModel } from '../providers/port.ts';
import { boardSizeOf } from './board-size.ts';
import { callMicroUsd, priceDateOf, purchasesOfBoard, segmentWish, totalMicroUsd } from './estimate.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { agreedModelOf } from './other-model.ts';
import { gateOf } from './situation.ts';

/** What a board costs, what of it was paid, and what a yes to it would still make. Micro-dollars. */
export interface BoardMoney {
  /** Of everything on the board, where it has a price. */
  estimateMicroUsd: number;
  items: PurchaseItem[];
  priceDate: string;
  hasUnknown: boolean;
  bought: { pictures: number; microUsd: number };
  segments: { toMake: number; inAll: number; microUsd: number | null; isLocal: boolean };
  priceMoved: { fromMicroUsd: number; toMicroUsd: number } | null;
}

/** Reads the money side of a board. `standing`: shots whose approval holds, so that their segments need not be made again. */
export function readBoardMoney(
  deps: Pick<GenerationDeps, 'repos'>,
  projectId: string,
  board: {
    shotIds: readonly string[];
    standing: ReadonlySet<string>;
    image: ProviderModel;
    video: ProviderModel;
    qualities: readonly Quality[];
    approval: ApprovalRow | undefined;
  },
): BoardMoney {
  const { repos } = deps;
  const { shotIds, standing, image, video, approval } = board;
  const project = repos.projects.get(projectId);
  const size = boardSizeOf(project, shotIds.length, board.qualities);
  const items = purchasesOfBoard(size, image, video);
  const takes = shotIds.flatMap((id) => repos.takes.listOfShot(id));
  const paid = takes.filter(({ slot, costMicroUsd }) => (slot === 'start' || slot === 'end') && costMicroUsd > 0);
  const made = new Set(
    takes
      .filter((take) => take.slot === 'segment' && gateOf(take)?.passed === true)
      // A piece that a person gave to another model, under this very yes, is what was wanted.
      .filter((take) => take.provider === video.id || agreedModelOf(deps, approval, take) === take.provider)
      .filter(({ shotId }) => standing.has(shotId))
      .map(({ shotId, variation }) => `${shotId}:${variation}`),
  );
  const inAll = shotIds.length * size.variations;
  const toMake = inAll - made.size;
  const unit = callMicroUsd(video, segmentWish(size.video));
  const former = approval?.allowance.segmentMicroUsd ?? null;
  const isMoved = former !== null && unit !== null && !video.local && toMake > 0 && hasPriceMoved(former, unit);
  return {
    estimateMicroUsd: totalMicroUsd(items),
    items,
    priceDate: priceDateOf(items),
    hasUnknown: items.some((item) => itemMicroUsd(item) === null),
    bought: { pictures: paid.length, microUsd: paid.reduce((sum, { costMicroUsd }) => sum + costMicroUsd, 0) },
    segments: { toMake, inAll, microUsd: unit === null ? null : unit * toMake, isLocal: video.local },
    priceMoved: isMoved ? { fromMicroUsd: former, toMicroUsd: unit } : null,
  };
}
