import { z } from 'zod';
import { parseJsonColumn } from '../json-column.ts';
import type { LibraryDb } from '../open.ts';

/** Facts about a rendered part: numbers and short texts, known to its maker. */
export const partFactsSchema = z.record(z.string(), z.unknown());

/** A piece of film that need not be made again: the key says everything that went into it. */
export interface RenderPartRow {
  key: string;
  sha256: string;
  extension: string;
  bytes: number;
  usedAtMs: number;
  facts: Record<string, unknown>;
}

type Columns = Omit<RenderPartRow, 'facts'> & { factsJson: string };

const COLUMNS = 'key, sha256, extension, bytes, used_at_ms AS usedAtMs, facts_json AS factsJson';

const fromColumns = ({ factsJson, ...row }: Columns): RenderPartRow => ({
  ...row,
  facts: parseJsonColumn(partFactsSchema, factsJson, 'render_part.facts_json'),
});

/** The cache of rendered parts by content key. */
export function createRenderPartRepository(db: LibraryDb) {
  const put = db.prepare<[object]>(
    'render-part.put',
    `INSERT INTO render_part (key, sha256, extension, bytes, used_at_ms, facts_json)
     VALUES (@key, @sha256, @extension, @bytes, @usedAtMs, @factsJson)
     ON CONFLICT (key) DO UPDATE SET sha256 = excluded.sha256, extension = excluded.extension, bytes = excluded.bytes,
       used_at_ms = excluded.used_at_ms, facts_json = excluded.facts_json`,
  );
  const byKey = db.prepare<[string], Columns>('render-part.find', `SELECT ${COLUMNS} FROM render_part WHERE key = ?`);
  const touch = db.prepare<[number, string]>(
    'render-part.touch',
    'UPDATE render_part SET used_at_ms = ? WHERE key = ?',
  );
  const remove = db.prepare<[string]>('render-part.remove', 'DELETE FROM render_part WHERE key = ?');
  const oldest = db.prepare<[number], Columns>(
    'render-part.oldest',
    `SELECT ${COLUMNS} FROM render_part ORDER BY used_at_ms LIMIT ?`,
  );
  const total = db.prepare<[], { count: number; bytes: number }>(
    'render-part.total',
    'SELECT count(*) AS count, coalesce(sum(bytes), 0) AS bytes FROM render_part',
  );
  return {
    put: ({ facts, ...row }: RenderPartRow): void => void put.run({ ...row, factsJson: JSON.stringify(facts) }),
    find: (key: string): RenderPartRow | undefined => {
      const row = byKey.get(key);
      return row && fromColumns(row);
    },
    touch: (key: string, usedAtMs: number): void => void touch.run(usedAtMs, key),
    remove: (key: string): void => void remove.run(key),
    /** Longest unused first: what a full cache drops. */
    listOldest: (limit: number): RenderPartRow[] => oldest.all(limit).map(fromColumns),
    total: (): { count: number; bytes: number } => total.get() ?? { count: 0, bytes: 0 },
  };
}
