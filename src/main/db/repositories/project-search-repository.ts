import { cardOfColumns, PROJECT_CARD_COLUMNS } from './project-list-repository.ts';
import type { ProjectCardColumns, ProjectListRow } from './project-list-repository.ts';
import type { LibraryDb, NamedStatement } from '../open.ts';

export interface SearchQuery {
  /** FTS5 expression of words with three letters and more, or `null`. */
  match: string | null;
  /** Shorter words, which the trigram index cannot find: looked for in the stored text. */
  contains: readonly string[];
  order: 'newest' | 'best';
  limit: number;
}

/** SQL of a search. Exported so that a test can look at its plan. */
export function searchSql(query: Pick<SearchQuery, 'match' | 'contains' | 'order'>): string {
  const contains = query.contains.map((_, index) => `instr(project_search_row.text, @word${index}) > 0`);
  const isLive = 'project.trashed_at_ms IS NULL';
  // CROSS JOIN fixes the order of the loops: newest text first, stopping as soon as the page is full.
  if (query.match === null) {
    return `SELECT ${PROJECT_CARD_COLUMNS}
      FROM project_search_row CROSS JOIN project ON project.id = project_search_row.project_id
      WHERE ${[...contains, isLive].join(' AND ')}
      ORDER BY project_search_row.rowid DESC LIMIT @limit`;
  }
  const rank = query.order === 'best' ? 'bm25(project_search, 8.0, 1.0), ' : '';
  return `SELECT ${PROJECT_CARD_COLUMNS}
    FROM project_search CROSS JOIN project_search_row ON project_search_row.rowid = project_search.rowid
      CROSS JOIN project ON project.id = project_search_row.project_id
    WHERE ${['project_search MATCH @match', ...contains, isLive].join(' AND ')}
    ORDER BY ${rank}project_search.rowid DESC LIMIT @limit`;
}

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
  // One statement per number of short words and order.
  const statements = new Map<string, NamedStatement<[object], ProjectCardColumns>>();
  const statementOf = (sql: string): NamedStatement<[object], ProjectCardColumns> => {
    const known = statements.get(sql) ?? db.prepare<[object], ProjectCardColumns>('search.find', sql);
    statements.set(sql, known);
    return known;
  };
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
    /** `newest` stops as soon as the page is full; `best` looks at every hit, one in the name counts eight times. */
    search(query: SearchQuery): ProjectListRow[] {
      const words = Object.fromEntries(query.contains.map((word, index) => [`word${index}`, word]));
      const params = { ...words, match: query.match, limit: query.limit };
      return statementOf(searchSql(query)).all(params).map(cardOfColumns);
    },
  };
}
export type ProjectSearchRepository = ReturnType<typeof createProjectSearchRepository>;
