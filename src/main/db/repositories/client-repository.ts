import { brandSchema } from '../../../shared/model/brief.ts';
import type { Brand } from '../../../shared/model/brief.ts';
import { parseJsonColumn, required } from '../json-column.ts';
import type { LibraryDb } from '../open.ts';

export interface ClientRow {
  id: string;
  name: string;
  brand: Brand;
  createdAtMs: number;
  updatedAtMs: number;
  trashedAtMs: number | null;
}

interface Columns {
  id: string;
  name: string;
  brand_json: string;
  created_at_ms: number;
  updated_at_ms: number;
  trashed_at_ms: number | null;
}

const fromColumns = (row: Columns): ClientRow => ({
  id: row.id,
  name: row.name,
  brand: parseJsonColumn(brandSchema, row.brand_json, 'client.brand_json'),
  createdAtMs: row.created_at_ms,
  updatedAtMs: row.updated_at_ms,
  trashedAtMs: row.trashed_at_ms,
});

/** Clients with their brand (R1.3). */
export function createClientRepository(db: LibraryDb) {
  const insert = db.prepare<[object]>(
    'client.insert',
    `INSERT INTO client (id, name, brand_json, created_at_ms, updated_at_ms, trashed_at_ms)
     VALUES (@id, @name, @brandJson, @createdAtMs, @updatedAtMs, @trashedAtMs)`,
  );
  const update = db.prepare<[object]>(
    'client.update',
    `UPDATE client SET name = @name, brand_json = @brandJson, updated_at_ms = @updatedAtMs,
       trashed_at_ms = @trashedAtMs WHERE id = @id`,
  );
  const byId = db.prepare<[string], Columns>('client.find', 'SELECT * FROM client WHERE id = ?');
  const byName = db.prepare<[string], Columns>(
    'client.by-name',
    'SELECT * FROM client WHERE name = ? AND trashed_at_ms IS NULL ORDER BY id LIMIT 1',
  );
  const all = db.prepare<[], Columns>(
    'client.list',
    'SELECT * FROM client WHERE trashed_at_ms IS NULL ORDER BY name, id',
  );
  const trashed = db.prepare<[], Columns>(
    'client.list-trash',
    'SELECT * FROM client WHERE trashed_at_ms IS NOT NULL ORDER BY trashed_at_ms DESC',
  );
  const remove = db.prepare<[string]>('client.remove', 'DELETE FROM client WHERE id = ?');
  const params = (row: ClientRow): object => ({ ...row, brandJson: JSON.stringify(row.brand) });
  const find = (id: string): ClientRow | undefined => {
    const row = byId.get(id);
    return row && fromColumns(row);
  };
  return {
    insert: (row: ClientRow): void => void insert.run(params(row)),
    update: (row: ClientRow): void => void update.run(params(row)),
    find,
    get: (id: string): ClientRow => required(find(id), 'client', id),
    findByName: (name: string): ClientRow | undefined => {
      const row = byName.get(name);
      return row && fromColumns(row);
    },
    list: (): ClientRow[] => all.all().map(fromColumns),
    listTrash: (): ClientRow[] => trashed.all().map(fromColumns),
    /** Fails with a constraint error while a campaign or project names it. */
    remove: (id: string): void => void remove.run(id),
  };
}
