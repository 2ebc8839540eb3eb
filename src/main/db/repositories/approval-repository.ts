import { z } from 'zod';
import { parseJsonColumn, required } from '../json-column.ts';
import type { LibraryDb } from '../open.ts';

/** "Automatic retakes: at most N rounds, at most $X" (decision 27). */
export const allowanceSchema = z.object({
  rounds: z.int().min(0),
  microUsd: z.int().min(0),
  /** Price of one segment when the yes was given, micro-dollars; null: from before prices. */
  segmentMicroUsd: z.int().min(0).nullable().default(null),
});
export type Allowance = z.infer<typeof allowanceSchema>;

/** Hash of what reaches pixels or sound, by shot id. */
export const approvedShotsSchema = z.record(z.string(), z.string());
export type ApprovedShots = z.infer<typeof approvedShotsSchema>;

/** A person's yes to a board at a price (decision 27). Never changed, only followed by another. */
export interface ApprovalRow {
  id: string;
  projectId: string;
  runId: string | null;
  boardHash: string;
  shots: ApprovedShots;
  estimateMicroUsd: number;
  /** Date of the rates, `2026-11-21`. */
  priceDate: string;
  allowance: Allowance;
  personId: string;
  createdAtMs: number;
}

type Columns = Omit<ApprovalRow, 'shots' | 'allowance'> & { shotsJson: string; allowanceJson: string };

const COLUMNS = `id, project_id AS projectId, run_id AS runId, board_hash AS boardHash, shots_json AS shotsJson,
  estimate_micro_usd AS estimateMicroUsd, price_date AS priceDate, allowance_json AS allowanceJson,
  person_id AS personId, created_at_ms AS createdAtMs`;

const fromColumns = ({ shotsJson, allowanceJson, ...row }: Columns): ApprovalRow => ({
  ...row,
  shots: parseJsonColumn(approvedShotsSchema, shotsJson, 'approval.shots_json'),
  allowance: parseJsonColumn(allowanceSchema, allowanceJson, 'approval.allowance_json'),
});

/** Approvals of boards. */
export function createApprovalRepository(db: LibraryDb) {
  const insert = db.prepare<[object]>(
    'approval.insert',
    `INSERT INTO approval (id, project_id, run_id, board_hash, shots_json, estimate_micro_usd, price_date,
       allowance_json, person_id, created_at_ms)
     VALUES (@id, @projectId, @runId, @boardHash, @shotsJson, @estimateMicroUsd, @priceDate,
       @allowanceJson, @personId, @createdAtMs)`,
  );
  const byId = db.prepare<[string], Columns>('approval.find', `SELECT ${COLUMNS} FROM approval WHERE id = ?`);
  const ofProject = db.prepare<[string, number], Columns>(
    'approval.list',
    `SELECT ${COLUMNS} FROM approval WHERE project_id = ? ORDER BY created_at_ms DESC, id DESC LIMIT ?`,
  );
  const one = (row: Columns | undefined): ApprovalRow | undefined => row && fromColumns(row);
  return {
    insert: ({ shots, allowance, ...row }: ApprovalRow): void =>
      void insert.run({ ...row, shotsJson: JSON.stringify(shots), allowanceJson: JSON.stringify(allowance) }),
    get: (id: string): ApprovalRow => required(one(byId.get(id)), 'approval', id),
    findLatest: (projectId: string): ApprovalRow | undefined => one(ofProject.get(projectId, 1)),
    /** Newest first. */
    list: (projectId: string): ApprovalRow[] => ofProject.all(projectId, -1).map(fromColumns),
  };
}
