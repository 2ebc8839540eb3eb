import type { LibraryDb } from '../db/open.ts';

/** How many rows of each kind there are, and how many runs in each state. Numbers only: for diagnostics. */
export function countLibrary(db: LibraryDb): { rows: Record<string, number>; runsByState: Record<string, number> } {
  const counted = (name: string, sql: string): Record<string, number> =>
    Object.fromEntries(
      db
        .prepare<[], { name: string; n: number }>(name, sql)
        .all()
        .map((row) => [row.name, row.n]),
    );
  return {
    rows: counted(
      'counts.rows',
      `SELECT 'projects' AS name, count(*) AS n FROM project UNION ALL SELECT 'shots', count(*) FROM shot
       UNION ALL SELECT 'takes', count(*) FROM take UNION ALL SELECT 'assets', count(*) FROM asset
       UNION ALL SELECT 'exports', count(*) FROM export_record`,
    ),
    runsByState: counted('counts.runs', 'SELECT state AS name, count(*) AS n FROM run GROUP BY state'),
  };
}
