import { cardOfColumns, PROJECT_CARD_COLUMNS } from './project-list-repository.ts';
import type { ProjectCardColumns, ProjectListRow } from './project-list-repository.ts';
import type { LibraryDb } from '../open.ts';

/** SQL of the two ways to search. Exported so that a test can look at their plans. */
export const SEARCH_BY_TRIGRAM_SQL = `SELECT ${PROJECT_CARD_COLUMNS}
  FROM project_search JOIN project_search_row ON project_search_row.rowid = project_search.rowid
    JOIN project ON project.id = project_search_row.project_id
  WHERE project_search MATCH @match AND project.trashed_at_ms IS NULL
  ORDER BY project_search.rowid DESC LIMIT @limit`;
export const SEARCH_BY_RANK_SQL = `SELECT ${PROJECT_CARD_COLUMNS}
  FROM project_search JOIN project_search_row ON project_search_row.rowid = project_search.rowid
    JOIN project ON project.id = project_search_row.project_id
  WHERE project_search MATCH @match AND project.trashed_at_ms IS NULL
  ORDER BY bm25(project_search, 8.0, 1.0), project_search.rowid DESC LIMIT @limit`;

/** One search row per project. Text comes folded and is compared as it is. */
export function createProjectSearchRepository(db: LibraryDb) {
  const oldRow = db.prepare<[string], { rowid: number; text: string }>(
    'search.old-row',
    'SELECT rowid, text FROM project_search_row WHERE project_id = ?',
  );
  const dropText = db.prepare<[number]>('search.drop-text', 'DELETE FROM project_search WHERE rowid = ?');
  const dropRow = db.prepare<[number]>('search.drop-row', 'DELETE FROM project_search_row WHERE rowid = ?');
  const addRow = db.prepare<[string, string], { rowid: number }>(
    'search.add-row',
    'INSERT INTO project_search_row (project_id, text) VALUES (?, ?) RETURNING rowid',
  );
  const addText = db.prepare<[number, string, string]>(
    'search.add-text',
    'INSERT INTO project_search (rowid, name, body) VALUES (?, ?, ?)',
  );
  const byTrigram = db.prepare<[object], ProjectCardColumns>('search.trigram', SEARCH_BY_TRIGRAM_SQL);
  const byRank = db.prepare<[object], ProjectCardColumns>('search.rank', SEARCH_BY_RANK_SQL);
  const remove = (projectId: string): void => {
    const row = oldRow.get(projectId);
    if (!row) return;
    dropText.run(row.rowid);
    dropRow.run(row.rowid);
  };
  return {
    remove,
    /** Replaces the project's row; does nothing where the text is the same. */
    put(projectId: string, name: string, body: string): void {
      const text = `${name}\n${body}`;
      if (oldRow.get(projectId)?.text === text) return;
      remove(projectId);
      const rowid = addRow.get(projectId, text)?.rowid;
      if (rowid !== undefined) addText.run(rowid, name, body);
    },
    /** Newest text first; stops as soon as the page is full. */
    search: (match: string, limit: number): ProjectListRow[] => byTrigram.all({ match, limit }).map(cardOfColumns),
    /** Best match first, a hit in the name counts eight times; looks at every hit. */
    searchRanked: (match: string, limit: number): ProjectListRow[] => byRank.all({ match, limit }).map(cardOfColumns),
  };
}
export type ProjectSearchRepository = ReturnType<typeof createProjectSearchRepository>;
