import type { Migration } from '../migration-types.ts';

/** First library: decisions 21–35. Ids are UUIDv7 text, times integer ms, money integer micro-dollars, JSON in `*_json`. */
export const migration0010: Migration = {
  version: 10,
  name: 'initial',
  up(db) {
    db.exec(`
CREATE TABLE person (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE client (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, brand_json TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL, trashed_at_ms INTEGER
) STRICT;

CREATE TABLE campaign (
  id TEXT PRIMARY KEY, client_id TEXT REFERENCES client(id), name TEXT NOT NULL, brief_json TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL, trashed_at_ms INTEGER
) STRICT;
CREATE INDEX campaign_client_idx ON campaign(client_id);

CREATE TABLE project (
  id TEXT PRIMARY KEY,
  client_id TEXT REFERENCES client(id), campaign_id TEXT REFERENCES campaign(id),
  name TEXT NOT NULL,
  fps INTEGER NOT NULL, ratio TEXT NOT NULL, language TEXT NOT NULL, seed INTEGER NOT NULL,
  status TEXT NOT NULL,                    -- state word of the latest run (R7.2), 'draft' before the first
  revision INTEGER NOT NULL DEFAULT 0,
  poster_asset_id TEXT,
  created_at_ms INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL, trashed_at_ms INTEGER,
  tags_json TEXT NOT NULL DEFAULT '[]',
  -- Last, so that lists of projects do not walk through the pages of long briefs.
  brief_json TEXT NOT NULL,
  plan_json TEXT                           -- notes, end card, opening title, confidence, questions of the last plan
) STRICT;
CREATE INDEX project_updated_idx ON project(updated_at_ms DESC, id DESC) WHERE trashed_at_ms IS NULL;
CREATE INDEX project_client_idx ON project(client_id, updated_at_ms DESC, id DESC);
CREATE INDEX project_campaign_idx ON project(campaign_id, updated_at_ms DESC, id DESC);
CREATE INDEX project_status_idx ON project(status, updated_at_ms DESC, id DESC) WHERE trashed_at_ms IS NULL;
CREATE INDEX project_trash_idx ON project(updated_at_ms DESC, id DESC) WHERE trashed_at_ms IS NOT NULL;
CREATE INDEX project_poster_idx ON project(poster_asset_id) WHERE poster_asset_id IS NOT NULL;

CREATE TABLE scene (
  id TEXT PRIMARY KEY, project_id TEXT NOT NULL REFERENCES project(id),
  order_key TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, role TEXT NOT NULL,
  place TEXT NOT NULL, time_of_day TEXT NOT NULL, weather TEXT NOT NULL, removed_at_ms INTEGER
) STRICT;
CREATE INDEX scene_project_idx ON scene(project_id, order_key);

CREATE TABLE shot (
  id TEXT PRIMARY KEY, project_id TEXT NOT NULL REFERENCES project(id), scene_id TEXT NOT NULL REFERENCES scene(id),
  order_key TEXT NOT NULL,
  description TEXT NOT NULL, image_prompt TEXT NOT NULL, end_image_prompt TEXT NOT NULL, motion_prompt TEXT NOT NULL,
  cut_frames INTEGER NOT NULL, source_in_frames INTEGER NOT NULL DEFAULT 0,
  size TEXT NOT NULL, angle TEXT NOT NULL, move TEXT NOT NULL, lens TEXT NOT NULL, lighting TEXT NOT NULL,
  mood TEXT NOT NULL, transition TEXT NOT NULL, transition_frames INTEGER NOT NULL DEFAULT 0,
  role TEXT NOT NULL, emotional_arc TEXT NOT NULL DEFAULT '', caption TEXT NOT NULL DEFAULT '',
  locked INTEGER NOT NULL DEFAULT 0, removed_at_ms INTEGER, picture_json TEXT NOT NULL
) STRICT;
-- With the cut lengths inside, a list page sums films without touching the shots.
CREATE INDEX shot_project_idx ON shot(project_id, removed_at_ms, cut_frames);
CREATE INDEX shot_scene_idx ON shot(scene_id, order_key);

CREATE TABLE asset (
  id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, kind TEXT NOT NULL, mime TEXT NOT NULL, extension TEXT NOT NULL,
  bytes INTEGER NOT NULL, width_px INTEGER, height_px INTEGER, duration_ms INTEGER, name TEXT NOT NULL,
  source TEXT NOT NULL,                    -- 'upload', 'import', 'made'
  created_at_ms INTEGER NOT NULL, trashed_at_ms INTEGER
) STRICT;
CREATE INDEX asset_sha_idx ON asset(sha256);

CREATE TABLE project_asset (
  project_id TEXT NOT NULL REFERENCES project(id), asset_id TEXT NOT NULL REFERENCES asset(id), role TEXT NOT NULL,
  brief_path TEXT,                         -- the path as the brief wrote it
  PRIMARY KEY (project_id, asset_id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_asset_asset_idx ON project_asset(asset_id);

CREATE TABLE run (
  id TEXT PRIMARY KEY, project_id TEXT NOT NULL REFERENCES project(id),
  stage TEXT NOT NULL, state TEXT NOT NULL, options_json TEXT NOT NULL,
  error_json TEXT, estimate_micro_usd INTEGER NOT NULL DEFAULT 0, actual_micro_usd INTEGER NOT NULL DEFAULT 0,
  priority INTEGER NOT NULL DEFAULT 0,
  created_at_ms INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL, finished_at_ms INTEGER
) STRICT;
CREATE INDEX run_project_idx ON run(project_id, created_at_ms DESC);
CREATE INDEX run_open_idx ON run(updated_at_ms) WHERE finished_at_ms IS NULL;

CREATE TABLE run_stage (
  run_id TEXT NOT NULL REFERENCES run(id), ordinal INTEGER NOT NULL, stage TEXT NOT NULL,
  started_at_ms INTEGER NOT NULL, finished_at_ms INTEGER, outcome TEXT,
  PRIMARY KEY (run_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE take (
  id TEXT PRIMARY KEY, shot_id TEXT NOT NULL REFERENCES shot(id), slot TEXT NOT NULL, variation INTEGER NOT NULL,
  asset_id TEXT NOT NULL REFERENCES asset(id), provider TEXT NOT NULL, request_hash TEXT NOT NULL,
  request_json TEXT NOT NULL, cost_micro_usd INTEGER NOT NULL, run_id TEXT, job_id TEXT,
  scores_json TEXT NOT NULL DEFAULT '{}', person_id TEXT, created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX take_shot_idx ON take(shot_id, slot, variation);
CREATE INDEX take_request_idx ON take(request_hash);
CREATE INDEX take_asset_idx ON take(asset_id);

CREATE TABLE chosen_take (
  shot_id TEXT NOT NULL REFERENCES shot(id), slot TEXT NOT NULL, variation INTEGER NOT NULL,
  take_id TEXT NOT NULL REFERENCES take(id),
  PRIMARY KEY (shot_id, slot, variation)
) STRICT, WITHOUT ROWID;
CREATE INDEX chosen_take_take_idx ON chosen_take(take_id);

CREATE TABLE job (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, version INTEGER NOT NULL, run_id TEXT, project_id TEXT,
  lane TEXT NOT NULL, priority INTEGER NOT NULL DEFAULT 0, status TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, max_attempts INTEGER NOT NULL, recoveries INTEGER NOT NULL DEFAULT 0,
  run_at_ms INTEGER NOT NULL, cancel_requested INTEGER NOT NULL DEFAULT 0, dedupe_key TEXT,
  owner TEXT, fence INTEGER, progress REAL NOT NULL DEFAULT 0,
  input_json TEXT NOT NULL, result_json TEXT, error_json TEXT,
  created_at_ms INTEGER NOT NULL, started_at_ms INTEGER, finished_at_ms INTEGER
) STRICT;
CREATE INDEX job_claim_idx ON job(priority DESC, run_at_ms, id) WHERE status = 'queued';
CREATE INDEX job_run_idx ON job(run_id);
CREATE INDEX job_project_idx ON job(project_id);
CREATE INDEX job_running_idx ON job(status) WHERE status IN ('running', 'waiting');
CREATE UNIQUE INDEX job_dedupe_idx ON job(dedupe_key)
  WHERE dedupe_key IS NOT NULL AND status IN ('queued', 'running', 'waiting');

CREATE TABLE job_step (
  job_id TEXT NOT NULL REFERENCES job(id), ordinal INTEGER NOT NULL, name TEXT NOT NULL,
  output_json TEXT NOT NULL, finished_at_ms INTEGER NOT NULL,
  PRIMARY KEY (job_id, ordinal)
) STRICT, WITHOUT ROWID;

-- Append only: what really ran, counted by the crash tests.
CREATE TABLE step_log (
  id INTEGER PRIMARY KEY, job_id TEXT NOT NULL, name TEXT NOT NULL, attempt INTEGER NOT NULL,
  event TEXT NOT NULL,                     -- 'started', 'finished', 'failed'
  at_ms INTEGER NOT NULL, wall_ms INTEGER
) STRICT;
CREATE INDEX step_log_job_idx ON step_log(job_id);

CREATE TABLE approval (
  id TEXT PRIMARY KEY, project_id TEXT NOT NULL REFERENCES project(id), run_id TEXT,
  board_hash TEXT NOT NULL, shots_json TEXT NOT NULL, estimate_micro_usd INTEGER NOT NULL, price_date TEXT NOT NULL,
  allowance_json TEXT NOT NULL, person_id TEXT NOT NULL, created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX approval_project_idx ON approval(project_id, created_at_ms DESC);

CREATE TABLE history (
  project_id TEXT NOT NULL REFERENCES project(id), revision INTEGER NOT NULL, label TEXT NOT NULL,
  diff_json TEXT NOT NULL, person_id TEXT, created_at_ms INTEGER NOT NULL,
  PRIMARY KEY (project_id, revision)
) STRICT, WITHOUT ROWID;

-- Rendered parts and exports by content key: unchanged work is never done again.
CREATE TABLE render_part (
  key TEXT PRIMARY KEY, sha256 TEXT NOT NULL, extension TEXT NOT NULL, bytes INTEGER NOT NULL,
  used_at_ms INTEGER NOT NULL, facts_json TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX render_part_used_idx ON render_part(used_at_ms);
CREATE INDEX render_part_sha_idx ON render_part(sha256);

CREATE TABLE export_record (
  id TEXT PRIMARY KEY, project_id TEXT NOT NULL REFERENCES project(id), run_id TEXT, variation INTEGER NOT NULL,
  format TEXT NOT NULL, quality TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, key TEXT NOT NULL,
  bytes INTEGER NOT NULL, duration_ms INTEGER NOT NULL, created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX export_record_project_idx ON export_record(project_id, created_at_ms DESC);

CREATE TABLE setting (key TEXT PRIMARY KEY, value_json TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- One owner process per library (reliability.md 4.1, F16–F19).
CREATE TABLE lease (
  id INTEGER PRIMARY KEY CHECK (id = 1), owner TEXT NOT NULL, boot_id TEXT NOT NULL, pid INTEGER NOT NULL,
  process_start TEXT NOT NULL, fence INTEGER NOT NULL, address TEXT, renewed_at_ms INTEGER NOT NULL
) STRICT;

-- Search: one row per project; trigram finds Thai words, which have no spaces between them. Text comes folded (case,
-- accents, Thai sara am), so the tokenizer compares as it is. Rowids grow with each change: newest first costs no sort.
CREATE VIRTUAL TABLE project_search USING fts5(
  name, body, content='', contentless_delete=1, tokenize='trigram case_sensitive 1'
);
-- The trigrams that occur: a word of one or two letters is searched as the trigrams that begin with it.
CREATE VIRTUAL TABLE project_search_term USING fts5vocab('project_search', 'row');
CREATE TABLE project_search_row (
  rowid INTEGER PRIMARY KEY AUTOINCREMENT, project_id TEXT NOT NULL UNIQUE REFERENCES project(id), text TEXT NOT NULL
) STRICT;
`);
  },
};
