import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDb, tempFolder } from '../../../tests/support/library/temp-library.ts';
import { silentLogger } from '../platform/logger.ts';
import { vacuumInto } from './backup-file.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migration-types.ts';
import { ALL_MIGRATIONS } from './migrations/all-migrations.ts';
import type { LibraryDb } from './open.ts';

const log = silentLogger;
const NEXT: Migration = {
  version: 9_000,
  name: 'toy',
  up: (db) => db.exec("ALTER TABLE project ADD COLUMN toy TEXT NOT NULL DEFAULT 'x'; CREATE TABLE toy (a TEXT) STRICT"),
};
const newestVersion = ALL_MIGRATIONS.at(-1)?.version;

const schemaOf = (db: LibraryDb): unknown[] =>
  db.sql.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
const versionOf = (db: LibraryDb): unknown => db.sql.pragma('user_version', { simple: true });
const seed = (db: LibraryDb): void => void db.sql.exec("INSERT INTO person VALUES ('p1', 'Mali', 'local-owner', 5)");

describe('migrate', () => {
  it('numbers its steps upwards by tens', () => {
    const versions = ALL_MIGRATIONS.map((migration) => migration.version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(versions.every((version) => version % 10 === 0)).toBe(true);
  });

  it('makes a fresh library without a backup, and does nothing the second time', () => {
    const db = tempDb();
    const backups: number[] = [];
    const options = { log, backup: (from: number) => void backups.push(from) };
    expect(migrate(db, options)).toEqual({ fromVersion: 0, toVersion: newestVersion });
    const schema = schemaOf(db);
    expect(migrate(db, options)).toEqual({ fromVersion: newestVersion, toVersion: newestVersion });
    expect(schemaOf(db)).toEqual(schema);
    expect(backups).toEqual([]);
  });

  it('keeps the rows of the version before, and gives them to the backup first', () => {
    const db = tempDb();
    migrate(db, { log });
    seed(db);
    const copy = join(tempFolder(), 'copy.db');
    const migrations = [...ALL_MIGRATIONS, NEXT];
    expect(migrate(db, { log, migrations, backup: () => vacuumInto(db, copy) }).toVersion).toBe(9_000);
    expect(db.sql.prepare('SELECT name FROM person').all()).toEqual([{ name: 'Mali' }]);

    const before = tempDb(copy);
    expect(versionOf(before)).toBe(newestVersion);
    expect(before.sql.prepare('SELECT name FROM person').all()).toEqual([{ name: 'Mali' }]);
  });

  it('gives a fresh library the same schema as an upgraded one', () => {
    const migrations = [...ALL_MIGRATIONS, NEXT];
    const [fresh, upgraded] = [tempDb(), tempDb()];
    migrate(fresh, { log, migrations });
    migrate(upgraded, { log });
    migrate(upgraded, { log, migrations });
    expect(schemaOf(upgraded)).toEqual(schemaOf(fresh));
  });

  it('refuses a library of a newer program and leaves it alone', () => {
    const db = tempDb();
    migrate(db, { log, migrations: [...ALL_MIGRATIONS, NEXT] });
    const schema = schemaOf(db);
    expect(() => migrate(db, { log })).toThrow(expect.objectContaining({ code: 'library-newer' }));
    expect(schemaOf(db)).toEqual(schema);
  });

  it('refuses a database of another program, whatever its version says', () => {
    for (const version of [0, 10, 75]) {
      const db = tempDb();
      db.sql.exec(`CREATE TABLE moz_places (id INTEGER); PRAGMA user_version = ${version}`);
      expect(() => migrate(db, { log })).toThrow(expect.objectContaining({ code: 'library-corrupt' }));
      expect(schemaOf(db)).toHaveLength(1);
    }
  });

  it('changes nothing when the backup or the migration fails', () => {
    const db = tempDb();
    migrate(db, { log });
    const schema = schemaOf(db);
    const fail = (): never => {
      throw new Error('no space');
    };
    expect(() => migrate(db, { log, migrations: [...ALL_MIGRATIONS, NEXT], backup: fail })).toThrow('no space');
    const broken: Migration = { ...NEXT, up: (sql) => void (NEXT.up(sql), fail()) };
    expect(() => migrate(db, { log, migrations: [...ALL_MIGRATIONS, broken] })).toThrow('no space');
    expect(schemaOf(db)).toEqual(schema);
    expect(versionOf(db)).toBe(newestVersion);
  });

  it('leaves the old schema or the new one when killed at any statement', () => {
    const folder = tempFolder();
    const rooms = new URL('.', import.meta.url).href;
    const script = join(folder, 'child.ts');
    // Kills itself before statement n of the second migration; past the last one it finishes.
    writeFileSync(
      script,
      `import { openLibraryDb } from '${rooms}open.ts';
       import { migrate } from '${rooms}migrate.ts';
       import { ALL_MIGRATIONS } from '${rooms}migrations/all-migrations.ts';
       const log = { debug() {}, info() {}, warn() {}, error() {} };
       const clock = { nowMs: () => 0, monotonicMs: () => 0 };
       const db = openLibraryDb({ file: process.argv[2], log, clock });
       migrate(db, { log });
       const at = Number(process.argv[3]);
       const statements = [
         'ALTER TABLE project ADD COLUMN toy TEXT',
         'CREATE TABLE toy (a TEXT) STRICT',
         "INSERT INTO toy VALUES ('whole')",
       ];
       const up = (sql) => statements.forEach((text, index) => {
         if (index === at) process.kill(process.pid, 'SIGKILL');
         sql.exec(text);
       });
       migrate(db, { log, migrations: [...ALL_MIGRATIONS, { version: 9000, name: 'toy', up }] });
       process.kill(process.pid, 'SIGKILL');`,
    );
    const outcomes = [0, 1, 2, 3].map((at) => {
      const file = join(folder, `killed-${at}.db`);
      const { signal } = spawnSync(process.execPath, [script, file, String(at)], { encoding: 'utf8' });
      const db = tempDb(file);
      const toys = db.sql.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'toy'").get();
      const check = db.sql.pragma('integrity_check', { simple: true });
      return { signal, version: versionOf(db), toys, check };
    });
    const old = { signal: 'SIGKILL', version: newestVersion, toys: { n: 0 }, check: 'ok' };
    expect(outcomes).toEqual([old, old, old, { ...old, version: 9_000, toys: { n: 1 } }]);
  });
});
