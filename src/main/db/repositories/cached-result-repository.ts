import { z } from 'zod';
import type { CacheKind } from '../../../shared/model/money.ts';
import { parseJsonColumn } from '../json-column.ts';
import type { LibraryDb } from '../open.ts';

/** A bought result that may be given out again: a file of the store, a value, or both. */
export interface CachedResultRow {
  key: string;
  kind: CacheKind;
  sha256: string | null;
  mime: string | null;
  bytes: number | null;
  /** Undefined: none. JSON of its maker. */
  value: unknown;
  /** What it cost when it was bought: what each hit saves. */
  costMicroUsd: number;
  madeAtMs: number;
  /** Null: it stays until others push it out. */
  expiresAtMs: number | null;
  usedAtMs: number;
  hits: number;
}

/** What a kind holds. */
export interface CacheTotals {
  entries: number;
  bytes: number;
  hits: number;
  savedMicroUsd: number;
}

type Columns = Omit<CachedResultRow, 'value'> & { valueJson: string | null };

const COLUMNS = `key, kind, sha256, mime, bytes, value_json AS valueJson, cost_micro_usd AS costMicroUsd,
  made_at_ms AS madeAtMs, expires_at_ms AS expiresAtMs, used_at_ms AS usedAtMs, hits`;

const fromColumns = ({ valueJson, ...row }: Columns): CachedResultRow => ({
  ...row,
  value: valueJson === null ? undefined : parseJsonColumn(z.unknown(), valueJson, 'cached_result.value_json'),
});

/** The cache of bought results by the hash of the request. */
export function createCachedResultRepository(db: LibraryDb) {
  const put = db.prepare<[object]>(
    'cached-result.put',
    `INSERT INTO cached_result (key, kind, sha256, mime, bytes, value_json, cost_micro_usd, made_at_ms, expires_at_ms,
       used_at_ms, hits)
     VALUES (@key, @kind, @sha256, @mime, @bytes, @valueJson, @costMicroUsd, @madeAtMs, @expiresAtMs, @usedAtMs, @hits)
     ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, sha256 = excluded.sha256, mime = excluded.mime,
       bytes = excluded.bytes, value_json = excluded.value_json, cost_micro_usd = excluded.cost_micro_usd,
       made_at_ms = excluded.made_at_ms, expires_at_ms = excluded.expires_at_ms, used_at_ms = excluded.used_at_ms,
       hits = excluded.hits`,
  );
  const byKey = db.prepare<[string], Columns>(
    'cached-result.find',
    `SELECT ${COLUMNS} FROM cached_result WHERE key = ?`,
  );
  const hit = db.prepare<[number, string]>(
    'cached-result.hit',
    'UPDATE cached_result SET used_at_ms = ?, hits = hits + 1 WHERE key = ?',
  );
  const totals = db.prepare<[string], CacheTotals>(
    'cached-result.totals',
    `SELECT count(*) AS entries, coalesce(sum(bytes), 0) AS bytes, coalesce(sum(hits), 0) AS hits,
       coalesce(sum(hits * cost_micro_usd), 0) AS savedMicroUsd FROM cached_result WHERE kind = ?`,
  );
  type Dropped = Pick<CachedResultRow, 'hits' | 'costMicroUsd'>;
  const RETURNED = 'RETURNING hits, cost_micro_usd AS costMicroUsd';
  const drops = {
    key: db.prepare<[string], Dropped>('cached-result.drop', `DELETE FROM cached_result WHERE key = ? ${RETURNED}`),
    kind: db.prepare<[string], Dropped>(
      'cached-result.drop-kind',
      `DELETE FROM cached_result WHERE kind = ? ${RETURNED}`,
    ),
    expired: db.prepare<[string, number], Dropped>(
      'cached-result.drop-expired',
      `DELETE FROM cached_result WHERE kind = ? AND expires_at_ms <= ? ${RETURNED}`,
    ),
    // Those unused the longest beyond the newest `OFFSET`.
    surplus: db.prepare<[string, number], Dropped>(
      'cached-result.drop-surplus',
      `DELETE FROM cached_result WHERE key IN (SELECT key FROM cached_result WHERE kind = ?
         ORDER BY used_at_ms DESC, made_at_ms DESC, key DESC LIMIT -1 OFFSET ?) ${RETURNED}`,
    ),
  };
  return {
    put: ({ value, ...row }: CachedResultRow): void =>
      void put.run({ ...row, valueJson: value === undefined ? null : JSON.stringify(value) }),
    find: (key: string): CachedResultRow | undefined => {
      const row = byKey.get(key);
      return row && fromColumns(row);
    },
    /** One more use of a row. */
    hit: (key: string, usedAtMs: number): void => void hit.run(usedAtMs, key),
    totals: (kind: CacheKind): CacheTotals => totals.get(kind) ?? { entries: 0, bytes: 0, hits: 0, savedMicroUsd: 0 },
    /** Each gives the uses of what it dropped. */
    drop: (key: string): Dropped[] => drops.key.all(key),
    dropKind: (kind: CacheKind): Dropped[] => drops.kind.all(kind),
    dropExpired: (kind: CacheKind, nowMs: number): Dropped[] => drops.expired.all(kind, nowMs),
    dropSurplus: (kind: CacheKind, keep: number): Dropped[] => drops.surplus.all(kind, keep),
  };
}
