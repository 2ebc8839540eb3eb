import { campaignBriefSchema } from '../../../shared/model/brief.ts';
import type { CampaignBrief } from '../../../shared/model/brief.ts';
import { parseJsonColumn, required } from '../json-column.ts';
import type { LibraryDb } from '../open.ts';

export interface CampaignRow {
  id: string;
  clientId: string | null;
  name: string;
  brief: CampaignBrief;
  createdAtMs: number;
  updatedAtMs: number;
  trashedAtMs: number | null;
}

interface Columns {
  id: string;
  client_id: string | null;
  name: string;
  brief_json: string;
  created_at_ms: number;
  updated_at_ms: number;
  trashed_at_ms: number | null;
}

const fromColumns = (row: Columns): CampaignRow => ({
  id: row.id,
  clientId: row.client_id,
  name: row.name,
  brief: parseJsonColumn(campaignBriefSchema, row.brief_json, 'campaign.brief_json'),
  createdAtMs: row.created_at_ms,
  updatedAtMs: row.updated_at_ms,
  trashedAtMs: row.trashed_at_ms,
});

/** Campaigns of clients, with what every film of theirs must say. */
export function createCampaignRepository(db: LibraryDb) {
  const insert = db.prepare<[object]>(
    'campaign.insert',
    `INSERT INTO campaign (id, client_id, name, brief_json, created_at_ms, updated_at_ms, trashed_at_ms)
     VALUES (@id, @clientId, @name, @briefJson, @createdAtMs, @updatedAtMs, @trashedAtMs)`,
  );
  const update = db.prepare<[object]>(
    'campaign.update',
    `UPDATE campaign SET client_id = @clientId, name = @name, brief_json = @briefJson, updated_at_ms = @updatedAtMs,
       trashed_at_ms = @trashedAtMs WHERE id = @id`,
  );
  const byId = db.prepare<[string], Columns>('campaign.find', 'SELECT * FROM campaign WHERE id = ?');
  const all = db.prepare<[], Columns>(
    'campaign.list',
    'SELECT * FROM campaign WHERE trashed_at_ms IS NULL ORDER BY name, id',
  );
  const ofClient = db.prepare<[string], Columns>(
    'campaign.of-client',
    'SELECT * FROM campaign WHERE client_id = ? AND trashed_at_ms IS NULL ORDER BY name, id',
  );
  const trashed = db.prepare<[], Columns>(
    'campaign.list-trash',
    'SELECT * FROM campaign WHERE trashed_at_ms IS NOT NULL ORDER BY trashed_at_ms DESC',
  );
  const remove = db.prepare<[string]>('campaign.remove', 'DELETE FROM campaign WHERE id = ?');
  const params = (row: CampaignRow): object => ({ ...row, briefJson: JSON.stringify(row.brief) });
  const find = (id: string): CampaignRow | undefined => {
    const row = byId.get(id);
    return row && fromColumns(row);
  };
  return {
    insert: (row: CampaignRow): void => void insert.run(params(row)),
    update: (row: CampaignRow): void => void update.run(params(row)),
    find,
    get: (id: string): CampaignRow => required(find(id), 'campaign', id),
    list: (clientId?: string): CampaignRow[] =>
      (clientId === undefined ? all.all() : ofClient.all(clientId)).map(fromColumns),
    listTrash: (): CampaignRow[] => trashed.all().map(fromColumns),
    /** Fails with a constraint error while a project names it. */
    remove: (id: string): void => void remove.run(id),
  };
}
