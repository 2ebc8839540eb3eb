import type { LibraryDb } from '../open.ts';
import { JOB_COLUMNS } from './job-repository.ts';
import type { JobRecord } from './job-repository.ts';

/** Jobs of one project by kind: what a board shows as being drawn, and what went wrong last. */
export function createBoardJobRepository(db: LibraryDb) {
  const open = db.prepare<[string, string], JobRecord>(
    'board-job.open',
    `SELECT ${JOB_COLUMNS} FROM job WHERE project_id = ? AND status NOT IN ('succeeded', 'failed', 'cancelled')
       AND kind IN (SELECT value FROM json_each(?)) ORDER BY id`,
  );
  const failed = db.prepare<[string, string, number], JobRecord>(
    'board-job.failed',
    `SELECT ${JOB_COLUMNS} FROM job WHERE project_id = ? AND status = 'failed'
       AND kind IN (SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT ?`,
  );
  return {
    listOpen: (projectId: string, kinds: readonly string[]): JobRecord[] => open.all(projectId, JSON.stringify(kinds)),
    /** Newest first. */
    listFailed: (projectId: string, kinds: readonly string[], limit: number): JobRecord[] =>
      failed.all(projectId, JSON.stringify(kinds), limit),
  };
}
