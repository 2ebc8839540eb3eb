import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { AppError } from '../../shared/contract/errors.ts';

/** Waits for the disk beside the main loop. */
export interface WalSync {
  /**
   * Resolves when every commit made before the call is on the disk. Calls that come while the disk works share the next
   * turn. Throws AppError `internal` with the code of a failed fsync: nothing that follows may be taken as stored (F26);
   * `too-many-files` where it cannot be opened for now, and a later call tries anew.
   */
  synced(): Promise<void>;
  close(): void;
}

/** How the journal is reached; a parameter for tests. */
export type OpenJournal = (path: string) => Promise<Pick<FileHandle, 'datasync' | 'close'>>;

// Read and write: Windows flushes nothing through a handle that may only read.
const openJournal: OpenJournal = (path) => open(path, 'r+');

/**
 * A commit under `synchronous=NORMAL` followed by this is what a commit under FULL is: the -wal file is written, then
 * flushed. Only that file is opened: to close a second handle of the database or the -shm file would drop SQLite's locks.
 */
export function createWalSync(file: string, openFile: OpenJournal = openJournal): WalSync {
  const path = `${file}-wal`;
  let journal: ReturnType<OpenJournal> | undefined;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const close = (): void => {
    void journal?.then((handle) => handle.close()).catch(() => undefined);
    journal = undefined;
  };
  const flush = async (): Promise<void> => {
    journal ??= openFile(path);
    try {
      await (await journal).datasync();
    } catch (error) {
      close();
      const code = String((error as NodeJS.ErrnoException | null)?.code ?? '');
      // Nothing was flushed and nothing was lost: the disk was not even asked (F68).
      if (code === 'EMFILE' || code === 'ENFILE')
        throw new AppError('too-many-files', 'the journal cannot be opened to be flushed', { path }, { cause: error });
      const details = { path, sqliteCode: 'SQLITE_IOERR_FSYNC' };
      throw new AppError('internal', 'disk error: the journal was not flushed', details, { cause: error });
    }
  };
  const start = (): Promise<void> => {
    running = flush().finally(() => {
      running = undefined;
    });
    return running;
  };

  return {
    synced() {
      if (running === undefined) return start();
      // The turn under way may have begun before the caller's commit.
      next ??= running
        .catch(() => undefined)
        .then(() => {
          next = undefined;
          return start();
        });
      return next;
    },
    close,
  };
}
