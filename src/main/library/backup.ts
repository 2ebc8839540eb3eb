import { constants, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import { backupFileName, fsyncPath, listBackupFiles, pruneBackups, publishBackup } from '../db/backup-file.ts';
import type { BackupFile } from '../db/backup-file.ts';
import { readSchemaState } from '../db/migrate.ts';
import { openLibraryDb } from '../db/open.ts';
import type { LibraryDb } from '../db/open.ts';
import { takeOwnerLock } from '../db/owner-lock.ts';
import { appErrorOfSqlite } from '../db/sqlite-errors.ts';
import { createLeaseRepository } from '../db/repositories/lease-repository.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { LibraryPaths } from '../platform/paths.ts';
import { writeError } from './file-errors.ts';

/** How many backups stay. */
export const BACKUPS_KEPT = 10;

export interface Backups {
  /** Makes one now without holding up the main loop, and drops the oldest beyond the kept number. */
  create(reason?: string): Promise<BackupFile>;
  /** Newest first. */
  list(): BackupFile[];
  /** Whether the newest one is older than this. */
  isDue(maxAgeMs: number): boolean;
}

interface FileDeps {
  paths: Pick<LibraryPaths, 'backups' | 'databaseFile' | 'home'>;
  clock: Clock;
  log: Logger;
}

/**
 * Opens a backup. `schema` reads its beginning; `full` reads all of it, which holds up the main loop for seconds in a big
 * library. Throws AppError `library-corrupt` where it is damaged, `library-newer` where this program is too old for it.
 */
export function verifyBackup(file: string, depth: 'schema' | 'full', deps: Pick<FileDeps, 'clock' | 'log'>): void {
  const db = openLibraryDb({ file, readonly: true, ...deps });
  try {
    const { version } = readSchemaState(db);
    if (version === 0) throw new AppError('library-corrupt', 'the backup is empty', { path: file });
    if (depth === 'schema') return;
    const result = db.prepare<[], { quick_check: string }>('backup.check', 'PRAGMA quick_check(1)').get();
    if (result?.quick_check !== 'ok') {
      throw new AppError('library-corrupt', 'the backup is damaged', { path: file });
    }
  } finally {
    db.close();
  }
}

/** Backups of an open library. */
export function createBackups(deps: FileDeps & { db: LibraryDb; keep?: number }): Backups {
  const { db, paths, clock } = deps;
  const list = (): BackupFile[] => listBackupFiles(paths.backups);
  return {
    list,
    isDue(maxAgeMs) {
      const newest = list()[0];
      return newest === undefined || clock.nowMs() - newest.createdAtMs > maxAgeMs;
    },
    async create(reason = 'manual') {
      if (!/^[a-z0-9-]{1,40}$/.test(reason)) {
        throw new AppError('invalid-input', 'a reason of letters, digits and dashes', { field: 'reason' });
      }
      const path = join(paths.backups, backupFileName(clock.nowMs(), reason));
      const part = `${path}.part`;
      try {
        mkdirSync(paths.backups, { recursive: true });
        // SQLite's own online copy, a few pages per turn of the loop; writes in between are part of it.
        await db.sql.backup(part);
        // Flushed off the main thread first: what is left to flush below is one page.
        const handle = await open(part, 'r+');
        try {
          await handle.sync();
        } finally {
          await handle.close();
        }
        publishBackup(part, path);
        verifyBackup(path, 'schema', deps);
      } catch (error) {
        await rm(part, { force: true });
        await rm(path, { force: true });
        throw appErrorOfSqlite(error, path) ?? writeError(error, paths.backups);
      }
      pruneBackups(paths.backups, deps.keep ?? BACKUPS_KEPT);
      const made = list().find((backup) => backup.path === path);
      if (!made) throw new AppError('internal', 'the backup is gone again', { path });
      return made;
    },
  };
}

/** Keeps what a database file and its journal hold, under a name that says why; the originals stay. */
function copyAside(paths: FileDeps['paths'], clock: Clock): string {
  const aside = join(paths.backups, `replaced-${clock.nowMs()}.db`);
  mkdirSync(paths.backups, { recursive: true });
  for (const suffix of ['', '-wal']) {
    const source = `${paths.databaseFile}${suffix}`;
    if (existsSync(source)) copyFileSync(source, `${aside}${suffix}`, constants.COPYFILE_FICLONE);
  }
  return aside;
}

/** A backup was made while somebody owned the library; restored, it belongs to nobody. */
function forgetOwner(file: string, deps: Pick<FileDeps, 'clock' | 'log'>): void {
  const db = openLibraryDb({ file, ...deps });
  try {
    const leases = createLeaseRepository(db);
    const row = leases.find();
    if (row) leases.put({ ...row, pid: 0, processStart: '', address: null });
  } finally {
    db.close();
  }
}

/**
 * Puts a backup in the place of the library's database (F29). The library must be shut; what it held is copied aside
 * first, and its path is the answer. Throws AppError `library-busy`, `not-found`, and what `verifyBackup` throws.
 */
export function restoreBackup(deps: FileDeps & { backupFile: string }): { replacedFile: string } {
  const { paths, backupFile, clock, log } = deps;
  if (!existsSync(backupFile)) throw new AppError('not-found', 'no such backup', { kind: 'backup', id: backupFile });
  const lock = takeOwnerLock(join(paths.home, 'owner.lock'));
  if (!lock) throw new AppError('library-busy', 'the library is open', { pid: null, address: null });
  const part = `${paths.databaseFile}.restore.part`;
  try {
    verifyBackup(backupFile, 'full', deps);
    const replacedFile = copyAside(paths, clock);
    copyFileSync(backupFile, part);
    forgetOwner(part, deps);
    fsyncPath(part);
    // A journal of the old file would be played into the new one: it goes first.
    rmSync(`${paths.databaseFile}-wal`, { force: true });
    rmSync(`${paths.databaseFile}-shm`, { force: true });
    rmSync(join(paths.home, 'library.open'), { force: true });
    renameSync(part, paths.databaseFile);
    fsyncPath(dirname(paths.databaseFile));
    log.warn('library.restored', { backupFile, replacedFile });
    return { replacedFile };
  } catch (error) {
    rmSync(part, { force: true });
    throw writeError(error, paths.home);
  } finally {
    lock.release();
  }
}

/**
 * Restores the newest backup that is whole (F29). Damaged ones are passed over and stay where they are.
 * Throws AppError `not-found` when there is none, and what `restoreBackup` throws otherwise.
 */
export function restoreNewestBackup(deps: FileDeps): { backup: BackupFile; replacedFile: string } {
  for (const backup of listBackupFiles(deps.paths.backups)) {
    try {
      return { backup, ...restoreBackup({ ...deps, backupFile: backup.path }) };
    } catch (error) {
      if (!(error instanceof AppError) || !['library-corrupt', 'library-newer'].includes(error.code)) throw error;
      deps.log.warn('library.backup-damaged', { path: backup.path, code: error.code });
    }
  }
  throw new AppError('not-found', 'no backup that is whole', { kind: 'backup', id: deps.paths.backups });
}
