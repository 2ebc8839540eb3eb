import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

const hashesOf = (db: BetterSqlite3.Database, sql: string): Set<string> =>
  new Set((db.prepare(sql).all() as { sha256: string }[]).map(({ sha256 }) => sha256));

const NEEDED = `SELECT sha256 FROM asset UNION SELECT sha256 FROM render_part
  UNION SELECT sha256 FROM cached_result WHERE sha256 IS NOT NULL`;
const NAMED = `${NEEDED} UNION SELECT sha256 FROM export_record
  UNION SELECT sha256 FROM paid_call WHERE sha256 IS NOT NULL`;

/**
 * Files of the store against the rows: whole, named by their hash, needed by somebody; every finished call has its file or
 * one that was made from it.
 */
export function checkFiles(db: BetterSqlite3.Database, home: string): string[] {
  const problems: string[] = [];
  const store = join(home, 'store');
  const named = hashesOf(db, NAMED);
  const whole = new Set<string>();
  for (const path of filesBelow(store)) {
    const name = basename(path);
    const shown = relative(home, path);
    if (name.endsWith('.part')) problems.push(`half a file lies in the store: ${shown}`);
    else if (hashOf(path) !== name) problems.push(`the content of ${shown} is not what its name says`);
    else if (!named.has(name)) problems.push(`no row names ${shown}`);
    else whole.add(name);
  }
  for (const sha256 of hashesOf(db, NEEDED))
    if (!whole.has(sha256)) problems.push(`a row names ${sha256}, and the store has no whole file of it`);
  problems.push(...doneProblems(db, whole));
  for (const path of filesBelow(join(home, 'exports')))
    if (path.endsWith('.part')) problems.push(`half a file is handed out: ${relative(home, path)}`);
  return problems;
}

function doneProblems(db: BetterSqlite3.Database, whole: ReadonlySet<string>): string[] {
  const done = db
    .prepare(`SELECT id, job_id AS jobId, sha256 FROM paid_call WHERE state IN ('DONE', 'DONE_FLAGGED')`)
    .all() as { id: string; jobId: string; sha256: string | null }[];
  const conformed = db.prepare(
    'SELECT asset.sha256 AS sha256 FROM take JOIN asset ON asset.id = take.asset_id WHERE take.job_id = ?',
  );
  return done.flatMap(({ id, jobId, sha256 }) => {
    if (sha256 === null) return [`call ${id} is done and names no file`];
    if (whole.has(sha256)) return [];
    const made = conformed.all(jobId) as { sha256: string }[];
    return made.some((asset) => whole.has(asset.sha256)) ? [] : [`call ${id} is done and its file is gone`];
  });
}
