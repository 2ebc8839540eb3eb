import type { LibraryDb } from '../open.ts';

/** One row of the `job` table as it lies on disk; what the JSON columns mean belongs to `main/jobs`. */
export interface JobRecord {
  id: string;
  kind: string;
  version: number;
  run_id: string | null;
  project_id: string | null;
  lane: string;
  priority: number;
  status: string;
  attempts: number;
  max_attempts: number;
  recoveries: number;
  run_at_ms: number;
  cancel_requested: number;
  dedupe_key: string | null;
  owner: string | null;
  fence: number | null;
  progress: number;
  input_json: string;
  result_json: string | null;
  error_json: string | null;
  created_at_ms: number;
  started_at_ms: number | null;
  finished_at_ms: number | null;
}

/** What a new row needs; everything else starts empty. */
export interface NewJobRecord {
  id: string;
  kind: string;
  version: number;
  runId: string | null;
  projectId: string | null;
  lane: string;
  priority: number;
  maxAttempts: number;
  runAtMs: number;
  dedupeKey: string | null;
  inputJson: string;
  createdAtMs: number;
}

/** Prepared statements over `job` for everything but claim and settle. */
export interface JobRepository {
  insert(record: NewJobRecord): void;
  find(id: string): JobRecord | undefined;
  /** The job that holds a dedupe key and is not terminal. */
  findIdByDedupeKey(dedupeKey: string): string | undefined;
  listByRun(runId: string): JobRecord[];
  listOpenIdsByRun(runId: string): string[];
  /** Of no run, neither ended nor put aside. */
  listOpenWithoutRun(): JobRecord[];
  listNeedingAttention(): JobRecord[];
  listRunning(): JobRecord[];
  /** Earliest `run_at_ms` of a queued row later than `nowMs`. */
  findNextRunAtMs(nowMs: number): number | undefined;
  /** Sets the flag on a running row; true when there was one. */
  requestCancel(id: string): boolean;
  /** A terminal or stuck row becomes queued with fresh counters; its finished steps stay. True when it changed. */
  requeue(id: string, nowMs: number): boolean;
  /** Progress of a running row this owner holds. */
  updateProgress(id: string, owner: string, progress: number): void;
  /** Moves back-off waits (rows that were tried before) by `deltaMs`, after the wall clock was set. */
  shiftRetryWaits(deltaMs: number): void;
  /** No back-off wait may end later than `latestMs`. */
  capRetryWaits(latestMs: number): void;
  /** Rows of a lane that were put off for one of these reasons are due now. Gives how many. */
  endWaits(lane: string, reasons: readonly string[], nowMs: number): number;
  /** Wall times in ms of the newest succeeded jobs of a kind, newest first. */
  listWallMsByKind(kind: string, limit: number): number[];
}

/** Every column, in the order of `JobRecord`. */
export const JOB_COLUMNS = `id, kind, version, run_id, project_id, lane, priority, status, attempts, max_attempts, recoveries,
  run_at_ms, cancel_requested, dedupe_key, owner, fence, progress, input_json, result_json, error_json,
  created_at_ms, started_at_ms, finished_at_ms`;

/** How many recent jobs are looked at for wall times; keeps the walk short in a library of years. */
const HISTORY_WINDOW = 2_000;

/** Prepares the statements once. They run inside whatever transaction the caller has open. */
export function createJobRepository(db: LibraryDb): JobRepository {
  const insert = db.prepare(
    'job.insert',
    `INSERT INTO job (id, kind, version, run_id, project_id, lane, priority, status, max_attempts, run_at_ms,
       dedupe_key, input_json, created_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?)`,
  );
  const find = db.prepare<[string], JobRecord>('job.find', `SELECT ${JOB_COLUMNS} FROM job WHERE id = ?`);
  // needs-attention is not terminal: a second enqueue must not go around a job that waits for a person.
  const findByKey = db.prepare<[string, string], { id: string }>(
    'job.find-by-dedupe-key',
    `SELECT id FROM job WHERE dedupe_key = ? AND status IN ('queued', 'running', 'waiting')
     UNION ALL SELECT id FROM job WHERE status = 'needs-attention' AND dedupe_key = ? LIMIT 1`,
  );
  const listByRun = db.prepare<[string], JobRecord>(
    'job.list-by-run',
    `SELECT ${JOB_COLUMNS} FROM job WHERE run_id = ? ORDER BY id`,
  );
  const listOpen = db.prepare<[string], { id: string }>(
    'job.list-open-by-run',
    `SELECT id FROM job WHERE run_id = ? AND status NOT IN ('succeeded', 'failed', 'cancelled') ORDER BY id`,
  );
  const listPutAside = db.prepare<[], JobRecord>(
    'job.list-put-aside',
    `SELECT ${JOB_COLUMNS} FROM job WHERE status = 'needs-attention' ORDER BY id`,
  );
  const listLoose = db.prepare<[], JobRecord>(
    'job.list-open-without-run',
    `SELECT ${JOB_COLUMNS} FROM job WHERE run_id IS NULL AND status IN ('queued', 'running', 'waiting') ORDER BY id`,
  );
  const listRunning = db.prepare<[], JobRecord>(
    'job.list-running',
    `SELECT ${JOB_COLUMNS} FROM job WHERE status = 'running' ORDER BY id`,
  );
  const nextRunAt = db.prepare<[number], { at: number | null }>(
    'job.next-run-at',
    `SELECT MIN(run_at_ms) AS at FROM job WHERE status = 'queued' AND run_at_ms > ?`,
  );
  const requestCancel = db.prepare(
    'job.request-cancel',
    `UPDATE job SET cancel_requested = 1 WHERE id = ? AND status = 'running'`,
  );
  const requeue = db.prepare(
    'job.requeue',
    `UPDATE job SET status = 'queued', attempts = 0, recoveries = 0, cancel_requested = 0, run_at_ms = ?, owner = NULL,
       fence = NULL, result_json = NULL, error_json = NULL, finished_at_ms = NULL
     WHERE id = ? AND status IN ('failed', 'cancelled', 'needs-attention')`,
  );
  const updateProgress = db.prepare(
    'job.update-progress',
    `UPDATE job SET progress = ? WHERE id = ? AND owner = ? AND status = 'running'`,
  );
  const shift = db.prepare(
    'job.shift-retry-waits',
    `UPDATE job SET run_at_ms = MAX(0, run_at_ms + ?) WHERE status = 'queued' AND (attempts > 0 OR error_json IS NOT NULL)`,
  );
  const cap = db.prepare(
    'job.cap-retry-waits',
    `UPDATE job SET run_at_ms = ? WHERE status = 'queued' AND (attempts > 0 OR error_json IS NOT NULL) AND run_at_ms > ?`,
  );
  const endWaits = db.prepare(
    'job.end-waits',
    `UPDATE job SET run_at_ms = ? WHERE status = 'queued' AND lane = ? AND run_at_ms > ?
       AND json_extract(error_json, '$.details.reason') IN (SELECT value FROM json_each(?))`,
  );
  const wallMs = db.prepare<[number, string, number], { wall: number }>(
    'job.list-wall-ms',
    `SELECT finished_at_ms - started_at_ms AS wall FROM
       (SELECT kind, status, started_at_ms, finished_at_ms FROM job ORDER BY id DESC LIMIT ?)
     WHERE kind = ? AND status = 'succeeded' AND started_at_ms IS NOT NULL LIMIT ?`,
  );

  return {
    insert(record) {
      insert.run(
        record.id,
        record.kind,
        record.version,
        record.runId,
        record.projectId,
        record.lane,
        record.priority,
        record.maxAttempts,
        record.runAtMs,
        record.dedupeKey,
        record.inputJson,
        record.createdAtMs,
      );
    },
    find: (id) => find.get(id),
    findIdByDedupeKey: (dedupeKey) => findByKey.get(dedupeKey, dedupeKey)?.id,
    listByRun: (runId) => listByRun.all(runId),
    listOpenIdsByRun: (runId) => listOpen.all(runId).map((row) => row.id),
    listOpenWithoutRun: () => listLoose.all(),
    listNeedingAttention: () => listPutAside.all(),
    listRunning: () => listRunning.all(),
    findNextRunAtMs: (nowMs) => nextRunAt.get(nowMs)?.at ?? undefined,
    requestCancel: (id) => requestCancel.run(id).changes > 0,
    requeue: (id, nowMs) => requeue.run(nowMs, id).changes > 0,
    updateProgress: (id, owner, progress) => void updateProgress.run(progress, id, owner),
    shiftRetryWaits: (deltaMs) => void shift.run(deltaMs),
    capRetryWaits: (latestMs) => void cap.run(latestMs, latestMs),
    endWaits: (lane, reasons, nowMs) => endWaits.run(nowMs, lane, nowMs, JSON.stringify(reasons)).changes,
    listWallMsByKind: (kind, limit) => wallMs.all(HISTORY_WINDOW, kind, limit).map((row) => row.wall),
  };
}
