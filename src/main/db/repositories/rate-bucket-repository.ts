import type { LibraryDb } from '../open.ts';

/** What a bucket of sends held when it was last used. Times are of the wall clock. */
export interface RateBucketRow {
  vendor: string;
  kind: string;
  tokens: number;
  refilledAtMs: number;
  blockedUntilMs: number;
}

const COLUMNS = 'vendor, kind, tokens, refilled_at_ms AS refilledAtMs, blocked_until_ms AS blockedUntilMs';

/** Buckets that limit how fast vendors are called, kept across restarts. */
export function createRateBucketRepository(db: LibraryDb) {
  const put = db.prepare<[object]>(
    'rate-bucket.put',
    `INSERT INTO rate_bucket (vendor, kind, tokens, refilled_at_ms, blocked_until_ms)
     VALUES (@vendor, @kind, @tokens, @refilledAtMs, @blockedUntilMs)
     ON CONFLICT (vendor, kind) DO UPDATE SET tokens = excluded.tokens, refilled_at_ms = excluded.refilled_at_ms,
       blocked_until_ms = excluded.blocked_until_ms`,
  );
  const find = db.prepare<[string, string], RateBucketRow>(
    'rate-bucket.find',
    `SELECT ${COLUMNS} FROM rate_bucket WHERE vendor = ? AND kind = ?`,
  );
  return {
    put: (row: RateBucketRow): void => void put.run({ ...row }),
    find: (vendor: string, kind: string): RateBucketRow | undefined => find.get(vendor, kind),
  };
}
