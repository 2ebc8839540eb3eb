import type { LibraryDb } from '../db/open.ts';
import type { Clock } from '../platform/clock.ts';
import { createContentUse } from './content-use.ts';
import { sweepStore } from './store-sweep.ts';

/** A killed process leaves contents that no row needs yet; nobody else writes before `start`, so they can go at once. */
export async function sweepAfterCrash(db: LibraryDb, folder: string, clock: Clock): Promise<void> {
  const left = db.sql.prepare("SELECT EXISTS (SELECT 1 FROM job WHERE status = 'running') AS found").get() as {
    found: number;
  };
  if (left.found === 0) return;
  const { isUsed } = createContentUse(db);
  await sweepStore({ folder, clock, isUsed, graceMs: 0 });
}
