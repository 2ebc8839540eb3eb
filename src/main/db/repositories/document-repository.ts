import { z } from 'zod';
import { callFlagSchema } from '../../../shared/model/paid-call.ts';
import type { CallFlag } from '../../../shared/model/paid-call.ts';
import type { Slot } from '../../../shared/model/shot-terms.ts';
import { parseJsonColumn } from '../json-column.ts';
import type { LibraryDb } from '../open.ts';
import type { ChosenTakeRow } from './take-repository.ts';

export interface ShotPlaceRow {
  id: string;
  sceneId: string;
  orderKey: string;
  cutFrames: number;
  sourceInFrames: number;
  locked: boolean;
}

export interface TakeSummaryRow {
  id: string;
  shotId: string;
  slot: Slot;
  variation: number;
  assetId: string;
  provider: string;
  costMicroUsd: number;
  flags: CallFlag[];
  createdAtMs: number;
}

export interface StoredHistoryRow {
  revision: number;
  label: string;
  diffJson: string;
  personId: string | null;
  createdAtMs: number;
}

const HISTORY = 'revision, label, diff_json AS diffJson, person_id AS personId, created_at_ms AS createdAtMs';

/**
 * What editing a document asks beside whole rows: places without pictures, takes without requests, single entries of the
 * history. One edit of a film of 5,000 shots must not read 5,000 pictures.
 */
export function createDocumentRepository(db: LibraryDb) {
  const places = db.prepare<[string], Omit<ShotPlaceRow, 'locked'> & { locked: number }>(
    'document.places',
    `SELECT id, scene_id AS sceneId, order_key AS orderKey, cut_frames AS cutFrames,
       source_in_frames AS sourceInFrames, locked
     FROM shot WHERE scene_id = ? AND removed_at_ms IS NULL ORDER BY order_key, id`,
  );
  const takes = db.prepare<[string], Omit<TakeSummaryRow, 'flags'> & { flagsJson: string | null }>(
    'document.takes',
    `SELECT take.id, take.shot_id AS shotId, take.slot, take.variation, take.asset_id AS assetId, take.provider,
       take.cost_micro_usd AS costMicroUsd, json_extract(take.scores_json, '$.flags') AS flagsJson,
       take.created_at_ms AS createdAtMs
     FROM shot JOIN take ON take.shot_id = shot.id WHERE shot.project_id = ? ORDER BY take.created_at_ms, take.id`,
  );
  const chosenOfProject = db.prepare<[string], ChosenTakeRow>(
    'document.chosen',
    `SELECT chosen_take.shot_id AS shotId, slot, variation, take_id AS takeId
     FROM shot JOIN chosen_take ON chosen_take.shot_id = shot.id
     WHERE shot.project_id = ? AND shot.removed_at_ms IS NULL`,
  );
  const mark = db.prepare<[{ projectId: string }], { takes: number; newest: string | null; approval: string | null }>(
    'document.results-mark',
    `SELECT count(*) AS takes, max(take.id) AS newest,
       (SELECT max(id) FROM approval WHERE project_id = @projectId) AS approval
     FROM shot JOIN take ON take.shot_id = shot.id WHERE shot.project_id = @projectId`,
  );
  const removeChosen = db.prepare<[string, string, number]>(
    'document.remove-chosen',
    'DELETE FROM chosen_take WHERE shot_id = ? AND slot = ? AND variation = ?',
  );
  const texts = db.prepare<[string], { description: string; caption: string }>(
    'document.texts',
    `SELECT shot.description, shot.caption FROM shot JOIN scene ON scene.id = shot.scene_id
     WHERE shot.project_id = ? AND shot.removed_at_ms IS NULL AND scene.removed_at_ms IS NULL
     ORDER BY scene.order_key, scene.id, shot.order_key, shot.id`,
  );
  const insertHistory = db.prepare<[object]>(
    'document.insert-history',
    `INSERT INTO history (project_id, revision, label, diff_json, person_id, created_at_ms)
     VALUES (@projectId, @revision, @label, @diffJson, @personId, @createdAtMs)`,
  );
  const findHistory = db.prepare<[string, number], StoredHistoryRow>(
    'document.find-history',
    `SELECT ${HISTORY} FROM history WHERE project_id = ? AND revision = ?`,
  );
  const latestHistory = db.prepare<[string], StoredHistoryRow>(
    'document.latest-history',
    `SELECT ${HISTORY} FROM history WHERE project_id = ? ORDER BY revision DESC LIMIT 1`,
  );
  const historyAfter = db.prepare<[string, number, number], StoredHistoryRow>(
    'document.history-after',
    `SELECT ${HISTORY} FROM history WHERE project_id = ? AND revision > ? ORDER BY revision LIMIT ?`,
  );
  const revisionsUpTo = db.prepare<[string, number], { revision: number }>(
    'document.old-revisions',
    'SELECT revision FROM history WHERE project_id = ? AND revision <= ?',
  );
  const removeHistory = db.prepare<[string, number]>(
    'document.remove-history',
    'DELETE FROM history WHERE project_id = ? AND revision = ?',
  );
  return {
    /** Shots of a scene in their order, without removed ones. */
    shotPlaces: (sceneId: string): ShotPlaceRow[] =>
      places.all(sceneId).map((row) => ({ ...row, locked: row.locked !== 0 })),
    /** Takes of all shots, removed ones too: undo may bring their shot back. Oldest first. */
    takes: (projectId: string): TakeSummaryRow[] =>
      takes.all(projectId).map(({ flagsJson, ...take }) => ({
        ...take,
        flags: flagsJson === null ? [] : parseJsonColumn(z.array(callFlagSchema), flagsJson, 'take.scores_json'),
      })),
    chosen: (projectId: string): ChosenTakeRow[] => chosenOfProject.all(projectId),
    /** Differs when takes or an approval have come since. */
    resultsMark(projectId: string): string {
      const row = mark.get({ projectId });
      return `${row?.takes ?? 0}:${row?.newest ?? ''}:${row?.approval ?? ''}`;
    },
    removeChosen: (shotId: string, slot: Slot, variation: number): void =>
      void removeChosen.run(shotId, slot, variation),
    shotTexts: (projectId: string): { description: string; caption: string }[] => texts.all(projectId),
    insertHistory: (row: StoredHistoryRow & { projectId: string }): void => void insertHistory.run(row),
    findHistory: (projectId: string, revision: number): StoredHistoryRow | undefined =>
      findHistory.get(projectId, revision),
    latestHistory: (projectId: string): StoredHistoryRow | undefined => latestHistory.get(projectId),
    historyAfter: (projectId: string, revision: number, limit: number): StoredHistoryRow[] =>
      historyAfter.all(projectId, revision, limit),
    /** Forgets entries up to a revision, but for those named. */
    pruneHistory(projectId: string, upToRevision: number, kept: ReadonlySet<number>): void {
      for (const { revision } of revisionsUpTo.all(projectId, upToRevision)) {
        if (!kept.has(revision)) removeHistory.run(projectId, revision);
      }
    },
  };
}
export type DocumentRepository = ReturnType<typeof createDocumentRepository>;
