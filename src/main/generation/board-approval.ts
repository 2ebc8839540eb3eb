import type { Quality } from '../../shared/model/shot-terms.ts';
import type { RecordsDiff } from '../../shared/model/records-diff.ts';
import type { ApprovalRow } from '../db/repositories/approval-repository.ts';
import type { DocumentRepository } from '../db/repositories/document-repository.ts';
import { readApproval } from '../projects/approval-hash.ts';
import { boardSizeOf } from './board-size.ts';
import { purchasesOfBoard, totalMicroUsd } from './estimate.ts';
import type { GenerationDeps } from './generation-deps.ts';

/** Why a shot is not as it was approved; doors word it. */
export type ApprovalChange =
  'length' | 'camera' | 'light' | 'picture' | 'prompt' | 'transition' | 'keyframes' | 'other';

export interface ShotApproval {
  shotId: string;
  /** `edited`: was approved, and has changed since. `new`: came after. */
  state: 'approved' | 'edited' | 'new';
  changes: ApprovalChange[];
}

export interface BoardApproval {
  approved: { atMs: number; by: string; estimateMicroUsd: number; priceDate: string; runId: string | null } | null;
  /** Every shot of the film; empty before the first approval. */
  shots: ShotApproval[];
  /** Approved shots that are no longer in the film. */
  removedShotIds: string[];
  /** Every shot stands as approved, and none is missing. */
  isWhole: boolean;
  /** What making the present board's segments and keyframes costs. */
  estimateMicroUsd: number;
  /** What this was read from: another pair means another board. */
  revision: number;
  resultsMark: string;
}

const FIELD_OF: readonly (readonly [RegExp, ApprovalChange])[] = [
  [/^(cutFrames|sourceInFrames)$/, 'length'],
  [/^picture\.camera\./, 'camera'],
  [/^picture\.(light|timeOfDay|weather|mood)/, 'light'],
  [/^picture/, 'picture'],
  [/^motionPrompt$/, 'prompt'],
  [/^transition/, 'transition'],
];

/** What of a shot was touched since a moment, from the history and its takes. */
function changesSince(
  deps: GenerationDeps,
  approval: ApprovalRow,
  diffs: readonly RecordsDiff[],
  shotId: string,
): ApprovalChange[] {
  const found = new Set<ApprovalChange>();
  for (const diff of diffs) {
    for (const path of Object.keys(diff['shots']?.updated[shotId] ?? {})) {
      const change = FIELD_OF.find(([pattern]) => pattern.test(path))?.[1];
      if (change !== undefined) found.add(change);
    }
    const chosen = diff['chosen'];
    const ids = Object.keys({ ...chosen?.added, ...chosen?.updated, ...chosen?.removed });
    if (ids.some((id) => id.startsWith(`${shotId}:start`) || id.startsWith(`${shotId}:end`))) found.add('keyframes');
  }
  const hasNewKeyframe = deps.repos.takes
    .listOfShot(shotId)
    .some(({ slot, createdAtMs }) => (slot === 'start' || slot === 'end') && createdAtMs > approval.createdAtMs);
  if (hasNewKeyframe) found.add('keyframes');
  return found.size === 0 ? ['other'] : [...found];
}

/** Reads what the latest approval of a project says about the board as it is now (decision 27). Throws AppError `not-found`. */
export function readBoardApproval(
  deps: GenerationDeps & { documents: Pick<DocumentRepository, 'resultsMark'> },
  projectId: string,
  providers: { imageProvider: string; videoProvider: string; qualities: readonly Quality[] },
): BoardApproval {
  const { repos } = deps;
  const project = repos.projects.get(projectId);
  const places = repos.shots.listPlaces(projectId);
  const image = deps.imageProviders.get(providers.imageProvider);
  const video = deps.videoProviders.get(providers.videoProvider);
  const estimateMicroUsd =
    image === undefined || video === undefined
      ? 0
      : totalMicroUsd(
          purchasesOfBoard(boardSizeOf(project, places.length, providers.qualities), image.model, video.model),
        );
  const resultsMark = deps.documents.resultsMark(projectId);
  const now = { estimateMicroUsd, revision: project.revision, resultsMark };
  const approval = repos.approvals.findLatest(projectId);
  if (approval === undefined) return { approved: null, shots: [], removedShotIds: [], isWhole: false, ...now };
  const ids = places.map(({ id }) => id);
  const standing = readApproval(repos, projectId)?.standing(ids) ?? new Set<string>();
  const rows = deps.db
    .prepare<[string, number], { diff: string }>(
      'board-approval.history',
      `SELECT json_extract(diff_json, '$.diff') AS diff FROM history
       WHERE project_id = ? AND created_at_ms >= ? ORDER BY revision DESC LIMIT 500`,
    )
    .all(projectId, approval.createdAtMs);
  const diffs = rows.map(({ diff }) => JSON.parse(diff ?? '{}') as RecordsDiff);
  const shots = ids.map((shotId): ShotApproval => {
    if (standing.has(shotId)) return { shotId, state: 'approved', changes: [] };
    if (approval.shots[shotId] === undefined) return { shotId, state: 'new', changes: [] };
    return { shotId, state: 'edited', changes: changesSince(deps, approval, diffs, shotId) };
  });
  const here = new Set(ids);
  const removedShotIds = Object.keys(approval.shots).filter((id) => !here.has(id));
  return {
    approved: {
      atMs: approval.createdAtMs,
      by: repos.persons.get(approval.personId).name,
      estimateMicroUsd: approval.estimateMicroUsd,
      priceDate: approval.priceDate,
      runId: approval.runId,
    },
    shots,
    removedShotIds,
    isWhole: removedShotIds.length === 0 && shots.every(({ state }) => state === 'approved'),
    ...now,
  };
}
