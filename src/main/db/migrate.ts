import { AppError } from '../../shared/contract/errors.ts';
import type { Logger } from '../platform/logger.ts';
import type { Migration } from './migration-types.ts';
import type { LibraryDb } from './open.ts';
import { ALL_MIGRATIONS } from './migrations/all-migrations.ts';

/** `FWLB` in the file's header: tells a library from any other SQLite file. */
export const LIBRARY_APPLICATION_ID = 0x46574c42;

export interface SchemaState {
  /** 0: an empty database. */
  version: number;
  /** The newest version this program knows. */
  newestVersion: number;
  pending: readonly Migration[];
}

export interface MigrateOptions {
  log: Logger;
  /** Called once before the first pending migration of a library that holds something (F13). Throws: nothing is changed. */
  backup?: (fromVersion: number) => void;
  /** Default: all of this program. Others only in tests. */
  migrations?: readonly Migration[];
}

function readVersion(db: LibraryDb): number {
  return Number(db.sql.pragma('user_version', { simple: true }));
}

/**
 * Reads which schema a library has. Throws AppError `library-newer` where a newer program wrote it, `library-corrupt`
 * where the file is a database of some other program or cannot be read.
 */
export function readSchemaState(db: LibraryDb, migrations: readonly Migration[] = ALL_MIGRATIONS): SchemaState {
  const newestVersion = migrations.at(-1)?.version ?? 0;
  const version = readVersion(db);
  const applicationId = Number(db.sql.pragma('application_id', { simple: true }));
  const objects =
    db.prepare<[], { n: number }>('schema.count', 'SELECT count(*) AS n FROM sqlite_schema').get()?.n ?? 0;
  if (objects > 0 && applicationId !== LIBRARY_APPLICATION_ID) {
    throw new AppError('library-corrupt', 'the file is a database of another program', { path: db.file });
  }
  if (version > newestVersion) {
    throw new AppError('library-newer', 'a newer version of the program wrote this library', {
      path: db.file,
      libraryVersion: version,
      programVersion: newestVersion,
    });
  }
  return { version, newestVersion, pending: migrations.filter((migration) => migration.version > version) };
}

/**
 * Brings a library to this program's schema. Each migration and its version number are one transaction: a crash leaves
 * the old schema or the new one. Returns the versions before and after. Throws what `readSchemaState`, the backup and
 * the migrations throw.
 */
export function migrate(db: LibraryDb, options: MigrateOptions): { fromVersion: number; toVersion: number } {
  const migrations = options.migrations ?? ALL_MIGRATIONS;
  const { version, pending } = readSchemaState(db, migrations);
  if (pending.length > 0 && version > 0) options.backup?.(version);
  for (const migration of pending) {
    db.write(() => {
      // Another process may have migrated between our look and our lock.
      if (readVersion(db) >= migration.version) return;
      migration.up(db.sql);
      db.sql.pragma(`application_id = ${LIBRARY_APPLICATION_ID}`);
      db.sql.pragma(`user_version = ${migration.version}`);
    }, `migration.${migration.version}`);
    options.log.info('db.migrated', { version: migration.version, name: migration.name });
  }
  return { fromVersion: version, toVersion: pending.at(-1)?.version ?? version };
}
