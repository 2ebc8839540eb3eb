import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LibraryNotice } from '../../shared/contract/diagnostics.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { backupFileName, pruneBackups, vacuumInto } from '../db/backup-file.ts';
import { migrate, readSchemaState } from '../db/migrate.ts';
import { openLibraryDb } from '../db/open.ts';
import type { LibraryDb } from '../db/open.ts';
import { takeOwnerLock } from '../db/owner-lock.ts';
import { createRepositories } from '../db/repositories.ts';
import type { Repositories } from '../db/repositories.ts';
import { createLeaseRepository } from '../db/repositories/lease-repository.ts';
import type { PersonRow } from '../db/repositories/person-repository.ts';
import type { Clock } from '../platform/clock.ts';
import type { NewId } from '../platform/ids.ts';
import type { Logger } from '../platform/logger.ts';
import { libraryPaths } from '../platform/paths.ts';
import type { LibraryPaths } from '../platform/paths.ts';
import { BACKUPS_KEPT } from './backup.ts';
import { createContentStore, PART_SUFFIX } from './content-store.ts';
import type { ContentStore } from './content-store.ts';
import { writeError } from './file-errors.ts';
import { acquireOwnerLease, libraryBusy } from './owner-lease.ts';
import type { OwnerLease } from './owner-lease.ts';
import { identifySelf } from './process-identity.ts';
import { sharedFolderOf } from './shared-folder.ts';
import type { FolderFacts } from './shared-folder.ts';

/** This room keeps the library whole: its folder, its owner, its files by hash, its backups. */

/** Role of the person at this machine. */
export const LOCAL_OWNER_ROLE = 'local-owner';

export interface Library {
  paths: LibraryPaths;
  db: LibraryDb;
  repos: Repositories;
  store: ContentStore;
  /** `null` for a reader. */
  lease: OwnerLease | null;
  /** The local person, stamped on what is done here. */
  person: PersonRow;
  notices: readonly LibraryNotice[];
  /** Gives up the lease, brings the journal into the database and closes. A second call does nothing. */
  close(): void;
}
export interface OwnedLibrary extends Library {
  lease: OwnerLease;
}

export interface OpenLibraryOptions {
  home: string;
  log: Logger;
  clock: Clock;
  newId: NewId;
  /** Name of the local person when the library is made. */
  personName?: string;
  /** What is known of folders on this machine; for tests. */
  folderFacts?: FolderFacts;
}

const SHARED_NOTICE = { network: 'network-folder', sync: 'sync-folder' } as const;

function makeFolders(paths: LibraryPaths): void {
  try {
    // Prompts and clients' material: nobody else on the machine needs to read them.
    mkdirSync(paths.home, { recursive: true, mode: 0o700 });
    for (const folder of [paths.store, paths.backups]) mkdirSync(folder, { recursive: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') throw new AppError('not-writable', 'the library is not a folder', { path: paths.home });
    throw writeError(error, paths.home);
  }
}

/** Lies there while an owner has the library open; a clean close removes it. */
const openMark = (paths: LibraryPaths): string => join(paths.home, 'library.open');

/** SQLite removes its journal only on a clean close. The mark of an owner without a journal: somebody else removed it. */
function isJournalMissing(paths: LibraryPaths): boolean {
  const wal = `${paths.databaseFile}-wal`;
  return existsSync(openMark(paths)) && !(existsSync(wal) && statSync(wal).size > 0);
}

/** Parts lie in the store's root and only the owner writes them: what lies there when the owner opens is left over. */
function removeStrayParts(folder: string): void {
  for (const name of readdirSync(folder)) if (name.endsWith(PART_SUFFIX)) rmSync(join(folder, name), { force: true });
}

function ensurePerson(repos: Repositories, db: LibraryDb, options: OpenLibraryOptions): PersonRow {
  const known = repos.persons.findByRole(LOCAL_OWNER_ROLE);
  if (known) return known;
  const person: PersonRow = {
    id: options.newId(),
    name: options.personName ?? 'Owner',
    role: LOCAL_OWNER_ROLE,
    createdAtMs: options.clock.nowMs(),
  };
  db.write(() => repos.persons.insert(person), 'person.ensure');
  return person;
}

function busyOf(paths: LibraryPaths, options: OpenLibraryOptions): AppError {
  try {
    const db = openLibraryDb({ file: paths.databaseFile, readonly: true, ...options });
    try {
      return libraryBusy(createLeaseRepository(db).find());
    } finally {
      db.close();
    }
  } catch {
    return libraryBusy(undefined);
  }
}

function openAsOwner(options: OpenLibraryOptions): OwnedLibrary {
  const { home, log, clock, newId } = options;
  const paths = libraryPaths(home);
  makeFolders(paths);
  const lock = takeOwnerLock(join(home, 'owner.lock'));
  if (!lock) throw busyOf(paths, options);
  const shared = sharedFolderOf(home, options.folderFacts);
  const notices: LibraryNotice[] = [
    ...(isJournalMissing(paths) ? (['journal-missing'] as const) : []),
    ...(shared === undefined ? [] : [SHARED_NOTICE[shared.kind]]),
  ];
  for (const notice of notices) log.warn(`library.${notice}`, { home, what: shared?.name ?? '' });
  let db: LibraryDb | undefined;
  try {
    const opened = openLibraryDb({ file: paths.databaseFile, log, clock });
    db = opened;
    migrate(opened, {
      log,
      backup: (fromVersion) => {
        vacuumInto(opened, join(paths.backups, backupFileName(clock.nowMs(), `before-migration-${fromVersion}`)));
        pruneBackups(paths.backups, BACKUPS_KEPT);
      },
    });
    const lease = acquireOwnerLease({ db: opened, clock, newId, self: identifySelf() });
    // Only now: taking the lease has made a journal.
    writeFileSync(openMark(paths), '');
    removeStrayParts(paths.store);
    const repos = createRepositories(opened);
    const person = ensurePerson(repos, opened, options);
    return {
      paths,
      db: opened,
      repos,
      store: createContentStore({ folder: paths.store, newId }),
      lease,
      person,
      notices,
      close() {
        if (!opened.sql.open) return;
        try {
          lease.release();
        } catch (error) {
          log.warn('library.release-failed', { message: String(error) });
        }
        try {
          rmSync(openMark(paths), { force: true });
        } catch (error) {
          // The mark stays: the next start looks for a journal that is rightly gone, and says so for nothing.
          log.warn('library.mark-stays', { message: String(error) });
        }
        opened.close();
        lock.release();
      },
    };
  } catch (error) {
    db?.close();
    lock.release();
    throw writeError(error, home);
  }
}

function openAsReader(options: OpenLibraryOptions): Library {
  const { home, log, clock, newId } = options;
  const paths = libraryPaths(home);
  // A new or an older library is made ready first, by being its owner for a moment.
  if (!existsSync(paths.databaseFile)) openAsOwner(options).close();
  let db = openLibraryDb({ file: paths.databaseFile, readonly: true, log, clock });
  try {
    if (readSchemaState(db).pending.length > 0) {
      db.close();
      openAsOwner(options).close();
      db = openLibraryDb({ file: paths.databaseFile, readonly: true, log, clock });
    }
    const repos = createRepositories(db);
    const person = repos.persons.findByRole(LOCAL_OWNER_ROLE);
    if (!person) throw new AppError('library-corrupt', 'the library has no owner', { path: paths.databaseFile });
    const reader = db;
    const store = createContentStore({ folder: paths.store, newId });
    return { paths, db: reader, repos, store, lease: null, person, notices: [], close: () => reader.close() };
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens the library at `home`. As `owner`: makes what is missing, migrates (backup first), and keeps every other process
 * from writing until `close`. As `reader`: beside a running owner, without a lock; every write throws `library-readonly`.
 * Throws AppError `library-busy` (pid and address of the owner), `library-newer`, `library-corrupt`, `not-writable`,
 * `disk-full`.
 */
export function openLibrary(options: OpenLibraryOptions & { mode: 'owner' }): OwnedLibrary;
export function openLibrary(options: OpenLibraryOptions & { mode: 'owner' | 'reader' }): Library;
export function openLibrary(options: OpenLibraryOptions & { mode: 'owner' | 'reader' }): Library {
  return options.mode === 'owner' ? openAsOwner(options) : openAsReader(options);
}
