import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { LibraryDb } from './open.ts';

/** Copies of the library's database. They are made by SQLite, never as file copies (finding 4 of reliability.md). */

export interface BackupFile {
  path: string;
  bytes: number;
  createdAtMs: number;
  /** Why it was made: `manual`, `daily`, `before-20`. */
  reason: string;
}

const NAME = /^library-(\d{8}T\d{9})Z-([a-z0-9-]+)\.db$/;

/** `library-20261121T003110123Z-before-20.db`: sorts by time, needs no escaping on any system. */
export function backupFileName(nowMs: number, reason: string): string {
  const stamp = new Date(nowMs).toISOString().replaceAll(/[-:.]/g, '').replace('Z', '');
  return `library-${stamp}Z-${reason}.db`;
}

function timeOfStamp(stamp: string): number {
  const [, y, mo, d, h, mi, s, ms] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})$/.exec(stamp) ?? [];
  return Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}.${ms}Z`);
}

/** Flushes a file or folder to the disk; folders cannot be flushed on Windows, which is harmless there. */
export function fsyncPath(path: string): void {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (error) {
    if (process.platform === 'win32') return;
    throw error;
  }
  try {
    fsyncSync(handle);
  } catch (error) {
    if (process.platform !== 'win32') throw error;
  } finally {
    closeSync(handle);
  }
}

/** Takes a copy out of WAL mode, so that reading it later makes no files beside it, also on a read-only disk. */
function seal(partPath: string): void {
  const copy = new BetterSqlite3(partPath);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

/** Gives a finished copy its name, safe against a power cut. */
export function publishBackup(partPath: string, path: string): void {
  seal(partPath);
  fsyncPath(partPath);
  renameSync(partPath, path);
  fsyncPath(dirname(path));
}

/** A compacted copy by VACUUM INTO. Blocks; for the moment before a migration. Leaves nothing behind when it fails. */
export function vacuumInto(db: LibraryDb, path: string): void {
  const part = `${path}.part`;
  rmSync(part, { force: true });
  try {
    db.prepare<[string]>('backup.vacuum', 'VACUUM INTO ?').run(part);
    publishBackup(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** Backups in a folder, newest first. A folder that is not there holds none. */
export function listBackupFiles(folder: string): BackupFile[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .flatMap((name) => {
      const match = NAME.exec(name);
      if (!match?.[1] || !match[2]) return [];
      const path = join(folder, name);
      return [{ path, bytes: statSync(path).size, createdAtMs: timeOfStamp(match[1]), reason: match[2] }];
    })
    .sort((a, b) => (basename(a.path) < basename(b.path) ? 1 : -1));
}

/** Removes all but the newest `keep` backups. */
export function pruneBackups(folder: string, keep: number): void {
  for (const backup of listBackupFiles(folder).slice(keep)) rmSync(backup.path, { force: true });
}
