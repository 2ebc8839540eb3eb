import type { LibraryDb } from '../db/open.ts';
import type { ContentStore } from './content-store.ts';
import { walkStore } from './store-sweep.ts';

export interface ContentFault {
  sha256: string;
  /** Names of the assets that need it; empty for parts of the render cache. */
  names: string[];
  fault: 'missing' | 'wrong-size' | 'wrong-hash';
}

/** What a check of the library found. `isOk`: nothing is broken; orphans and half-written files are only litter. */
export interface IntegrityReport {
  isOk: boolean;
  /** What SQLite says is wrong; empty when it says `ok`. */
  databaseFaults: string[];
  danglingReferences: number;
  /** Projects that the search cannot find, and search rows without a project. */
  searchFaults: number;
  /** Contents that some row needs. */
  contents: number;
  contentFaults: ContentFault[];
  /** Half-written files in the store. */
  strayParts: string[];
  /** Contents that no row needs. */
  orphans: string[];
  /** Files in the store that are not ours. */
  foreignFiles: string[];
}

export interface IntegrityOptions {
  /** `quick` skips the comparison of indexes with tables. Default `full`. */
  database?: 'quick' | 'full';
  /** Read every content and compare its hash; otherwise only presence and size. */
  isDeep?: boolean;
  signal?: AbortSignal;
}

interface ContentRow {
  sha256: string;
  bytes: number;
  names: string;
}

function checkDatabase(db: LibraryDb, pragma: 'quick_check' | 'integrity_check'): string[] {
  const isFine = (line: string | undefined): boolean => line === 'ok';
  try {
    const rows = db.prepare<[], Record<string, string>>(`integrity.${pragma}`, `PRAGMA ${pragma}(50)`).all();
    return rows.flatMap((row) => Object.values(row)).filter((line) => !isFine(line));
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function countOf(db: LibraryDb, name: string, sql: string): number {
  return db.prepare<[], { n: number }>(name, sql).get()?.n ?? 0;
}

function listContents(db: LibraryDb): ContentRow[] {
  return db
    .prepare<[], ContentRow>(
      'integrity.contents',
      `SELECT sha256, max(bytes) AS bytes, json_group_array(name) FILTER (WHERE name IS NOT NULL) AS names FROM (
         SELECT sha256, bytes, name FROM asset UNION ALL SELECT sha256, bytes, NULL FROM render_part
       ) GROUP BY sha256`,
    )
    .all();
}

/**
 * Compares the database with itself and with the store. Changes nothing. A damaged database is reported, not thrown; the
 * comparison with the store is left out where its rows cannot be read.
 */
export async function checkIntegrity(
  deps: { db: LibraryDb; store: ContentStore },
  options: IntegrityOptions = {},
): Promise<IntegrityReport> {
  const { db, store } = deps;
  const report: IntegrityReport = {
    isOk: true,
    databaseFaults: checkDatabase(db, options.database === 'quick' ? 'quick_check' : 'integrity_check'),
    danglingReferences: 0,
    searchFaults: 0,
    contents: 0,
    contentFaults: [],
    strayParts: [],
    orphans: [],
    foreignFiles: [],
  };
  let rows: ContentRow[] = [];
  try {
    report.danglingReferences = db.prepare<[]>('integrity.references', 'PRAGMA foreign_key_check').all().length;
    report.searchFaults = countOf(
      db,
      'integrity.search',
      `SELECT (SELECT count(*) FROM project WHERE id NOT IN (SELECT project_id FROM project_search_row))
            + (SELECT count(*) FROM project_search_row WHERE project_id NOT IN (SELECT id FROM project)) AS n`,
    );
    rows = listContents(db);
  } catch (error) {
    report.databaseFaults.push(error instanceof Error ? error.message : String(error));
    return { ...report, isOk: false };
  }

  const sizes = new Map<string, number>();
  for await (const file of walkStore(store.folder)) {
    options.signal?.throwIfAborted();
    if (file.sha256 !== null) sizes.set(file.sha256, file.bytes);
    else if (file.kind === 'part') report.strayParts.push(file.path);
    else report.foreignFiles.push(file.path);
  }
  report.contents = rows.length;
  for (const row of rows) {
    options.signal?.throwIfAborted();
    const bytes = sizes.get(row.sha256);
    sizes.delete(row.sha256);
    const fault = await faultOf(store, row, bytes, options.isDeep ?? false);
    if (fault) report.contentFaults.push({ sha256: row.sha256, names: JSON.parse(row.names) as string[], fault });
  }
  // What no row took is an orphan.
  report.orphans = [...sizes.keys()];
  report.isOk =
    report.databaseFaults.length === 0 &&
    report.danglingReferences === 0 &&
    report.searchFaults === 0 &&
    report.contentFaults.length === 0;
  return report;
}

async function faultOf(
  store: ContentStore,
  row: ContentRow,
  bytes: number | undefined,
  isDeep: boolean,
): Promise<ContentFault['fault'] | undefined> {
  if (bytes === undefined) return 'missing';
  if (bytes !== row.bytes) return 'wrong-size';
  if (isDeep && (await store.verify(row.sha256)) !== 'ok') return 'wrong-hash';
  return undefined;
}
