import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDb, tempFolder } from '../../../tests/support/library/temp-library.ts';
import { silentLogger } from '../platform/logger.ts';
import { openLibraryDb } from './open.ts';

const codeOf = (fn: () => unknown): unknown => {
  try {
    fn();
    return 'no error';
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
};

describe('openLibraryDb', () => {
  it('sets every pragma of architecture.md 5.6', () => {
    const { sql } = tempDb();
    const names = ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema', 'cell_size_check', 'busy_timeout'];
    expect(names.map((name) => sql.pragma(name, { simple: true }))).toEqual(['wal', 2, 1, 0, 1, 5_000]);
  });

  it('undoes a nested write alone, and everything when the outer one fails', () => {
    const db = tempDb();
    db.sql.exec('CREATE TABLE t (a INTEGER) STRICT');
    const insert = db.prepare<[number]>('t.insert', 'INSERT INTO t VALUES (?)');
    const rows = () =>
      db
        .prepare<[], { a: number }>('t.all', 'SELECT a FROM t')
        .all()
        .map((row) => row.a);
    db.write(() => {
      insert.run(1);
      expect(() =>
        db.write(() => {
          insert.run(2);
          throw new Error('inner');
        }),
      ).toThrow('inner');
    });
    expect(rows()).toEqual([1]);
    expect(() =>
      db.write(() => {
        db.write(() => insert.run(3));
        throw new Error('outer');
      }),
    ).toThrow('outer');
    expect(rows()).toEqual([1]);
  });

  it('brings the journal into the file on close, so that a copy of the file has everything', () => {
    const db = tempDb();
    db.sql.exec('CREATE TABLE t (a INTEGER) STRICT; INSERT INTO t VALUES (7)');
    expect(statSync(`${db.file}-wal`).size).toBeGreaterThan(0);
    db.close();
    expect(existsSync(`${db.file}-wal`)).toBe(false);
    expect(db.close()).toBeUndefined();
  });

  it('says library-corrupt of a file that is no database', () => {
    const file = join(tempFolder(), 'library.db');
    writeFileSync(file, 'not a database, but long enough to look at. '.repeat(40));
    expect(codeOf(() => tempDb(file))).toBe('library-corrupt');
  });

  it('refuses to write when opened for reading', () => {
    const db = tempDb();
    db.sql.exec('CREATE TABLE t (a INTEGER) STRICT');
    const clock = { nowMs: () => 0, monotonicMs: () => 0 };
    const reader = openLibraryDb({ file: db.file, readonly: true, log: silentLogger, clock });
    const insert = reader.prepare<[number]>('t.insert', 'INSERT INTO t VALUES (?)');
    expect(codeOf(() => insert.run(1))).toBe('library-readonly');
    reader.close();
  });

  it('says disk-full when there is no room, and keeps what was there', () => {
    const db = tempDb();
    db.sql.exec("CREATE TABLE t (a TEXT) STRICT; INSERT INTO t VALUES ('kept')");
    db.sql.pragma('max_page_count = 4');
    const insert = db.prepare<[string]>('t.insert', 'INSERT INTO t VALUES (?)');
    expect(codeOf(() => db.write(() => insert.run('x'.repeat(100_000))))).toBe('disk-full');
    expect(db.sql.prepare('SELECT a FROM t').all()).toEqual([{ a: 'kept' }]);
  });

  it('says library-busy when another program keeps it locked', () => {
    const db = tempDb();
    db.sql.exec('CREATE TABLE t (a INTEGER) STRICT');
    const other = tempDb(db.file);
    other.sql.exec('BEGIN EXCLUSIVE');
    db.sql.pragma('busy_timeout = 20');
    expect(codeOf(() => db.write(() => 1))).toBe('library-busy');
    other.sql.exec('ROLLBACK');
    expect(db.write(() => 1)).toBe(1);
  });

  it('logs a statement that took longer than 40 ms by its name, and no other', () => {
    const logged: unknown[] = [];
    let nowMs = 0;
    let stepMs = 0;
    const log = { ...silentLogger, warn: (event: string, fields?: object) => void logged.push([event, fields]) };
    const clock = { nowMs: () => 0, monotonicMs: () => (nowMs += stepMs) };
    const db = openLibraryDb({ file: join(tempFolder(), 'library.db'), log, clock });
    const one = db.prepare('probe.one', 'SELECT 1');
    stepMs = 40;
    one.get();
    expect(logged).toEqual([]);
    stepMs = 41;
    one.get();
    expect(logged).toEqual([['db.slow-statement', { name: 'probe.one', wallMs: 41 }]]);
    db.close();
  });

  it('leaves the disk to wait for everything but hints', () => {
    const db = tempDb();
    db.sql.exec('CREATE TABLE t (n INTEGER) STRICT');
    const levels: unknown[] = [];
    const look = (): void => void levels.push(db.sql.pragma('synchronous', { simple: true }));
    db.writeHint(look);
    db.write(() => {
      look();
      db.writeHint(look);
    });
    look();
    expect(() =>
      db.writeHint(() => {
        db.sql.exec('INSERT INTO t VALUES (1)');
        throw new Error('no');
      }),
    ).toThrow('no');
    look();
    // `db.sql` is FULL for whoever takes it; a kept one shows what is set.
    const kept = db.sql;
    const level = (): unknown => kept.pragma('synchronous', { simple: true });
    const insert = db.prepare('insert', 'INSERT INTO t VALUES (2)');
    db.writeHint(() => undefined);
    expect(level()).toBe(1);
    insert.run();
    expect(level()).toBe(2);
    db.writeHint(() => undefined);
    db.sql.exec('DELETE FROM t');
    expect(level()).toBe(2);
    // 1 is NORMAL, 2 is FULL.
    expect(levels).toEqual([1, 2, 2, 2, 2]);
    expect(db.sql.prepare('SELECT count(*) AS n FROM t').get()).toEqual({ n: 0 });
    db.close();
  });
});
