import { z } from 'zod';
import { parseJsonColumn } from '../json-column.ts';
import type { LibraryDb } from '../open.ts';

/** Undo reaches this far back (decision 7). */
export const HISTORY_KEPT = 500;

/** One edit of a project's document; its diff can be reversed (decision 26). */
export interface HistoryRow {
  projectId: string;
  /** The project's revision after this edit. */
  revision: number;
  /** What the person did, as a key of the language files. */
  label: string;
  diff: unknown;
  personId: string | null;
  createdAtMs: number;
}

type Columns = Omit<HistoryRow, 'diff'> & { diffJson: string };

const fromColumns = ({ diffJson, ...row }: Columns): HistoryRow => ({
  ...row,
  diff: parseJsonColumn(z.unknown(), diffJson, 'history.diff_json'),
});

/** The edits of projects, newest 500 of each. */
export function createHistoryRepository(db: LibraryDb) {
  const insert = db.prepare<[object]>(
    'history.insert',
    `INSERT INTO history (project_id, revision, label, diff_json, person_id, created_at_ms)
     VALUES (@projectId, @revision, @label, @diffJson, @personId, @createdAtMs)`,
  );
  const prune = db.prepare<[string, number]>(
    'history.prune',
    'DELETE FROM history WHERE project_id = ? AND revision <= ?',
  );
  const list = db.prepare<[string, number, number], Columns>(
    'history.list',
    `SELECT project_id AS projectId, revision, label, diff_json AS diffJson, person_id AS personId,
       created_at_ms AS createdAtMs
     FROM history WHERE project_id = ? AND revision < ? ORDER BY revision DESC LIMIT ?`,
  );
  return {
    /** Appends, and forgets what is older than the newest 500. */
    insert({ diff, ...row }: HistoryRow): void {
      insert.run({ ...row, diffJson: JSON.stringify(diff) });
      prune.run(row.projectId, row.revision - HISTORY_KEPT);
    },
    /** Newest first. */
    list: (projectId: string, limit: number, beforeRevision = Number.MAX_SAFE_INTEGER): HistoryRow[] =>
      list.all(projectId, beforeRevision, limit).map(fromColumns),
  };
}
