import { required } from '../json-column.ts';
import type { LibraryDb } from '../open.ts';

export const ASSET_KINDS = ['image', 'video', 'audio', 'other'] as const;
export type AssetKind = (typeof ASSET_KINDS)[number];

/** A file the library knows. Several rows may share one content (`sha256`) in the store. */
export interface AssetRow {
  id: string;
  sha256: string;
  kind: AssetKind;
  mime: string;
  /** Without a dot: `png`. */
  extension: string;
  bytes: number;
  widthPx: number | null;
  heightPx: number | null;
  durationMs: number | null;
  /** As its person called it: the file's name, or what it shows. */
  name: string;
  source: 'upload' | 'import' | 'made';
  createdAtMs: number;
  trashedAtMs: number | null;
}

/** Rows that name a file, by kind; a client names it as its logo. */
export interface AssetUses {
  takes: number;
  projects: number;
  posters: number;
  clients: number;
}

export interface AssetPageQuery {
  kind?: AssetKind;
  source?: AssetRow['source'];
  inTrash?: boolean;
  limit: number;
  /** Id of the last asset of the page before. */
  afterId?: string;
}

const COLUMNS = `asset.id, asset.sha256, asset.kind, asset.mime, asset.extension, asset.bytes,
  asset.width_px AS widthPx, asset.height_px AS heightPx, asset.duration_ms AS durationMs, asset.name, asset.source,
  asset.created_at_ms AS createdAtMs, asset.trashed_at_ms AS trashedAtMs`;

/** Files of the library by row; their bytes lie in the content store. */
export function createAssetRepository(db: LibraryDb) {
  const insert = db.prepare<[AssetRow]>(
    'asset.insert',
    `INSERT INTO asset (id, sha256, kind, mime, extension, bytes, width_px, height_px, duration_ms, name, source,
       created_at_ms, trashed_at_ms)
     VALUES (@id, @sha256, @kind, @mime, @extension, @bytes, @widthPx, @heightPx, @durationMs, @name, @source,
       @createdAtMs, @trashedAtMs)`,
  );
  const byId = db.prepare<[string], AssetRow>('asset.find', `SELECT ${COLUMNS} FROM asset WHERE id = ?`);
  const bySha = db.prepare<[string], AssetRow>(
    'asset.by-sha',
    `SELECT ${COLUMNS} FROM asset WHERE sha256 = ? ORDER BY id`,
  );
  // UUIDv7 sorts by time of creation, so the primary key is the order and the cursor.
  const page = db.prepare<[object], AssetRow>(
    'asset.page',
    `SELECT ${COLUMNS} FROM asset
     WHERE id < @before AND (trashed_at_ms IS NOT NULL) = @inTrash
       AND (@kind IS NULL OR kind = @kind) AND (@source IS NULL OR source = @source)
     ORDER BY id DESC LIMIT @limit`,
  );
  const setTrashed = db.prepare<[number | null, string]>(
    'asset.set-trashed',
    'UPDATE asset SET trashed_at_ms = ? WHERE id = ?',
  );
  const remove = db.prepare<[string]>('asset.remove', 'DELETE FROM asset WHERE id = ?');
  const uses = db.prepare<[{ id: string }], AssetUses>(
    'asset.uses',
    `SELECT (SELECT count(*) FROM take WHERE asset_id = @id) AS takes,
            (SELECT count(*) FROM project_asset WHERE asset_id = @id) AS projects,
            (SELECT count(*) FROM project WHERE poster_asset_id = @id) AS posters,
            (SELECT count(*) FROM client WHERE instr(brand_json, @id) > 0) AS clients`,
  );
  return {
    insert: (row: AssetRow): void => void insert.run(row),
    find: (id: string): AssetRow | undefined => byId.get(id),
    get: (id: string): AssetRow => required(byId.get(id), 'asset', id),
    listBySha256: (sha256: string): AssetRow[] => bySha.all(sha256),
    /** Newest first. */
    page: (query: AssetPageQuery): AssetRow[] =>
      page.all({
        before: query.afterId ?? '\u{10FFFF}',
        inTrash: query.inTrash === true ? 1 : 0,
        kind: query.kind ?? null,
        source: query.source ?? null,
        limit: query.limit,
      }),
    setTrashed: (id: string, atMs: number | null): void => void setTrashed.run(atMs, id),
    /** Fails with a constraint error while a take or a project names it. */
    remove: (id: string): void => void remove.run(id),
    /** How many rows name this asset. All zero: it may be deleted. */
    countUses: (id: string): AssetUses => uses.get({ id }) ?? { takes: 0, projects: 0, posters: 0, clients: 0 },
  };
}
