import { z } from 'zod';
import type { Slot } from '../../../shared/model/shot-terms.ts';
import { parseJsonColumn, required } from '../json-column.ts';
import type { LibraryDb } from '../open.ts';

export type TakeScores = Record<string, unknown>;

/** One result for a shot's slot. Append only (decision 23). */
export interface TakeRow {
  id: string;
  shotId: string;
  slot: Slot;
  variation: number;
  assetId: string;
  /** `vendor/model`, e.g. `local/sketch`. */
  provider: string;
  /** sha256 of everything that reaches pixels: the same request need not be made twice. */
  requestHash: string;
  request: unknown;
  costMicroUsd: number;
  runId: string | null;
  jobId: string | null;
  scores: TakeScores;
  personId: string | null;
  createdAtMs: number;
}

export interface ChosenTakeRow {
  shotId: string;
  slot: Slot;
  variation: number;
  takeId: string;
}

type Columns = Omit<TakeRow, 'request' | 'scores'> & { requestJson: string; scoresJson: string };

const COLUMNS = `take.id, take.shot_id AS shotId, take.slot, take.variation, take.asset_id AS assetId, take.provider,
  take.request_hash AS requestHash, take.request_json AS requestJson, take.cost_micro_usd AS costMicroUsd,
  take.run_id AS runId, take.job_id AS jobId, take.scores_json AS scoresJson, take.person_id AS personId,
  take.created_at_ms AS createdAtMs`;

const scoresSchema = z.record(z.string(), z.unknown());

const fromColumns = ({ requestJson, scoresJson, ...row }: Columns): TakeRow => ({
  ...row,
  request: parseJsonColumn(z.unknown(), requestJson, 'take.request_json'),
  scores: parseJsonColumn(scoresSchema, scoresJson, 'take.scores_json'),
});

/** Takes, and which of them stands in its slot. */
export function createTakeRepository(db: LibraryDb) {
  const insert = db.prepare<[object]>(
    'take.insert',
    `INSERT INTO take (id, shot_id, slot, variation, asset_id, provider, request_hash, request_json,
       cost_micro_usd, run_id, job_id, scores_json, person_id, created_at_ms)
     VALUES (@id, @shotId, @slot, @variation, @assetId, @provider, @requestHash, @requestJson,
       @costMicroUsd, @runId, @jobId, @scoresJson, @personId, @createdAtMs)`,
  );
  const byId = db.prepare<[string], Columns>('take.find', `SELECT ${COLUMNS} FROM take WHERE id = ?`);
  const ofShot = db.prepare<[string], Columns>(
    'take.of-shot',
    `SELECT ${COLUMNS} FROM take WHERE shot_id = ? ORDER BY slot, variation, created_at_ms, id`,
  );
  const byRequest = db.prepare<[string], Columns>(
    'take.by-request',
    `SELECT ${COLUMNS} FROM take WHERE request_hash = ? ORDER BY created_at_ms DESC, id DESC LIMIT 1`,
  );
  const chosenTakes = db.prepare<[string], Columns>(
    'take.chosen-of-project',
    `SELECT ${COLUMNS} FROM shot JOIN chosen_take ON chosen_take.shot_id = shot.id
       JOIN take ON take.id = chosen_take.take_id
     WHERE shot.project_id = ? AND shot.removed_at_ms IS NULL`,
  );
  const chosenOfSlot = db.prepare<[string, string, number], Columns>(
    'take.chosen',
    `SELECT ${COLUMNS} FROM chosen_take JOIN take ON take.id = chosen_take.take_id
     WHERE chosen_take.shot_id = ? AND chosen_take.slot = ? AND chosen_take.variation = ?`,
  );
  const choose = db.prepare<[ChosenTakeRow]>(
    'take.choose',
    `INSERT INTO chosen_take (shot_id, slot, variation, take_id) VALUES (@shotId, @slot, @variation, @takeId)
     ON CONFLICT (shot_id, slot, variation) DO UPDATE SET take_id = excluded.take_id`,
  );
  const setScores = db.prepare<[string, string]>('take.set-scores', 'UPDATE take SET scores_json = ? WHERE id = ?');
  const find = (id: string): TakeRow | undefined => {
    const row = byId.get(id);
    return row && fromColumns(row);
  };
  return {
    insert: ({ request, scores, ...row }: TakeRow): void =>
      void insert.run({ ...row, requestJson: JSON.stringify(request), scoresJson: JSON.stringify(scores) }),
    find,
    get: (id: string): TakeRow => required(find(id), 'take', id),
    listOfShot: (shotId: string): TakeRow[] => ofShot.all(shotId).map(fromColumns),
    /** The newest take that answered the same request, in any project. */
    findByRequestHash: (requestHash: string): TakeRow | undefined => {
      const row = byRequest.get(requestHash);
      return row && fromColumns(row);
    },
    choose: (chosen: ChosenTakeRow): void => void choose.run(chosen),
    findChosen: (shotId: string, slot: Slot, variation: number): TakeRow | undefined => {
      const row = chosenOfSlot.get(shotId, slot, variation);
      return row && fromColumns(row);
    },
    /** Every chosen take of the shots that are in the film. */
    listChosen: (projectId: string): TakeRow[] => chosenTakes.all(projectId).map(fromColumns),
    setScores: (id: string, scores: TakeScores): void => void setScores.run(JSON.stringify(scores), id),
  };
}
