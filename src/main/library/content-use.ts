import type { LibraryDb } from '../db/open.ts';

/** Who needs a content of the store. */
export interface ContentUse {
  /** Whether any asset (trash included), rendered part, handed-out film, cached result or purchase under way has these bytes. */
  isUsed(sha256: string): boolean;
}

/** Asks the library's rows; for the sweep and for deleting. */
export function createContentUse(db: LibraryDb): ContentUse {
  const use = db.prepare<[{ sha256: string }], { used: number }>(
    'content.use',
    `SELECT EXISTS (SELECT 1 FROM asset WHERE sha256 = @sha256)
         OR EXISTS (SELECT 1 FROM render_part WHERE sha256 = @sha256)
         OR EXISTS (SELECT 1 FROM export_record WHERE sha256 = @sha256)
         OR EXISTS (SELECT 1 FROM cached_result WHERE sha256 = @sha256)
         OR EXISTS (SELECT 1 FROM paid_call c JOIN job j ON j.id = c.job_id
                    WHERE c.sha256 = @sha256 AND j.status NOT IN ('succeeded', 'failed', 'cancelled'))
         OR EXISTS (SELECT 1 FROM paid_call WHERE sha256 = @sha256 AND finished_at_ms IS NULL) AS used`,
  );
  return { isUsed: (sha256) => use.get({ sha256 })?.used === 1 };
}
