import type { Quality } from '../../shared/model/shot-terms.ts';
import type { RecordsDiff } from '../../shared/model/records-diff.ts';
import type { ApprovalRow } from '../db/repositories/approval-repository.ts';
import type { DocumentRepository } from '../db/repositories/document-repository.ts';
import { readApproval } from '../projects/approval-hash.ts';
import type { ProviderModel } from '../providers/port.ts';
import { runOptionsSchema } from '../../shared/model/run-terms.ts';
import { readBoardMoney } from './board-money.ts';
import type { BoardMoney } from './board-money.ts';
import type { GenerationDeps } from './generation-deps.ts';

/** Why a shot is not as it was approved; doors word it. */
export type ApprovalChange =
  'length' | 'camera' | 'light' | 'picture' | 'prompt' | 'transition' | 'keyframes' | 'model' | 'other';

export interface ShotApproval {
  shotId: string;
  /** `edited`: was approved, and has changed since. `new`: came after. */
  state: 'approved' | 'edited' | 'new';
  changes: ApprovalChange[];
}

export interface BoardApproval extends BoardMoney {
  approved: {
    atMs: number;
    by: string;
    estimateMicroUsd: number;
    priceDate: string;
    runId: string | null;
    allowance: { rounds: number; microUsd: number };
  } | null;
  /** Every shot of the film; empty before the first approval. */
  shots: ShotApproval[];
  /** Approved shots that are no longer in the film. */
  removedShotIds: string[];
  /** Every shot stands as approved, none is missing, and the price is still the one that was agreed to. */
  isWhole: boolean;
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

/** Which maker of the film a yes was given to; undefined where its run is gone. */
function approvedMaker(deps: GenerationDeps, { runId }: ApprovalRow): string | undefined {
  const options = runId === null ? undefined : runOptionsSchema.safeParse(deps.repos.runs.find(runId)?.options);
  return options?.success === true ? options.data.videoProvider : undefined;
}

/** Reads what the latest approval of a project says about the board as it is now (decision 27). Throws AppError `not-found`. */
export function readBoardApproval(
  deps: GenerationDeps & { documents: Pick<DocumentRepository, 'resultsMark'> },
  projectId: string,
  makers: { image: ProviderModel; video: ProviderModel; qualities: readonly Quality[] },
): BoardApproval {
  const { repos } = deps;
  const project = repos.projects.get(projectId);
  const ids = repos.shots.listPlaces(projectId).map(({ id }) => id);
  const approval = repos.approvals.findLatest(projectId);
  const maker = approval === undefined ? undefined : approvedMaker(deps, approval);
  const isOtherMaker = maker !== undefined && maker !== makers.video.id;
  const unchanged = readApproval(repos, projectId)?.standing(ids) ?? new Set<string>();
  const standing = isOtherMaker ? new Set<string>() : unchanged;
  const money = readBoardMoney(deps, projectId, { shotIds: ids, standing, ...makers, approval });
  const resultsMark = deps.documents.resultsMark(projectId);
  const now = { ...money, revision: project.revision, resultsMark };
  if (approval === undefined) return { approved: null, shots: [], removedShotIds: [], isWhole: false, ...now };
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
    const own = unchanged.has(shotId) ? [] : changesSince(deps, approval, diffs, shotId);
    return { shotId, state: 'edited', changes: isOtherMaker ? [...own, 'model'] : own };
  });
  const here = new Set(ids);
  const removedShotIds = Object.keys(approval.shots).filter((id) => !here.has(id));
  const { rounds, microUsd } = approval.allowance;
  return {
    approved: {
      atMs: approval.createdAtMs,
      by: repos.persons.get(approval.personId).name,
      estimateMicroUsd: approval.estimateMicroUsd,
      priceDate: approval.priceDate,
      runId: approval.runId,
      allowance: { rounds, microUsd },
    },
    shots,
    removedShotIds,
    isWhole:
      removedShotIds.length === 0 && money.priceMoved === null && shots.every(({ state }) => state === 'approved'),
    ...now,
  };
}
