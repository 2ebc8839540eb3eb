import type { Migration } from '../migration-types.ts';

/**
 * Paid calls, their ledger and what guards them (reliability.md 4.1, R8). Money is integer micro-dollars; amounts of the
 * ledger are never negative, its kinds say where they count.
 */
export const migration0040: Migration = {
  version: 40,
  name: 'paid-calls',
  up(db) {
    db.exec(`
-- One row per attempt to buy: the intent is on the disk before the first byte leaves.
CREATE TABLE paid_call (
  id TEXT PRIMARY KEY,
  order_key TEXT NOT NULL,                 -- what was ordered; every attempt at it has the same
  attempt INTEGER NOT NULL,                -- from 1
  job_id TEXT NOT NULL, run_id TEXT, project_id TEXT, campaign_id TEXT, shot_id TEXT,
  vendor TEXT NOT NULL, model TEXT NOT NULL, -- model = vendor/owner/name (decision 30)
  state TEXT NOT NULL,                     -- CallState of shared/model/paid-call.ts
  request_hash TEXT NOT NULL,              -- without the nonce: the key of the result cache
  nonce TEXT NOT NULL,
  body_sha256 TEXT,                        -- of the bytes that were sent; null before SUBMITTING
  match_json TEXT,                         -- what reconciling compares; no secrets, no media
  request_json TEXT NOT NULL,              -- what a person may read of the request
  remote_id TEXT,
  estimate_micro_usd INTEGER NOT NULL, charged_micro_usd INTEGER,
  price_date TEXT NOT NULL,
  counters_json TEXT NOT NULL DEFAULT '{}', -- the provider's own counters
  outputs_json TEXT NOT NULL DEFAULT '[]',
  sha256 TEXT, bytes INTEGER, mime TEXT,   -- the kept file
  error_json TEXT,                         -- {code, message, details} of the last trouble
  flags_json TEXT NOT NULL DEFAULT '[]',   -- why DONE_FLAGGED
  choice TEXT,                             -- what a person decided: 'look-again', 'lost', 'pay-again', 'other-model'
  wait_until_ms INTEGER,
  created_at_ms INTEGER NOT NULL, sent_at_ms INTEGER, submitted_at_ms INTEGER, updated_at_ms INTEGER NOT NULL,
  finished_at_ms INTEGER,
  UNIQUE (order_key, attempt)
) STRICT;
CREATE UNIQUE INDEX paid_call_remote_idx ON paid_call(vendor, remote_id) WHERE remote_id IS NOT NULL;
CREATE INDEX paid_call_job_idx ON paid_call(job_id);
CREATE INDEX paid_call_run_idx ON paid_call(run_id);
CREATE INDEX paid_call_project_idx ON paid_call(project_id, id DESC);
CREATE INDEX paid_call_open_idx ON paid_call(state) WHERE finished_at_ms IS NULL;
CREATE INDEX paid_call_hash_idx ON paid_call(request_hash);
CREATE INDEX paid_call_sha_idx ON paid_call(sha256) WHERE sha256 IS NOT NULL;

CREATE INDEX job_put_aside_idx ON job(id) WHERE status = 'needs-attention';

-- Append only: every state a call was in.
CREATE TABLE paid_call_event (
  id INTEGER PRIMARY KEY, call_id TEXT NOT NULL REFERENCES paid_call(id), state TEXT NOT NULL,
  at_ms INTEGER NOT NULL, detail_json TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX paid_call_event_call_idx ON paid_call_event(call_id);

CREATE TABLE ledger_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  call_id TEXT NOT NULL REFERENCES paid_call(id),
  kind TEXT NOT NULL CHECK (kind IN ('reserved', 'charged', 'released', 'uncertain')),
  -- For 'released' only: whether a reservation or an uncertain amount is closed.
  of TEXT CHECK ((kind = 'released') = (of IS NOT NULL) AND (of IS NULL OR of IN ('reserved', 'uncertain'))),
  amount_micro_usd INTEGER NOT NULL CHECK (amount_micro_usd >= 0),
  project_id TEXT, campaign_id TEXT, vendor TEXT NOT NULL, model TEXT NOT NULL,
  day TEXT NOT NULL,                       -- local day of the person, YYYY-MM-DD: the day's budget counts by it
  at_ms INTEGER NOT NULL, price_date TEXT NOT NULL, note_json TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX ledger_call_idx ON ledger_entry(call_id);
CREATE INDEX ledger_project_idx ON ledger_entry(project_id, id DESC);
CREATE INDEX ledger_campaign_idx ON ledger_entry(campaign_id, id DESC);
CREATE INDEX ledger_day_idx ON ledger_entry(day);
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'the ledger is append only'); END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'the ledger is append only'); END;

-- A person's own rate; it wins over the table that the product brings.
CREATE TABLE price_edit (
  model TEXT NOT NULL, unit TEXT NOT NULL, variant TEXT NOT NULL DEFAULT '',
  micro_usd INTEGER NOT NULL CHECK (micro_usd >= 0), edited_at_ms INTEGER NOT NULL,
  PRIMARY KEY (model, unit, variant)
) STRICT, WITHOUT ROWID;

CREATE TABLE budget (
  scope TEXT NOT NULL CHECK (scope IN ('project', 'campaign', 'day')),
  scope_id TEXT NOT NULL,                  -- '' for the day
  soft_micro_usd INTEGER, hard_micro_usd INTEGER,
  PRIMARY KEY (scope, scope_id)
) STRICT, WITHOUT ROWID;

-- Guards that must outlive a restart: a bucket of sends and the breaker of each vendor.
CREATE TABLE rate_bucket (
  vendor TEXT NOT NULL, kind TEXT NOT NULL, -- 'create', 'read'
  tokens REAL NOT NULL, refilled_at_ms INTEGER NOT NULL, blocked_until_ms INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (vendor, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE vendor_health (
  vendor TEXT PRIMARY KEY,
  failures INTEGER NOT NULL DEFAULT 0, last_failed_job TEXT,
  opened_until_ms INTEGER NOT NULL DEFAULT 0, trial_call_id TEXT,
  blocked TEXT CHECK (blocked IS NULL OR blocked IN ('auth', 'quota')), -- waits for a person: one prompt for one cause
  reason_json TEXT NOT NULL DEFAULT '{}', changed_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE cached_result (
  key TEXT PRIMARY KEY, kind TEXT NOT NULL, -- 'image', 'text', 'consistency', 'plan'
  sha256 TEXT, mime TEXT, bytes INTEGER, value_json TEXT,
  cost_micro_usd INTEGER NOT NULL, made_at_ms INTEGER NOT NULL, expires_at_ms INTEGER, used_at_ms INTEGER NOT NULL,
  hits INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX cached_result_used_idx ON cached_result(kind, used_at_ms);
`);
  },
};
