import { createDocumentRepository } from '../db/repositories/document-repository.ts';
import type { ProviderModel } from '../providers/port.ts';
import { readBoardApproval } from './board-approval.ts';
import type { BoardApproval } from './board-approval.ts';
import { depictShot } from './depict-shot.ts';
import type { DepictedShot, ShotBefore } from './depict-shot.ts';
import type { GenerationDeps } from './generation-deps.ts';
import type { Quality } from '../../shared/model/shot-terms.ts';
import { keyframeMicroUsd } from './keyframe-request.ts';
import { createOtherModel } from './other-model.ts';
import type { OtherModel } from './other-model.ts';
import { createRedrawService } from './redraw-service.ts';
import type { RedrawService } from './redraw-service.ts';
import type { ShotWish } from '../planning/redepict.ts';

/** The board as it is worked on at the screen. */
export interface BoardService extends RedrawService, OtherModel {
  depict(shotId: string, wish: ShotWish, before?: ShotBefore): DepictedShot;
  approval(
    projectId: string,
    makers: { image: ProviderModel; video: ProviderModel; qualities: readonly Quality[] },
  ): BoardApproval;
  /** Price of one keyframe of a project, micro-dollars; null where nobody has named one. */
  keyframeMicroUsd(projectId: string, providerId: string): number | null;
  imageModel(providerId: string): ProviderModel | undefined;
}

/** Binds the verbs of the board to one library. */
export function createBoardService(deps: GenerationDeps): BoardService {
  const documents = createDocumentRepository(deps.db);
  return {
    ...createRedrawService(deps),
    ...createOtherModel(deps),
    depict: (shotId, wish, before) => depictShot(deps, shotId, wish, before),
    approval: (projectId, makers) => readBoardApproval({ ...deps, documents }, projectId, makers),
    imageModel: (providerId) => deps.imageProviders.get(providerId)?.model,
    keyframeMicroUsd: (projectId, providerId) => keyframeMicroUsd(deps, projectId, providerId),
  };
}
