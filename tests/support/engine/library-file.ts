import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migration0010 } from '../../../src/main/db/migrations/0010-initial.ts';
import { openLibraryDb, type LibraryDb } from '../../../src/main/db/open.ts';
import { createSystemClock } from '../../../src/main/platform/clock.ts';
import { silentLogger } from '../../../src/main/platform/logger.ts';

/** A folder of its own for one test, with a library file in it. */
export interface LibraryFile {
  readonly folder: string;
  readonly file: string;
  /** Opens the file; the schema is there from the first time on. */
  open(): LibraryDb;
  remove(): void;
}

/** Opens a library file and gives it the first schema if it is new. */
export function openEngineDb(file: string): LibraryDb {
  const db = openLibraryDb({ file, log: silentLogger, clock: createSystemClock() });
  db.write(() => {
    if (db.sql.pragma('user_version', { simple: true }) !== 0) return;
    migration0010.up(db.sql);
    db.sql.pragma(`user_version = ${migration0010.version}`);
  });
  return db;
}

/** Makes the folder; call `remove` at the end of the test. */
export function createLibraryFile(): LibraryFile {
  const folder = mkdtempSync(join(tmpdir(), 'framewright-engine-'));
  const file = join(folder, 'library.db');
  return {
    folder,
    file,
    open: () => openEngineDb(file),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
