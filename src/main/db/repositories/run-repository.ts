import { z } from 'zod';
import { parseJsonColumn, required } from '../json-column.ts';
import type { LibraryDb } from '../open.ts';

/** Failure of a run as stored; codes are those of the closed set. */
export const runErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).default({}),
});
export type RunError = z.infer<typeof runErrorSchema>;

/** One pass of a project through the stages (decision 25). */
export interface RunRow {
  id: string;
  projectId: string;
  /** Stage of R7.1. */
  stage: string;
  /** State word of R7.2. */
  state: string;
  options: unknown;
  error: RunError | null;
  estimateMicroUsd: number;
  actualMicroUsd: number;
  priority: number;
  createdAtMs: number;
  updatedAtMs: number;
  finishedAtMs: number | null;
}

type Columns = Omit<RunRow, 'options' | 'error'> & { optionsJson: string; errorJson: string | null };

const COLUMNS = `id, project_id AS projectId, stage, state, options_json AS optionsJson, error_json AS errorJson,
  estimate_micro_usd AS estimateMicroUsd, actual_micro_usd AS actualMicroUsd, priority,
  created_at_ms AS createdAtMs, updated_at_ms AS updatedAtMs, finished_at_ms AS finishedAtMs`;

const fromColumns = ({ optionsJson, errorJson, ...row }: Columns): RunRow => ({
  ...row,
  options: parseJsonColumn(z.unknown(), optionsJson, 'run.options_json'),
  error: errorJson === null ? null : parseJsonColumn(runErrorSchema, errorJson, 'run.error_json'),
});

const params = ({ options, error, ...row }: RunRow): object => ({
  ...row,
  optionsJson: JSON.stringify(options),
  errorJson: error === null ? null : JSON.stringify(error),
});

/** Runs of projects. */
export function createRunRepository(db: LibraryDb) {
  const insert = db.prepare<[object]>(
    'run.insert',
    `INSERT INTO run (id, project_id, stage, state, options_json, error_json, estimate_micro_usd, actual_micro_usd,
       priority, created_at_ms, updated_at_ms, finished_at_ms)
     VALUES (@id, @projectId, @stage, @state, @optionsJson, @errorJson, @estimateMicroUsd, @actualMicroUsd,
       @priority, @createdAtMs, @updatedAtMs, @finishedAtMs)`,
  );
  const update = db.prepare<[object]>(
    'run.update',
    `UPDATE run SET stage = @stage, state = @state, options_json = @optionsJson, error_json = @errorJson,
       estimate_micro_usd = @estimateMicroUsd, actual_micro_usd = @actualMicroUsd, priority = @priority,
       updated_at_ms = @updatedAtMs, finished_at_ms = @finishedAtMs WHERE id = @id`,
  );
  const byId = db.prepare<[string], Columns>('run.find', `SELECT ${COLUMNS} FROM run WHERE id = ?`);
  const ofProject = db.prepare<[string], Columns>(
    'run.of-project',
    `SELECT ${COLUMNS} FROM run WHERE project_id = ? ORDER BY created_at_ms DESC, id DESC`,
  );
  const latest = db.prepare<[string], Columns>(
    'run.latest',
    `SELECT ${COLUMNS} FROM run WHERE project_id = ? ORDER BY created_at_ms DESC, id DESC LIMIT 1`,
  );
  const open = db.prepare<[], Columns>(
    'run.open',
    `SELECT ${COLUMNS} FROM run WHERE finished_at_ms IS NULL ORDER BY updated_at_ms, id`,
  );
  // UUIDv7 sorts by time of creation.
  const page = db.prepare<[string, number], Columns>(
    'run.page',
    `SELECT ${COLUMNS} FROM run WHERE id < ? ORDER BY id DESC LIMIT ?`,
  );
  const one = (row: Columns | undefined): RunRow | undefined => row && fromColumns(row);
  const refreshActual = db.prepare<[string]>(
    'run.refresh-actual',
    `UPDATE run SET actual_micro_usd =
       (SELECT coalesce(sum(charged_micro_usd), 0) FROM paid_call WHERE paid_call.run_id = run.id) WHERE id = ?`,
  );
  return {
    insert: (row: RunRow): void => void insert.run(params(row)),
    update: (row: RunRow): void => void update.run(params(row)),
    /** What its paid calls were charged so far. */
    refreshActual: (id: string): void => void refreshActual.run(id),
    find: (id: string): RunRow | undefined => one(byId.get(id)),
    get: (id: string): RunRow => required(one(byId.get(id)), 'run', id),
    /** Newest first. */
    listOfProject: (projectId: string): RunRow[] => ofProject.all(projectId).map(fromColumns),
    findLatest: (projectId: string): RunRow | undefined => one(latest.get(projectId)),
    /** What is not finished, longest untouched first. */
    listOpen: (): RunRow[] => open.all().map(fromColumns),
    /** Newest first; `afterId` is the last one of the page before. */
    page: (limit: number, afterId?: string): RunRow[] => page.all(afterId ?? '\u{10FFFF}', limit).map(fromColumns),
  };
}
