import { z } from 'zod';
import { callChoiceSchema, callFlagSchema, callStateSchema } from '../../../shared/model/paid-call.ts';
import type { CallChoice, CallFlag, CallState } from '../../../shared/model/paid-call.ts';
import { parseJsonColumn } from '../json-column.ts';
import type { LibraryDb } from '../open.ts';

const objectSchema = z.record(z.string(), z.unknown());
const countersSchema = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]));
const outputsSchema = z.array(z.strictObject({ url: z.string() }));
const errorSchema = z.strictObject({ code: z.string(), message: z.string(), details: objectSchema });

/** The last trouble of a call. `code` is an ErrorCode. */
export type CallTrouble = z.infer<typeof errorSchema>;

/** One attempt to buy. Money in micro-dollars, times in ms since 1970. */
export interface PaidCallRow {
  id: string;
  orderKey: string;
  attempt: number;
  jobId: string;
  runId: string | null;
  projectId: string | null;
  campaignId: string | null;
  shotId: string | null;
  vendor: string;
  model: string;
  state: CallState;
  requestHash: string;
  nonce: string;
  bodySha256: string | null;
  match: Record<string, unknown> | null;
  request: Record<string, unknown>;
  remoteId: string | null;
  estimateMicroUsd: number;
  chargedMicroUsd: number | null;
  priceDate: string;
  counters: Record<string, number | string | boolean>;
  outputs: { url: string }[];
  sha256: string | null;
  bytes: number | null;
  mime: string | null;
  error: CallTrouble | null;
  flags: CallFlag[];
  choice: CallChoice | null;
  waitUntilMs: number | null;
  createdAtMs: number;
  sentAtMs: number | null;
  submittedAtMs: number | null;
  updatedAtMs: number;
  finishedAtMs: number | null;
}

/** A state that a call was in. */
export interface PaidCallEvent {
  state: CallState;
  atMs: number;
  detail: Record<string, unknown>;
}

const PLAIN = {
  id: 'id',
  orderKey: 'order_key',
  attempt: 'attempt',
  jobId: 'job_id',
  runId: 'run_id',
  projectId: 'project_id',
  campaignId: 'campaign_id',
  shotId: 'shot_id',
  vendor: 'vendor',
  model: 'model',
  state: 'state',
  requestHash: 'request_hash',
  nonce: 'nonce',
  bodySha256: 'body_sha256',
  remoteId: 'remote_id',
  estimateMicroUsd: 'estimate_micro_usd',
  chargedMicroUsd: 'charged_micro_usd',
  priceDate: 'price_date',
  sha256: 'sha256',
  bytes: 'bytes',
  mime: 'mime',
  choice: 'choice',
  waitUntilMs: 'wait_until_ms',
  createdAtMs: 'created_at_ms',
  sentAtMs: 'sent_at_ms',
  submittedAtMs: 'submitted_at_ms',
  updatedAtMs: 'updated_at_ms',
  finishedAtMs: 'finished_at_ms',
} as const;
const JSON_COLUMNS = {
  match: 'match_json',
  request: 'request_json',
  counters: 'counters_json',
  outputs: 'outputs_json',
  error: 'error_json',
  flags: 'flags_json',
} as const;
const ALL = { ...PLAIN, ...JSON_COLUMNS };
const NAMES = Object.keys(ALL) as (keyof typeof ALL)[];
const COLUMNS = NAMES.map((name) => `${ALL[name]} AS ${name}`).join(', ');
/** What never changes after the row is there. */
const FIXED: ReadonlySet<string> = new Set(['id', 'orderKey', 'attempt', 'jobId', 'vendor', 'createdAtMs']);

type Columns = Record<keyof typeof PLAIN, string | number | null> & Record<keyof typeof JSON_COLUMNS, string | null>;

function fromColumns(row: Columns): PaidCallRow {
  const json = <T>(schema: z.ZodType<T>, name: keyof typeof JSON_COLUMNS): T | null => {
    const text = row[name];
    return text === null ? null : parseJsonColumn(schema, text, `paid_call.${JSON_COLUMNS[name]}`);
  };
  return {
    ...(row as unknown as PaidCallRow),
    state: callStateSchema.parse(row.state),
    choice: row.choice === null ? null : callChoiceSchema.parse(row.choice),
    match: json(objectSchema, 'match'),
    request: json(objectSchema, 'request') ?? {},
    counters: json(countersSchema, 'counters') ?? {},
    outputs: json(outputsSchema, 'outputs') ?? [],
    error: json(errorSchema, 'error'),
    flags: json(z.array(callFlagSchema), 'flags') ?? [],
  };
}

function toColumns(row: PaidCallRow): Record<string, unknown> {
  const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
  const texts = Object.fromEntries(
    (Object.keys(JSON_COLUMNS) as (keyof typeof JSON_COLUMNS)[]).map((name) => [name, json(row[name])]),
  );
  return { ...row, ...texts };
}

/** Paid calls and the states they went through. Every method is one statement; the caller brings the transaction. */
export function createPaidCallRepository(db: LibraryDb) {
  const insert = db.prepare<[object]>(
    'paid-call.insert',
    `INSERT INTO paid_call (${NAMES.map((name) => ALL[name]).join(', ')})
     VALUES (${NAMES.map((name) => `@${name}`).join(', ')})`,
  );
  const update = db.prepare<[object]>(
    'paid-call.update',
    `UPDATE paid_call SET ${NAMES.filter((name) => !FIXED.has(name))
      .map((name) => `${ALL[name]} = @${name}`)
      .join(', ')} WHERE id = @id`,
  );
  const select = (name: string, tail: string) =>
    db.prepare<unknown[], Columns>(`paid-call.${name}`, `SELECT ${COLUMNS} FROM paid_call ${tail}`);
  const byId = select('find', 'WHERE id = ?');
  const byOrder = select('by-order', 'WHERE order_key = ? ORDER BY attempt');
  const byJob = select('by-job', 'WHERE job_id = ? ORDER BY id');
  const byRun = select('by-run', 'WHERE run_id = ? ORDER BY id');
  const open = select('open', 'WHERE finished_at_ms IS NULL ORDER BY id');
  const unlisted = select(
    'unlisted',
    `WHERE sent_at_ms >= ? AND remote_id IS NULL
       AND (state = 'NEEDS_USER' OR (state = 'FAILED' AND choice IS NOT NULL AND charged_micro_usd IS NOT NULL)) ORDER BY id`,
  );
  const page = select(
    'page',
    'WHERE (@projectId IS NULL OR project_id = @projectId) AND (@beforeId IS NULL OR id < @beforeId) ORDER BY id DESC LIMIT @limit',
  );
  const byRemoteId = db.prepare<[string, string], { id: string }>(
    'paid-call.by-remote-id',
    'SELECT id FROM paid_call WHERE vendor = ? AND remote_id = ?',
  );
  const addEvent = db.prepare<[string, string, number, string]>(
    'paid-call.add-event',
    'INSERT INTO paid_call_event (call_id, state, at_ms, detail_json) VALUES (?, ?, ?, ?)',
  );
  const events = db.prepare<[string], { state: string; atMs: number; detailJson: string }>(
    'paid-call.events',
    `SELECT state, at_ms AS atMs, detail_json AS detailJson FROM paid_call_event WHERE call_id = ? ORDER BY id`,
  );
  const orphans = db.prepare<[], { id: string }>(
    'paid-call.orphans',
    `SELECT c.id FROM paid_call c LEFT JOIN job j ON j.id = c.job_id
     WHERE c.finished_at_ms IS NULL AND c.state <> 'NEEDS_USER'
       AND (j.id IS NULL OR j.status IN ('succeeded', 'failed', 'cancelled')) ORDER BY c.id`,
  );
  const durations = db.prepare<[string, number], { tookMs: number }>(
    'paid-call.durations',
    `SELECT finished_at_ms - submitted_at_ms AS tookMs FROM paid_call
     WHERE model = ? AND state IN ('DONE', 'DONE_FLAGGED') AND submitted_at_ms IS NOT NULL ORDER BY id DESC LIMIT ?`,
  );
  const rows = (found: readonly Columns[]): PaidCallRow[] => found.map(fromColumns);

  return {
    insert: (row: PaidCallRow): void => void insert.run(toColumns(row)),
    update: (row: PaidCallRow): void => void update.run(toColumns(row)),
    find: (id: string): PaidCallRow | undefined => {
      const row = byId.get(id);
      return row && fromColumns(row);
    },
    /** Attempts of one order, first to last. */
    listByOrder: (orderKey: string): PaidCallRow[] => rows(byOrder.all(orderKey)),
    listByJob: (jobId: string): PaidCallRow[] => rows(byJob.all(jobId)),
    listByRun: (runId: string): PaidCallRow[] => rows(byRun.all(runId)),
    /** Calls that have not ended. */
    listOpen: (): PaidCallRow[] => rows(open.all()),
    /** Sent since then, answer lost, not found so far: asked about, or given up by a person and booked. */
    listUnlisted: (sentSinceMs: number): PaidCallRow[] => rows(unlisted.all(sentSinceMs)),
    /** Open calls that no job works on any more: cancelled while something was under way. */
    listOrphanIds: (): string[] => orphans.all().map(({ id }) => id),
    /** Newest first. */
    page: (where: { projectId: string | null; beforeId: string | null }, limit: number): PaidCallRow[] =>
      rows(page.all({ ...where, limit })),
    /** Whether some call has this work of the vendor, for reconciling. */
    hasRemoteId: (vendor: string, remoteId: string): boolean => byRemoteId.get(vendor, remoteId) !== undefined,
    /** From the provider's yes to the kept file, ms, of the newest finished calls of a model. */
    listDurationsMs: (model: string, limit: number): number[] =>
      durations.all(model, limit).map(({ tookMs }) => Math.max(0, tookMs)),
    addEvent: (callId: string, state: CallState, atMs: number, detail: Record<string, unknown>): void =>
      void addEvent.run(callId, state, atMs, JSON.stringify(detail)),
    listEvents: (callId: string): PaidCallEvent[] =>
      events.all(callId).map(({ state, atMs, detailJson }) => ({
        state: callStateSchema.parse(state),
        atMs,
        detail: parseJsonColumn(objectSchema, detailJson, 'paid_call_event.detail_json'),
      })),
  };
}
export type PaidCallRepository = ReturnType<typeof createPaidCallRepository>;
