import { z } from 'zod';
import { storedBriefSchema } from '../../../shared/model/brief.ts';
import type { Brief } from '../../../shared/model/brief.ts';
import type { Fps } from '../../../shared/model/frame-time.ts';
import { planSchema } from '../../../shared/model/plan.ts';
import type { AspectRatio, Language } from '../../../shared/model/shot-terms.ts';
import { parseJsonColumn, required } from '../json-column.ts';
import type { LibraryDb } from '../open.ts';

/** What a plan says beside its scenes and shots. */
export const planSummarySchema = planSchema.omit({ scenes: true });
export type PlanSummary = z.infer<typeof planSummarySchema>;

const tagsSchema = z.array(z.string().min(1).max(60)).max(100);

export interface ProjectRow {
  id: string;
  clientId: string | null;
  campaignId: string | null;
  name: string;
  fps: Fps;
  ratio: AspectRatio;
  language: Language;
  seed: number;
  /** State word of the latest run (R7.2), `draft` before the first. */
  status: string;
  revision: number;
  posterAssetId: string | null;
  createdAtMs: number;
  updatedAtMs: number;
  trashedAtMs: number | null;
  tags: string[];
  brief: Brief;
  /** `null` until something has been planned. */
  plan: PlanSummary | null;
}

interface Columns {
  id: string;
  client_id: string | null;
  campaign_id: string | null;
  name: string;
  fps: Fps;
  ratio: AspectRatio;
  language: Language;
  seed: number;
  status: string;
  revision: number;
  poster_asset_id: string | null;
  created_at_ms: number;
  updated_at_ms: number;
  trashed_at_ms: number | null;
  tags_json: string;
  brief_json: string;
  plan_json: string | null;
}

const fromColumns = (row: Columns): ProjectRow => ({
  id: row.id,
  clientId: row.client_id,
  campaignId: row.campaign_id,
  name: row.name,
  fps: row.fps,
  ratio: row.ratio,
  language: row.language,
  seed: row.seed,
  status: row.status,
  revision: row.revision,
  posterAssetId: row.poster_asset_id,
  createdAtMs: row.created_at_ms,
  updatedAtMs: row.updated_at_ms,
  trashedAtMs: row.trashed_at_ms,
  tags: parseJsonColumn(tagsSchema, row.tags_json, 'project.tags_json'),
  brief: parseJsonColumn(storedBriefSchema, row.brief_json, 'project.brief_json'),
  plan: row.plan_json === null ? null : parseJsonColumn(planSummarySchema, row.plan_json, 'project.plan_json'),
});

/** Projects, one row each; their scenes, shots and takes have repositories of their own. */
export function createProjectRepository(db: LibraryDb) {
  const insert = db.prepare<[object]>(
    'project.insert',
    `INSERT INTO project (id, client_id, campaign_id, name, fps, ratio, language, seed, status, revision,
       poster_asset_id, created_at_ms, updated_at_ms, trashed_at_ms, tags_json, brief_json, plan_json)
     VALUES (@id, @clientId, @campaignId, @name, @fps, @ratio, @language, @seed, @status, @revision,
       @posterAssetId, @createdAtMs, @updatedAtMs, @trashedAtMs, @tagsJson, @briefJson, @planJson)`,
  );
  const update = db.prepare<[object]>(
    'project.update',
    `UPDATE project SET client_id = @clientId, campaign_id = @campaignId, name = @name, fps = @fps, ratio = @ratio,
       language = @language, seed = @seed, status = @status, revision = @revision, poster_asset_id = @posterAssetId,
       updated_at_ms = @updatedAtMs, trashed_at_ms = @trashedAtMs, tags_json = @tagsJson, brief_json = @briefJson,
       plan_json = @planJson WHERE id = @id`,
  );
  const byId = db.prepare<[string], Columns>('project.find', 'SELECT * FROM project WHERE id = ?');
  const setStatus = db.prepare<[string, number, string]>(
    'project.set-status',
    'UPDATE project SET status = ?, updated_at_ms = ? WHERE id = ?',
  );
  const setPoster = db.prepare<[string | null, string]>(
    'project.set-poster',
    'UPDATE project SET poster_asset_id = ? WHERE id = ?',
  );
  const bump = db.prepare<[number, string], { revision: number }>(
    'project.bump-revision',
    'UPDATE project SET revision = revision + 1, updated_at_ms = ? WHERE id = ? RETURNING revision',
  );
  const params = (row: ProjectRow): object => ({
    ...row,
    tagsJson: JSON.stringify(row.tags),
    briefJson: JSON.stringify(row.brief),
    planJson: row.plan === null ? null : JSON.stringify(row.plan),
  });
  const find = (id: string): ProjectRow | undefined => {
    const row = byId.get(id);
    return row && fromColumns(row);
  };
  return {
    insert: (row: ProjectRow): void => void insert.run(params(row)),
    update: (row: ProjectRow): void => void update.run(params(row)),
    find,
    get: (id: string): ProjectRow => required(find(id), 'project', id),
    setStatus: (id: string, status: string, nowMs: number): void => void setStatus.run(status, nowMs, id),
    setPoster: (id: string, assetId: string | null): void => void setPoster.run(assetId, id),
    /** The new revision. */
    bumpRevision: (id: string, nowMs: number): number => required(bump.get(nowMs, id), 'project', id).revision,
  };
}
